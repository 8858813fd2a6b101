"""The greatest total weight that places can have, exactly, with prices that prove it.

Shortest augmenting paths with potentials (Ford and Fulkerson 1962; Edmonds and Karp 1972; Tomizawa 1971), begun from
the scarce side, the places: one place after another finds its best child, moving others along where the whole gains by
it. Every volunteer's pairs stand heaviest first and are looked at only as far as they could matter, which is most of
what makes it quick. Whole numbers throughout: the total and the bound that proves it are equal to the last digit.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

from kith.science.matching.market import Matching

Edges = Callable[[int, int, int], list[tuple[int, int]]]
"""Of volunteer v, the pairs from place i up to j: (weight, child), heaviest first; fewer when there are no more."""

AT_ONCE = 24
DOWN = 13


@dataclass(frozen=True, slots=True)
class Assignment:
    """`matching`, and what proves it: `prices` of the volunteers' places, none below nought.

    For every pair, the price of the volunteer and the worth of the child to the whole are at least the pair's weight;
    the sum of all prices and worths is the total. A child's worth is `weight - price` when matched, nought otherwise.
    """

    matching: Matching
    prices: list[int]
    weights: list[int]

    def worth(self, child: int) -> int:
        mine = self.matching[child]
        return 0 if mine is None else self.weights[child] - self.prices[mine]

    @property
    def total(self) -> int:
        return sum(self.weights)

    def bound(self, places: Sequence[int]) -> int:
        """What no matching can exceed."""
        worths = sum(self.worth(child) for child in range(len(self.matching)))
        return worths + sum(price * many for price, many in zip(self.prices, places, strict=True))


def heaviest(edges: Edges, places: Sequence[int], children: int) -> Assignment:
    """The matching of greatest total weight. Weights are above nought; a place may stay empty, which weighs nothing."""
    search = _Search(edges, len(places), children)
    for volunteer in search.poorest_first():
        for _ in range(places[volunteer]):
            if not search.fill(volunteer):
                break
    return Assignment(search.matching, search.prices, search.weights)


class _Search:
    def __init__(self, edges: Edges, volunteers: int, children: int) -> None:
        self._edges = edges
        self._listed: list[list[tuple[int, int]]] = [edges(v, 0, AT_ONCE) for v in range(volunteers)]
        self._whole = [len(listed) < AT_ONCE for listed in self._listed]
        self.matching: Matching = [None] * children
        self.weights = [0] * children
        self.prices = [listed[0][0] if listed else 0 for listed in self._listed]

    def poorest_first(self) -> list[int]:
        """By a pair some way down the list: those with few good ones find their prices while the ways are short.

        Any order gives the same total; on the nation of bench/ this one takes a third of the time of heaviest first.
        """
        down = [listed[min(DOWN, len(listed)) - 1][0] if listed else 0 for listed in self._listed]
        return sorted(range(len(down)), key=lambda v: (down[v], v))

    def fill(self, volunteer: int) -> bool:
        """Fill one more place of a volunteer for the greatest gain; False when leaving one empty is as good.

        Dijkstra over volunteers by how much the whole loses on the way; `near` is the best end met so far.
        """
        prices, matching, weights = self.prices, self.matching, self.weights
        lost = {volunteer: 0}
        through: dict[
            int, tuple[int, int, int]
        ] = {}  # volunteer: the child taken from them, its weight, and by whom
        settled: dict[int, int] = {}
        queue = [(0, volunteer)]
        near, end = prices[volunteer], (volunteer, -1, 0)
        while queue:
            far, v = heappop(queue)
            if far >= near:
                break
            if v in settled:
                continue
            settled[v] = far
            price = prices[v]
            if far + price < near:
                near, end = far + price, (v, -1, 0)
            place = 0
            listed = self._listed[v]
            while True:
                if place == len(listed) and (self._whole[v] or not self._more(v)):
                    break
                weight, child = listed[place]
                loss = far + price - weight
                if loss >= near:
                    break
                place += 1
                mate = matching[child]
                if mate is None:
                    near, end = loss, (v, child, weight)
                elif mate not in settled:
                    loss += weights[child] - prices[mate]
                    if loss < near and loss < lost.get(mate, loss + 1):
                        lost[mate] = loss
                        through[mate] = (child, weight, v)
                        heappush(queue, (loss, mate))
        for v, far in settled.items():
            prices[v] -= near - far
        self._hand_on(volunteer, end, through)
        return end[1] >= 0 or end[0] != volunteer

    def _more(self, volunteer: int) -> bool:
        listed = self._listed[volunteer]
        found = self._edges(volunteer, len(listed), 2 * len(listed))
        self._whole[volunteer] = len(found) < len(listed)
        listed.extend(found)
        return bool(found)

    def _hand_on(
        self, start: int, end: tuple[int, int, int], through: dict[int, tuple[int, int, int]]
    ) -> None:
        """Walk back from the end: each volunteer on the way gives up one child and takes another."""
        volunteer, child, weight = end
        while True:
            if child >= 0:
                self.matching[child], self.weights[child] = volunteer, weight
            if volunteer == start:
                return
            child, weight, volunteer = through[volunteer]
