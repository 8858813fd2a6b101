"""Groups cut in several ways: which of them may stand side by side without giving a few children away.

All girls, and all girls but those of one scheme, differ by that scheme's girls. Two groups that are each large may so
publish one that is small. Reports therefore have fixed groups, and these are checked before they are fixed.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kith.science.disclosure.attack import values_left
from kith.science.disclosure.suppress import SPREAD, THRESHOLD


@dataclass(frozen=True, slots=True)
class Slice:
    """A group by its name and the people in it, each by any key."""

    name: str
    people: frozenset[str]


@dataclass(frozen=True, slots=True)
class Exposed:
    """A few people whom the sizes of the slices give away: `inside` all of these, `outside` all of those."""

    inside: tuple[str, ...]
    outside: tuple[str, ...]

    def __str__(self) -> str:
        but = f" but not in {' or '.join(self.outside)}" if self.outside else ""
        return f"those in {' and '.join(self.inside)}{but}"


def exposed(slices: Sequence[Slice], *, threshold: int = THRESHOLD, spread: int = SPREAD) -> list[Exposed]:
    """Groups of fewer than `threshold` that a reader of all slices' sizes can narrow to fewer than `spread` values.

    The people are parted by the slices they are in; each slice's size is an equation over these parts, and the reader
    solves them all at once, as in `attack`. A small slice itself is exposed too. Raises ValueError for two of one name.
    """
    if len({each.name for each in slices}) < len(slices):
        raise ValueError("Two groups have the same name. Tell them apart.")
    parts = Counter(
        frozenset(place for place, each in enumerate(slices) if person in each.people)
        for person in set().union(*(each.people for each in slices))
    )
    kinds = sorted(parts, key=sorted)
    equations = [
        {number: 1 for number, kind in enumerate(kinds) if place in kind} for place in range(len(slices))
    ]
    left = values_left([each for each in equations if each], [parts[kind] for kind in kinds], spread)
    return [
        Exposed(
            tuple(slices[place].name for place in sorted(kind)),
            tuple(
                each.name
                for place, each in enumerate(slices)
                if place not in kind and _near(each, slices, kind)
            ),
        )
        for kind, values in zip(kinds, left, strict=True)
        if parts[kind] < threshold and values < spread
    ]


def _near(other: Slice, slices: Sequence[Slice], kind: Iterable[int]) -> bool:
    """Whether a slice overlaps one of those named, so that leaving it out says something."""
    return any(other.people & slices[place].people for place in kind)


def side_by_side(
    slices: Iterable[Slice], *, threshold: int = THRESHOLD, spread: int = SPREAD
) -> tuple[list[Slice], dict[str, str]]:
    """The slices that may be published together, the most important first; and for each other one, whom it would expose."""
    kept: list[Slice] = []
    left_out: dict[str, str] = {}
    for each in slices:
        if found := exposed([*kept, each], threshold=threshold, spread=spread):
            left_out[each.name] = "; ".join(map(str, found))
        else:
            kept.append(each)
    return kept, left_out
