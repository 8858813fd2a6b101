"""How long people stay, when most of them are still here: the estimate of Kaplan and Meier."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

HALF = Fraction(1, 2)


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
    """`people` in all, of whom `still_here`; `curve`: (day, share of people who stay longer than that day).

    `median`: the day by which half have left; None while more than half are thought to be here still.
    `followed`: the longest that anybody has been watched, in days: beyond it nothing is known.
    """

    people: int
    still_here: int
    curve: tuple[tuple[int, Fraction], ...]
    median: int | None
    followed: int


def staying(stays: Iterable[Stay]) -> Staying:
    """Product-limit estimate: E. L. Kaplan and P. Meier, JASA 53 (1958), 457-481.

    Those still here count among those who might have left, for as long as they have been here, and not after. On a day
    with both, people leave before others drop out of sight. It misleads where those who came lately stay otherwise
    than those who came long ago, and its far end rests on the few who have been watched that long.
    """
    by_day: dict[int, list[int]] = {}
    for stay in stays:
        by_day.setdefault(stay.days, [0, 0])[0 if stay.left else 1] += stay.people
    people = at_risk = sum(map(sum, by_day.values()))
    share, curve, median = Fraction(1), [], None
    for day, (left, here) in sorted(by_day.items()):
        if left:
            share *= 1 - Fraction(left, at_risk)
            curve.append((day, share))
            if median is None and share <= HALF:
                median = day
        at_risk -= left + here
    return Staying(
        people, sum(here for _, here in by_day.values()), tuple(curve), median, max(by_day, default=0)
    )
