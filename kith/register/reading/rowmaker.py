"""From the cells of one line to one row, or to the findings that say why there is none.

Almost every cell has been seen before in its column, so what it says is remembered by its text; only a new text, or one
with something wrong, takes the long way.
"""

from dataclasses import dataclass
from typing import Any

from kith.register.reading.dates import looks_month_first, proves_day_first
from kith.register.reading.findings import FINDINGS, Findings, Severity
from kith.register.reading.recognise import Layout, tidy
from kith.register.reading.rows import Row
from kith.register.reading.schema import Column
from kith.register.reading.sources import Refused
from kith.register.reading.values import child_id, value_class

REMEMBERED = 20_000
"""So many texts a column: more than there are days in a century or codes in a list."""

FAULTS_LIMIT = 100_000
"""A file with more findings than this is not worth reading on, nor its findings worth holding."""

_NEW = object()


@dataclass(slots=True)
class Tally:
    """How many rows of a table in a file were read, kept, refused, and left out as repeated or overtaken."""

    read: int = 0
    kept: int = 0
    refused: int = 0
    left_out: int = 0


class _Cells:
    """One column in one file: where it stands and what its texts say."""

    __slots__ = ("column", "place", "said", "title")

    def __init__(self, column: Column, place: int | None, title: str) -> None:
        self.column = column
        self.title = title
        self.place = place
        self.said: dict[tuple[str, int | None], Any] = {}


class RowMaker:
    """Makes the rows of one table in one file. `spoken` tells whether other ways of writing are worth a note."""

    def __init__(
        self,
        layout: Layout,
        *,
        file: str,
        year: int | None,
        years: range,
        findings: Findings,
        spoken: bool = True,
    ) -> None:
        self.layout = layout
        self.tally = Tally()
        self._file = file
        self._year = year
        self._years = years
        self._findings = findings
        self._findings_before = len(findings)
        self._spoken = spoken
        self._child_at = layout.places["CHILD"]
        self._cells = [
            _Cells(column, layout.places.get(column.name), layout.titles.get(column.name, column.name))
            for column in layout.table.columns
            if column.name != "CHILD" and (column.into or column.name in layout.places)
        ]
        self._header: list[str] = []
        self._header_begins = ""
        self._noted: set[tuple[str, str]] = set()
        self._flags: list[str] = []
        self._usual = layout.width_with_blanks
        self._month_first: list[int] = []
        self._day_first = False

    def remember_header(self, titles: tuple[str, ...]) -> None:
        """What the line of column names looks like, to know it when it comes again."""
        self._header = [tidy(title) for title in titles]
        self._header_begins = titles[0].strip().casefold() if titles else ""

    def row(self, line: int, cells: list[str] | None) -> Row | None:
        """The row, or None where it is refused, or where its table is checked and not kept."""
        if cells and self._is_header(cells):
            self._findings.add("header_repeated", self._file, line)
            return None
        self.tally.read += 1
        self._flags = []
        row = self._made(line, cells)
        if len(self._findings) - self._findings_before > FAULTS_LIMIT:
            raise Refused("too_many_faults", line, limit=f"{FAULTS_LIMIT:,}")
        if row is None:
            self.tally.refused += 1
            return None
        self.tally.kept += 1
        return row if isinstance(row, Row) else None

    def finish(self) -> None:
        """Say no to the whole file where its dates have the month first."""
        if self._month_first and not self._day_first and len(self._month_first) > 1:
            raise Refused("dates_month_first", self._month_first[0])

    def _is_header(self, cells: list[str]) -> bool:
        if not self._header or cells[0].strip().casefold() != self._header_begins:
            return False
        return [tidy(cell) for cell in cells] == self._header

    def _made(self, line: int, cells: list[str] | None) -> Row | bool | None:
        """A row; True where the table is only checked; None where the row is refused."""
        if cells is None:
            self._findings.add("row_unreadable", self._file, line)
            return None
        cells = self._right_length(line, cells)
        child = self._child(line, cells) if cells is not None else None
        if cells is None or child is None:
            return None
        year = self._row_year(cells)
        made: list[Any] = []
        whole = True
        for entry in self._cells:
            text = cells[entry.place] if entry.place is not None else ""
            value = entry.said.get((text, year), _NEW)
            if value is _NEW:
                value, fine = self._read(entry, text, year, line, child)
                whole = whole and fine
            if entry.column.into:
                made.append(value)
        if not whole:
            return None
        if self.layout.table.row is None:
            return True
        return self.layout.table.row(self._file, line, year, child, *made, flags=tuple(self._flags))

    def _right_length(self, line: int, cells: list[str]) -> list[str] | None:
        """The cells as many as there are columns; None where they are too few, or so many that some may have slipped.

        Some systems end every row with separators that stand for nothing; one row that does so alone has slipped.
        """
        width = self.layout.width
        counted = {"found": len(cells), "expected": width}
        if len(cells) == width:
            return cells
        if len(cells) > width:
            self._usual = len(cells) if self.tally.read == 1 else self._usual
            if len(cells) <= self._usual and not any(cell.strip() for cell in cells[width:]):
                return cells
            self._findings.add("fields_too_many", self._file, line, words=counted)
            return None
        must = max(self.layout.places[name] for name in self.layout.table.needed)
        code = "fields_missing" if len(cells) <= must else "fields_cut"
        self._findings.add(code, self._file, line, words=counted)
        if code == "fields_missing":
            return None
        self._flags.append(code)
        return cells + [""] * (width - len(cells))

    def _child(self, line: int, cells: list[str]) -> str | None:
        text = cells[self._child_at]
        if text.isalnum() and len(text) <= 10 and text.upper() not in ("NAN", "NULL", "NONE", "NAT"):
            return text
        outcome = child_id(text)
        if outcome.fault:
            self._findings.add(outcome.fault, self._file, line, column="CHILD", value=value_class(text))
            return None
        self._note_form("CHILD", outcome.form, line)
        return str(outcome.value)

    def _row_year(self, cells: list[str]) -> int | None:
        """A column YEAR says which return each row belongs to, in files put together from several."""
        if self.layout.year_at is None:
            return self._year
        text = cells[self.layout.year_at].strip().removesuffix(".0")
        stated = int(text) if text.isdecimal() and len(text) == 4 else None
        return stated if stated in self._years else self._year

    def _read(self, entry: _Cells, text: str, year: int | None, line: int, child: str) -> tuple[Any, bool]:
        """What a text says that is not remembered, and whether the row may stand."""
        outcome = entry.column.read(text, year)
        self._look_at_order(text, line)
        if not outcome.fault or entry.place is None:
            self._note_form(entry.title, outcome.form, line)
            if len(entry.said) < REMEMBERED:
                entry.said[text, year] = outcome.value
            return outcome.value, True
        self._findings.add(
            outcome.fault,
            self._file,
            line,
            column=entry.title,
            child=child,
            value=value_class(text),
            words=dict(outcome.words),
        )
        severity = FINDINGS[outcome.fault].severity
        if severity is not Severity.NOTE:
            self._flags.append(outcome.fault)
        return outcome.value, severity is not Severity.ERROR

    def _look_at_order(self, text: str, line: int) -> None:
        if len(text) > 5 and looks_month_first(text):
            self._month_first.append(line)
        elif len(text) > 5 and not self._day_first and proves_day_first(text):
            self._day_first = True

    def _note_form(self, column: str, form: str, line: int) -> None:
        """One note for a column and form, with the first line; the rest would tell nothing more."""
        if form and self._spoken and (column, form) not in self._noted:
            self._noted.add((column, form))
            self._findings.add("written_otherwise", self._file, line, column=column, value=form)
