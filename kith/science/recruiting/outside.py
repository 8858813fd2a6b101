"""What may be said in public of who is needed: coarse enough that it points at no child.

An appeal names no number. It says what at least five children wish, and where only if five of those live there. What
it never says: what somebody should have lived through, pets, smoking, what a child said no to, and how old or whether
boys or girls the children are.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from kith.science.disclosure import THRESHOLD, to_nearest
from kith.science.fit.people import Asked
from kith.science.recruiting.asking import somebody
from kith.science.recruiting.compass import Side
from kith.science.recruiting.needs import Need, Waiting

FOR_EVERYBODY = ("gender", "age", "ethnicity", "faith", "language", "interest", "time")
"""Wishes that may be said in public, where enough children have them; the first say more about whom to look for."""

PARTS_TO_NAME = (Side.MIDDLE, Side.NORTH, Side.EAST, Side.SOUTH, Side.WEST)
MOST_WISHES = 6
MOST_SIGNS = 200
"""An appeal is one sentence to be read in passing."""

ROUND_TO = 5

FEW = f"Fewer than {THRESHOLD} children ask for this, so it might point at one of them."
FEW_THERE = f"Fewer than {THRESHOLD} of them are in one part of the area, so it does not say where."
NOT_PUBLIC = (
    "What somebody has lived through, pets and smoking stay inside: they say too much about the child."
)
TOO_LONG = f"Said with every wish it would be longer than {MOST_SIGNS} signs."
TOO_FEW_AT_ALL = (
    f"Fewer than {THRESHOLD} children wait here. Anything said of them in public might point at one."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Appeal:
    """A sentence for everybody: what is asked for and where, the children it speaks of, and what was left out and why."""

    asked: tuple[Asked, ...]
    side: Side | None
    children: frozenset[str]
    left_out: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """Young people in the north are waiting for a volunteer: a man who speaks Tigrinya."""
        where = f" {self.side.value}" if self.side else ""
        whom = f": {somebody(self.asked)}" if self.asked else ""
        return f"Young people{where} are waiting for a volunteer{whom}."

    @property
    def about(self) -> int:
        """How many it speaks of, to the nearest five: for a commissioner, never for the public page."""
        return to_nearest(len(self.children), ROUND_TO)


@dataclass(frozen=True, slots=True)
class Kept:
    """Nothing may be said in public; why, as sentences."""

    why: tuple[str, ...]


def coarser(need: Need, waiting: Iterable[Waiting], side_of: Callable[[Waiting], Side]) -> Appeal | Kept:
    """The most telling appeal that contains this need and points at no child, or why there is none.

    `waiting`: everybody who waits in the same scheme. A child counts for an appeal when somebody of that kind is what
    they must have or would like. More wishes come before fewer, who somebody is before what they like doing, and a
    place is named last. The children of the need are always among those it speaks of.
    """
    everybody = list(waiting)
    if len(everybody) < THRESHOLD:
        return Kept((TOO_FEW_AT_ALL,))
    public = [wish for wish in need.asked if wish.attribute in FOR_EVERYBODY][:MOST_WISHES]
    dropped = [NOT_PUBLIC] if len(public) < len(need.asked) else []
    for asked in _subsets(public):
        having = [each for each in everybody if all(_wishes(each, wish) for wish in asked)]
        if len(having) < THRESHOLD:
            dropped.append(FEW)
            continue
        appeal = _appeal(need, asked, having, side_of)
        if len(appeal.words) <= MOST_SIGNS:
            return replace(appeal, left_out=tuple(dict.fromkeys((*dropped, *appeal.left_out))))
        dropped.append(TOO_LONG)
    raise AssertionError("Asking for nothing in particular is true of everybody.")


def _appeal(
    need: Need, asked: tuple[Asked, ...], having: Sequence[Waiting], side_of: Callable[[Waiting], Side]
) -> Appeal:
    there = [each for each in having if side_of(each) is need.side]
    can_be_named = need.side in PARTS_TO_NAME
    named = can_be_named and len(there) >= THRESHOLD
    return Appeal(
        asked=asked,
        side=need.side if named else None,
        children=frozenset(each.child.key for each in (there if named else having)),
        left_out=(FEW_THERE,) if can_be_named and not named else (),
    )


def _subsets(wishes: Sequence[Asked]) -> Iterator[tuple[Asked, ...]]:
    """Every choice of wishes, the larger first; of one size, those about who somebody is first. The last is none."""
    order = sorted(wishes, key=lambda wish: FOR_EVERYBODY.index(wish.attribute))
    for size in range(len(order), -1, -1):
        yield from combinations(order, size)


def _wishes(each: Waiting, wish: Asked) -> bool:
    """Would whoever is asked for be what this child must have or would like?"""
    return any(
        own.attribute == wish.attribute and set(wish.values) <= set(own.values)
        for own in (*each.child.musts, *each.child.likes)
    )


def together(appeals: Iterable[Appeal]) -> list[Appeal]:
    """Those that may stand side by side with rounded numbers, in the order given; a later one never costs an earlier.

    Where one speaks of all the children of another and of one to four more, those few could be told by subtracting:
    the later of the two is left out. So is one that says what another says already.
    """
    kept: list[Appeal] = []
    for appeal in appeals:
        if all(_may_stand_beside(appeal, other) for other in kept):
            kept.append(appeal)
    return kept


def _may_stand_beside(one: Appeal, other: Appeal) -> bool:
    if one.words == other.words:
        return False
    nested = one.children <= other.children or other.children <= one.children
    return not nested or not 0 < len(one.children ^ other.children) < THRESHOLD
