"""The audit of a nation's answer over every pair that fits, from the columns and the matching alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kith.science.matching.nation.blocks import Block, blocks
from kith.science.matching.nation.columns import Columns
from kith.science.matching.nation.deepening import Answer, ranks, would_have
from kith.science.matching.nation.keys import Keys
from kith.science.matching.nation.lists import NOBODY

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Verdict:
    """`pairs` that fit were all looked at. `blocking`: pairs who would rather have each other; `unfit`: matches that break
    a hard rule; `overfull`: volunteers with more children than places. It holds when all three are nought."""

    pairs: int
    matched: int
    blocking: int
    unfit: int
    overfull: int

    @property
    def holds(self) -> bool:
        return not (self.blocking or self.unfit or self.overfull)

    @property
    def words(self) -> str:
        return (
            f"{self.blocking} blocking pairs of {self.pairs:,} that fit; {self.matched:,} children matched."
        )


def verify(people: Columns, answer: Answer) -> Verdict:
    """Ranks are worked out again from the options counted on the way, and every cut-off from the matching itself."""
    import numpy as np

    matching = answer.matching
    matched = matching != NOBODY
    taken = np.bincount(matching[matched], minlength=len(people.volunteers.keys))
    cutoff = _cutoffs(people, matching, answer.rank, taken)
    options = np.zeros(len(matching), np.int32)
    keys = Keys(people)
    blocking = fitting = 0
    for block in blocks(people):
        options[block.children] = block.fits.sum(axis=1, dtype=np.int32)
        fit, found = _in_a_block(people, keys, block, answer, cutoff)
        fitting += fit
        blocking += found
    if not np.array_equal(ranks(people, options), answer.rank):
        blocking += 1
    return Verdict(
        pairs=int(options.sum()),
        matched=int(matched.sum()),
        blocking=blocking,
        unfit=int(matched.sum()) - fitting,
        overfull=int((taken > people.volunteers.places).sum()),
    )


def _cutoffs(people: Columns, matching: npt.NDArray[np.int32], rank: Ints, taken: Ints) -> Ints:
    """For each volunteer the standing of the child with least claim; above everybody's where a place is left."""
    import numpy as np

    matched = np.flatnonzero(matching != NOBODY)
    whose = matching[matched]
    hoped = people.volunteers.truths[people.children.hopes[matched], whose].astype(np.int64)
    cutoff = np.zeros(len(taken), np.int64)
    np.maximum.at(cutoff, whose, rank[matched] + (1 - hoped) * len(rank))
    return np.where(taken < people.volunteers.places, 2 * len(rank) + 1, cutoff)


def _in_a_block(people: Columns, keys: Keys, block: Block, answer: Answer, cutoff: Ints) -> tuple[int, int]:
    """How many matches of these children pass every rule, and how many pairs would rather have each other."""
    import numpy as np

    mine = answer.matching[block.children]
    place = np.minimum(np.searchsorted(block.volunteers, mine), len(block.volunteers) - 1)
    rows = np.flatnonzero((mine != NOBODY) & (block.volunteers[place] == mine))
    rows = rows[block.fits[rows, place[rows]]]
    would = would_have(people, answer.rank, cutoff, block.children, block.volunteers) & block.fits
    pairs = np.flatnonzero(would)
    own = np.full(len(block.children), np.iinfo(np.int64).max)
    theirs = rows * len(block.volunteers) + place[rows]
    own[rows] = keys.keys(block, theirs, keys.fits(block, theirs))
    order = keys.keys(block, pairs, keys.fits(block, pairs))
    return len(rows), int((order < own[pairs // len(block.volunteers)]).sum())
