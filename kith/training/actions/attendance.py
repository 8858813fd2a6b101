"""Who came: the whole group at once, put back at once if it was wrong, and written anew as often as needed."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.dates import months_after, time_words, weekday_words
from kith.training.actions.tallies import count_lacking
from kith.training.actions.telling import day_of
from kith.training.models import Booking, Completion, CourseVersion, Session
from kith.training.refusals import CannotRecord
from kith.training.states import HAS_A_PLACE, MARKS, STEP_OF, WAS_THERE, BookingStatus, SessionStatus


def holds_until(version: CourseVersion, done_on: date) -> date | None:
    """The last day on which what was done that day still holds; none if it holds for good."""
    return months_after(done_on, version.months) if version.months else None


@transaction.atomic
def record_attendance(*, session: Session, marks: Mapping[Booking, str], by: User, at: datetime) -> Session:
    """Say of everybody with a place whether they came. Who came, also late, has done the course."""
    session = Session.objects.select_for_update().get(pk=session.pk)
    _refuse_too_early(session, at)
    expected = list(
        session.bookings.filter(status__in=HAS_A_PLACE).with_session().exclude(volunteer__user=by)
    )
    missing = [booking.volunteer.first_name for booking in expected if booking not in marks]
    if missing:
        raise CannotRecord(f"Say of everybody whether they came. Not said yet: {', '.join(missing)}.")
    for booking in expected:
        _mark(booking, BookingStatus(marks[booking]), by, at)
    if session.status == SessionStatus.PLANNED:
        session.move("record", by=by, on=day_of(at))
    count_lacking(volunteers=[booking.volunteer_id for booking in expected], on=day_of(at))
    came = sum(marks[booking] in WAS_THERE for booking in expected)
    audit.record(
        Kind.ATTENDANCE_RECORDED, about=session, by=by, on=day_of(at), came=came, expected=len(expected)
    )
    return session


def _refuse_too_early(session: Session, at: datetime) -> None:
    if session.status == SessionStatus.CALLED_OFF:
        raise CannotRecord("This session was called off, so nobody came.")
    if not session.has_begun(at):
        raise CannotRecord(
            f"This session begins on {weekday_words(session.day)} at {time_words(session.begins_at)}. "
            "Say who came once it has begun."
        )


def _mark(booking: Booking, mark: BookingStatus, by: User, at: datetime) -> None:
    if mark not in MARKS:
        raise CannotRecord(f"“{mark}” does not say whether {booking.volunteer.first_name} came.")
    if booking.status != mark:
        if booking.status in MARKS:
            booking.move("put back", by=by, on=day_of(at))
        booking.move(STEP_OF[mark], by=by, on=day_of(at))
    done = booking.completions.standing()
    if mark not in WAS_THERE:
        done.update(withdrawn_on=day_of(at), withdrawn_by=by)
    elif not done.exists():
        session = booking.session
        Completion.objects.create(
            volunteer=booking.volunteer,
            version=session.version,
            on=session.day,
            until=holds_until(session.version, session.day),
            booking=booking,
            evidence=Completion.Evidence.ATTENDANCE,
            created_by=by,
        )


@transaction.atomic
def undo_attendance(*, session: Session, by: User, at: datetime) -> Session:
    """As if nothing had been said yet: nobody has done the course by it, and it waits to be recorded."""
    session = Session.objects.select_for_update().get(pk=session.pk)
    if session.status != SessionStatus.HELD:
        raise CannotRecord("Nobody has said yet who came, so there is nothing to undo.")
    for booking in session.bookings.filter(status__in=MARKS):
        booking.move("put back", by=by, on=day_of(at))
    standing = Completion.objects.standing().filter(booking__session=session)
    undone = standing.update(withdrawn_on=day_of(at), withdrawn_by=by)
    count_lacking(volunteers=session.bookings.values_list("volunteer", flat=True), on=day_of(at))
    session.move("put back", by=by, on=day_of(at))
    audit.record(Kind.ATTENDANCE_UNDONE, about=session, by=by, on=day_of(at), undone=undone)
    return session
