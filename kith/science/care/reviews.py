"""Statutory reviews: when the next one is due."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from kith.science.care.ages import add_months
from kith.science.care.periods import Period

WorkingDay = Callable[[date], bool]
"""Says whether people work on that day; the caller brings the bank holidays of the nation concerned."""


@dataclass(frozen=True, slots=True)
class ReviewIntervals:
    """How soon reviews must follow one another, in one country, from a day on.

    The first is counted in working days from the day care began, the second and the later ones in months from the
    review before. `source` says where the numbers stand, for whoever has to defend them.
    """

    nation: str
    valid_from: date
    first_working_days: int
    second_months: int
    later_months: int
    source: str

    def __post_init__(self) -> None:
        if min(self.first_working_days, self.second_months, self.later_months) < 1:
            raise ValueError("Every interval between reviews is at least one.")
        if self.second_months > self.later_months:
            raise ValueError(
                "The second review is never due later after the first than a later one after another."
            )


@dataclass(frozen=True, slots=True)
class ReviewDue:
    """The last day on which the next review is in time, which one it is (1, 2, 3 …), and what it is counted from.

    `number` is None where earlier reviews may not have been read, because the period's beginning is not known.
    """

    day: date
    number: int | None
    counted_from: date


def review_due(
    reviews: Iterable[date],
    period: Period,
    intervals: ReviewIntervals,
    *,
    is_working_day: WorkingDay,
) -> ReviewDue | None:
    """When the next review of this period is due at the latest; None where the period has ended or will have by then.

    Reviews before the period began are another period's and are passed over; several on one day are one. Where the
    period's beginning is not known the first and second may lie before it, so the widest interval is used: a date may
    then be later than the law has it, never earlier. A later review never makes the date earlier. A period that ends by
    age alone counts as lasting until then: whether the child is still looked after today is `looked_after_on`.

    It misleads where a review was brought forward for a change of plan and not recorded, and in the future: a review
    that has not happened yet must not be passed in.
    Source: SI 2010/959, regulation 33; see the law page 2.3.
    """
    if period.ended is not None and not period.by_age:
        return None
    due = _next(reviews, period, intervals, is_working_day)
    return None if period.ended is not None and due.day >= period.ended else due


def _next(
    reviews: Iterable[date], period: Period, intervals: ReviewIntervals, is_working_day: WorkingDay
) -> ReviewDue:
    held = sorted({day for day in reviews if day >= period.began})
    last = held[-1] if held else period.began
    if not period.beginning_known:
        return ReviewDue(add_months(last, intervals.later_months), None, last)
    if not held:
        day = add_working_days(period.began, intervals.first_working_days, is_working_day)
        return ReviewDue(day, 1, period.began)
    months = intervals.second_months if len(held) == 1 else intervals.later_months
    return ReviewDue(add_months(last, months), len(held) + 1, last)


def add_working_days(day: date, count: int, is_working_day: WorkingDay) -> date:
    """The working day that is so many after `day`, not counting `day` itself.

    Raises ValueError where the calendar shows no working day for a year: it is then not a calendar.
    """
    idle = 0
    while count > 0:
        day += timedelta(days=1)
        if is_working_day(day):
            count, idle = count - 1, 0
        elif (idle := idle + 1) > 366:
            raise ValueError("A year without a working day: check the calendar of working days.")
    return day
