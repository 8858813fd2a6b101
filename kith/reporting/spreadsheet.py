"""The report as .xlsx: one table a sheet, numbers as numbers, and a sheet that says what they are."""

from collections.abc import Iterator

from kith.foundation.dates import LONDON
from kith.foundation.sheets import Sheet, workbook
from kith.reporting.about import about, meanings
from kith.reporting.gate import Shown
from kith.reporting.models import Run
from kith.reporting.report import Grid, Report, Section


def spreadsheet(run: Run) -> bytes:
    """Every section of the report as it was frozen."""
    report = run.report
    sheets = [
        *_sheets(report),
        Sheet("About these figures", ["About", "These figures"], about(run, report)),
        Sheet("What each figure counts", ["Figure", "What it counts"], meanings(report)),
    ]
    told = [("Report", f"{report.of['scheme']}, {run.span.words}"), ("Seal", run.digest)]
    return workbook(sheets, about=told, at=run.made_at.astimezone(LONDON))


def _sheets(report: Report) -> Iterator[Sheet]:
    for section in report.sections:
        if section.figures:
            yield Sheet(section.title, ["Figure", "Number", "Out of"], _figures(section))
        for grid in section.grids:
            yield Sheet(grid.title, [grid.by, *grid.columns], _lines(grid))


def _figures(section: Section) -> list[tuple[str, int | str, str]]:
    return [(figure.name, _value(figure.shown), figure.of) for figure in section.figures]


def _lines(grid: Grid) -> list[tuple[int | str, ...]]:
    return [(line.name, *(_value(cell) for cell in line.cells)) for line in grid.lines]


def _value(shown: Shown) -> int | str:
    """A count as a number; what carries a unit, a bound or a sign as it is printed."""
    return shown.value if shown.value is not None and shown.text == f"{shown.value:,}" else shown.text
