"""Deferred acceptance for many at once: in each round everybody without a place asks, and places are given anew.

A child asks the first on their list whose last-placed child they come before. Since what it takes to get a place only
rises, whom they passed over on the way could not have kept them: the outcome is that of asking one by one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kith.science.matching.nation.columns import Columns
from kith.science.matching.nation.lists import NOBODY

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Bools = npt.NDArray[np.bool_]
    Ints = npt.NDArray[np.int64]


class Proposals:
    """Who has whom so far. `cutoff[v]`: a child must stand below this with the volunteer to get a place."""

    def __init__(self, people: Columns, rank: Ints) -> None:
        import numpy as np

        children = len(people.children.keys)
        self._people = people
        self.rank = rank
        self.none = 2 * children + 1
        self.matching = np.full(children, NOBODY, np.int32)
        self.standing = np.full(children, self.none, np.int64)
        self.cutoff = np.where(people.volunteers.places > 0, self.none, 0).astype(np.int64)

    def stands(self, children: Ints, volunteers: npt.NDArray[np.int32]) -> Ints:
        """Where children stand with volunteers: those hoped for first, then by rank. Both of one shape."""
        hoped = self._people.volunteers.truths[self._people.children.hopes[children], volunteers]
        found: Ints = self.rank[children] + (1 - hoped.astype(self.rank.dtype)) * len(self.rank)
        return found

    def run(self, first: npt.NDArray[np.int32], asking: Ints) -> Ints:
        """Let these children ask along their lists until nobody wants to; gives back those whose list is at its end."""
        import numpy as np

        ended: list[Ints] = []
        while len(asking):
            listed = first[asking]
            stands = self.stands(asking[:, None], listed)
            open_to = (listed != NOBODY) & (stands < self.cutoff[listed])
            place = open_to.argmax(axis=1)
            can = open_to[np.arange(len(asking)), place]
            ended.append(asking[~can])
            asking, place = asking[can], place[can]
            asking = self._place(asking, listed[can, place], stands[can, place])
        return np.unique(np.concatenate(ended)) if ended else asking

    def _place(self, asking: Ints, volunteers: npt.NDArray[np.int32], stands: Ints) -> Ints:
        """Give the places of those asked anew; whoever is left without asks next."""
        import numpy as np

        if not len(asking):
            return asking
        asked = np.zeros(len(self.cutoff), np.bool_)
        asked[volunteers] = True
        self.matching[asking], self.standing[asking] = volunteers, stands
        matched = np.flatnonzero(self.matching != NOBODY)
        there = matched[asked[self.matching[matched]]]
        there = there[np.lexsort((self.standing[there], self.matching[there]))]
        whose = self.matching[there]
        firsts = np.flatnonzero(np.r_[True, np.diff(whose) != 0])
        counts = np.diff(np.r_[firsts, len(whose)])
        nth = np.arange(len(whose)) - np.repeat(firsts, counts)
        places = self._people.volunteers.places[whose]
        out = there[nth >= places]
        full = nth == places - 1
        self.cutoff[whose[full]] = self.standing[there[full]]
        self.matching[out], self.standing[out] = NOBODY, self.none
        return out
