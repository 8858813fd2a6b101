"""The one gate every figure goes through: closed to what could point at a child, or open inside the scheme.

Both ways are the same code with other settings, so that the two copies of a report cannot be counted differently. The
rules are those of `kith.science.disclosure`; this room adds which total matters most, and that shown counts are rounded.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import median

from kith.science.disclosure import (
    SMALLEST_BASE,
    SPREAD,
    SUPPRESSED,
    THRESHOLD,
    TOO_FEW,
    Cell,
    Published,
    Table,
    Withheld,
    half_up,
    percentage,
    publish_together,
    to_nearest,
)

WHOLE_PERCENT_FROM = 100
"""From this base on one child is at most one per cent, so a percentage need not be rounded to fives."""


@dataclass(frozen=True)
class Shown:
    """A number as it is printed: its value if it has one, its text, and why it is kept back if it is."""

    value: int | None
    text: str
    why: str = ""


@dataclass(frozen=True)
class Counted:
    """One population after the gate: its total, and the lists and tables that may stand beside it."""

    total: Cell
    published: Mapping[tuple[str, ...], Published]

    def part(self, by: str, name: str) -> Cell:
        """One line of a list; kept back where the whole list is."""
        table = self.published.get((by,))
        return table.cell(name) if table else SUPPRESSED

    def inner(self, by: tuple[str, ...], *names: str | None) -> Cell:
        """One cell of a table by two things; None stands for "all"."""
        table = self.published.get(by)
        return table.cell(*names) if table else SUPPRESSED

    def has(self, *by: str) -> bool:
        return by in self.published


@dataclass(frozen=True)
class Gate:
    """How small a number may be, how well hidden what is kept back must stay, and how numbers are rounded."""

    threshold: int
    spread: int
    round_to: int
    smallest_base: int

    def counted(self, *tables: Table, concerning: int | None = None) -> Counted:
        """Tables of one population, the most important first: a later one never costs a number of an earlier one.

        `concerning`: how many matches the numbers are about, where they count something else, such as meetings.
        """
        total = self.count(sum(tables[0].counts.values()), concerning)
        if isinstance(total, Withheld):
            return Counted(total, {})
        kept: list[Table] = []
        published: list[Published] = []
        for table in tables:
            tried = self._published([*kept, table])
            total_is_shown = isinstance(tried[0].total, int)
            if total_is_shown and all(map(_shows_the_same, published, tried)):
                kept, published = [*kept, table], tried
        return Counted(total, {table.by: table for table in published})

    def _published(self, tables: Sequence[Table]) -> list[Published]:
        return publish_together(tables, threshold=self.threshold, spread=self.spread)

    def count(self, number: int, concerning: int | None = None) -> Cell:
        """A number that stands alone: nothing else published adds up with it."""
        few = concerning is not None and 0 < concerning < self.threshold
        return SUPPRESSED if few or 0 < number < self.threshold else number

    # -- as printed

    def shown(self, cell: Cell) -> Shown:
        """A count, rounded."""
        if isinstance(cell, Withheld):
            return withheld(cell)
        value = to_nearest(cell, self.round_to)
        return Shown(value, f"{value:,}")

    def percent(self, part: Cell, base: Cell) -> Shown:
        """A percentage of two cells that may be shown."""
        share = percentage(part, base, smallest_base=self.smallest_base)
        if isinstance(share, Withheld) or isinstance(base, Withheld) or isinstance(part, Withheld):
            return withheld(share if isinstance(share, Withheld) else SUPPRESSED)
        return self._rounded_percent(share, part, base)

    def share(self, part: int, base: int, concerning: int | None = None) -> Shown:
        """A percentage of a split whose two counts are shown nowhere: a small side is given as a bound.

        The bound leaves five values open, as every number kept back must.
        """
        if base < self.smallest_base or (concerning is not None and concerning < self.threshold):
            return withheld(TOO_FEW)
        rest = base - part
        if 0 < rest < self.threshold:
            bound = 100 * (base - self.spread) // base
            return Shown(None, f"at least {self._step_down(bound, base)}%")
        if 0 < part < self.threshold:
            bound = -(-100 * self.spread // base)
            return Shown(None, f"at most {100 - self._step_down(100 - bound, base)}%")
        return self._rounded_percent((200 * part + base) // (2 * base), part, base)

    def of_places(self, taken: Cell, places: int) -> Shown:
        """How much of what a contract pays for is taken; more than all of it is possible."""
        if isinstance(taken, Withheld):
            return withheld(taken)
        if places < self.smallest_base:
            return withheld(TOO_FEW)
        return self._rounded_percent((200 * taken + places) // (2 * places), taken, places)

    def _rounded_percent(self, share: int, part: int, base: int) -> Shown:
        step = self._step(base)
        value = to_nearest(share, step)
        if value == 0 and part:
            return Shown(None, f"under {step}%")
        if value == 100 and part < base:
            return Shown(None, f"over {100 - step}%")
        return Shown(value, f"{value}%")

    def _step(self, base: int) -> int:
        return self.round_to if base < WHOLE_PERCENT_FROM else 1

    def _step_down(self, share: int, base: int) -> int:
        step = self._step(base)
        return max(0, share) // step * step

    def weeks(self, days: Iterable[int], among: Cell) -> tuple[Shown, Shown]:
        """How long, in whole weeks: the middle one and the longest. Refused where few are counted."""
        weeks = sorted(each // 7 for each in days)
        if isinstance(among, Withheld):
            return withheld(among), withheld(among)
        if not weeks or len(weeks) < self.smallest_base:
            return withheld(TOO_FEW_TO_TIME), withheld(TOO_FEW_TO_TIME)
        middle = int(half_up(Fraction(median(weeks))))
        return Shown(middle, _weeks(middle)), Shown(weeks[-1], _weeks(weeks[-1]))


TOO_FEW_TO_TIME = Withheld("–", "too few to say how long")


def _shows_the_same(one: Published, other: Published) -> bool:
    return one.rows() == other.rows()


def withheld(cell: Withheld) -> Shown:
    return Shown(None, cell.sign, cell.why)


def _weeks(count: int) -> str:
    return "1 week" if count == 1 else f"{count} weeks"


OUTSIDE = Gate(threshold=THRESHOLD, spread=SPREAD, round_to=5, smallest_base=SMALLEST_BASE)
"""For whoever is not of the scheme. Counts of one to four are kept back, and what would give them away; others are
rounded to fives, so that two reports laid side by side tell little about one child."""

INSIDE = Gate(threshold=1, spread=1, round_to=1, smallest_base=1)
"""For the scheme's own staff, who know every child: everything as it is."""
