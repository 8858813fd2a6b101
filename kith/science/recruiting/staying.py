"""How long people stay, when most of them are still here: `kith.science.survival`, for people counted in groups."""

from collections.abc import Iterable
from dataclasses import dataclass

from kith.science.survival import Length, kaplan_meier


@dataclass(frozen=True, slots=True)
class Stay:
    """So many `people` stayed `days` days and then left; or have been here so long and still are."""

    days: int
    left: bool
    people: int = 1

    def __post_init__(self) -> None:
        if self.days < 0 or self.people < 0:
            raise ValueError("Nobody stays fewer than no days, and nobody can be fewer than nobody.")


@dataclass(frozen=True, slots=True)
class Staying:
    """`people` in all, of whom `still_here`.

    `median`: the day by which half have left; None while more than half are thought to be here still. `low` and `high`:
    the ends of its 95% interval, each None where it is not reached.
    """

    people: int
    still_here: int
    median: float | None = None
    low: float | None = None
    high: float | None = None


def staying(stays: Iterable[Stay]) -> Staying:
    """The median of the estimate of Kaplan and Meier, those still here counted for as long as they have been.

    It misleads where those who came lately stay otherwise than those who came long ago.
    """
    counted = [stay for stay in stays if stay.people]
    people = sum(stay.people for stay in counted)
    if not people:
        return Staying(0, 0)
    curve = kaplan_meier(
        [Length(stay.days, "left" if stay.left else "") for stay in counted for _ in range(stay.people)]
    )
    here = sum(stay.people for stay in counted if not stay.left)
    return Staying(people, here, curve.median, *curve.median_interval)
