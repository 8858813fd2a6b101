"""One file as titles and rows of text: CSV in any usual encoding, or the sheet of a workbook that looks most like it."""

import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from typing import Any

from kith.foundation.errors import Cannot
from kith.foundation.forms import LARGEST_TABLE
from kith.register.reading.recognise import Layout
from kith.register.reading.schema import Table
from kith.register.reading.sources import Refused, check_packed
from kith.register.reading.text import HEADER_WITHIN, SEPARATORS, Sheet, inspect, records
from kith.register.reading.workbook import as_text, is_old_workbook

Row = tuple[int, list[str]]
Known = Callable[[Sequence[str]], int]
"""How many of these titles are known."""

MOST_UNPACKED = 48 * 1024 * 1024
MOST_ROWS = 5_000
MOST_COLUMNS = 120
LONGEST_CELL = 2_000
LINES_IN_A_ROW = 20

REFUSALS = {
    "file_empty": "The file holds nothing. Export it again, or choose another.",
    "file_too_large": "The file is larger than {limit}. Send only the list, in parts if need be.",
    "nul_bytes": "This is not a list: it may be a picture, a letter or a damaged file. "
    "Open it in your spreadsheet and save it as .xlsx or as CSV UTF-8.",
    "encoding_unknown": "Line {line} holds letters that cannot be read. Save the file as CSV UTF-8.",
    "line_too_long": "Line {line} is far too long: a line break may be lost. Look at that line.",
    "quote_left_open": "The quotation mark on line {line} is never closed. Close it or take it out.",
    "file_cut_short": "The file ends in the middle of line {line}. Copy or export it again.",
    "workbook_unreadable": "The workbook cannot be opened. Open it in your spreadsheet and save it as .xlsx again.",
    "workbook_old": "This is a workbook of before 2007, or one with a password. Save it as .xlsx without a password.",
    "zip_locked": "The workbook has a password. Save it without one.",
    "zip_unsafe": "Something inside the workbook points outside it. Save the list in a new workbook.",
    "zip_too_large": "Unpacked, the workbook would be larger than {limit}. Take pictures and other sheets out.",
    "too_many_files": "The workbook holds too many parts. Save the list in a new workbook.",
    "too_many_rows": "There are more than {limit} rows. Send the list in parts.",
    "too_many_columns": "There are more than {limit} columns. Leave out those that nobody needs here.",
    "no_titles": "No line with the names of the columns was found. Put them on the first line.",
    "no_rows": "Below the names of the columns there is nothing.",
    "title_twice": "Two columns are both called “{column}”. Give each a name of its own.",
}


class CannotRead(Cannot):
    """The file cannot be used, and why, in words for whoever sent it; `line` where it is one line's fault."""

    def __init__(self, words: str, line: int | None = None) -> None:
        super().__init__(words)
        self.line = line


@dataclass(frozen=True)
class FileTable:
    """What stood in the file. `rows` carry the line on which each begins; `beyond`: lines with something past the last title."""

    titles: list[str]
    rows: list[Row]
    beyond: tuple[int, ...] = ()


def read_table(content: bytes, known: Known) -> FileTable:
    """The titles and rows of a file; raises `CannotRead` for anything that is no list."""
    try:
        _not_too_large(len(content))
        if is_old_workbook(content):
            raise Refused("workbook_old")
        found = _workbook(content, known) if content.startswith(b"PK\x03\x04") else _text(content, known)
        return _usable(found)
    except Refused as refused:
        words = REFUSALS.get(refused.code, REFUSALS["workbook_unreadable"])
        told = {"line": refused.line, "column": refused.column} | refused.words
        raise CannotRead(words.format_map(told), refused.line) from refused


def _not_too_large(size: int) -> None:
    if size > LARGEST_TABLE:
        raise Refused("file_too_large", limit=f"{LARGEST_TABLE // (1024 * 1024)} MB")
    if not size:
        raise Refused("file_empty")


