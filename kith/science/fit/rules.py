"""The hard rules, in their fixed order: who may be proposed at all, and what rules out everybody else.

The first rule a volunteer fails is the one that counts, for the totals and for "why not". A child's no is a rule like
any other; the difference is that nobody is ever asked to soften it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import reduce
from typing import NamedTuple

from kith.science.fit.people import Asked, Referral
from kith.science.fit.pool import Bits, Pool

CANNOT_BE_PROPOSED = "cannot_be_proposed"
"""The one name under which clearance and the exclusion list are both counted, so that neither can be told apart."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A hard rule: `counted_as` is the only name by which anybody hears of it."""

    id: str
    counted_as: str
    wording: str


RULES = (
    Rule("cleared", CANNOT_BE_PROPOSED, "Their checks allow them to be proposed."),
    Rule("trained", "trained", "They have finished the training."),
    Rule("approved", "approved", "They are approved for this scheme."),
    Rule(
        "places",
        "places",
        "They have room for one more child, and for the brothers and sisters who want to share.",
    ),
    Rule("barred", CANNOT_BE_PROPOSED, "They may be proposed to this child."),
    Rule("travel", "travel", "They live within the child's distance, where both places are known."),
    Rule("volunteer_travel", "volunteer_travel", "The child lives within the volunteer's distance."),
    Rule("ages", "ages", "They are approved for children of this age."),
    Rule("must", "must", "They are known to be what the child said it must be."),
    Rule("not", "not", "They are not known to be what the child said no to."),
    Rule("limits", "limits", "The child is within the volunteer's own limits."),
)
RULE = {rule.id: rule for rule in RULES}


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each part of a fit counts beside the others. Parts that do not apply to a child fall away."""

    likes: int = 6
    near: int = 2
    days: int = 2
    language: int = 2


@dataclass(frozen=True, slots=True)
class Rules:
    """What a scheme may set. `far_miles`: from here on, distance is a caution. `seed`: settles ties, see `lots`."""

    travel_miles: int = 25
    far_miles: int = 10
    weights: Weights = field(default_factory=Weights)
    seed: int = 0
    version: str = "2026-2"

    def __post_init__(self) -> None:
        if self.travel_miles < 0:
            raise ValueError("A travel limit cannot be less than nought miles.")

    def miles_for(self, child: Referral) -> int:
        return self.travel_miles if child.travel_miles is None else child.travel_miles


class Check(NamedTuple):
    """One hard rule as it stands for one child: the bits of those who pass. `asked` is the wish, if it is one."""

    rule: Rule
    passed: Bits
    asked: Asked | None = None

    @property
    def counted_as(self) -> str:
        """The name in the totals; each wish has its own, such as "must:gender:male"."""
        if self.asked is None:
            return self.rule.counted_as
        return ":".join((self.rule.counted_as, self.asked.attribute, "+".join(self.asked.values)))


def checks(referral: Referral, pool: Pool, rules: Rules) -> list[Check]:
    """Every hard rule for this child, in order."""
    seen = pool.seen_from(referral.point)
    age, needed, gender = referral.age, referral.places_needed, referral.gender
    plain: dict[str, Bits] = {
        "cleared": pool.where("cleared", bool),
        "trained": pool.where("trained", bool),
        "approved": pool.where("approved", bool),
        "places": pool.where("places_left", lambda places: places >= needed),
        "barred": pool.everyone & ~pool.named(referral.barred),
        "travel": seen.within(rules.miles_for(referral)),
        "volunteer_travel": seen.willing,
        "ages": pool.everyone
        if age is None
        else pool.where("ages_from", lambda youngest: youngest <= age)
        & pool.where("ages_to", lambda oldest: age <= oldest),
        "limits": pool.where("child_genders", lambda genders: genders is None or gender in genders),
    }
    wished: dict[str, list[Check]] = {
        "must": [Check(RULE["must"], pool.holding(m.attribute, m.values), m) for m in referral.musts],
        "not": [
            Check(RULE["not"], pool.everyone & ~pool.holding(n.attribute, n.values), n) for n in referral.nos
        ],
    }
    return [check for rule in RULES for check in wished.get(rule.id, [Check(rule, plain.get(rule.id, 0))])]


def passing(all_checks: list[Check], everyone: Bits) -> Bits:
    return reduce(lambda left, check: left & check.passed, all_checks, everyone)


def first_failures(all_checks: list[Check], everyone: Bits) -> Iterator[tuple[Check, Bits]]:
    """Each check with those for whom it is the first that fails, the empty ones too."""
    left = everyone
    for check in all_checks:
        yield check, left & ~check.passed
        left &= check.passed
