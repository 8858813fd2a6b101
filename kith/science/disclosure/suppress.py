"""Keep back what could point at a child, and as little else as will do.

First every count from one to four. Then, until no reader can narrow any number kept back to fewer than `spread`
values, one more number: an inner cell rather than a total, where it closes a single gap, and small. At last whatever
turned out not to be needed is shown again. See docs/methods/disclosure.md.
"""

from collections.abc import Iterable, Mapping, Sequence

from kith.science.disclosure.attack import values_left
from kith.science.disclosure.rounding import to_nearest
from kith.science.disclosure.tables import SUPPRESSED, Cell, Key, Published, Table

THRESHOLD = 5
SPREAD = 5

Line = tuple[Key, ...]
"""A margin and then the cells that add up to it."""


def publish(
    table: Table, *, threshold: int = THRESHOLD, spread: int = SPREAD, round_to: int = 1
) -> Published:
    """One table, made safe. Use `publish_together` for tables that a reader may lay side by side."""
    return publish_together([table], threshold=threshold, spread=spread, round_to=round_to)[0]


def publish_together(
    tables: Sequence[Table], *, threshold: int = THRESHOLD, spread: int = SPREAD, round_to: int = 1
) -> list[Published]:
    """Tables made safe as a set: no number kept back in one can be worked out from the others.

    Counts from 1 to `threshold` - 1 are kept back; noughts are shown. `spread`: how many values every number kept
    back must still be able to take. `round_to`: shown counts are rounded half up to its multiples, as a last step.
    Raises ValueError when the tables disagree about a cell they share. It protects against adding and subtracting
    within these tables only: not against other tables, last quarter's, or what a neighbour knows already.
    """
    counts = _agreed(tables)
    lines = sorted({(margin, *parts) for table in tables for margin, parts in table.sums()}, key=_line_order)
    kept_back = _kept_back(counts, lines, threshold, spread)
    cells: dict[Key, Cell] = {
        key: SUPPRESSED if key in kept_back else to_nearest(count, round_to) for key, count in counts.items()
    }
    return [
        Published(
            table.title,
            table.by,
            table.categories,
            table.population,
            {key: cells[key] for key in table.cells()},
        )
        for table in tables
    ]


def _agreed(tables: Iterable[Table]) -> dict[Key, int]:
    counts: dict[Key, int] = {}
    for table in tables:
        for key, count in table.cells().items():
            if counts.setdefault(key, count) != count:
                what = " / ".join(name for _, name in sorted(key[1])) or "the total"
                raise ValueError(
                    f"“{table.title}” counts {count} for {what}; another table counts {counts[key]}."
                )
    return counts


def _kept_back(counts: Mapping[Key, int], lines: Sequence[Line], threshold: int, spread: int) -> set[Key]:
    small = {key for key, count in counts.items() if 0 < count < threshold}
    kept_back = set(small)
    while cover := _cover(_exposed(kept_back, counts, lines, spread), kept_back, counts, lines):
        kept_back.add(cover)
    for key in sorted(kept_back - small, key=lambda key: (len(key[1]), -counts[key], _name(key))):
        if not _exposed(kept_back - {key}, counts, lines, spread):
            kept_back.discard(key)
    return kept_back


def _exposed(kept_back: set[Key], counts: Mapping[Key, int], lines: Sequence[Line], spread: int) -> list[Key]:
    """The cells kept back that a reader could narrow to fewer than `spread` values."""
    keys = sorted(kept_back, key=_name)
    number = {key: i for i, key in enumerate(keys)}
    equations = [
        {number[key]: (-1 if i == 0 else 1) for i, key in enumerate(line) if key in number} for line in lines
    ]
    left = values_left([e for e in equations if e], [counts[key] for key in keys], spread)
    return [key for key, values in zip(keys, left, strict=True) if values < spread]


def _cover(
    exposed: Sequence[Key], kept_back: set[Key], counts: Mapping[Key, int], lines: Sequence[Line]
) -> Key | None:
    """The next cell to keep back: from a line with a single gap if there is one, else from around what is exposed.

    None when nothing is exposed, or nothing but noughts is left to see.
    """
    gaps = {line: len(kept_back.intersection(line)) for line in lines}

    def cost(key: Key) -> tuple[int, int, int, str]:
        """Inner cells first; then those that close single gaps and open no new ones; then the small."""
        through = [gaps[line] for line in lines if key in line]
        return -len(key[1]), through.count(0) - through.count(1), counts[key], _name(key)

    if not exposed:
        return None
    shown = {key for key, count in counts.items() if count and key not in kept_back}
    single = {key for line in lines if gaps[line] == 1 for key in line}
    near = {key for line in lines if not set(exposed).isdisjoint(line) for key in line}
    return min(shown & single or shown & near or shown, key=cost, default=None)


def _name(key: Key) -> str:
    population, pairs = key
    return "|".join([population, *(f"{by}={name}" for by, name in sorted(pairs))])


def _line_order(line: Line) -> list[str]:
    return [_name(key) for key in line]
