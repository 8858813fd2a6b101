"""Every pair that fits, block by block: a block is some children of one neighbourhood and all volunteers in reach.

The country is cut into squares. For the children of a square, the volunteers who could reach any of them are gathered
once; then rows of children are held against them with arrays of bytes. What this costs grows with the pairs in range,
not with all pairs, and never needs more memory than one block.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kith.science.matching.nation.columns import NOWHERE, Columns
from kith.science.places import METRES_IN_A_MILE

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]

SQUARE = 16_000
"""Metres."""

AT_ONCE = 500_000
"""Pairs in a block, at most, unless there are more volunteers in reach of one child."""

UNKNOWN = -1
"""Miles where either place is not known: within every limit."""


@dataclass
class Block:
    """`children` by `volunteers` (their numbers): `fits` says which pairs pass every hard rule; `miles` between them."""

    children: Ints
    volunteers: Ints
    fits: npt.NDArray[np.bool_]
    miles: npt.NDArray[np.int16]
    truths: npt.NDArray[np.uint8]

    def held(self, rows: npt.NDArray[np.int32]) -> npt.NDArray[np.uint8]:
        """Rows of truths, one for each child, over the volunteers of this block."""
        return self.truths[rows]


def blocks(people: Columns, among: npt.NDArray[np.bool_] | None = None) -> Iterator[Block]:
    """All children, or those in `among`. Every pair that fits comes exactly once, in the same order every time."""
    import numpy as np

    children, volunteers = people.children, people.volunteers
    wanted = ~children.by_hand if among is None else among & ~children.by_hand
    numbers = np.flatnonzero(wanted)
    free = np.flatnonzero(volunteers.places > 0)
    if not len(numbers) or not len(free):
        return
    square = (children.east[numbers] // SQUARE) * 100_000 + children.north[numbers] // SQUARE
    order = np.argsort(square, kind="stable")
    starts = np.flatnonzero(np.r_[True, np.diff(square[order]) != 0])
    for own in np.split(numbers[order], starts[1:]):
        yield from _square(people, own, free)


def _square(people: Columns, own: Ints, free: Ints) -> Iterator[Block]:
    """The blocks of the children of one square."""
    import numpy as np

    children, volunteers = people.children, people.volunteers
    near = free[_in_reach(people, own, free)]
    if not len(near):
        return
    truths = volunteers.truths[:, near]
    places, which = np.unique(
        np.stack((children.east[own], children.north[own])), axis=1, return_inverse=True
    )
    which = which.reshape(-1)
    miles = _miles(people, places, near)
    step = max(1, AT_ONCE // len(near))
    for start in range(0, len(own), step):
        some = own[start : start + step]
        between = miles[which[start : start + step]]
        fits = between <= children.limit[some, None]
        for needs in children.needs[some].T:
            asking = np.flatnonzero(needs)
            if len(asking):
                fits[asking] &= truths[needs[asking]].view(np.bool_)
        if children.barred:
            _shut_out(people, some, near, fits)
        yield Block(some, near, fits, between, truths)


def _in_reach(people: Columns, own: Ints, free: Ints) -> npt.NDArray[np.bool_]:
    """Who could be near enough to any of the children, by the distance to the rectangle they live in."""
    import numpy as np

    children, volunteers = people.children, people.volunteers
    east, north = volunteers.east[free], volunteers.north[free]
    if children.east[own[0]] == NOWHERE:
        return np.ones(len(free), np.bool_)
    across = _beyond(east, children.east[own])
    along = _beyond(north, children.north[own])
    limit = np.minimum(volunteers.travel[free], int(children.limit[own].max()))
    reach = (limit + 1) * METRES_IN_A_MILE
    return (across * across + along * along <= reach * reach) | (east == NOWHERE)


def _beyond(here: Ints, span: Ints) -> Ints:
    import numpy as np

    low, high = int(span.min()), int(span.max())
    beyond: Ints = np.maximum(np.maximum(low - here, here - high), 0)
    return beyond


def _miles(people: Columns, places: Ints, near: Ints) -> npt.NDArray[np.int16]:
    """From each place to each volunteer near, as `places.miles_between`; beyond the volunteer's own limit, far away."""
    import numpy as np

    volunteers = people.volunteers
    east, north = volunteers.east[near], volunteers.north[near]
    found = np.empty((places.shape[1], len(near)), np.int16)
    for i, (here, there) in enumerate(places.T):
        apart = np.hypot((east - here).astype(np.float64), (north - there).astype(np.float64))
        miles = (apart / METRES_IN_A_MILE + 0.5).astype(np.int64)
        far = np.where(miles > volunteers.travel[near], np.iinfo(np.int16).max, np.minimum(miles, 30_000))
        unknown = (east == NOWHERE) | (here == NOWHERE)
        found[i] = np.where(unknown, UNKNOWN, far)
    return found


def _shut_out(people: Columns, some: Ints, near: Ints, fits: npt.NDArray[np.bool_]) -> None:
    import numpy as np

    for row, child in enumerate(some):
        for volunteer in people.children.barred.get(int(child), ()):
            place = int(np.searchsorted(near, volunteer))
            if place < len(near) and near[place] == volunteer:
                fits[row, place] = False
