"""Coverage as a page prints it: of the children at each kind of point, how many were considered, offered, and said yes."""

from collections.abc import Sequence
from dataclasses import dataclass

from kith.foundation.charts import Chart, bars
from kith.register.coverage import Counts, Line
from kith.science.disclosure import Cell, percentage, printed

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


def coverage_table(found: Sequence[Line], *, is_outside: bool) -> CoverageTable:
    """`is_outside`: the numbers were made safe for readers outside the caseload, and rounded."""
    lines = [_line(words, counts) for words, counts in found]
    shares = [(words, _share(counts, "offered")) for words, counts in found]
    chart = bars(
        [(words, share if isinstance(share, int) else None) for words, share in shares],
        title="Children who were offered somebody, of those at each kind of point",
        unit="%",
        most=100,
    )
    hidden = any(not isinstance(cell, int) for _, counts in found for cell in counts.values())
    return CoverageTable(lines, hidden, is_outside, chart)


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
