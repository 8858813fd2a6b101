"""One way to write a spreadsheet: a frozen header row, dates as dates, nothing that a program would run."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO, StringIO
from typing import Any

from kith.foundation.dates import day_words, time_words

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
FORMULAS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Sheet:
    """A table: a title of at most 31 characters, its columns, and rows of plain values."""

    title: str
    columns: Sequence[str]
    rows: Iterable[Sequence[Any]]


def workbook(sheets: Sequence[Sheet], *, about: Sequence[tuple[str, str]], at: datetime) -> bytes:
    """An .xlsx whose last sheet says what the file is, which filters made it and when.

    Text is written as text: a cell that begins with =, +, - or @ stays what somebody typed.
    """
    import xlsxwriter

    made = BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_formulas": False}) as book:
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        day = book.add_format({"num_format": "d mmmm yyyy", "align": "left"})
        for sheet in sheets:
            _write(book, sheet, head, day)
        told = [*about, ("Made", f"{day_words(at.date())}, {time_words(at)}")]
        _write(book, Sheet("About this file", ["About", "This file"], told), head, day)
    return made.getvalue()


def comma_separated(sheet: Sheet) -> bytes:
    """The same table as CSV that Excel opens as UTF-8; what a program would run as a formula is kept as text."""
    made = StringIO(newline="")
    writer = csv.writer(made)
    writer.writerow([_harmless(title) for title in sheet.columns])
    writer.writerows([[_harmless(value) for value in row] for row in sheet.rows])
    return made.getvalue().encode("utf-8-sig")


def _harmless(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    text = "" if value is None else str(value)
    return f"'{text}" if isinstance(value, str) and text[:1] in FORMULAS else text


def _write(book: Any, sheet: Sheet, head: Any, day: Any) -> None:
    page = book.add_worksheet(sheet.title[:31])
    page.freeze_panes(1, 0)
    widths = [len(str(title)) for title in sheet.columns]
    for column, title in enumerate(sheet.columns):
        page.write_string(0, column, str(title), head)
    for line, row in enumerate(sheet.rows, start=1):
        for column, value in enumerate(row):
            _write_cell(page, line, column, value, day)
            widths[column] = max(widths[column], len(str(value)))
    for column, width in enumerate(widths):
        page.set_column(column, column, min(width + 2, 60))


def _write_cell(page: Any, line: int, column: int, value: Any, day: Any) -> None:
    if value is None or value == "":
        page.write_blank(line, column, None)
    elif isinstance(value, bool):
        page.write_string(line, column, "yes" if value else "no")
    elif isinstance(value, int | float):
        page.write_number(line, column, value)
    elif isinstance(value, date):
        page.write_datetime(line, column, value, day)
    else:
        page.write_string(line, column, str(value))
