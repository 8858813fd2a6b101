"""How many there must be before a figure may be shown, to the scheme's own people and to anybody else."""

from dataclasses import dataclass
from enum import StrEnum

from kith.science.disclosure import THRESHOLD
from kith.science.results.refusals import CannotTell


class Audience(StrEnum):
    INSIDE = "inside"
    """The scheme's own staff, who know every child."""
    OUTSIDE = "outside"
    """Commissioners, members, funders, the public."""


class Display(StrEnum):
    PERCENTAGE = "a percentage"
    MEAN_CHANGE = "an average change"
    EFFECT_SIZE = "an effect size"
    RELIABLE_CHANGE = "a count of reliable changes"
    ADDED_VALUE = "an added value"
    ADJUSTED_CHANGE = "a change adjusted for those not seen"
    DURATIONS = "a curve of how long matches last"
    ENDINGS = "a curve of endings"
    LANDMARK = "a comparison of matches that lasted with those that did not"
    FUNNEL = "a comparison of schemes"
    FUNNEL_SCHEME = "a scheme in a comparison of schemes"
    CHART = "a chart over time"
    EQUITY_GROUP = "a group's share"
    GOALS = "an average movement on goals"


@dataclass(frozen=True, slots=True)
class Minimum:
    """How many it takes, and of what."""

    inside: int
    outside: int
    of: str = "children"

    def for_(self, audience: Audience) -> int:
        return self.inside if audience is Audience.INSIDE else self.outside


MINIMUMS: dict[Display, Minimum] = {
    Display.PERCENTAGE: Minimum(5, 10),
    Display.MEAN_CHANGE: Minimum(5, 10, "children measured twice"),
    Display.EFFECT_SIZE: Minimum(10, 20, "children measured twice"),
    Display.RELIABLE_CHANGE: Minimum(20, 20, "children measured twice"),
    Display.ADDED_VALUE: Minimum(10, 20, "children measured twice"),
    Display.ADJUSTED_CHANGE: Minimum(10, 10, "children measured twice"),
    Display.DURATIONS: Minimum(10, 20, "matches"),
    Display.ENDINGS: Minimum(1, 5, "endings"),
    Display.LANDMARK: Minimum(10, 20, "children on each side"),
    Display.FUNNEL: Minimum(3, 5, "schemes"),
    Display.FUNNEL_SCHEME: Minimum(1, 10, "people in each scheme"),
    Display.CHART: Minimum(10, 12, "points in time"),
    Display.EQUITY_GROUP: Minimum(5, 10, "people in the group"),
    Display.GOALS: Minimum(5, 10, "goals rated twice"),
}
"""From the table of minimum numbers in the agreed design (outcomes, section “Minimum numbers”)."""

INDICATIVE_BELOW = 30
SMALLEST_COUNT = THRESHOLD


def require(display: Display, count: int, audience: Audience) -> None:
    """Raise CannotTell, in a sentence, where there are too few to show this."""
    minimum = MINIMUMS[display]
    needed = minimum.for_(audience)
    if count < needed:
        whom = "" if audience is Audience.INSIDE else " outside the scheme"
        there = "there are fewer"
        if audience is Audience.INSIDE or not count:
            there = "there are none" if not count else f"there {'is' if count == 1 else 'are'} {count}"
        raise CannotTell(
            f"To show {display}{whom} takes at least {needed} {minimum.of}; {there}. "
            "Tell it in words instead, or wait until there are more."
        )


def keeps_back(audience: Audience, *counts: int) -> bool:
    """Whether one of these counts of people is too small to be told outside: one to four. Noughts are told."""
    return audience is Audience.OUTSIDE and any(0 < count < SMALLEST_COUNT for count in counts)


def allows(display: Display, count: int, audience: Audience) -> bool:
    return count >= MINIMUMS[display].for_(audience)
