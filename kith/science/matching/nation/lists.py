"""The first so many of every child's list, over all pairs that fit, and how many options each child has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kith.science.matching.nation.blocks import Block, blocks
from kith.science.matching.nation.columns import Columns
from kith.science.matching.nation.keys import Keys

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

NOBODY = -1


@dataclass
class Lists:
    """`first[c]`: volunteers, best first, filled up with NOBODY. `options[c]`: how many fit in all. `pairs`: their sum."""

    first: npt.NDArray[np.int32]
    options: npt.NDArray[np.int32]

    @property
    def pairs(self) -> int:
        return int(self.options.sum())


def first_lists(people: Columns, keys: Keys, many: int) -> Lists:
    import numpy as np

    children = len(people.children.keys)
    lists = Lists(np.full((children, many), NOBODY, np.int32), np.zeros(children, np.int32))
    for block in blocks(people):
        lists.options[block.children] = block.fits.sum(axis=1, dtype=np.int32)
        lists.first[block.children] = best_first(block, keys, block.fits, many)
    return lists


def best_first(block: Block, keys: Keys, among: npt.NDArray[np.bool_], many: int) -> npt.NDArray[np.int32]:
    """For each child of a block the best of the pairs in `among`, best first."""
    import numpy as np

    found = np.full((len(block.children), many), NOBODY, np.int32)
    pairs = np.flatnonzero(among)
    if not len(pairs):
        return found
    order = keys.keys(block, pairs, keys.fits(block, pairs))
    rows, columns = np.divmod(pairs, len(block.volunteers))
    counts = np.bincount(rows, minlength=len(found))
    starts = np.cumsum(counts) - counts
    side_by_side = np.full((len(found), int(counts.max())), np.iinfo(np.int64).max)
    side_by_side[rows, np.arange(len(pairs)) - starts[rows]] = order
    width = min(many, side_by_side.shape[1])
    if side_by_side.shape[1] > many:
        places = np.argpartition(side_by_side, many - 1, axis=1)[:, :many]
    else:
        places = np.broadcast_to(np.arange(width), (len(found), width))
    best = np.take_along_axis(side_by_side, places, axis=1)
    sorting = np.argsort(best, axis=1, kind="stable")
    places = np.take_along_axis(places, sorting, axis=1)
    there = places < counts[:, None]
    which = np.where(there, starts[:, None] + places, 0)
    found[:, :width] = np.where(there, block.volunteers[columns[which]], NOBODY)
    return found
