"""A figure about fairness as it is printed: its table, perhaps its chart, and what must be said with it."""

from collections.abc import Sequence
from dataclasses import dataclass

from kith.foundation.charts import Chart
from kith.science.disclosure import Cell, Withheld


@dataclass(frozen=True)
class Section:
    """One figure: what it is, its table, perhaps its chart, and what must be said with it."""

    key: str
    title: str
    says: str
    caveat: str
    heads: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()
    chart: Chart | None = None
    sentence: str = ""

    @property
    def lines(self) -> list[list[tuple[str, str]]]:
        """Each row as its cells, each with the head it stands under."""
        return [list(zip(row, self.heads, strict=True)) for row in self.rows]


def said(cell: Cell | None, unit: str = "") -> str:
    if cell is None:
        return "not reached yet"
    return cell.sign if isinstance(cell, Withheld) else f"{cell:,}{unit}"


def number(cell: Cell) -> int | None:
    return None if isinstance(cell, Withheld) else cell
