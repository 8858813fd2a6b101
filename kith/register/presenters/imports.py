"""The report of an import: its headline, what changes, what it tells. Pages and the command share it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kith.foundation.dates import count_words, day_words
from kith.register.models import ImportRun
from kith.register.states import Status
from kith.register.tells import FAR_MILES, HIGH_SDQ

TABLE_NAMES = {
    "episodes": "Placements",
    "reviews": "Reviews",
    "measures": "SDQ scores and health",
    "leavers": "Care leavers",
    "absences": "Times missing",
    "people": "Workers and carers",
}

TELL_WORDS = {
    "could_be_offered": "children aged 8 or over could be offered somebody",
    "never_asked": "of them have no record of ever being asked",
    "moved_often": "moved home three times or more in the year to {told_until}",
    "review_soon": "have a review in the next fortnight",
    "review_late": "have a review that is late, as far as the return tells",
    "turning_16_or_17": "turn 16 or 17 within three months",
    "seeking_asylum_alone": "came to seek asylum alone",
    "far_from_home": f"live about {FAR_MILES} miles or more from home",
    "out_of_area": "live outside the authority’s area",
    "sdq_17_or_more": f"have an SDQ score of {HIGH_SDQ} or more, a cause for concern",
}
LEADING = ("could_be_offered", "never_asked", "moved_often", "review_soon")
"""Told in big numbers; the others stand below them."""


@dataclass(frozen=True)
class Told:
    """One number and its words; `out_of` says among how many, where that is not the same for all."""

    key: str
    number: str
    words: str
    out_of: str


def told(tells: Mapping[str, Mapping[str, int]], *, told_until: str) -> list[Told]:
    """What the return tells, as sentences that go on from “children”; counts of nobody are left out."""
    found = []
    for key, words in TELL_WORDS.items():
        tell = tells.get(key, {"count": 0, "of": 0})
        if tell["of"]:
            said = words.format(told_until=told_until)
            found.append(Told(key, f"{tell['count']:,}", said, f"of\u00a0{tell['of']:,}"))
    return found


def changes(run: ImportRun) -> list[tuple[str, Sequence[str]]]:
    """Rows of “What changes”: the table's name and its numbers, the children first."""
    children = run.children
    rows: list[tuple[str, Sequence[str]]] = [
        (
            "Children",
            _numbers(children["total"], children["new"], children["changed"], children["unchanged"])
            + [f"{children['absent']:,}"],
        )
    ]
    for name, words in TABLE_NAMES.items():
        table = run.tables.get(name, {})
        if table.get("rows"):
            numbers = _numbers(table["rows"], table["new"], table["changed"], table["same"])
            rows.append((words, [*numbers, "–"]))
    return rows


def _numbers(*counts: int) -> list[str]:
    return [f"{count:,}" for count in counts]


def quiet_words(run: ImportRun) -> str:
    """About the children who are on the register and not in the files; nothing where there are none."""
    children = run.children
    if not children.get("absent"):
        return ""
    in_care = children["absent_in_care"]
    were = "one was" if in_care == 1 else f"{in_care:,} were" if in_care else "none was"
    return (
        "“Gone quiet” children are on the register and not in this return; "
        f"{were} looked after when last told of. They are kept and marked, never removed."
    )


def mended_words(run: ImportRun) -> str:
    """About earlier rows that this return tells otherwise."""
    mended = sum(run.tables.get(name, {}).get("mended", 0) for name in TABLE_NAMES)
    if not mended:
        return ""
    return (
        f"{count_words(mended, 'earlier row')} told of the same time otherwise and no longer "
        f"{'counts' if mended == 1 else 'count'}. Nothing was deleted."
    )


