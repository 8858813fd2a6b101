"""Courses, sessions and what volunteers have done, for tests."""

from datetime import date, datetime, timedelta
from typing import Any

from kith.access.models import User
from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.foundation.dates import now, today
from kith.people.models import Volunteer
from kith.people.tests.factories import a_volunteer
from kith.schemes.models import Organisation, Scheme
from kith.schemes.tests.factories import LONG_AGO, a_provider, a_scheme
from kith.training import actions
from kith.training.models import Booking, Completion, Course, Session
from kith.training.states import BookingStatus


def a_coordinator(place: Organisation | Scheme | None = None, first_name: str = "Amara") -> User:
    return a_member(Role.COORDINATOR, place or a_provider(), first_name=first_name)


def a_course(
    name: str = "Safeguarding",
    owner: Organisation | Scheme | None = None,
    on: date = LONG_AGO,
    **content: Any,
) -> Course:
    given: dict[str, Any] = {
        "how": "session",
        "need": "before",
        "months": 36,
        "topics": [{"topic": "Safeguarding", "hours": 3}],
    } | content
    return actions.begin_course(owner=owner or a_provider(), name=name, by=None, on=on, **given).course


def in_days(days: float, hours: int = 2) -> dict[str, datetime]:
    """When a session that many days ahead begins and ends; ago, if they are below nothing."""
    begins = now().replace(minute=0, second=0, microsecond=0) + timedelta(days=days)
    return {"begins_at": begins, "ends_at": begins + timedelta(hours=hours)}


def a_session(course: Course | None = None, days: float = 14, **given: Any) -> Session:
    given = {"place": "The Hub, 4 Mill Lane", "trainer": "Noor Aziz", "places": 10, "at": now()} | given
    when = {name: given.pop(name) for name in ("begins_at", "ends_at") if name in given} or in_days(days)
    by = given.pop("by", None) or a_coordinator(first_name="Planner")
    return actions.plan_session(course=course or a_course(), by=by, **when, **given)


def a_trainee(first_name: str = "Ruth", scheme: Scheme | None = None, **fields: Any) -> Volunteer:
    """Somebody who volunteers in the scheme and can sign in."""
    return a_volunteer(first_name, scheme or a_scheme(), **fields)


def a_place(session: Session, volunteer: Volunteer | None = None, **fields: Any) -> Booking:
    """A place as it stands in the database, however late it is to sign up."""
    given: dict[str, Any] = {"status": BookingStatus.BOOKED, "signed_up_at": now()} | fields
    return Booking.objects.create(session=session, volunteer=volunteer or a_trainee(), **given)


def a_completion(volunteer: Volunteer, course: Course, on: date | None = None, **fields: Any) -> Completion:
    """Done on a day, holding as long as the course says unless told otherwise."""
    on = on or today()
    version = fields.pop("version", None) or course.version_on(on)
    given: dict[str, Any] = {
        "until": actions.attendance.holds_until(version, on),
        "evidence": Completion.Evidence.CERTIFICATE,
    } | fields
    return Completion.objects.create(volunteer=volunteer, version=version, on=on, **given)
