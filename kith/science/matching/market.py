"""A round in whole numbers: each child's list, best first, and where the child stands with everybody on it.

This is all that the algorithms in `deferred`, `cycles` and `assignment` see. People are numbered in the order of their
keys, so nothing can depend on the order in which they came.
"""

from dataclasses import dataclass
from itertools import chain

from kith.science.matching.priority import ranks
from kith.science.matching.setting import Setting

Matching = list[int | None]
"""For each child the number of the volunteer, or None."""


@dataclass(frozen=True, slots=True)
class Market:
    """`lists[c]`: volunteers, best first. The other three run along it, place by place:

    `tiers[c]`: equal numbers for volunteers the child holds equal. `standings[c]`: where the child stands with that
    volunteer; less is earlier, and no two children stand alike. `classes[c]`: the same where only a tie-break is
    between them. `places[v]`: how many children the volunteer has room for.
    """

    lists: list[list[int]]
    tiers: list[list[int]]
    standings: list[list[int]]
    classes: list[list[int]]
    places: list[int]

    @property
    def pairs(self) -> int:
        return sum(map(len, self.lists))


def market_of(setting: Setting) -> Market:
    """The market that is left when the coordinator's fixed pairs and those placed by hand are out of it."""
    strict, weak = ranks(setting.claims)
    lists: list[list[int]] = []
    tiers: list[list[int]] = []
    standings: list[list[int]] = []
    classes: list[list[int]] = []
    before = _before(setting)
    many = len(setting.referrals)
    for c, wanted in enumerate(setting.wanted):
        out = c in setting.fixed or c in setting.by_hand
        listed = [] if out else list(chain.from_iterable(wanted))
        own = [before[v].get(c, before[v][-1]) if before[v] else 0 for v in listed]
        lists.append(listed)
        tiers.append([t for t, tier in enumerate(wanted) for _ in tier] if listed else [])
        standings.append([first * many + strict[c] for first in own])
        classes.append([first * many + weak[c] for first in own])
    return Market(lists, tiers, standings, classes, places_left(setting))


def places_left(setting: Setting) -> list[int]:
    places = [volunteer.places_left for volunteer in setting.volunteers]
    for c, v in setting.fixed.items():
        places[v] -= setting.referrals[c].places_needed
    return places


def _before(setting: Setting) -> list[dict[int, int]]:
    """For each volunteer who says whom they hope for: child to tier, and under -1 the tier of all others."""
    before: list[dict[int, int]] = []
    for volunteer in setting.volunteers:
        tiers = setting.round.orders.get(volunteer.key)
        hoped: dict[int, int] = {}
        if tiers is not None:
            hoped = {setting.child_at[key]: t for t, tier in enumerate(tiers) for key in tier}
            hoped[-1] = len(tiers)
        elif volunteer.wanted_ages is not None:
            low, high = volunteer.wanted_ages
            ages = ((i, referral.age) for i, referral in enumerate(setting.referrals))
            hoped = {i: 0 for i, age in ages if age is not None and low <= age <= high}
            hoped[-1] = 1
        before.append(hoped)
    return before
