"""Beginning courses, changing what they teach, and no longer teaching them."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.dates import LONDON, day_words
from kith.schemes.models import Organisation, Scheme
from kith.training.models import Course, CourseVersion, Session
from kith.training.presets import ordinary_courses
from kith.training.refusals import NOT_SAFE, SAFE, CannotTeach
from kith.training.states import SessionStatus

Owner = Organisation | Scheme
How, Need = CourseVersion.How, CourseVersion.Need


def courses_of(owner: Owner) -> Any:
    return Course.objects.filter(**_owned_by(owner))


def _owned_by(owner: Owner) -> dict[str, Owner]:
    return {"scheme": owner} if isinstance(owner, Scheme) else {"provider": owner}


@transaction.atomic
def begin_course(*, owner: Owner, by: User | None, on: date, key: str = "", **content: Any) -> CourseVersion:
    """A course that the owner teaches from now on, in its first version."""
    _refuse_unfit(content)
    _refuse_a_second_of_the_name(owner, content["name"], on)
    course = Course.objects.create(key=key, created_by=by, **_owned_by(owner))
    version = CourseVersion.objects.create(course=course, number=1, from_day=on, created_by=by, **content)
    audit.record(Kind.COURSE_BEGUN, about=course, by=by, on=on, key=key)
    return version


@transaction.atomic
def begin_ordinary_courses(
    *, owner: Owner, keys: Iterable[str], by: User | None, on: date
) -> list[CourseVersion]:
    """Begin with courses as most schemes teach them; those that the owner has already are left as they are."""
    already = set(courses_of(owner).values_list("key", flat=True))
    known = ordinary_courses()
    return [
        begin_course(owner=owner, key=key, by=by, on=on, **known[key].content())
        for key in keys
        if key in known and key not in already
    ]


@transaction.atomic
def change_course(
    *,
    course: Course,
    by: User,
    on: date,
    what_changed: str = "",
    again_by: date | None = None,
    **content: Any,
) -> CourseVersion:
    """Write a new version. What somebody has done stays of the version they did.

    Sessions still to come teach the new one. `again_by`: those who did an earlier one do this one too, by that day.
    """
    course = Course.objects.select_for_update().get(pk=course.pk)
    last = course.versions.order_by("-number")[0]
    content = last.content() | content
    if content == last.content() and again_by is None:
        raise CannotTeach("Nothing was changed, so there is no new version.")
    _refuse_unfit(content)
    _refuse_a_second_of_the_name(course.owner, content["name"], on, but=course)
    if again_by and again_by < on:
        raise CannotTeach("Give people time: choose a day that is still to come.", "again_by")
    version = CourseVersion.objects.create(
        course=course,
        number=last.number + 1,
        from_day=max(on, last.from_day),
        again_by=again_by,
        what_changed=what_changed.strip(),
        created_by=by,
        **content,
    )
    to_come = Session.objects.filter(version__course=course, status=SessionStatus.PLANNED)
    for session in to_come.select_for_update():
        if session.begins_at.astimezone(LONDON).date() >= on:
            session.version = version
            session.save(update_fields=["version"])
    audit.record(Kind.COURSE_CHANGED, about=course, by=by, on=on, version=version.number)
    return version


def _refuse_unfit(content: dict[str, Any]) -> None:
    if not content.get("name", "").strip():
        raise CannotTeach("Enter what the course is called.", "name")
    if content.get("how") == How.E_LEARNING and not content.get("link"):
        raise CannotTeach("Enter the address at which the e-learning is found.", "link")
    if content.get("link") and not content["link"].startswith(SAFE):
        raise CannotTeach(NOT_SAFE, "link")
    if content.get("need") == Need.YEARLY and not content.get("months"):
        raise CannotTeach("A course for every year holds for a time: enter 12, for example.", "months")


def _refuse_a_second_of_the_name(owner: Owner, name: str, on: date, but: Course | None = None) -> None:
    others = courses_of(owner).open_on(on)
    if but:
        others = others.exclude(pk=but.pk)
    named = CourseVersion.objects.current_on(on).filter(course__in=others, name__iexact=name.strip())
    if named.exists():
        raise CannotTeach(
            f"{owner} already has a course called {name.strip()}. Change that one, or give this another name.",
            "name",
        )


@transaction.atomic
def retire_course(*, course: Course, by: User, on: date) -> Course:
    """No longer taught, and nobody lacks it any more. What was done stays done."""
    ahead = Session.objects.filter(version__course=course, status=SessionStatus.PLANNED).first()
    if ahead:
        raise CannotTeach(
            f"There is a session on {day_words(ahead.day)}. Call it off, or say who came, before you end the course."
        )
    if course.retired_on:
        raise CannotTeach("This course has ended already.")
    course.retired_on = on
    course.save(update_fields=["retired_on"])
    audit.record(Kind.COURSE_RETIRED, about=course, by=by, on=on)
    return course


@transaction.atomic
def teach_again(*, course: Course, by: User, on: date) -> Course:
    """Undo the end of a course."""
    version = course.version_on(on)
    _refuse_a_second_of_the_name(course.owner, version.name, on, but=course)
    course.retired_on = None
    course.save(update_fields=["retired_on"])
    audit.record(Kind.COURSE_BEGUN, about=course, by=by, on=on, again=True)
    return course
