"""Child's choice for a nation, exact over every pair that fits, without holding them all.

Everybody begins with the first few of their list. Whoever comes to its end gets the next few, but only of volunteers with
whom they would have a chance now: what it takes to get a place only rises, so nobody left out could ever have kept
them. When nobody is left to be given more, the matching is the one that whole lists would have given, however long the
first lists were.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kith.science.matching.nation.blocks import blocks
from kith.science.matching.nation.columns import Columns
from kith.science.matching.nation.keys import Keys
from kith.science.matching.nation.lists import NOBODY, best_first, first_lists
from kith.science.matching.nation.proposals import Proposals

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]

FIRST = 16
"""How many of each list to begin with. It changes how long a round takes, never what comes out."""


@dataclass
class Answer:
    """`matching[c]`: the number of the volunteer, or -1. `rank[c]`: the child's place in the published order.

    `pairs`: how many pairs fit in all. `rounds`: how often lists were made longer.
    """

    people: Columns
    matching: npt.NDArray[np.int32]
    rank: Ints
    options: npt.NDArray[np.int32]
    pairs: int
    rounds: int

    @property
    def matches(self) -> dict[str, str]:
        children, volunteers = self.people.children.keys, self.people.volunteers.keys
        return {children[c]: volunteers[v] for c, v in enumerate(self.matching.tolist()) if v != NOBODY}

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the matching, to compare two machines."""
        return hashlib.sha256(self.matching.astype("<i4").tobytes()).hexdigest()


def matching_round(people: Columns, *, first: int = FIRST) -> Answer:
    """The stable matching that is best for every child. `first`: see FIRST. Raises ValueError for lists shorter than one."""
    import numpy as np

    if first < 1:
        raise ValueError("Lists begin with at least one volunteer.")
    keys = Keys(people)
    lists = first_lists(people, keys, first)
    rank = ranks(people, lists.options)
    proposals = Proposals(people, rank)
    ended = proposals.run(lists.first, np.flatnonzero(lists.options > 0))
    ended = ended[lists.options[ended] > first]
    rounds = 0
    while len(ended):
        rounds += 1
        deeper = _deeper(people, keys, proposals, ended, lists.first)
        ended = proposals.run(lists.first, deeper)
    return Answer(people, proposals.matching, rank, lists.options, lists.pairs, rounds)


def ranks(people: Columns, options: npt.NDArray[np.int32]) -> Ints:
    """Each child's place in the published order, from 0, as `priority.Claim.order` says it."""
    import numpy as np

    children, priority = people.children, people.priority
    bands = np.full(len(children.keys), len(priority.wait_bands))
    for band in reversed(range(len(priority.wait_bands))):
        bands[children.waited >= priority.wait_bands[band]] = band
    scarce = options if priority.scarce_first else np.zeros_like(options)
    order = np.lexsort((children.number, -children.waited, scarce, bands))
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    return rank


def _deeper(
    people: Columns, keys: Keys, proposals: Proposals, ended: Ints, first: npt.NDArray[np.int32]
) -> Ints:
    """New lists for those who came to the end of theirs, of whoever would have them now; gives back who got one."""
    import numpy as np

    among = np.zeros(len(first), np.bool_)
    among[ended] = True
    for block in blocks(people, among):
        would = would_have(people, proposals.rank, proposals.cutoff, block.children, block.volunteers)
        would &= block.fits
        first[block.children] = best_first(block, keys, would, first.shape[1])
    return ended[first[ended, 0] != NOBODY]


def would_have(
    people: Columns, rank: Ints, cutoff: Ints, children: Ints, volunteers: Ints
) -> npt.NDArray[np.bool_]:
    """Which volunteers of a block would have which of its children, if asked now."""
    import numpy as np

    own, needed, many = rank[children].astype(np.int32)[:, None], cutoff[volunteers], len(rank)
    hoped_for = needed.astype(np.int32)
    found: npt.NDArray[np.bool_] = own < hoped_for
    rows, columns = np.nonzero(found & (own >= (needed - many).astype(np.int32)))
    hoped = people.volunteers.truths[people.children.hopes[children[rows]], volunteers[columns]]
    found[rows, columns] = hoped.view(np.bool_)
    return found