def _usable(found: FileTable) -> FileTable:
    titles = [" ".join(title.split())[:100] for title in found.titles]
    while titles and not titles[-1]:
        titles.pop()
    if len(titles) > MOST_COLUMNS:
        raise Refused("too_many_columns", limit=MOST_COLUMNS)
    seen: set[str] = set()
    for title in filter(None, titles):
        if title.casefold() in seen:
            raise Refused("title_twice", column=title)
        seen.add(title.casefold())
    if not found.rows:
        raise Refused("no_rows")
    if len(found.rows) > MOST_ROWS:
        raise Refused("too_many_rows", limit=f"{MOST_ROWS:,}")
    width = len(titles)
    beyond = tuple(line for line, cells in found.rows if any(map(str.strip, cells[width:])))
    return FileTable(titles, [(line, _row(cells, width)) for line, cells in found.rows], beyond)


def _row(cells: Sequence[str], width: int) -> list[str]:
    """As many cells as titles, none endless; what stands beyond the last title belongs to no column."""
    kept = [cell[:LONGEST_CELL] for cell in cells[:width]]
    return kept + [""] * (width - len(kept))


def _title_line(lines: Sequence[tuple[int, list[str]]], known: Known) -> tuple[int, list[str]] | None:
    """The line with most titles that are known; else the first on which two things stand side by side."""
    scored = [(known(cells), -number, cells) for number, cells in lines]
    best = max(scored, default=None, key=lambda entry: entry[:2])
    if best and best[0]:
        return -best[1], best[2]
    return next(
        ((number, cells) for number, cells in lines if sum(map(bool, map(str.strip, cells))) > 1), None
    )


# ------------------------------------------------------------------------------------------- text


def _text(content: bytes, known: Known) -> FileTable:
    inspected = inspect(BytesIO(content))
    lines = content.decode(inspected.encoding).splitlines()[:HEADER_WITHIN]
    best: tuple[int, int, str, list[str], int] | None = None
    for separator in SEPARATORS:
        cells = [(number, line.split(separator)) for number, line in enumerate(lines, start=1)]
        plain = [(number, [cell.strip().strip('"') for cell in row]) for number, row in cells]
        if found := _title_line(plain, known):
            number, titles = found
            entry = (known(titles), len(titles), separator, titles, number)
            best = max(best, entry, key=lambda each: each[:2]) if best else entry
    if best is None:
        raise Refused("no_titles")
    _, width, separator, titles, number = best
    sheet = Sheet(_any_layout(width), separator, number, tuple(titles))
    rows = [
        (line, cells if cells is not None else [])
        for line, cells in _few(records(BytesIO(content), inspected.encoding, sheet))
    ]
    return FileTable(titles, rows)


def _any_layout(width: int) -> Layout:
    """What the reader of lines wants to know of a table that is none of the return’s."""
    table = Table("Volunteers", "a list of volunteers", (), lines_in_a_row=LINES_IN_A_ROW)
    return Layout(table, {}, {}, width, width, None, (), (), ())


def _few(rows: Iterator[Any]) -> Iterator[Any]:
    """One more than may be, so that too many is noticed and no more are read."""
    return islice(rows, MOST_ROWS + 1)


# ------------------------------------------------------------------------------------------- workbooks


def _workbook(content: bytes, known: Known) -> FileTable:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            check_packed(packed.infolist(), MOST_UNPACKED)
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        found = [_sheet(book, name, known) for name in book.sheet_names]
    except (CalamineError, zipfile.BadZipFile, OSError, ValueError, KeyError) as broken:
        raise Refused("workbook_unreadable") from broken
    fitting = [entry for entry in found if entry is not None]
    if not fitting:
        raise Refused("no_titles" if found else "file_empty")
    return max(fitting, key=lambda entry: entry[0])[1]


def _sheet(book: Any, name: str, known: Known) -> tuple[int, FileTable] | None:
    sheet = book.get_sheet_by_name(name)
    above = sheet.start[0] if sheet.start else 0
    rows = enumerate(sheet.iter_rows(), start=1 + above)
    lines = [
        (number, [as_text(cell) for cell in row]) for number, row in islice(rows, MOST_ROWS + HEADER_WITHIN)
    ]
    title_line = _title_line(lines[:HEADER_WITHIN], known)
    if title_line is None:
        return None
    number, titles = title_line
    below = [(line, cells) for line, cells in lines if line > number and any(cells)]
    return known(titles), FileTable(titles, below)
