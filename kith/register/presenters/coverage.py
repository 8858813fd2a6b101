"""Coverage as a page prints it: of the children at each kind of point, how many were considered, offered, and said yes."""

from collections.abc import Sequence
from dataclasses import dataclass

from kith.foundation.charts import Chart, bars
from kith.register.queries import REACHED, Covered
from kith.science.disclosure import Cell, Table, percentage, printed, publish

ROUND_TO = 5
"""Outsiders may look every day: what is rounded tells little of the one child who came since yesterday."""
STAGES = (
    ("considered", ("accepted", "offered", "considered")),
    ("offered", ("accepted", "offered")),
    ("accepted", ("accepted",)),
)
"""Each counts everybody who came at least as far."""


@dataclass(frozen=True)
class CoverageLine:
    """One kind of point: how many children reached it, and at each stage how many of them, with the share."""

    words: str
    children: str
    stages: list[tuple[str, str]]


@dataclass(frozen=True)
class CoverageTable:
    lines: list[CoverageLine]
    is_suppressed: bool
    is_rounded: bool
    chart: Chart


def coverage_table(covered: Sequence[Covered], *, suppress: bool) -> CoverageTable:
    """`suppress` keeps back what could point at a child, for readers outside the caseload."""
    cells = _published(covered) if suppress and covered else _plain(covered)
    lines = [_line(kind.words, cells[kind.words]) for kind in covered]
    shares = [(kind.words, _share(cells[kind.words], "offered")) for kind in covered]
    chart = bars(
        [(words, share if isinstance(share, int) else None) for words, share in shares],
        title="Children who were offered somebody, of those at each kind of point",
        unit="%",
        most=100,
    )
    hidden = any(not isinstance(cell, int) for counts in cells.values() for cell in counts.values())
    return CoverageTable(lines, hidden, suppress, chart)


Counts = dict[str, Cell]


def _plain(covered: Sequence[Covered]) -> dict[str, Counts]:
    return {kind.words: {**kind.counts, "all": sum(kind.counts.values())} for kind in covered}


def _published(covered: Sequence[Covered]) -> dict[str, Counts]:
    """Everybody stands in exactly one cell of the table that is made safe; sums are made of what is left."""
    table = Table(
        "Coverage",
        ("point", "what came of it"),
        (tuple(kind.words for kind in covered), REACHED),
        {(kind.words, name): count for kind in covered for name, count in kind.counts.items()},
        population="children at points of the pathway",
    )
    safe = publish(table, round_to=ROUND_TO)
    return {
        kind.words: {
            **{name: safe.cell(kind.words, name) for name in REACHED},
            "all": safe.cell(kind.words, None),
        }
        for kind in covered
    }


def _sum(counts: Counts, names: Sequence[str]) -> Cell:
    total = 0
    for name in names:
        cell = counts[name]
        if not isinstance(cell, int):
            return cell
        total += cell
    return total


def _share(counts: Counts, stage: str) -> Cell:
    return percentage(_sum(counts, dict(STAGES)[stage]), counts["all"])


def _line(words: str, counts: Counts) -> CoverageLine:
    stages = []
    for stage, names in STAGES:
        share = _share(counts, stage)
        shown = f"{share}%" if isinstance(share, int) else printed(share)
        stages.append((printed(_sum(counts, names)), shown))
    return CoverageLine(words, printed(counts["all"]), stages)


def sheet_rows(table: CoverageTable) -> list[tuple[str, ...]]:
    return [
        (line.words, line.children, *(cell for stage in line.stages for cell in stage))
        for line in table.lines
    ]


SHEET_COLUMNS = (
    "Point of the pathway",
    "Children who reached it",
    "Considered",
    "Considered, share",
    "Offered",
    "Offered, share",
    "Said yes",
    "Said yes, share",
)
CAVEAT = (
    "A child counts once for each kind of point, by the best that came of it. What nobody wrote down counts as not "
    "considered, so these figures say as much about recording as about asking. A child’s no is not a failure: it counts "
    "as offered."
)
