"""Total fit for a nation: the greatest total over every pair that fits, with prices of places that prove it.

Only the heaviest few pairs of each child are held. The prices that prove a total over those are then held against every
pair that fits; pairs that would pay more than the total counts them for are taken in, and the total is sought again
(column generation; Gilmore and Gomory 1961). When no such pair is left, the total is the greatest of all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kith.science.fit.lots import LOT_BITS
from kith.science.fit.order import FULL
from kith.science.matching.assignment import Assignment, heaviest
from kith.science.matching.nation.blocks import Block, blocks
from kith.science.matching.nation.columns import Columns
from kith.science.matching.nation.keys import Keys, lots_of
from kith.science.matching.nation.lists import in_rows
from kith.science.matching.total import SHIFT, SMALL_LOT_BITS, Scale

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]

FIRST = 24
MORE = 6
"""How many pairs of each child to begin with, and how many to take in at a time. They change time, never the answer."""


@dataclass
class Pairs:
    """Pairs by number: child, volunteer and weight."""

    children: Ints
    volunteers: Ints
    weights: Ints

    def __len__(self) -> int:
        return len(self.weights)

    def joined(self, more: Pairs) -> Pairs:
        import numpy as np

        return Pairs(
            np.concatenate((self.children, more.children)),
            np.concatenate((self.volunteers, more.volunteers)),
            np.concatenate((self.weights, more.weights)),
        )

    def heaviest_first(self) -> Pairs:
        """By volunteer, heaviest first."""
        import numpy as np

        order = np.lexsort((-self.children, -self.weights, self.volunteers))
        return Pairs(self.children[order], self.volunteers[order], self.weights[order])


@dataclass
class Total:
    """`assignment` with its prices; `pairs`: how many fit; `held`: how many had to be held; `unpaid`: pairs over all
    that fit for which the prices do not pay, 0 in an answer. `primal` and `dual` are equal in an answer."""

    people: Columns
    assignment: Assignment
    pairs: int
    held: int
    rounds: int
    unpaid: int
    primal: int
    dual: int

    @property
    def matches(self) -> dict[str, str]:
        children, volunteers = self.people.children.keys, self.people.volunteers.keys
        return {children[c]: volunteers[v] for c, v in enumerate(self.assignment.matching) if v is not None}


def total_fit(people: Columns, *, first: int = FIRST) -> Total:
    """The matching of greatest total, as `total` says what counts, exact over every pair that fits."""
    import numpy as np

    weigh = Weights(people)
    nothing = np.full(len(people.children.keys), -1, np.int64)
    held, _, _ = weigh.above(np.zeros(len(people.volunteers.keys), np.int64), nothing, first)
    rounds = 0
    while True:
        rounds += 1
        found = assigned(people, held)
        prices, worths = np.array(found.prices, np.int64), worths_of(found)
        more, unpaid, pairs = weigh.above(prices, worths, MORE)
        if not unpaid:
            dual = found.bound(people.volunteers.places.tolist())
            return Total(people, found, pairs, len(held), rounds, unpaid, found.total, dual)
        held = held.joined(more)


def assigned(people: Columns, held: Pairs) -> Assignment:
    """The greatest total over the pairs held."""
    import numpy as np

    held = held.heaviest_first()
    many = len(people.volunteers.keys)
    starts = np.searchsorted(held.volunteers, np.arange(many + 1)).tolist()
    weights, children = held.weights, held.children

    def edges(v: int, i: int, j: int) -> list[tuple[int, int]]:
        span = slice(starts[v] + i, min(starts[v] + j, starts[v + 1]))
        return list(zip(weights[span].tolist(), children[span].tolist(), strict=True))

    return heaviest(edges, people.volunteers.places.tolist(), len(people.children.keys))


def worths_of(found: Assignment) -> Ints:
    import numpy as np

    return np.array([found.worth(c) for c in range(len(found.matching))], np.int64)


class Weights:
    """The weight of every pair that fits, as `total.Scale` makes it."""

    def __init__(self, people: Columns) -> None:
        import numpy as np

        self._people = people
        self._keys = Keys(people)
        bands = people.priority.wait_bands
        self._scale = Scale(len(bands) + 1, len(people.children.keys))
        level = np.ones(len(people.children.keys), np.int64)
        for days in bands:
            level += people.children.waited >= days
        self._step = level * self._scale.step

    def above(self, prices: Ints, worths: Ints, most: int) -> tuple[Pairs, int, int]:
        """Pairs that weigh more than the price and the worth of their two together, the most overweight of each child;
        how many there are in all, and how many pairs fit."""
        import numpy as np

        found = [Pairs(*(np.empty(0, np.int64) for _ in range(3)))]
        unpaid = pairs_in_all = 0
        for block in blocks(self._people):
            pairs, weights = self.of_block(block)
            rows, columns = np.divmod(pairs, len(block.volunteers))
            over = weights - prices[block.volunteers][columns] - worths[block.children][rows]
            pairs_in_all += len(pairs)
            paid = np.flatnonzero(over > 0)
            unpaid += len(paid)
            places = in_rows(pairs[paid], -over[paid], block, most)
            places = paid[places[places >= 0]]
            found.append(
                Pairs(block.children[rows[places]], block.volunteers[columns[places]], weights[places])
            )
        whole = Pairs(
            *(np.concatenate([getattr(p, name) for p in found]) for name in Pairs.__dataclass_fields__)
        )
        return whole, unpaid, pairs_in_all

    def of_block(self, block: Block) -> tuple[Ints, Ints]:
        """The pairs of a block that fit, as places in it read row by row, and their weights."""
        import numpy as np

        pairs = np.flatnonzero(block.fits)
        fits = self._keys.fits(block, pairs)
        counts = block.fits.sum(axis=1)
        rows = np.repeat(np.arange(len(counts)), counts)
        best = np.zeros(len(counts), np.int64)
        some = np.flatnonzero(counts)
        if len(some):
            best[some] = np.maximum.reduceat(fits, (np.cumsum(counts) - counts)[some])
        share = np.where(best[rows] > 0, FULL * fits.astype(np.int64) // np.maximum(best, 1)[rows], FULL)
        lots = lots_of(self._people, block, pairs) >> (LOT_BITS - SMALL_LOT_BITS)
        return pairs, self._step[block.children][rows] + (share << SHIFT) + lots.astype(np.int64)
