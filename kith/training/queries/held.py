"""What volunteers have done, which version of it, and until when it holds: one question for any number of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q

from kith.people.models import Volunteer
from kith.schemes.models import Scheme
from kith.training.models import Completion, CompletionQuerySet, Course, CourseVersion


@dataclass(frozen=True, slots=True)
class Held:
    """The one completion of a course that holds longest. `key` is that of the ordinary course, if it began from one."""

    course_id: int
    key: str
    name: str
    version: int
    on: date
    until: date | None

    def holds_on(self, day: date) -> bool:
        return self.on <= day and (self.until is None or self.until >= day)


COLUMNS = ("version__course", "version__course__key", "version__name", "version__number", "on", "until")


def held(volunteers: Iterable[Volunteer], scheme: Scheme, on: date) -> dict[int, list[Held]]:
    """Volunteer id → what each has completed by that day of what the scheme teaches, and until when; also what ran out.

    One query for many volunteers, and a small one for versions. Who has done nothing stands there with an empty list.
    """
    listed = [volunteer.pk for volunteer in volunteers]
    rows = Completion.objects.filter(
        Q(version__course__scheme=scheme) | Q(version__course__provider=scheme.provider_id),
        volunteer__in=listed,
    )
    found = held_by(rows, on)
    return {pk: list(found.get(pk, {}).values()) for pk in listed}


def held_by(rows: CompletionQuerySet, on: date) -> dict[int, dict[int, Held]]:
    """Volunteer id → course id → what holds longest, among these completions."""
    standing = rows.standing().filter(on__lte=on).order_by("on", "pk")
    listed = list(standing.values_list("volunteer", *COLUMNS))
    again = _again_by({row[1] for row in listed}, on)
    found: dict[int, dict[int, Held]] = {}
    for volunteer_id, *values in listed:
        one = _held(values, again)
        theirs = found.setdefault(volunteer_id, {})
        already = theirs.get(one.course_id)
        if already is None or (one.until or date.max) >= (already.until or date.max):
            theirs[one.course_id] = one
    return found


def _again_by(courses: set[int], on: date) -> dict[int, list[tuple[int, date]]]:
    """Course id → the versions in force by then that those who did an earlier one do as well, and by which day."""
    rows = CourseVersion.objects.filter(course__in=courses, from_day__lte=on, again_by__isnull=False)
    found: dict[int, list[tuple[int, date]]] = {}
    for course_id, number, again_by in rows.order_by("number").values_list("course", "number", "again_by"):
        if again_by:
            found.setdefault(course_id, []).append((number, again_by))
    return found


def _held(values: list[Any], again: dict[int, list[tuple[int, date]]]) -> Held:
    course_id, key, name, number, on, until = values
    for later, again_by in again.get(course_id, ()):
        if later > number and (until is None or again_by < until):
            until = again_by
    return Held(course_id, key, name, number, on, until)


def held_on(course: Course | int, volunteer: Any, on: date, longer_than: date | None = None) -> Exists:
    """The condition that a volunteer (a key, or an OuterRef) has done a course and it holds that day.

    `longer_than`: and also after that day. The same judgement as `Held.holds_on`; a test holds one against the other.
    """
    course_id = course if isinstance(course, int) else course.pk
    day, at_least = (longer_than, "gt") if longer_than else (on, "gte")
    replaced = CourseVersion.objects.filter(
        ~Q(**{f"again_by__{at_least}": day}),
        course=OuterRef("course"),
        number__gt=OuterRef("number"),
        from_day__lte=on,
        again_by__isnull=False,
    )
    good_versions = CourseVersion.objects.filter(~Exists(replaced), course=course_id).order_by().values("pk")
    return done_in(good_versions, volunteer, on, longer_than)


def done_in(versions: Any, volunteer: Any, on: date, longer_than: date | None = None) -> Exists:
    """The condition that a volunteer has done one of these versions and it holds that day, or also after another."""
    day, at_least = (longer_than, "gt") if longer_than else (on, "gte")
    return Exists(
        Completion.objects.standing().filter(
            Q(until=None) | Q(**{f"until__{at_least}": day}),
            volunteer=volunteer,
            version__in=versions,
            on__lte=on,
        )
    )


def good_versions(courses: Iterable[int], on: date, longer_than: date | None = None) -> dict[int, list[int]]:
    """Course id → the versions that nobody need do anew by that day: asked once, for conditions over many rows."""
    rows = CourseVersion.objects.filter(course__in=set(courses)).order_by("course", "number")
    listed = list(rows.values_list("course", "pk", "number", "from_day", "again_by"))
    good: dict[int, list[int]] = {}
    for course_id, pk, number, _, _ in listed:
        replaced = any(
            later > number
            and begun <= on
            and again_by is not None
            and (again_by <= longer_than if longer_than else again_by < on)
            for other, _, later, begun, again_by in listed
            if other == course_id
        )
        if not replaced:
            good.setdefault(course_id, []).append(pk)
    return good
