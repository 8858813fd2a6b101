"""Where a child stands with a volunteer, in words and in order, straight from what was asked.

`market` packs the same into whole numbers for speed; `check` and `explain` read it here, so that a slip in the packing
would be found.
"""

from dataclasses import dataclass

from kith.science.matching.priority import Claim
from kith.science.matching.setting import Setting


@dataclass(frozen=True, slots=True)
class Standing:
    """`own`: the tier of the volunteer's own hopes, 0 first. `claim`: what the published order looks at next."""

    own: int
    claim: Claim

    def order(self) -> tuple[int, int, int, int, int, str]:
        return self.own, *self.claim.order()

    def weighty(self) -> tuple[int, int, int]:
        """Without the tie-breaks: what must be respected even after exchanges."""
        return self.own, *self.claim.weighty()

    def why_before(self, other: "Standing") -> str:
        """ "own" hopes, "band", "options", "days" or "lot"."""
        return "own" if self.own != other.own else self.claim.why_before(other.claim)


def standing(setting: Setting, child: int, volunteer: int) -> Standing:
    return Standing(_own(setting, child, volunteer), setting.claims[child])


Stands = tuple[int | str, ...]
"""A standing as one comparable row; less is earlier. Its places are those of `STEPS`."""

STEPS = ("own", "band", "options", "days", "lot", "lot")


class Standings:
    """The same for many pairs: what a child brings is put in a row once, and most volunteers hope for nobody in particular."""

    def __init__(self, setting: Setting, *, weighty: bool = False) -> None:
        self._setting = setting
        claims = [claim.weighty() if weighty else claim.order() for claim in setting.claims]
        self._plain: list[Stands] = [(0, *claim) for claim in claims]
        self._hopes = [
            person.key in setting.round.orders or person.wanted_ages is not None
            for person in setting.volunteers
        ]

    def of(self, child: int, volunteer: int) -> Stands:
        stands = self._plain[child]
        return (_own(self._setting, child, volunteer), *stands[1:]) if self._hopes[volunteer] else stands


def step_between(earlier: Stands, later: Stands) -> str:
    """The first thing that puts one before the other, of `STEPS`."""
    for name, one, two in zip(STEPS, earlier, later, strict=False):
        if one != two:
            return name
    return STEPS[-1]


def _own(setting: Setting, child: int, volunteer: int) -> int:
    person, referral = setting.volunteers[volunteer], setting.referrals[child]
    if (tiers := setting.round.orders.get(person.key)) is not None:
        return next((t for t, tier in enumerate(tiers) if referral.key in tier), len(tiers))
    if person.wanted_ages is None:
        return 0
    low, high = person.wanted_ages
    return 0 if referral.age is not None and low <= referral.age <= high else 1
