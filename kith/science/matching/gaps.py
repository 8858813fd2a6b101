"""Whom a scheme would have to find: where children share too few places, and what those children must have.

Said as a recruiter needs it ("4 more volunteers; 5 of 6 of these children must have a man"), worked out from the sets
of children who cannot all be matched whatever is done (see `greatest`).
"""

from collections import Counter
from dataclasses import dataclass

from kith.science.disclosure import SUPPRESSED, THRESHOLD, Cell
from kith.science.fit.people import Asked
from kith.science.fit.words import counted, listed, said
from kith.science.matching.greatest import Greatest
from kith.science.matching.outcome import Outcome
from kith.science.places import Point

MOST_NEEDS = 3


SQUARE = 20_000
"""Metres. Gaps with the same needs whose middles lie in one square of this size are said together."""

Musts = tuple[Asked, ...]
Where = tuple[Musts, Point | None]


@dataclass(frozen=True, slots=True)
class Gap:
    """`short`: how many more places are needed at least; `around`: the middle of the square where the children live.

    `musts`: what more than half of the children must have, attribute by attribute; `words` say the same.
    `short`, `children` and `places` are kept back when few children are concerned, and then `around` is None.
    """

    words: str
    short: Cell
    children: Cell
    places: Cell
    around: Point | None
    musts: Musts = ()


@dataclass(slots=True)
class _Sum:
    short: int = 0
    children: int = 0
    places: int = 0

    def add(self, other: "_Sum") -> None:
        self.short += other.short
        self.children += other.children
        self.places += other.places


def gaps(outcome: Outcome) -> tuple[Gap, ...]:
    """The widest first. Only children who take anyone who fits count: a short list of one's own is no shortage."""
    setting, market = outcome.setting, outcome.market
    own = {setting.child_at[key] for key, said_ in outcome.round.choices.items() if not said_.anyone_else}
    out = own | setting.fixed.keys() | setting.by_hand
    shortages = Greatest(market.lists, market.places, set(range(len(market.lists))) - out).shortages()
    found: dict[Where, _Sum] = {}
    for shortage in shortages:
        places = sum(market.places[v] for v in shortage.volunteers)
        where = _needs(outcome, shortage.children), _square(outcome, shortage.children)
        found.setdefault(where, _Sum()).add(_Sum(shortage.short, len(shortage.children), places))
    safe: dict[Where, _Sum] = {}
    for (musts, around), total in found.items():
        place = None if total.children < THRESHOLD else around
        safe.setdefault((musts, place), _Sum()).add(total)
    widest = sorted(safe.items(), key=lambda gap: (-gap[1].short, str(gap[0])))
    return tuple(_gap(musts, around, total) for (musts, around), total in widest)


def _gap(musts: Musts, around: Point | None, total: _Sum) -> Gap:
    few = total.children < THRESHOLD
    number = "A few more places are" if few else counted(total.short, "more place is", "more places are")
    needs = listed(said(must) for must in musts)
    whom = f"; most of these children must have somebody who {needs}" if needs else ""
    return Gap(
        words=f"{number} needed{whom}.",
        short=SUPPRESSED if few else total.short,
        children=SUPPRESSED if few else total.children,
        places=SUPPRESSED if few or 0 < total.places < THRESHOLD else total.places,
        around=around,
        musts=musts,
    )


def _needs(outcome: Outcome, children: tuple[int, ...]) -> Musts:
    """What more than half of them must have."""
    counts = Counter(must for c in children for must in outcome.setting.referrals[c].musts)
    most = (must for must, many in counts.items() if 2 * many > len(children))
    return tuple(sorted(most, key=said)[:MOST_NEEDS])


def _square(outcome: Outcome, children: tuple[int, ...]) -> Point | None:
    """The middle of the square in which the middle child lives, east and north."""
    points = [p for c in children if (p := outcome.setting.referrals[c].point) is not None]
    if not points:
        return None
    east, north = (sorted(values)[len(points) // 2] for values in zip(*points, strict=True))
    return east // SQUARE * SQUARE + SQUARE // 2, north // SQUARE * SQUARE + SQUARE // 2
