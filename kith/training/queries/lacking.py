"""What is asked of whom, and what each volunteer lacks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from kith.access.models import Membership
from kith.access.roles import Role
from kith.foundation.dates import months_after
from kith.people.models import Enlistment, Volunteer
from kith.schemes.models import Scheme
from kith.training.models import Booking, Course, CourseVersion, Session
from kith.training.queries.held import held

Need = CourseVersion.Need
A_YEAR = 12  # months after which a yearly course is first asked for


@dataclass(frozen=True)
class Lack:
    """A volunteer and the courses that the scheme asks for and that they have not done, or not lately enough."""

    volunteer: Volunteer
    courses: tuple[CourseVersion, ...]


def courses_taught_in(schemes: Iterable[Scheme], on: date) -> list[CourseVersion]:
    """The version in force of every course that is taught in these schemes, by name."""
    listed = list(schemes)
    taught = Course.objects.open_on(on).filter(
        Q(scheme__in=listed) | Q(provider__in={scheme.provider_id for scheme in listed})
    )
    rows = CourseVersion.objects.current_on(on).filter(course__in=taught)
    return list(rows.with_owner().order_by("name", "pk"))


def required(scheme: Scheme, on: date) -> list[CourseVersion]:
    """What the scheme asks of its volunteers, first what comes before they meet a child."""
    asked = [version for version in courses_taught_in([scheme], on) if version.need != Need.OPTIONAL]
    return sorted(asked, key=lambda version: version.need != Need.BEFORE)


def is_asked(version: CourseVersion, since: date, on: date) -> bool:
    """Whether a course is asked that day of somebody who offered themself on another."""
    if version.need == Need.YEARLY:
        return months_after(since, A_YEAR) <= on
    return version.need == Need.BEFORE


def volunteers_of(schemes: Iterable[Scheme], on: date) -> "QuerySet[Volunteer]":
    """Those who volunteer in these schemes, by their role: not everybody who has ever enquired."""
    there = Enlistment.objects.serving_on(on).filter(
        has_the_role(on), scheme__in=[each.pk for each in schemes]
    )
    return Volunteer.objects.filter(pk__in=there.values("volunteer"))


def has_the_role(on: date) -> Q:
    """The condition, for an enlistment, that its volunteer has the role there that day."""
    held_there = Membership.objects.open_on(on).filter(
        Q(scheme=OuterRef("scheme")) | Q(organisation=OuterRef("scheme__provider")),
        role=Role.VOLUNTEER,
        user=OuterRef("volunteer__user"),
    )
    return Q(Exists(held_there))


def lacking(scheme: Scheme, on: date, volunteers: Iterable[Volunteer] | None = None) -> list[Lack]:
    """Who lacks what that day, in name order: those who volunteer in the scheme, or just these."""
    asked = required(scheme, on)
    rows = Enlistment.objects.serving_on(on).filter(scheme=scheme).select_related("volunteer__user")
    if volunteers is None:
        rows = rows.filter(has_the_role(on))
    else:
        rows = rows.filter(volunteer__in=[volunteer.pk for volunteer in volunteers])
    enlisted = list(rows.order_by("volunteer__first_name", "volunteer__last_name", "pk"))
    done = held([enlistment.volunteer for enlistment in enlisted], scheme, on)
    found = []
    for enlistment in enlisted:
        good = {one.course_id for one in done[enlistment.volunteer_id] if one.holds_on(on)}
        missing = tuple(
            version
            for version in asked
            if version.course_id not in good and is_asked(version, enlistment.from_day, on)
        )
        if missing:
            found.append(Lack(enlistment.volunteer, missing))
    return found


def still_to_come(volunteers: Iterable[int], at: datetime) -> dict[tuple[int, int], Booking]:
    """(volunteer id, course id) → the next booking of a session of that course, for many volunteers at once."""
    ahead = Session.objects.ahead(at).values("pk")
    rows = Booking.objects.live().filter(volunteer__in=list(volunteers), session__in=ahead)
    found: dict[tuple[int, int], Booking] = {}
    for booking in rows.with_session().order_by("-session__begins_at"):
        found[booking.volunteer_id, booking.session.version.course_id] = booking
    return found
