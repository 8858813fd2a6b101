"""Tables of counts, as they stand before and after publication.

A cell is known by what it counts: a set of (what, which) pairs such as {("scheme", "Allies"), ("gender", "girls")}.
A margin has fewer pairs, the grand total none. Tables of one population that count the same thing therefore share
that cell without being told, and what is kept back in one is kept back in all.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations, product
from typing import Any

Key = tuple[str, frozenset[tuple[str, str]]]
"""The population, and what of it is counted."""


@dataclass(frozen=True, slots=True)
class Withheld:
    """A number that is not published: the sign printed in its place, and why."""

    sign: str
    why: str

    def __str__(self) -> str:
        return self.sign


SUPPRESSED = Withheld("c", "a small number, or one from which a small number could be worked out")
TOO_FEW = Withheld("–", "too few to give a percentage")

Cell = int | Withheld


@dataclass(frozen=True, slots=True)
class Table:
    """Counts of one population by one thing or by two, which add up: everybody is in exactly one inner cell.

    `by`: what is counted by, e.g. ("scheme", "gender"). `categories`: for each of these, its categories as printed.
    `counts`: by tuples of categories, one for each of `by`; those left out are nought. `population`: whom the counts are of; tables of the
    same population on the same day share their total and margins. Raises ValueError for what is not such a table.
    """

    title: str
    by: tuple[str, ...]
    categories: tuple[tuple[str, ...], ...]
    counts: Mapping[Any, int]
    population: str = ""

    def __post_init__(self) -> None:
        if not 1 <= len(self.by) == len(self.categories) <= 2:
            raise ValueError(f"“{self.title}” must be by one thing or by two, with the categories of each.")
        if any(len(set(names)) < len(names) or not names for names in self.categories):
            raise ValueError(f"“{self.title}” needs categories, each named once.")
        for names, count in self.counts.items():
            known = len(names) == len(self.by) and all(
                n in c for n, c in zip(names, self.categories, strict=True)
            )
            if not known:
                raise ValueError(f"“{self.title}” has no cell {' / '.join(names)}.")
            if count < 0:
                raise ValueError(
                    f"“{self.title}” counts {count} for {' / '.join(names)}; a count is never negative."
                )

    def key(self, *names: str | None) -> Key:
        """The cell of these categories, one for each of `by`; None stands for "all"."""
        return self.population, frozenset(
            (by, name) for by, name in zip(self.by, names, strict=True) if name is not None
        )

    def cells(self) -> dict[Key, int]:
        """Every cell with its count: the inner cells, the margins and the total."""
        cells: dict[Key, int] = {}
        for names in product(*self.categories):
            count = self.counts.get(names, 0)
            for size in range(len(self.by) + 1):
                for kept in combinations(range(len(self.by)), size):
                    key = self.key(*(name if i in kept else None for i, name in enumerate(names)))
                    cells[key] = cells.get(key, 0) + count
        return cells

    def sums(self) -> Iterator[tuple[Key, tuple[Key, ...]]]:
        """Every margin with the cells that add up to it, as any reader can work out."""
        for key in self.cells():
            counted = {by for by, _ in key[1]}
            for by, names in zip(self.by, self.categories, strict=True):
                if by not in counted:
                    yield key, tuple((self.population, key[1] | {(by, name)}) for name in names)


def list_of(title: str, by: str, counts: Mapping[str, int], population: str = "") -> Table:
    """A table by one thing: a list with its total, in the order given."""
    return Table(
        title, (by,), (tuple(counts),), {(name,): count for name, count in counts.items()}, population
    )


@dataclass(frozen=True, slots=True)
class Published:
    """A table as it may leave the caseload. Only this, never the table it was made from, goes to a page or a file."""

    title: str
    by: tuple[str, ...]
    categories: tuple[tuple[str, ...], ...]
    population: str
    _cells: Mapping[Key, Cell] = field(repr=False)

    def cell(self, *names: str | None) -> Cell:
        """One cell; None stands for "all", so `cell("Allies", None)` is the margin of a scheme."""
        pairs = zip(self.by, names, strict=True)
        return self._cells[self.population, frozenset((by, name) for by, name in pairs if name is not None)]

    @property
    def total(self) -> Cell:
        return self.cell(*(None for _ in self.by))

    def rows(self) -> list[tuple[str, tuple[Cell, ...]]]:
        """For printing: each row's label and its cells, with the total last both ways."""
        labels: tuple[str | None, ...] = (*self.categories[0], None)
        if len(self.by) == 1:
            return [(label or "Total", (self.cell(label),)) for label in labels]
        columns: tuple[str | None, ...] = (*self.categories[1], None)
        return [(label or "Total", tuple(self.cell(label, column) for column in columns)) for label in labels]

    def printed(self) -> list[list[str]]:
        """The rows as text, under a heading row; what is kept back shows its sign."""
        heads = [self.by[0].capitalize(), *(self.categories[1] if len(self.by) == 2 else ()), "Total"]
        if len(self.by) == 1:
            heads = [self.by[0].capitalize(), "Number"]
        return [heads, *([label, *(printed(cell) for cell in cells)] for label, cells in self.rows())]

    @property
    def is_complete(self) -> bool:
        return all(isinstance(cell, int) for _, cells in self.rows() for cell in cells)


def printed(cell: Cell) -> str:
    """A cell as text: thousands with a comma, and its sign where it is kept back."""
    return f"{cell:,}" if isinstance(cell, int) else cell.sign
