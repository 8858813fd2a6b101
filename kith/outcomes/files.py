"""An outcome report as .xlsx and as a PDF: the same sections, with the same caveats, as on the page."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from kith.foundation.dates import LONDON, day_words
from kith.foundation.paper import typeset
from kith.foundation.sheets import Sheet, workbook
from kith.outcomes.presenters.reports import Printed, printed
from kith.outcomes.presenters.short import in_short

FOLDER = Path(__file__).with_name("pdf")
TITLE = 28
NOT_IN_A_TITLE = str.maketrans("", "", "[]:*?/\\'")


def spreadsheet(
    figures: Mapping[str, Any], quotes: Sequence[str], digest: str, at: datetime, note: str = ""
) -> bytes:
    """A sheet of all findings with whom they count and what they cannot say, then a sheet for each table.

    `note`: what the manager wrote to those who read it.
    """
    parts, short = printed(figures), [(line,) for line in in_short(figures)]
    rows = [(part.title, part.says or part.refused, " ".join(part.aside), part.small_print) for part in parts]
    sheets = [
        Sheet(
            "What was found", ("About", "What was found", "To know beside it", "Whom it counts and how"), rows
        )
    ]
    if short:
        sheets.insert(0, Sheet("In short", ("In short",), short))
    for place, part in enumerate(parts, 1):
        for table in part.tables:
            sheets.append(
                Sheet(
                    f"{place} {part.title}".translate(NOT_IN_A_TITLE)[:TITLE], table["heads"], table["rows"]
                )
            )
    if quotes:
        sheets.append(
            Sheet(
                "In their own words",
                ("Words", "Shared with leave"),
                [(words, "yes, and can be taken back") for words in quotes],
            )
        )
    sheets.append(Sheet("About these figures", ("About", "These figures"), figures["about"]))
    told = [
        ("Scheme", figures["scheme"]),
        *([("From the scheme", note)] if note else []),
        ("As of", day_words(date.fromisoformat(figures["on"]))),
        ("Asked of people", figures["burden"]["sentence"]),
        ("Seal", digest),
    ]
    return workbook(sheets, about=told, at=at.astimezone(LONDON))


def paper(
    figures: Mapping[str, Any], quotes: Sequence[str], digest: str, at: datetime, note: str = ""
) -> bytes:
    """A4 upright, tagged, in the house's type."""
    return typeset(FOLDER / "outcomes.typ", values(figures, quotes, digest, at, note), at)


def values(
    figures: Mapping[str, Any], quotes: Sequence[str], digest: str, at: datetime, note: str = ""
) -> dict[str, Any]:
    """Everything the paper prints, as texts."""
    day = at.astimezone(LONDON)
    return {
        "title": figures["scheme"],
        "provider": figures["provider"],
        "on": day_words(date.fromisoformat(figures["on"])),
        "year": day.year, "month": day.month, "day": day.day,
        "withheld": figures["withheld"],
        "burden": figures["burden"]["sentence"],
        "short": in_short(figures),
        "note": note,
        "quotes": list(quotes),
        "sections": [_section(part) for part in printed(figures)],
        "about": figures["about"],
        "seal": digest[:16],
    }  # fmt: skip


def _section(part: Printed) -> dict[str, Any]:
    chart = part.chart
    return {
        "title": part.title,
        "refused": part.refused,
        "says": part.says,
        "beside": part.aside,
        "small_print": part.small_print,
        "svg": str(chart.as_svg()) if chart else "",
        "alt": f"{chart.title}. {chart.words}" if chart else "",
        "tables": [] if chart else part.tables,
    }
