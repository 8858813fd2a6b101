"""A road in steps: how many reached each, went on, left there or are still there; and how long a step takes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class Fate(StrEnum):
    """Where somebody's road stands today."""

    STILL = "still on the way"
    LEFT = "left"
    THROUGH = "through"


@dataclass(frozen=True, slots=True)
class Step:
    """One step: `reached` went on, left there or are still there, and nothing else."""

    name: str
    went_on: int
    left: int
    still: int

    @property
    def reached(self) -> int:
        return self.went_on + self.left + self.still

    @property
    def decided(self) -> int:
        """Those of whom it is known how this step ended: the base of any share that left."""
        return self.went_on + self.left


def steps(counts: Mapping[tuple[int, Fate], int], names: Sequence[str]) -> list[Step]:
    """The road from counts by (the furthest step reached, from 0; how it stands). `names`: of the steps, in order.

    Whoever reached a step has been at every step before it, also where a step was skipped. Those through have gone on
    from the last step, whichever they were last seen at. Raises ValueError for a step that has no name, or a count
    below nought.
    """
    last = len(names) - 1
    for (furthest, _), number in counts.items():
        if not 0 <= furthest <= last or number < 0:
            raise ValueError(f"Step {furthest} with {number} people is not on this road of {last + 1} steps.")
    road = []
    for place, name in enumerate(names):
        through = sum(number for (_, fate), number in counts.items() if fate is Fate.THROUGH)
        beyond = sum(
            number for (at, fate), number in counts.items() if fate is not Fate.THROUGH and at > place
        )
        left, still = counts.get((place, Fate.LEFT), 0), counts.get((place, Fate.STILL), 0)
        road.append(Step(name, through + beyond, left, still))
    return road


def quantile(counts: Mapping[int, int], share: Fraction) -> int | None:
    """The least value that at least this share of people do not exceed; None of nobody.

    `counts`: value → people. With 1/2 it is the (lower) median, with 9/10 what nine in ten took at most. It is always a
    value that occurred.
    """
    if not 0 < share <= 1:
        raise ValueError("Ask for a share above nought and up to one, such as a half.")
    people = sum(counts.values())
    enough, seen = share * people, 0
    for value, number in sorted(counts.items()):
        seen += number
        if number and seen >= enough:
            return value
    return None
