"""A report ready to print: sections with their drawings, and lists of reports as lines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from kith.foundation.charts import Chart, bars
from kith.foundation.dates import LONDON, day_words
from kith.reporting.about import KEPT_BACK, PERCENTAGES, ROUNDED, meanings
from kith.reporting.models import MembersSheet, Run
from kith.reporting.quarters import quarter_of
from kith.reporting.queries import Desk, Slot
from kith.reporting.report import Grid, Report, Section

HEADLINES = ("referred", "waiting", "together", "rhythm")
DRAWN: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "reach": ("Referred, accepted and matched", ("referred", "accepted", "together", "any_time")),
    "meetings": (
        "What became of the meetings planned",
        ("planned", "kept", "moved", "missed", "withheld", "not_said"),
    ),
    "endings": ("How matches ended", ("planned_ending", "childs_choice", "unplanned_ending", "died_ending")),
}


@dataclass(frozen=True)
class Printed:
    """One section with its drawing, if there is one."""

    section: Section
    chart: Chart | None

    @property
    def grids(self) -> list[Grid]:
        """Tables in which something can be shown; one of noughts only says nothing more than its total."""
        return [grid for grid in self.section.grids if not grid.is_withheld and not grid.is_empty]

    @property
    def withheld(self) -> list[str]:
        return [grid.title for grid in self.section.grids if grid.is_withheld]


def printed(report: Report) -> list[Printed]:
    return [Printed(section, drawing(section)) for section in report.sections]


def drawing(section: Section) -> Chart | None:
    """Bars of the counts of a section that lie beside each other; none where there is nothing to draw."""
    title, keys = DRAWN.get(section.key, ("", ()))
    drawn = [figure for figure in section.figures if figure.key in keys]
    if not any(figure.shown.value for figure in drawn):
        return None
    return bars([(figure.name, figure.shown.value) for figure in drawn], title=title)


def headlines(report: Report) -> list[tuple[str, str]]:
    """The few numbers to see first: text and name."""
    return [(figure.shown.text, figure.name) for figure in map(report.figure, HEADLINES)]


def has_kept_back(report: Report) -> bool:
    """Whether a “c” stands anywhere in it."""
    cells = [
        cell
        for section in report.sections
        for grid in section.grids
        for line in grid.lines
        for cell in line.cells
    ]
    return any(shown.text == "c" for shown in (*cells, *(figure.shown for figure in report.figures())))


def too_small(report: Report) -> str:
    """What to say first of a scheme whose every figure would point at somebody."""
    if report.figure("together").shown.value is not None:
        return ""
    return (
        "So few children are matched here that most figures would point at one of them, and are kept back. "
        "Talk with the scheme about how it goes."
    )


# ------------------------------------------------------------------------------------- lists of reports


@dataclass(frozen=True)
class SlotLine:
    """One quarter of one contract, as staff read it: how it stands, and what to do next."""

    words: str
    stands: str
    tint: str
    more: str
    url: str
    quarter: str

    @property
    def may_be_made(self) -> bool:
        return bool(self.quarter)

    @property
    def is_to_release(self) -> bool:
        return "not released" in self.stands


def slot_lines(desk: Desk) -> list[SlotLine]:
    return [_slot_line(slot) for slot in desk.slots]


def _slot_line(slot: Slot) -> SlotLine:
    run = slot.latest
    quarter = slot.span.from_day.isoformat() if slot.span.is_quarter else ""
    if run is None:
        return SlotLine(slot.span.words, "Not made yet", "govuk-tag--grey", "", "", quarter)
    url = reverse("reporting:run", args=[run.public_id])
    if slot.released is None:
        return SlotLine(
            slot.span.words,
            "Made, not released",
            "govuk-tag--yellow",
            f"made {made_words(run)}",
            url,
            quarter,
        )
    if slot.released.pk == run.pk:
        return SlotLine(slot.span.words, "Released", "govuk-tag--green", released_words(run), url, quarter)
    more = f"released {released_words(slot.released)}, made again {made_words(run)}"
    return SlotLine(slot.span.words, "Made again, not released", "govuk-tag--yellow", more, url, quarter)


def made_words(run: Run) -> str:
    by = f" by {run.created_by.name}" if run.created_by else ""
    return f"{day_words(run.made_at.astimezone(LONDON).date())}{by}"


def released_words(run: Run) -> str:
    if run.released_at is None:
        return ""
    by = f" by {run.released_by.name}" if run.released_by else ""
    return f"{day_words(run.released_at.astimezone(LONDON).date())}{by}"


def given_lines(runs: Sequence[Run]) -> list[dict[str, Any]]:
    """Reports as their commissioner reads them."""
    return [
        {
            "words": run.span.words,
            "scheme": run.contract.scheme.name,
            "provider": run.contract.scheme.provider.name,
            "released": released_words(run),
            "url": reverse("reporting:run", args=[run.public_id]),
            "sheet_url": reverse("reporting:spreadsheet", args=[run.public_id]),
            "paper_url": reverse("reporting:paper", args=[run.public_id]),
        }
        for run in runs
    ]


def scheme_chips(schemes: Sequence[tuple[str, str]], chosen: str) -> list[tuple[str, str, bool]]:
    """A filter by scheme, where there is more than one: (name, public id)."""
    if len(schemes) < 2:
        return []
    known = chosen if chosen in {key for _, key in schemes} else ""
    return [("All", "?", not known), *((name, f"?scheme={key}", key == known) for name, key in schemes)]


# ------------------------------------------------------------------------------------- for elected members


def members_page(sheet: MembersSheet) -> dict[str, Any]:
    """The sheet as sentences, big numbers, a drawing and questions."""
    report = sheet.report

    def text(key: str) -> str:
        return report.figure(key).shown.text

    return {
        "sheet": sheet,
        "quarter": quarter_of(sheet.on),
        "lead": _lead(report),
        "numbers": [
            (text("have_share"), "of them have a volunteer of their own"),
            (
                text("asked"),
                f"have been asked. {text('said_yes')} said yes, {text('never')} were never asked",
            ),
            (text("wait"), "wait for somebody. Nobody can promise them how long"),
        ],
        "endings": _endings_words(report),
        "chart": _endings_chart(report),
        "asked": report.of.get("asked", ""),
        "questions": report.questions,
        "meanings": meanings(report),
        "made": day_words(sheet.made_at.astimezone(LONDON).date()),
        "kept_back": KEPT_BACK,
        "rounded": ROUNDED,
        "percentages": PERCENTAGES,
    }


def _lead(report: Report) -> str:
    """The page in one breath, saying only what may be said."""
    could, have = report.figure("could").shown, report.figure("have").shown
    if could.value is None:
        return "Too few children are looked after to say more on one page without pointing at any of them."
    if have.value is None:
        return (
            f"About {could.text} children in our care are old enough to say whether they would like somebody."
        )
    return f"Of about {could.text} children in our care aged eight or over, about {have.text} have somebody who comes because they care."


def _endings_words(report: Report) -> str:
    ended, share = report.figure("ended").shown, report.figure("planned_share").shown
    if ended.value is None:
        return "Few matches ended in the last twelve months, too few to say how without pointing at a child."
    if ended.value == 0:
        return "No match ended in the last twelve months."
    if share.value is None:
        return f"About {ended.text} matches ended in the last twelve months: too few, or too few of a kind, for a percentage."
    return (
        f"About {ended.text} matches ended in the last twelve months. Of those that somebody could have planned, "
        f"{share.text} were planned, with time to say goodbye."
    )


def _endings_chart(report: Report) -> Chart | None:
    figures = [report.figure(key) for key in ("planned_ending", "childs_choice", "unplanned_ending")]
    if not any(figure.shown.value for figure in figures):
        return None
    rows = [(figure.name, figure.shown.value) for figure in figures]
    return bars(rows, title="How matches ended, twelve months")
