"""Whether enough were followed up to speak of the group at all."""

from enum import StrEnum
from fractions import Fraction

from kith.science.results import Audience, Basis, CannotTell, in_fives

HALF, MOST = Fraction(1, 2), Fraction(7, 10)


class FollowUp(StrEnum):
    """`LOW` (half to 70%) may be shown only with its tipping point."""

    TOO_LOW = "under half"
    LOW = "half to 70%"
    GOOD = "70% or more"


def follow_up(basis: Basis) -> FollowUp:
    """In which of the three a follow-up lies, by its rate among those eligible; none eligible is under half."""
    rate = basis.follow_up_rate
    if rate is None or rate < HALF:
        return FollowUp.TOO_LOW
    return FollowUp.LOW if rate < MOST else FollowUp.GOOD


def must_have_followed_up(basis: Basis, audience: Audience = Audience.INSIDE) -> FollowUp:
    """Raises CannotTell, with the rate as the only figure, where fewer than half were followed up; outside without it."""
    state = follow_up(basis)
    if state is FollowUp.TOO_LOW and audience is Audience.OUTSIDE:
        raise CannotTell(
            f"Fewer than half of about {in_fives(basis.eligible)} {basis.people} were followed up. "
            "That is too few to say how the group changed."
        )
    if state is FollowUp.TOO_LOW:
        raise CannotTell(
            f"We followed up {basis.followed_up} of {basis.eligible} {basis.people}. "
            "That is too few to say how the group changed."
        )
    return state
