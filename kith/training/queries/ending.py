"""What of training runs out, also because a new version is to be done by a day: for the one place that tells of it."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from kith.people.models import Enlistment, Volunteer
from kith.schemes.models import Scheme
from kith.training.models import Completion, Course, CourseVersion
from kith.training.queries.held import held_by
from kith.training.queries.lacking import courses_taught_in, is_asked

A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Ends:
    """A course of a volunteer's that is asked for in a scheme and runs out, or has: the last day on which it held."""

    volunteer_id: int
    scheme_id: int
    course_id: int
    course: UUID
    name: str
    until: date


def ending(
    on: date,
    first: date,
    last: date,
    schemes: Iterable[Scheme] | None = None,
    volunteer: Volunteer | None = None,
    also: Collection[int] = (),
) -> Iterator[Ends]:
    """What is asked for, still taught, and ends between two days, of those who still volunteer and have not redone it.

    A few questions, however many volunteers there are. A course of a whole provider stands once for each scheme.
    Without `schemes`, in all that are open. `also`: courses that are asked for though they are optional in themselves.
    """
    listed = list(Scheme.objects.open_on(on) if schemes is None else schemes)
    taught = courses_taught_in(listed, on)
    asked = {each.course_id: each for each in taught if _counts(each, also)}
    if not asked:
        return
    rows = Completion.objects.filter(version__course__in=asked)
    touched = rows.standing().filter(
        Q(until__range=(first, last)) | Q(version__in=_overtaken(on, first, last))
    )
    if volunteer is not None:
        touched = touched.filter(volunteer=volunteer)
    held = held_by(rows.filter(volunteer__in=touched.order_by().values("volunteer")), on)
    ends = {
        pk: [one for one in theirs.values() if one.until and first <= one.until <= last]
        for pk, theirs in held.items()
    }
    enlisted = Enlistment.objects.serving_on(on).filter(
        scheme__in=[each.pk for each in listed], volunteer__in=touched.order_by().values("volunteer")
    )
    for enlistment in enlisted.select_related("scheme").order_by("pk"):
        for one in ends.get(enlistment.volunteer_id, ()):
            version = asked[one.course_id]
            course: Course = version.course
            here = enlistment.scheme_id == course.scheme_id or (
                enlistment.scheme.provider_id == course.provider_id
            )
            if (
                here
                and one.until
                and (one.course_id in also or is_asked(version, enlistment.from_day, one.until + A_DAY))
            ):
                yield Ends(
                    enlistment.volunteer_id,
                    enlistment.scheme_id,
                    course.pk,
                    course.public_id,
                    version.name,
                    one.until,
                )


def _counts(version: CourseVersion, also: Collection[int]) -> bool:
    return version.need != CourseVersion.Need.OPTIONAL or version.course_id in also


def _overtaken(on: date, first: date, last: date) -> Any:
    """Versions whose place a later one takes between two days, for those who did them."""
    later = CourseVersion.objects.filter(
        course=OuterRef("course"),
        number__gt=OuterRef("number"),
        from_day__lte=on,
        again_by__range=(first, last),
    )
    return CourseVersion.objects.filter(Exists(later)).order_by().values("pk")
