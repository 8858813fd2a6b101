"""How many of those who wait could have somebody at once: each volunteer counts only as often as they have places.

Children are taken in order. Whoever could be served keeps being served when the next is tried, if need be by somebody
else (an augmenting path: Kuhn 1955). The sets of children who can be served together form a transversal matroid
(Edmonds and Fulkerson 1965), so going through them in order serves as many as can be served at all, and of all such
sets the one that is best for those who come first. Whom each would be served by is not told: that is for matching.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence

Bits = int
"""A row of bits: bit i is 1 when volunteer i would do. See kith.science.fit.pool."""


class Places:
    """The places of volunteers, given out one child at a time."""

    def __init__(self, places: Sequence[int]) -> None:
        """`places`: how many children each volunteer has room for, nought or more."""
        if any(number < 0 for number in places):
            raise ValueError("A volunteer cannot have fewer than no places.")
        self._places = tuple(places)
        self._held: list[set[int]] = [set() for _ in places]
        self._with: dict[int, int] = {}
        self._fits: list[Bits] = []
        self._free: Bits = sum(1 << i for i, number in enumerate(places) if number)

    def give(self, fits: Bits) -> bool:
        """Whether one more child, for whom these would do, can be served without anybody losing out."""
        child = len(self._fits)
        self._fits.append(fits)
        return self._seat(child)

    def widen(self, child: int, fits: Bits) -> None:
        """More would do for a child than was said: tell it before `try_again`."""
        self._fits[child] |= fits

    def try_again(self, child: int) -> bool:
        """Seat a child for whom there was nobody. Never ask it of one who is served."""
        return self._seat(child)

    def _seat(self, child: int) -> bool:
        came_from: dict[int, int] = {}  # volunteer → the child who asked for them
        waiting = deque([child])
        unseen: Bits = -1
        while waiting:
            asking = waiting.popleft()
            asked = self._fits[asking] & unseen
            if free := asked & self._free:
                self._move(_lowest(free), asking, came_from)
                return True
            unseen &= ~asked
            for volunteer in _each(asked):
                came_from[volunteer] = asking
                waiting.extend(sorted(self._held[volunteer]))
        return False

    def _move(self, volunteer: int, asking: int, came_from: dict[int, int]) -> None:
        """Along the path: everybody on it moves to the volunteer they asked for, until a new child has a place."""
        while True:
            before = self._with.get(asking)
            if before is not None:
                self._held[before].discard(asking)
            self._held[volunteer].add(asking)
            self._with[asking] = volunteer
            if len(self._held[volunteer]) >= self._places[volunteer]:
                self._free &= ~(1 << volunteer)
            if before is None:
                return
            volunteer, asking = before, came_from[before]


def _lowest(bits: Bits) -> int:
    return (bits & -bits).bit_length() - 1


def _each(bits: Bits) -> Iterator[int]:
    while bits:
        yield _lowest(bits)
        bits &= bits - 1


def served(fits: Iterable[Bits], places: Sequence[int]) -> list[bool]:
    """For each child in order, whether they are among those who could be served at once."""
    giving = Places(places)
    return [giving.give(each) for each in fits]
