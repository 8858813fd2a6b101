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

    Ints = npt.NDArray[np.int64]

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

    pairs = np.flatnonzero(among)
    fits = keys.fits(block, pairs)
    enough = enough_by(fits, among.sum(axis=1), many)
    pairs, fits = pairs[enough], fits[enough]
    places = in_rows(pairs, keys.keys(block, pairs, fits), block, many)
    found = np.full((len(block.children), many), NOBODY, np.int32)
    there = places >= 0
    found[there] = block.volunteers[pairs[places[there]] % len(block.volunteers)]
    return found


def in_rows(pairs: Ints, order: Ints, block: Block, many: int) -> Ints:
    """For each child of a block where its pairs of least `order` stand in `pairs`, least first; -1 where there are no more."""
    import numpy as np

    children = len(block.children)
    found = np.full((children, many), -1, np.int64)
    if not len(pairs):
        return found
    counts = np.bincount(pairs // len(block.volunteers), minlength=children)
    starts = np.cumsum(counts) - counts
    side_by_side = np.full((children, int(counts.max())), np.iinfo(np.int64).max)
    side_by_side[np.arange(side_by_side.shape[1]) < counts[:, None]] = order
    width = min(many, side_by_side.shape[1])
    best = np.argsort(side_by_side, axis=1, kind="stable")[:, :width]
    found[:, :width] = np.where(best < counts[:, None], starts[:, None] + best, -1)
    return found


def enough_by(fits: npt.NDArray[np.int16], counts: Ints, many: int) -> npt.NDArray[np.bool_]:
    """Which pairs are among the best so many of their child by fit alone, equals included. `counts`: pairs of each child."""
    import numpy as np

    widest = int(counts.max(initial=0))
    if widest <= many:
        return np.ones(len(fits), np.bool_)
    side_by_side = np.full((len(counts), widest), -1, np.int16)
    side_by_side[np.arange(widest) < counts[:, None]] = fits
    side_by_side.partition(widest - many, axis=1)
    enough: npt.NDArray[np.bool_] = fits >= np.repeat(side_by_side[:, widest - many], counts)
    return enough
