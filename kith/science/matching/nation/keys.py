"""The order of a child's volunteers as one number for each pair: less is better.

From the top: 1000 less the fit (10 bits), cards out now (5), the lot (48). The fit is that of `fit.order`, looked up in
a table: it depends only on how many likes are met, whether days and language are, the miles, and the shape of the child's
wishes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kith.science.fit.lots import LOT_BITS
from kith.science.fit.order import FULL
from kith.science.fit.rules import Weights
from kith.science.matching.nation.blocks import Block
from kith.science.matching.nation.columns import FARTHEST, Columns

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]

FIT_BIT = LOT_BITS + 5
DAYS, LANGUAGE = 1, 2


class Keys:
    """The tables for a round, made once."""

    def __init__(self, people: Columns) -> None:
        import numpy as np

        self._people = people
        children = people.children
        self._most = int(children.many_likes.max(initial=0)) + 1  # likes met: 0 … most - 1
        limits = np.unique(children.limit)
        shapes = np.stack(
            (
                children.many_likes,
                (children.days >= 0) * DAYS + (children.language >= 0) * LANGUAGE,
                np.searchsorted(limits, children.limit).astype(np.int32),
            )
        )
        distinct, which = np.unique(shapes, axis=1, return_inverse=True)
        self._width = min(int(limits.max(initial=0)), FARTHEST) + 2  # miles: unknown, 0 … the farthest limit
        self._shape = which.reshape(-1).astype(np.int64) * (self._most * 4 * self._width)
        tables = [
            _table(people.rules.weights, int(likes), int(parts), int(limits[limit]), self._most, self._width)
            for likes, parts, limit in distinct.T
        ]
        self._fits = np.concatenate(tables) if tables else np.empty(0, np.int16)

    def fits(self, block: Block, pairs: Ints) -> npt.NDArray[np.int16]:
        """The fit, 0 to 1000, of pairs given as places in the block read row by row."""
        import numpy as np

        met = self._met(block)
        rows = pairs // len(block.volunteers)
        place = met.reshape(-1)[pairs].astype(np.int64)
        place *= self._width
        place += block.miles.reshape(-1)[pairs]
        place += self._shape[block.children][rows]
        place += 1
        found: npt.NDArray[np.int16] = self._fits[place]
        return found

    def keys(self, block: Block, pairs: Ints, fits: npt.NDArray[np.int16]) -> Ints:
        import numpy as np

        volunteers = self._people.volunteers
        lots = lots_of(self._people, block, pairs)
        lots |= (volunteers.offers[block.volunteers] << np.uint64(LOT_BITS))[pairs % len(block.volunteers)]
        lots |= (FULL - fits).astype(np.uint64) << np.uint64(FIT_BIT)
        return lots.view(np.int64)

    def _met(self, block: Block) -> npt.NDArray[np.uint8]:
        """For each pair of the block: four times the likes met, and one for days, two for language in common."""
        import numpy as np

        children, some = self._people.children, block.children
        met = np.zeros(block.fits.shape, np.uint8)
        for likes in children.likes[some].T:
            asking = np.flatnonzero(likes)
            if len(asking):
                met[asking] += block.truths[likes[asking]]
        met <<= 2
        for rows, bit in ((children.days[some], DAYS), (children.language[some], LANGUAGE)):
            asking = np.flatnonzero(rows >= 0)
            if len(asking):
                met[asking] += block.truths[rows[asking]] * np.uint8(bit)
        return met


def lots_of(people: Columns, block: Block, pairs: Ints) -> npt.NDArray[np.uint64]:
    """The lots of `fit.lots` for pairs given as places in the block."""
    import numpy as np

    rows, columns = np.divmod(pairs, len(block.volunteers))
    numbers = (
        people.children.number[block.children][rows] ^ people.volunteers.number[block.volunteers][columns]
    )
    numbers ^= numbers >> np.uint64(30)
    numbers *= np.uint64(0xBF58476D1CE4E5B9)
    numbers ^= numbers >> np.uint64(27)
    numbers *= np.uint64(0x94D049BB133111EB)
    numbers ^= numbers >> np.uint64(31)
    numbers >>= np.uint64(64 - LOT_BITS)
    return numbers


def _table(
    weights: Weights, likes: int, parts: int, limit: int, most: int, width: int
) -> npt.NDArray[np.int16]:
    """The fit for every number of likes met, days, language and miles, for one shape of wishes."""
    import numpy as np

    met, both, miles = np.meshgrid(np.arange(most), np.arange(4), np.arange(width) - 1, indexing="ij")
    near = np.where((miles < 0) | (miles > limit), 0, FULL - FULL * miles // (limit + 1))
    total = weights.near * near
    whole = weights.near
    if likes:
        total = total + weights.likes * (FULL * met // likes)
        whole += weights.likes
    for bit, weight in ((DAYS, weights.days), (LANGUAGE, weights.language)):
        if parts & bit:
            total = total + weight * FULL * ((both & bit) > 0)
            whole += weight
    return (total // (whole or 1)).astype(np.int16).reshape(-1)
