"""A file brought in: its cells by the names of the columns, and what came of it, rows or faults."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from kith.matching.models import Match
from kith.outcomes.models import MeasureUse, SchoolTerm
from kith.recruitment.bringing.table import CannotRead, FileTable, read_table

if TYPE_CHECKING:
    from kith.outcomes.actions.scores import Sheet

MOST_FAULTS = 500
LONGEST_SHOWN = 40
DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%Y-%m-%d %H:%M:%S")


@dataclass(frozen=True, order=True)
class Fault:
    """What is wrong, and where: the line of the file, counted from 1, and the column by its heading."""

    line: int
    column: str
    words: str

    def __str__(self) -> str:
        return f"line {self.line}, column {self.column}: {self.words}"


@dataclass
class Brought:
    """Rows ready to be saved, or faults. With any fault nothing is saved."""

    sheets: list["Sheet"] = field(default_factory=list)
    answers: list[tuple[MeasureUse, Match, str, str]] = field(default_factory=list)
    terms: list[SchoolTerm] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    @property
    def is_well(self) -> bool:
        return not self.faults

    def find(self, line: int, column: str, words: str) -> None:
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(Fault(line, column, words.rstrip(".") + "."))


def as_day(text: str) -> date | None:
    """A day as people and spreadsheets write it."""
    for form in DAYS:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day as typed has no zone
        except ValueError:
            continue
    return None


class Cells:
    """A file by the headings it has, in small letters."""

    def __init__(self, table: FileTable, needed: Sequence[str]) -> None:
        self.table = table
        self.at = {title.strip().casefold(): place for place, title in enumerate(table.titles)}
        self.lacking = [name for name in needed if name not in self.at]

    def cell(self, row: Sequence[str], name: str) -> str:
        place = self.at.get(name)
        return row[place].strip() if place is not None and place < len(row) else ""


def table_of(content: bytes, needed: Sequence[str], brought: Brought) -> Cells | None:
    known = set(needed)
    try:
        table = read_table(content, lambda titles: sum(title.strip().casefold() in known for title in titles))
    except CannotRead as refusal:
        brought.find(refusal.line or 1, "all", str(refusal))
        return None
    for line in table.beyond:
        brought.find(
            line, "all", "more stands here than there are columns: a number may be written with a comma"
        )
    cells = Cells(table, needed)
    for name in cells.lacking:
        brought.find(1, name, f"this column is missing. A file needs {', '.join(needed)}")
    return None if cells.lacking else cells
