"""A place in a session: signing up, the waiting list, giving it back, and one line about how it was."""

from datetime import datetime

from django.db import transaction

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.dates import day_words, time_words
from kith.people.models import Volunteer
from kith.training.actions.telling import day_of, tell
from kith.training.models import Booking, Session
from kith.training.refusals import CannotSignUp
from kith.training.states import HAS_A_PLACE, LIVE, BookingStatus, SessionStatus


@transaction.atomic
def sign_up(*, session: Session, volunteer: Volunteer, by: User | None, at: datetime) -> Booking:
    """A place if there is one, else the end of the waiting list. Somebody signed up by us is told.

    Themself only while it is still to come; by us also afterwards, for whoever came without signing up.
    """
    session = Session.objects.select_for_update().get(pk=session.pk)
    themself = by is not None and volunteer.user_id == by.pk
    _refuse_closed(session, themself, at)
    _refuse_unfit(session, volunteer, at)
    is_free = session.bookings.filter(status__in=HAS_A_PLACE).count() < session.places
    if session.has_begun(at) and not is_free:
        raise CannotSignUp(
            f"All {session.places} places are taken. If {volunteer.first_name} was there, first enter more places."
        )
    booking = Booking.objects.create(session=session, volunteer=volunteer, signed_up_at=at, created_by=by)
    if is_free:
        booking.move("give a place", by=by, on=day_of(at))
    if not themself and session.is_ahead(at):
        tell(booking, "training place" if is_free else "something new", at=at)
    audit.record(Kind.PLACE_TAKEN, about=booking, by=by, on=day_of(at), waiting=not is_free)
    return booking


def _refuse_closed(session: Session, themself: bool, at: datetime) -> None:
    if session.status == SessionStatus.CALLED_OFF:
        raise CannotSignUp("This session has been called off.")
    if session.status == SessionStatus.HELD:
        raise CannotSignUp("Who came has been written down already. Undo that before you add somebody.")
    if themself and session.has_begun(at):
        raise CannotSignUp("This session has begun, so nobody can sign up any more. Choose a later one.")


def _refuse_unfit(session: Session, volunteer: Volunteer, at: datetime) -> None:
    if not session.course.is_for(volunteer, day_of(at)):
        raise CannotSignUp(
            f"{session.version.name} is a course of {session.course.owner}, and {volunteer.first_name} does not "
            "volunteer there.",
            "volunteers",
        )
    theirs = Booking.objects.filter(volunteer=volunteer).exclude(
        status__in=(BookingStatus.CANCELLED, BookingStatus.CALLED_OFF)
    )
    if theirs.filter(session=session).exists():
        raise CannotSignUp(f"{volunteer.first_name} is signed up for this session already.", "volunteers")
    same_time = theirs.filter(
        status__in=LIVE, session__begins_at__lt=session.ends_at, session__ends_at__gt=session.begins_at
    )
    if clash := same_time.select_related("session__version").first():
        other = clash.session
        raise CannotSignUp(
            f"{volunteer.first_name} is signed up for {other.version.name} on {day_words(other.day)} from "
            f"{time_words(other.begins_at)}, at the same time. Give that place back first.",
            "volunteers",
        )


@transaction.atomic
def give_back(*, booking: Booking, by: User | None, at: datetime, words: str = "") -> Booking:
    """Themself or by us: the place is free, and whoever has waited longest gets it and is told."""
    session = Session.objects.select_for_update().get(pk=booking.session_id)
    themself = by is None or booking.volunteer.user_id == by.pk
    if not booking.is_live:
        raise CannotSignUp(
            f"This place is not there to be given back: {booking.get_status_display().lower()}."
        )
    if session.has_begun(at) and themself:
        raise CannotSignUp("This session has begun. If you could not come, tell whoever runs it.")
    booking.move("cancel", by=by, on=day_of(at), reason="" if themself else "by us", words=words.strip())
    if not themself and session.is_ahead(at):
        tell(booking, "training place ended", at=at)
    if session.is_ahead(at):
        fill_places(session, by=by, at=at)
    audit.record(Kind.PLACE_GIVEN_UP, about=booking, by=by, on=day_of(at), themself=themself)
    return booking


def fill_places(session: Session, *, by: User | None, at: datetime) -> list[Booking]:
    """Give what is free to those who wait, in their order, and tell them. The session's row is locked by the caller."""
    free = session.places - session.bookings.filter(status__in=HAS_A_PLACE).count()
    lucky = list(session.bookings.in_line().with_session()[: max(free, 0)])
    for booking in lucky:
        booking.move("give a place", by=by, on=day_of(at))
        tell(booking, "training place", at=at)
    return lucky


@transaction.atomic
def say_how_it_was(*, booking: Booking, words: str, by: User, at: datetime) -> Booking:
    """One line, if they like. It is shown to those who run training without the name."""
    if not booking.was_there:
        raise CannotSignUp("You can say how it was once it is written down that you were there.")
    booking.feedback = words.strip()
    booking.save(update_fields=["feedback"])
    audit.record(Kind.SESSION_JUDGED, about=booking.session, by=by, on=day_of(at))
    return booking
