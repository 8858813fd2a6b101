"""The list of who lacks what: which volunteers are wanted, a page of them or all, in a fixed number of questions."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, OuterRef, Q, QuerySet

from kith.access.models import User
from kith.access.policy import Permission
from kith.access.reach import schemes_for
from kith.foundation.dates import months_after
from kith.people.models import Enlistment
from kith.schemes.models import Scheme
from kith.training.models import Completion, Course, CourseVersion
from kith.training.presenters.words import LATELY_DAYS
from kith.training.queries import Held, courses_taught_in, done_in, good_versions, held_by, is_asked
from kith.training.queries.lacking import A_YEAR, has_the_role

Need = CourseVersion.Need
GROUPS = {
    "lacking": "Lack something",
    "soon": "Something runs out soon",
    "fine": "Have everything",
    "all": "All volunteers",
    "new": "Not approved yet",
}
IN_NAME_ORDER = ("volunteer__first_name", "volunteer__last_name", "pk")


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
    good: dict[int, list[int]]  # course → versions that hold today
    good_soon: dict[int, list[int]]  # and those that will still hold after the next weeks
    on: date

    @property
    def soon(self) -> date:
        return self.on + timedelta(days=LATELY_DAYS)

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
    courses = [version.course_id for version in asked]
    soon = on + timedelta(days=LATELY_DAYS)
    return Ground(
        tuple(schemes), tuple(asked), good_versions(courses, on), good_versions(courses, on, soon), on
    )


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
    done = done_in(ground.good.get(version.course_id, []), OuterRef("volunteer"), ground.on)
    return _is_asked(version, ground) & ~Q(done)


def _ends_soon(version: CourseVersion, ground: Ground) -> Q:
    done = done_in(ground.good.get(version.course_id, []), OuterRef("volunteer"), ground.on)
    longer = done_in(
        ground.good_soon.get(version.course_id, []), OuterRef("volunteer"), ground.on, ground.soon
    )
    return _is_asked(version, ground) & ~Q(longer) & Q(done)


def grouped(rows: "QuerySet[Enlistment]", group: str, ground: Ground) -> "QuerySet[Enlistment]":
    there, lacking, soon = _conditions(ground)
    conditions = {
        "lacking": there & lacking,
        "soon": there & soon,
        "fine": there & ~lacking,
        "all": there,
        "new": ~there,
    }
    return rows.filter(conditions[group])


def _conditions(ground: Ground) -> tuple[Q, Q, Q]:
    """Volunteers there by their role; lacks something; something of theirs runs out soon."""
    return (
        has_the_role(ground.on),
        _any(_lacks(version, ground) for version in ground.asked),
        _any(_ends_soon(version, ground) for version in ground.asked if version.months),
    )


def sorted_out(rows: "QuerySet[Enlistment]", ground: Ground) -> dict[str, list[int]]:
    """The ids in each group, in name order: the whole list is judged once, for its numbers and any of its pages."""
    flags = [ExpressionWrapper(each, output_field=BooleanField()) for each in _conditions(ground)]
    named = rows.annotate(is_there=flags[0], lacks=flags[1], ends_soon=flags[2])
    found: dict[str, list[int]] = {group: [] for group in GROUPS}
    for pk, is_there, lacks, ends_soon in named.order_by(*IN_NAME_ORDER).values_list(
        "pk", "is_there", "lacks", "ends_soon"
    ):
        if not is_there:
            found["new"].append(pk)
            continue
        found["all"].append(pk)
        found["lacking" if lacks else "fine"].append(pk)
        if ends_soon:
            found["soon"].append(pk)
    return found


def ordered(rows: "QuerySet[Enlistment]") -> "QuerySet[Enlistment]":
    return rows.select_related("volunteer__user", "scheme__provider").order_by(*IN_NAME_ORDER)


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
