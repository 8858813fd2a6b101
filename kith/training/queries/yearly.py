"""A yearly course is asked from the second year on: until then nobody is stopped for want of it."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, Q

from kith.foundation.dates import months_after
from kith.people.models import Enlistment
from kith.training.models import CourseVersion
from kith.training.queries.lacking import A_YEAR

A_DAY = timedelta(days=1)
LONGEST_YEAR = timedelta(days=366)


def called_and_yearly(courses: Collection[int], on: date) -> dict[int, tuple[str, bool]]:
    """Course → what it is called that day, and whether it is asked for every year."""
    rows = CourseVersion.objects.current_on(on).filter(course__in=courses).order_by("course")
    return {
        course: (name, need == CourseVersion.Need.YEARLY)
        for course, name, need in rows.values_list("course", "name", "need")
    }


def first_years_of(volunteers: Iterable[int], on: date) -> dict[tuple[int, int], date]:
    """(Volunteer, scheme) → the last day of the first year there, of whoever is still in it."""
    rows = Enlistment.objects.open_on(on).filter(
        volunteer__in=set(volunteers), from_day__gte=on - LONGEST_YEAR
    )
    found: dict[tuple[int, int], date] = {}
    for volunteer, scheme, since in rows.order_by("-from_day").values_list("volunteer", "scheme", "from_day"):
        last = months_after(since, A_YEAR) - A_DAY
        if last >= on:
            found[volunteer, scheme] = last
    return found


def later_of(until: date | None, last: date) -> date | None:
    """The later of two ends; what holds for good has none."""
    return None if until is None else max(until, last)


def in_first_year(course: int, volunteer: Any, scheme: Any, on: date) -> Q:
    """The same as a condition: the course is yearly, and the volunteer (a key, or an OuterRef) is new in the scheme."""
    yearly = CourseVersion.objects.current_on(on).filter(course=course, need=CourseVersion.Need.YEARLY)
    since = _first_day_within_a_year(on)
    new = Enlistment.objects.open_on(on).filter(volunteer=volunteer, scheme=scheme, from_day__gte=since)
    return Q(Exists(yearly)) & Q(Exists(new))


def _first_day_within_a_year(on: date) -> date:
    """The earliest day from which a year has not passed."""
    day = on - LONGEST_YEAR
    while months_after(day, A_YEAR) <= on:
        day += A_DAY
    return day
