"""The list of who lacks what: which volunteers are wanted, a page of them or all, in a fixed number of questions."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet

from kith.access.models import User
from kith.access.policy import Permission
from kith.access.reach import schemes_for
from kith.foundation.dates import months_after
from kith.people.models import Enlistment
from kith.schemes.models import Scheme
from kith.training.models import Completion, Course, CourseVersion
from kith.training.presenters.words import LATELY_DAYS
from kith.training.queries import Held, courses_taught_in, held_by, held_on, is_asked
from kith.training.queries.lacking import A_YEAR, has_the_role

Need = CourseVersion.Need
GROUPS = {
    "lacking": "Lack something",
    "soon": "Something runs out soon",
    "fine": "Have everything",
    "all": "All volunteers",
    "new": "Not approved yet",
}


@dataclass(frozen=True)
class Wanted:
    """What somebody asks of the list."""

    group: str = "lacking"
    scheme: str = ""
    course: str = ""
    words: str = ""


@dataclass(frozen=True)
class Ground:
    """The schemes whose training somebody sees, and what is asked there: fetched once for a page."""

    schemes: tuple[Scheme, ...]
    asked: tuple[CourseVersion, ...]
    on: date

    def asked_in(self, scheme: Scheme) -> list[CourseVersion]:
        return [
            version
            for version in self.asked
            if version.course.scheme_id == scheme.pk or version.course.provider_id == scheme.provider_id
        ]


def ground_of(user: User, on: date) -> Ground:
    schemes = list(
        schemes_for(user, Permission.RECORD_TRAINING, on).select_related("provider").order_by("name")
    )
    asked = [version for version in courses_taught_in(schemes, on) if version.need != Need.OPTIONAL]
    asked.sort(key=lambda version: (version.need != Need.BEFORE, version.name))
    return Ground(tuple(schemes), tuple(asked), on)


def everybody(ground: Ground, user: User) -> "QuerySet[Enlistment]":
    """One row for each volunteer and scheme, but oneself."""
    rows = Enlistment.objects.open_on(ground.on).filter(scheme__in=[each.pk for each in ground.schemes])
    return rows.exclude(volunteer__user=user)


def narrowed(rows: "QuerySet[Enlistment]", wanted: Wanted, ground: Ground) -> "QuerySet[Enlistment]":
    """By everything but the group, whose numbers stand beside their names."""
    if wanted.scheme:
        rows = rows.filter(scheme__public_id=wanted.scheme)
    for word in wanted.words.split():
        rows = rows.filter(Q(volunteer__first_name__icontains=word) | Q(volunteer__last_name__icontains=word))
    if wanted.course:
        chosen = [each for each in ground.asked if str(each.course.public_id) == wanted.course]
        rows = rows.filter(_any(_lacks(each, ground) for each in chosen))
    return rows


def _any(conditions: Any) -> Q:
    found = Q(pk__in=[])
    for condition in conditions:
        found |= condition
    return found


def _is_asked(version: CourseVersion, ground: Ground) -> Q:
    """The condition, for an enlistment, that the course is asked of its volunteer: `is_asked` for the database."""
    course: Course = version.course
    here = Q(scheme=course.scheme_id)
    if course.provider_id:
        here = Q(scheme__in=[each.pk for each in ground.schemes if each.provider_id == course.provider_id])
    if version.need == Need.YEARLY:
        here &= Q(from_day__lte=months_after(ground.on, -A_YEAR))
    return here


def _lacks(version: CourseVersion, ground: Ground) -> Q:
    done = held_on(version.course_id, OuterRef("volunteer"), ground.on)
    return _is_asked(version, ground) & ~Q(done)


def _ends_soon(version: CourseVersion, ground: Ground) -> Q:
    soon = ground.on + timedelta(days=LATELY_DAYS)
    done = held_on(version.course_id, OuterRef("volunteer"), ground.on)
    longer = held_on(version.course_id, OuterRef("volunteer"), ground.on, longer_than=soon)
    return _is_asked(version, ground) & Q(done) & ~Q(longer)


def grouped(rows: "QuerySet[Enlistment]", group: str, ground: Ground) -> "QuerySet[Enlistment]":
    return rows.filter(_in_group(ground)[group])


def _in_group(ground: Ground) -> dict[str, Q]:
    lacking = _any(_lacks(version, ground) for version in ground.asked)
    soon = _any(_ends_soon(version, ground) for version in ground.asked if version.months)
    there = has_the_role(ground.on)
    return {
        "lacking": there & lacking,
        "soon": there & soon,
        "fine": there & ~lacking,
        "all": there,
        "new": ~there,
    }


def numbers(rows: "QuerySet[Enlistment]", ground: Ground) -> dict[str, int]:
    """How many are in each group, in one question."""
    return rows.aggregate(
        **{name: Count("pk", filter=condition) for name, condition in _in_group(ground).items()}
    )


def ordered(rows: "QuerySet[Enlistment]") -> "QuerySet[Enlistment]":
    return rows.select_related("volunteer__user", "scheme__provider").order_by(
        "volunteer__first_name", "volunteer__last_name", "pk"
    )


@dataclass(frozen=True)
class Standing:
    """One volunteer in one scheme, and each course that is asked of them with what they have of it."""

    enlistment: Enlistment
    courses: tuple[tuple[CourseVersion, Held | None], ...]

    def missing(self, on: date) -> list[CourseVersion]:
        return [version for version, one in self.courses if one is None or not one.holds_on(on)]


def standings(rows: list[Enlistment], ground: Ground) -> list[Standing]:
    """What stands beside each name, in one question for all of them."""
    done = held_by(
        Completion.objects.filter(volunteer__in={enlistment.volunteer_id for enlistment in rows}), ground.on
    )
    return [
        Standing(
            enlistment,
            tuple(
                (version, done.get(enlistment.volunteer_id, {}).get(version.course_id))
                for version in ground.asked_in(enlistment.scheme)
                if is_asked(version, enlistment.from_day, ground.on)
            ),
        )
        for enlistment in rows
    ]