def headline(run: ImportRun) -> str:
    """The page's heading, by where the import stands."""
    children = run.children
    match run.status:
        case Status.READING:
            return "Your return is being read"
        case Status.SAVING:
            return "Your return is being saved"
        case Status.REFUSED:
            return "Your return was refused: nothing of it was saved"
        case Status.FAILED:
            return "The reading stopped: nothing was saved"
        case Status.THROWN_AWAY:
            return "This return was thrown away: nothing was saved"
        case Status.SAVED:
            return f"Saved: {count_words(children['total'], 'child', 'children')} from this return are on the register"
    ready = f"{children['total']:,} of {count_words(children['seen'], 'child', 'children')}"
    verb = "is" if children["seen"] == 1 else "are"
    return f"Your return was read: {ready} {verb} ready"


def subline(run: ImportRun) -> str:
    """8 files, year to 31 March 2026 · read in 3 seconds · nothing is saved until you say so."""
    parts = [f"{run.authority}", _files_words(run)]
    if run.status == Status.SAVED and run.saved_at:
        parts.append(f"saved on {day_words(run.saved_at.date())}")
    elif run.status == Status.READ:
        parts += [f"read in {_seconds_words(run.seconds)}", "nothing is saved until you say so"]
    return " · ".join(part for part in parts if part)


def _files_words(run: ImportRun) -> str:
    used = [file for file in run.files if file["table"]]
    words = count_words(len(used) or len(run.files), "file")
    if run.year is None:
        return words
    years = sorted({file["year"] for file in used if file["year"]})
    span = f"years to 31 March {years[0]}–{years[-1]}" if len(years) > 1 else f"year to 31 March {run.year}"
    return f"{words}, {span}"


def _seconds_words(seconds: float) -> str:
    return "a second" if seconds < 1.5 else f"{seconds:.0f} seconds"


PROMISES = [
    {"text": "A child who is missing from a return is marked, never removed.", "fits": True},
    {"text": "One file that cannot be read refuses the whole, so nothing is half saved.", "fits": True},
    {"text": "The same return twice changes nothing.", "fits": True},
    {"text": "What people typed here about a child stays as they typed it.", "fits": True},
    {
        "text": "Where a child lives is kept sealed; lists know no more than the first half of a postcode.",
        "fits": True,
    },
]


def told_of_whom(run: ImportRun) -> str:
    """Whom the numbers are about, and how far they can be trusted."""
    looked_after = run.tells.get("looked_after", {}).get("count", 0)
    words = f"Of {count_words(looked_after, 'child', 'children')} looked after on {day_words(run.on)}"
    if run.told_until and run.told_until < run.on:
        return f"{words}, as far as a return that ends on {day_words(run.told_until)} can tell."
    return f"{words}."


def files(run: ImportRun) -> list[dict[str, str]]:
    """Each file and what became of it."""
    return [
        {
            "name": file["name"],
            "read_as": TABLES.get(file["table"], file["table"]) or "not read",
            "year": str(file["year"] or ""),
            "rows": f"{file['rows']:,}" if file["table"] else "",
            "refused": f"{file['refused']:,}" if file["table"] else "",
        }
        for file in run.files
    ]


TABLES = {"OC2": "OC2: SDQ and health", "OC3": "OC3: care leavers", "UASC": "UASC: came to seek asylum alone"}


def told_by(run: ImportRun) -> list[Told]:
    return told(run.tells, told_until=day_words(run.told_until) if run.told_until else "")


@dataclass(frozen=True)
class Earlier:
    """One line of the imports before."""

    run: ImportRun
    when: str
    what: str
    status: str
    tint: str


TINTS = {
    Status.SAVED: "",
    Status.READ: "govuk-tag--yellow",
    Status.REFUSED: "govuk-tag--red",
    Status.FAILED: "govuk-tag--red",
    Status.THROWN_AWAY: "govuk-tag--grey",
}


def earlier(run: ImportRun) -> Earlier:
    children = run.children.get("total")
    what = _files_words(run) if run.files else ""
    if children is not None:
        what = f"{count_words(children, 'child', 'children')}, {what}"
    return Earlier(
        run,
        day_words(run.on),
        what,
        run.get_status_display(),
        TINTS.get(Status(run.status), "govuk-tag--blue"),
    )
