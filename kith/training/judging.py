"""How volunteers stand with what their schemes ask: each course that is asked, and what they have of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from kith.access.models import User
from kith.access.policy import Permission
from kith.access.reach import schemes_for
from kith.people.models import Enlistment
from kith.schemes.models import Scheme
from kith.training.models import Completion, CourseVersion
from kith.training.presenters.words import LATELY_DAYS
from kith.training.queries import Held, courses_taught_in, good_versions, held_by, is_asked

Need = CourseVersion.Need


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
    """The schemes whose training somebody records."""
    rows = schemes_for(user, Permission.RECORD_TRAINING, on).select_related("provider").order_by("name")
    return ground_in(rows, on)


def ground_in(schemes: Iterable[Scheme], on: date) -> Ground:
    """These schemes; their providers are already fetched."""
    schemes = list(schemes)
    asked = [version for version in courses_taught_in(schemes, on) if version.need != Need.OPTIONAL]
    asked.sort(key=lambda version: (version.need != Need.BEFORE, version.name))
    courses = [version.course_id for version in asked]
    soon = on + timedelta(days=LATELY_DAYS)
    return Ground(
        tuple(schemes), tuple(asked), good_versions(courses, on), good_versions(courses, on, soon), on
    )


@dataclass(frozen=True)
class Standing:
    """One volunteer in one scheme, and each course that is asked of them with what they have of it."""

    enlistment: Enlistment
    courses: tuple[tuple[CourseVersion, Held | None], ...]

    def missing(self, on: date) -> list[CourseVersion]:
        return [version for version, one in self.courses if one is None or not one.holds_on(on)]

    def first_end(self, on: date) -> date | None:
        """When the first of what holds runs out; None if nothing does."""
        ends = (one.until for _, one in self.courses if one and one.until and one.holds_on(on))
        return min(ends, default=None)


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
