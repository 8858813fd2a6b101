"""The courses that a scheme's training may ask for; and what each scheme makes of one, for the course's own page."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.urls import reverse

from kith.foundation.dates import day_words
from kith.recruitment.models import PolicyLine
from kith.recruitment.queries import courses_in
from kith.recruitment.vetting.policies import lists_of
from kith.recruitment.vetting.requirements import (
    CHECKS,
    DRIVING,
    FIRST_MEETING,
    INTERVIEW,
    PANEL,
    Requirement,
)
from kith.recruitment.vetting.states import PolicyStatus
from kith.schemes.models import Scheme
from kith.training.asking import Asked
from kith.training.models import Course
from kith.training.queries import called_and_yearly

STOPPED = {
    INTERVIEW: "is interviewed",
    CHECKS: "is checked",
    PANEL: "goes before the panel",
    FIRST_MEETING: "meets a child",
    DRIVING: "drives a child",
}


def courses_of(scheme: Scheme, on: date) -> list[tuple[str, str]]:
    """Key and name of each course that is taught in the scheme, for a list to choose from."""
    rows = Course.objects.taught_in(scheme).open_on(on).prefetch_related("versions")
    named = [(str(course.pk), course.version_on(on).name) for course in rows]
    return sorted(named, key=lambda row: row[1])


def names_of(*lists: Iterable[Requirement], on: date) -> dict[int, str]:
    """What the courses are called that these lists name."""
    courses = courses_in(lists)
    told = called_and_yearly(courses, on) if courses else {}
    return {course: name for course, (name, _) in told.items()}


def stopped_without(course: Course, schemes: Iterable[Scheme], on: date) -> Iterator[Asked]:
    """What each scheme's list in force says of the course, or the next one that names it."""
    listed = list(schemes)
    in_force = lists_of(listed, on)
    ahead = PolicyLine.objects.filter(
        policy__scheme__in=listed,
        policy__status=PolicyStatus.AGREED,
        policy__from_day__gt=on,
        kind="training",
    )
    coming: dict[int, PolicyLine] = {}
    for line in ahead.select_related("policy").order_by("policy__from_day"):
        if course.pk in line.modules:
            coming.setdefault(line.policy.scheme_id, line)
    for scheme in listed:
        url = reverse("recruitment:policy", args=[scheme.public_id])
        asked = next((each for each in in_force[scheme.pk] if course.pk in each.modules), None)
        later = coming.get(scheme.pk)
        if asked:
            yield Asked(
                scheme,
                f"Nobody {_stopped(asked)} without it, and nobody goes on after it has run out.",
                True,
                url,
            )
        elif later and later.policy.from_day:
            when = day_words(later.policy.from_day)
            yield Asked(scheme, f"From {when} nobody {STOPPED[later.before]} without it.", True, url)
        else:
            yield Asked(scheme, "Nobody is stopped without it.", False, url)


def _stopped(requirement: Requirement) -> str:
    return STOPPED[requirement.before]
