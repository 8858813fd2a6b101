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
    while cover := _single_gap(kept_back, counts, lines) or _exposure(kept_back, counts, lines, spread):
        kept_back.add(cover)
    for key in sorted(kept_back - small, key=lambda key: (len(key[1]), -counts[key], _name(key))):
        if not _exposed(kept_back - {key}, counts, lines, spread):
            kept_back.discard(key)
    return kept_back


def _exposed(kept_back: set[Key], counts: Mapping[Key, int], lines: Sequence[Line], spread: int) -> set[Key]:
    """The cells kept back that a reader could narrow to fewer than `spread` values."""
    keys = sorted(kept_back, key=_name)
    number = {key: i for i, key in enumerate(keys)}
    equations = [
        {number[key]: (-1 if i == 0 else 1) for i, key in enumerate(line) if key in number} for line in lines
    ]
    left = values_left([e for e in equations if e], [counts[key] for key in keys], spread)
    return {key for key, values in zip(keys, left, strict=True) if values < spread}


def _single_gap(kept_back: set[Key], counts: Mapping[Key, int], lines: Sequence[Line]) -> Key | None:
    """A cell for a line with a single gap, which anybody can fill by subtracting."""
    single = {key for line in lines if len(kept_back.intersection(line)) == 1 for key in line}
    return _cheapest(single, kept_back, counts, lines)


def _exposure(
    kept_back: set[Key], counts: Mapping[Key, int], lines: Sequence[Line], spread: int
) -> Key | None:
    """A cell next to one that is exposed, or else anywhere; None when nothing is exposed or nothing is left to see."""
    exposed = _exposed(kept_back, counts, lines, spread)
    if not exposed:
        return None
    near = {key for line in lines if not exposed.isdisjoint(line) for key in line}
    return _cheapest(near, kept_back, counts, lines) or _cheapest(counts, kept_back, counts, lines)


def _cheapest(
    among: Iterable[Key], kept_back: set[Key], counts: Mapping[Key, int], lines: Sequence[Line]
) -> Key | None:
    """The least loss: an inner cell first; one that closes single gaps and opens no new ones; a small one."""

    def loss(key: Key) -> tuple[int, int, int, str]:
        gaps = [len(kept_back.intersection(line)) for line in lines if key in line]
        return -len(key[1]), gaps.count(0) - gaps.count(1), counts[key], _name(key)

    return min((key for key in among if counts[key] and key not in kept_back), key=loss, default=None)


def _name(key: Key) -> str:
    population, pairs = key
    return "|".join([population, *(f"{by}={name}" for by, name in sorted(pairs))])


def _line_order(line: Line) -> list[str]:
    return [_name(key) for key in line]
