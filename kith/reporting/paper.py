"""The report on paper: an accessible PDF (PDF/UA-1) set by Typst from plain values, so that nothing typed can become markup."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from kith.foundation.charts import Chart
from kith.foundation.dates import LONDON, day_words
from kith.foundation.paper import typeset
from kith.reporting.about import about, meanings
from kith.reporting.models import Run
from kith.reporting.presenters import Printed, has_kept_back, headlines, printed, too_small
from kith.reporting.report import Grid

CHART_WIDTH = 400  # drawn narrow, so that its words are as large as those beside it
FOLDER = Path(__file__).with_name("pdf")


def paper(run: Run) -> bytes:
    """The report as it was frozen, A4 upright."""
    return typeset(FOLDER / "quarter.typ", values(run), run.made_at)


def values(run: Run) -> dict[str, Any]:
    """Everything the page prints, as texts: the template holds words and shape only."""
    report = run.report
    made = run.made_at.astimezone(LONDON)
    return {
        "title": report.of["scheme"],
        "span": run.span.words,
        "for": report.of["commissioner"],
        "provider": report.of["provider"],
        "made": f"made {day_words(made.date())}",
        "replaced": run.is_replaced,
        "released": run.released_at is not None,
        "year": made.year, "month": made.month, "day": made.day,
        "headlines": [{"number": number, "words": words} for number, words in headlines(report)],
        "sections": [_section(part) for part in printed(report)],
        "kept_back": has_kept_back(report),
        "too_small": too_small(report),
        "about": [list(line) for line in about(run, report)],
        "meanings": [list(line) for line in meanings(report)],
    }  # fmt: skip


def _section(part: Printed) -> dict[str, Any]:
    chart = part.chart
    return {
        "title": part.section.title,
        "says": part.section.says,
        "figures": [[figure.name, figure.shown.text, figure.of] for figure in part.section.figures],
        "svg": str(_narrow(chart).as_svg()) if chart else "",
        "alt": f"{chart.title}. {chart.words}" if chart else "",
        "grids": [_grid(grid) for grid in part.grids],
        "withheld": part.withheld,
    }


def _narrow(chart: Chart) -> Chart:
    return replace(chart, drawing={**chart.drawing, "width": CHART_WIDTH})


def _grid(grid: Grid) -> dict[str, Any]:
    return {
        "title": grid.title,
        "heads": [grid.by, *grid.columns],
        "lines": [[line.name, *(cell.text for cell in line.cells)] for line in grid.lines],
    }
