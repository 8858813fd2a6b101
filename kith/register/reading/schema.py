"""What a table is: its columns, how each cell is read, and which row a line becomes."""

from collections.abc import Callable
from dataclasses import dataclass, fields

from kith.register.reading import rows, values
from kith.register.reading.values import Reader

COMMON = ("CHILD", "DOB", "SEX")
"""Columns that so many tables share that they tell none of them."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, the field it goes into ('' for none), and how its cells are read."""

    name: str
    into: str
    read: Reader
    needed: bool = True
    titles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """One kind of table. Without a `row` it is checked and not kept.

    `any_of` names columns of which at least one must be there. Where `by_beginning`, a column's title need only begin
    as given, since the workbook's titles run on differently from year to year. `yearly` tables mean nothing without
    the year they are about.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    row: Callable[..., rows.Row] | None = None
    any_of: tuple[str, ...] = ()
    by_beginning: bool = False
    yearly: bool = False
    lines_in_a_row: int = 1

    @property
    def needed(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns if column.needed)

    @property
    def kept(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.into)


def identifier(*titles: str) -> Column:
    """CHILD is read by the row maker itself, which cannot make a row without it."""
    return Column("CHILD", "", values.words(), titles=("child", "childid", *titles))


def check(table: Table) -> None:
    """A row is made from its columns in their order: a slip must fail here, not put a value elsewhere."""
    if isinstance(table.row, type):
        expected = [entry.name for entry in fields(table.row) if entry.name not in rows.Row.__slots__]
        if expected != [column.into for column in table.kept]:
            raise TypeError(f"The columns of {table.name} do not match the fields of its row.")
