"""“About these figures”: what a reader must know to read a report right. The same on the page, in the file, on paper."""

from kith.foundation.dates import LONDON, day_words, time_words
from kith.reporting.definitions import DEFINITIONS, WHOSE, Definition
from kith.reporting.gate import OUTSIDE
from kith.reporting.models import Run
from kith.reporting.report import Report

KEPT_BACK = (
    f"“c” stands where a count of one to {OUTSIDE.threshold - 1} is kept back, or a larger one from which it could be "
    "worked out. A nought is a true nought."
)
ROUNDED = (
    f"Counts are rounded to the nearest {OUTSIDE.round_to}, halves up, so they may not add up. Percentages are worked "
    f"out before rounding; under a base of 100 they are rounded to the nearest {OUTSIDE.round_to} too."
)
PERCENTAGES = (
    f"No percentage is given of fewer than {OUTSIDE.smallest_base} (“–”). Where one side of it is very small, a bound "
    "is given instead, such as “at least 90%”."
)
NO_CAUSES = (
    "These figures say what happened, not what came of it: a report of one scheme cannot show that anything changed "
    "because of it."
)
QUARTERS = "Figures of one quarter go up and down by chance. Two or three in a row say more than one."
LAPSED = "This report has been replaced. Use the newer one."


def definition_of(report: Report) -> Definition:
    return DEFINITIONS[report.definition]


def about(run: Run, report: Report) -> list[tuple[str, str]]:
    """Name and words, in the order to read them."""
    made = run.made_at.astimezone(LONDON)
    by = f" by {run.created_by.name}" if run.created_by else ""
    lines = [
        ("Scheme", f"{report.of['scheme']}, run by {report.of['provider']}"),
        ("For", report.of["commissioner"]),
        ("Days that count", f"{day_words(run.from_day)} to {day_words(run.until_day)}"),
        ("How many", how_many(report)),
        ("Counted by", f"“{definition_of(report).words}”. {WHOSE}"),
        ("Small numbers", KEPT_BACK),
        ("Rounding", ROUNDED),
        ("Percentages", PERCENTAGES),
        ("What they cannot say", f"{NO_CAUSES} {QUARTERS}"),
        ("Made", f"{day_words(made.date())}, {time_words(made)}{by}"),
    ]
    if asked := report.of.get("asked"):
        lines.append(("Forms asked for", asked))
    if run.released_at:
        lines.append(("Released", day_words(run.released_at.astimezone(LONDON).date())))
    if run.is_replaced:
        lines.append(("Replaced", LAPSED))
    return [*lines, ("Seal of the figures", run.digest[:16])]


def how_many(report: Report) -> str:
    """The numbers of children behind the figures, as far as they may be told."""
    told = [
        f"{name} {report.figure(key).shown.text}"
        for key, name in (
            ("referred", "referred"),
            ("waiting", "waiting"),
            ("together", "matched on the last day"),
        )
    ]
    return f"Children {', '.join(told)}; meetings planned {report.figure('planned').shown.text}."


def meanings(report: Report) -> list[tuple[str, str]]:
    """Each figure's name and what it counts, in words."""
    found = []
    for meaning in definition_of(report).meanings:
        parts = [meaning.counts]
        if meaning.leaves_out:
            parts.append(f"Not counted: {meaning.leaves_out[:1].lower()}{meaning.leaves_out[1:]}")
        if meaning.of:
            parts.append(f"Out of {meaning.of}.")
        parts.append(meaning.caveat)
        found.append((meaning.name, " ".join(part for part in parts if part)))
    return found
