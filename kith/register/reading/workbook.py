"""Workbooks (.xlsx): the sheets that are tables, cell by cell as text."""

import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from datetime import time as clock
from io import BytesIO
from typing import Any

from kith.register.reading.recognise import Layout, recognise
from kith.register.reading.schema import Table
from kith.register.reading.sources import WORKBOOK_LIMIT, Refused, check_packed
from kith.register.reading.text import HEADER_WITHIN, unrecognised

ROWS_LIMIT = 500_000


def is_old_workbook(beginning: bytes) -> bool:
    """Is it a workbook of before 2007, or one with a password? Both are the same kind of container."""
    return beginning.startswith(b"\xd0\xcf\x11\xe0")


class Workbook:
    """The sheets of a workbook that are tables: list 8 and 9 of Annex A, tables of the return, a file of names."""

    def __init__(self, content: bytes, tables: Sequence[Table]) -> None:
        self._book = _opened(content)
        self.sheets: list[tuple[str, int, Layout]] = []
        beginnings: list[list[str]] = []
        for name in self._book.sheet_names:
            beginning = [row for _, row in self._rows(name, HEADER_WITHIN)]
            beginnings += beginning
            for number, titles in enumerate(beginning, start=1):
                if layout := recognise(titles, tables):
                    self.sheets.append((name, number, layout))
                    break
        if not self.sheets:
            raise unrecognised(beginnings, tuple(tables))
        self._drop_lesser()

    def _drop_lesser(self) -> None:
        """Beside the lists of Annex A, a sheet that could pass for a file of names is another list."""
        if any(layout.table.name.startswith("List") for _, _, layout in self.sheets):
            self.sheets = [entry for entry in self.sheets if entry[2].table.name != "Names"]

    def records(self, name: str, header_row: int) -> Iterator[tuple[int, list[str] | None]]:
        """The rows below the column names that hold anything, with their row numbers."""
        for number, cells in self._rows(name, ROWS_LIMIT):
            if number > header_row and any(cells):
                yield number, cells

    def _rows(self, name: str, most: int) -> Iterator[tuple[int, list[str]]]:
        with _refusing():
            sheet = self._book.get_sheet_by_name(name)
            above = sheet.start[0] if sheet.start else 0
            for number, row in enumerate(sheet.iter_rows(), start=1 + above):
                if number > most:
                    break
                yield number, [as_text(cell) for cell in row]


def as_text(cell: Any) -> str:
    """A cell as a return would have it: days as day/month/year, whole numbers without decimals, yes as 1."""
    if isinstance(cell, bool):
        return str(int(cell))
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, date | datetime):
        return f"{cell.day:02d}/{cell.month:02d}/{cell.year:04d}"
    if isinstance(cell, clock | timedelta):
        return ""
    return str(cell).strip()


def _opened(content: bytes) -> Any:
    from python_calamine import CalamineWorkbook

    with _refusing():
        with zipfile.ZipFile(BytesIO(content)) as packed:
            check_packed(packed.infolist(), WORKBOOK_LIMIT)
        return CalamineWorkbook.from_filelike(BytesIO(content))


@contextmanager
def _refusing() -> Iterator[None]:
    from python_calamine import CalamineError

    try:
        yield
    except (CalamineError, zipfile.BadZipFile, OSError, ValueError, KeyError) as broken:
        raise Refused("workbook_unreadable") from broken
