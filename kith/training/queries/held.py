"""What volunteers have done, which version of it, and until when it holds: one question for any number of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q

from kith.people.models import Enlistment, Volunteer
from kith.schemes.models import Scheme
from kith.training.models import Completion, CompletionQuerySet, Course, CourseVersion


@dataclass(frozen=True)
class Held:
    """The one completion of a course that holds longest. `key` is that of the ordinary course, if it began from one."""

    course_id: int
    key: str
    name: str
    version: int
    on: date
    until: date | None
    completion: Completion

    def holds_on(self, day: date) -> bool:
        return self.on <= day and (self.until is None or self.until >= day)


def held(volunteers: Iterable[Volunteer], scheme: Scheme, on: date) -> dict[int, list[Held]]:
    """Volunteer id → what each has completed by that day of what the scheme teaches, and until when; also what ran out.

    One query for many volunteers. Somebody who has done nothing stands there with an empty list.
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
    found: dict[int, dict[int, Held]] = {}
    standing = rows.standing().filter(on__lte=on).with_again_by(on)
    for completion in standing.select_related("version__course").order_by("on", "pk"):
        one = _held(completion)
        theirs = found.setdefault(completion.volunteer_id, {})
        already = theirs.get(one.course_id)
        if already is None or (one.until or date.max) >= (already.until or date.max):
            theirs[one.course_id] = one
    return found


def _held(completion: Any) -> Held:
    version = completion.version
    ends = [day for day in (completion.until, completion.again_by) if day is not None]
    return Held(
        course_id=version.course_id,
        key=version.course.key,
        name=version.name,
        version=version.number,
        on=completion.on,
        until=min(ends, default=None),
        completion=completion,
    )


def held_on(course: Course | int, volunteer: Any, on: date, longer_than: date | None = None) -> Exists:
    """The condition that a volunteer (a key, or an OuterRef) has done a course and it holds that day.

    `longer_than`: and also after that day. The same judgement as `Held.holds_on`; a test holds one against the other.
    """
    day, at_least = (longer_than, "gt") if longer_than else (on, "gte")
    course_id = course if isinstance(course, int) else course.pk
    replaced = CourseVersion.objects.filter(
        ~Q(**{f"again_by__{at_least}": day}),
        course=OuterRef("course"),
        number__gt=OuterRef("number"),
        from_day__lte=on,
        again_by__isnull=False,
    )
    good_versions = CourseVersion.objects.filter(~Exists(replaced), course=course_id).order_by().values("pk")
    return Exists(
        Completion.objects.standing().filter(
            Q(until=None) | Q(**{f"until__{at_least}": day}),
            volunteer=volunteer,
            version__in=good_versions,
            on__lte=on,
        )
    )


def running_out(first: date, last: date) -> list[Completion]:
    """What is asked for, still taught, and ends between two days, of those who still volunteer and have not redone it."""
    later = Completion.objects.standing().filter(
        Q(until=None) | Q(until__gt=OuterRef("until")),
        volunteer=OuterRef("volunteer"),
        version__course=OuterRef("version__course"),
    )
    course = OuterRef("version__course")
    asked = CourseVersion.objects.current_on(first).asked_for().filter(course=course)
    there = Enlistment.objects.open_on(first).filter(
        Q(scheme=OuterRef("version__course__scheme"))
        | Q(scheme__provider=OuterRef("version__course__provider")),
        volunteer=OuterRef("volunteer"),
    )
    rows = Completion.objects.standing().filter(
        ~Exists(later),
        Exists(asked),
        Exists(there),
        until__range=(first, last),
        version__course__retired_on=None,
    )
    return list(rows.select_related("volunteer__user").order_by(F("until"), "pk"))
