"""People as columns of numbers: what the rules and the fit ask about, and nothing else.

Children and volunteers stand in the order of their keys. A child's musts, no's, likes, days and languages are the
numbers of rows in `truths`; whatever cannot be said of a volunteer is a no there, as in `kith.science.fit`.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kith.science.fit.lots import number_of
from kith.science.fit.people import Referral, Volunteer
from kith.science.fit.pool import MOST_OFFERS
from kith.science.fit.rules import Rules
from kith.science.matching.errors import CannotMatch
from kith.science.matching.nation.truths import Facts, Truths
from kith.science.matching.priority import Priority
from kith.science.vocabulary import ENGLISH

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

NOWHERE = -(10**9)
"""East and north of a place that is not known."""

FARTHEST = 1_500
"""Miles; nowhere in the country is farther, so this is the same as no limit."""


@dataclass
class Volunteers:
    """One entry each, in the order of their keys. `places`: 0 for those who may not be proposed at all."""

    keys: list[str]
    east: npt.NDArray[np.int64]
    north: npt.NDArray[np.int64]
    travel: npt.NDArray[np.int32]
    offers: npt.NDArray[np.uint64]
    number: npt.NDArray[np.uint64]
    places: npt.NDArray[np.int32]
    truths: npt.NDArray[np.uint8]


@dataclass
class Children:
    """One entry each, in the order of their keys. `needs` and `likes` are rows of truths, filled up with row 0.

    `days`, `language`: a row, or -1 where that part of the fit does not apply. `hopes`: the row of volunteers with whom
    children of this age come first. `by_hand`: brothers and sisters who want to share. `barred`: by child, volunteers.
    """

    keys: list[str]
    east: npt.NDArray[np.int64]
    north: npt.NDArray[np.int64]
    limit: npt.NDArray[np.int32]
    number: npt.NDArray[np.uint64]
    waited: npt.NDArray[np.int32]
    hopes: npt.NDArray[np.int32]
    days: npt.NDArray[np.int32]
    language: npt.NDArray[np.int32]
    needs: npt.NDArray[np.int32]
    likes: npt.NDArray[np.int32]
    many_likes: npt.NDArray[np.int32]
    by_hand: npt.NDArray[np.bool_]
    barred: dict[int, list[int]]


@dataclass
class Columns:
    """A round for a nation."""

    children: Children
    volunteers: Volunteers
    rules: Rules
    priority: Priority
    seed: int


def columns(
    referrals: Iterable[Referral],
    volunteers: Iterable[Volunteer],
    rules: Rules | None = None,
    *,
    priority: Priority | None = None,
    seed: int = 0,
) -> Columns:
    """Take people in, one by one: an iterator will do, nobody is kept. Raises CannotMatch for a key that comes twice."""
    rules = rules or Rules()
    known, truths = _volunteers(volunteers, seed)
    children = _children(referrals, truths, rules, seed, known.keys)
    known.truths = truths.rows()
    return Columns(children, known, rules, priority or Priority(), seed)


def _volunteers(people: Iterable[Volunteer], seed: int) -> tuple[Volunteers, Truths]:
    import numpy as np

    keys: list[str] = []
    facts: list[Facts] = []
    numbers = array("q")
    lots = array("Q")
    for one in people:
        keys.append(one.key)
        facts.append(Facts(one))
        lots.append(number_of(seed, "volunteer", one.key))
        free = one.places_left if one.cleared and one.trained and one.approved else 0
        travel = FARTHEST if one.travel_miles is None else min(one.travel_miles, FARTHEST)
        numbers.extend(
            (*(one.point or (NOWHERE, NOWHERE)), travel, min(one.live_offers, MOST_OFFERS), max(free, 0))
        )
    order = _in_order(keys, "volunteers")
    table = np.frombuffer(numbers, np.int64).reshape(-1, 5)[order] if keys else np.empty((0, 5), np.int64)
    known = Volunteers(
        keys=[keys[i] for i in order],
        east=table[:, 0].copy(),
        north=table[:, 1].copy(),
        travel=table[:, 2].astype(np.int32),
        offers=table[:, 3].astype(np.uint64),
        number=np.array(lots, np.uint64)[order] if keys else np.empty(0, np.uint64),
        places=table[:, 4].astype(np.int32),
        truths=np.empty((0, 0), np.uint8),
    )
    return known, Truths([facts[i] for i in order])


def _children(
    people: Iterable[Referral], truths: Truths, rules: Rules, seed: int, volunteers: list[str]
) -> Children:
    import numpy as np

    keys: list[str] = []
    needs: list[tuple[int, ...]] = []
    likes: list[tuple[int, ...]] = []
    barred: list[frozenset[str]] = []
    numbers, lots = array("q"), array("Q")
    for one in people:
        keys.append(one.key)
        lots.append(number_of(seed, "child", one.key))
        needs.append(_needs(one, truths))
        likes.append(tuple(truths.meets(like) for like in one.likes))
        barred.append(one.barred)
        foreign = one.languages and ENGLISH not in one.languages
        numbers.extend(
            (
                *(one.point or (NOWHERE, NOWHERE)),
                min(rules.miles_for(one), FARTHEST),
                one.days_waited,
                truths.hopes_for(one.age),
                truths.free_on(one.free) if one.free else -1,
                truths.speaks(one.languages) if foreign and one.languages else -1,
                one.siblings > 0,
            )
        )
    order = _in_order(keys, "children")
    table = np.frombuffer(numbers, np.int64).reshape(-1, 8)[order] if keys else np.empty((0, 8), np.int64)
    at = {key: i for i, key in enumerate(volunteers)} if any(barred) else {}
    return Children(
        keys=[keys[i] for i in order],
        east=table[:, 0].copy(),
        north=table[:, 1].copy(),
        limit=table[:, 2].astype(np.int32),
        number=np.array(lots, np.uint64)[order] if keys else np.empty(0, np.uint64),
        waited=table[:, 3].astype(np.int32),
        hopes=table[:, 4].astype(np.int32),
        days=table[:, 5].astype(np.int32),
        language=table[:, 6].astype(np.int32),
        needs=_padded(needs)[order],
        likes=_padded(likes)[order],
        many_likes=np.array([len(rows) for rows in likes], np.int32)[order],
        by_hand=table[:, 7].astype(np.bool_),
        barred={n: [at[key] for key in barred[i] if key in at] for n, i in enumerate(order) if barred[i]},
    )


def _needs(one: Referral, truths: Truths) -> tuple[int, ...]:
    rows = (
        truths.approved_for(one.age),
        truths.takes(one.gender),
        *(truths.meets(must) for must in one.musts),
        *(truths.meets_not(no) for no in one.nos),
    )
    return tuple(row for row in rows if row)


def _padded(rows: list[tuple[int, ...]]) -> npt.NDArray[np.int32]:
    import numpy as np

    widest = max(map(len, rows), default=0)
    found = np.zeros((len(rows), widest), np.int32)
    for i, row in enumerate(rows):
        found[i, : len(row)] = row
    return found


def _in_order(keys: list[str], side: str) -> list[int]:
    order = sorted(range(len(keys)), key=keys.__getitem__)
    for one, two in zip(order, order[1:], strict=False):
        if keys[one] == keys[two]:
            raise CannotMatch(f"two have the key {keys[one]}; each person needs one of their own.", side)
    return order
