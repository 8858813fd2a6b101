"""Planning a session, changing it, offering it to those who lack it, calling it off; everybody concerned is told."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.dates import count_words, day_words, time_words
from kith.messages.actions import send_all
from kith.people.models import Volunteer
from kith.training.actions.bookings import fill_places
from kith.training.actions.telling import day_of, tell_all
from kith.training.models import Course, Session, Told
from kith.training.refusals import NOT_SAFE, SAFE, CannotPlan
from kith.training.states import HAS_A_PLACE, SessionStatus

TOLD_OF = ("begins_at", "ends_at", "place", "link")
MOST_PLACES = 500


@transaction.atomic
def plan_session(
    *,
    course: Course,
    begins_at: datetime,
    ends_at: datetime,
    places: int,
    place: str = "",
    link: str = "",
    trainer: str = "",
    note: str = "",
    by: User,
    at: datetime,
) -> Session:
    """One more time at which the course is taught. It may lie in the past: then who came is recorded at once."""
    on = day_of(at)
    if course.retired_on:
        raise CannotPlan("This course has ended. Take it up again before you plan a session of it.")
    _refuse_unfit(begins_at, ends_at, place, link, places)
    session = Session.objects.create(
        version=course.version_on(max(on, day_of(begins_at))),
        begins_at=begins_at,
        ends_at=ends_at,
        place=place.strip(),
        link=link,
        trainer=trainer.strip(),
        places=places,
        note=note.strip(),
        created_by=by,
    )
    audit.record(Kind.SESSION_PLANNED, about=session, by=by, on=on, places=places)
    return session


def _refuse_unfit(begins_at: datetime, ends_at: datetime, place: str, link: str, places: int) -> None:
    if ends_at <= begins_at:
        raise CannotPlan(f"It begins at {time_words(begins_at)}, so it must end later than that.", "ends")
    if not place.strip() and not link:
        raise CannotPlan("Say where it is: a place, or an address to meet online.", "place")
    if link and not link.startswith(SAFE):
        raise CannotPlan(NOT_SAFE, "link")
    if not 1 <= places <= MOST_PLACES:
        raise CannotPlan(f"Enter a number of places from 1 to {MOST_PLACES}.", "places")


@transaction.atomic
def change_session(*, session: Session, by: User, at: datetime, **changed: Any) -> Session:
    """Change when, where or how many. Who has a place is told of another time or place; who waits may get one."""
    session = Session.objects.select_for_update().get(pk=session.pk)
    if session.status != SessionStatus.PLANNED:
        raise CannotPlan(
            f"This session is {session.get_status_display().lower()}, so it can no longer be changed."
        )
    was = {name: getattr(session, name) for name in changed}
    for name, value in changed.items():
        setattr(session, name, value.strip() if isinstance(value, str) else value)
    _refuse_unfit(session.begins_at, session.ends_at, session.place, session.link, session.places)
    _refuse_fewer_than_taken(session)
    different = {name for name in changed if was[name] != getattr(session, name)}
    if different & set(TOLD_OF):
        session.changes_told += 1
    session.save()
    if session.is_ahead(at):
        if different & set(TOLD_OF):
            tell_all(session, "training changed", at=at)
        fill_places(session, by=by, at=at)
    audit.record(Kind.SESSION_CHANGED, about=session, by=by, on=day_of(at), changed=sorted(different))
    return session


def _refuse_fewer_than_taken(session: Session) -> None:
    taken = session.bookings.filter(status__in=HAS_A_PLACE).count()
    if taken > session.places:
        raise CannotPlan(
            f"{count_words(taken, 'person has', 'people have')} a place already. "
            "Enter at least as many, or take somebody off the list first.",
            "places",
        )


@transaction.atomic
def offer(*, session: Session, volunteers: list[Volunteer], by: User, at: datetime) -> int:
    """Write to people who might want it; nobody twice of the same session, nobody who has signed up."""
    if not session.is_ahead(at):
        raise CannotPlan("This session is not to come, so there is nothing to offer.")
    row = {"kind": Told.Kind.OFFERED, "about": session.public_id, "day": session.day}
    heard = set(Told.objects.filter(**row).values_list("volunteer", flat=True))
    heard |= set(session.bookings.exclude(status="cancelled").values_list("volunteer", flat=True))
    fresh = [each for each in volunteers if each.user and each.pk not in heard]
    Told.objects.bulk_create([Told(volunteer=each, **row) for each in fresh], batch_size=2_000)
    link = reverse("training:session_mine", args=[session.public_id])
    send_all(to=[each.user for each in fresh if each.user], event="training offered", link=link, at=at)
    audit.record(Kind.SESSION_OFFERED, about=session, by=by, on=day_of(at), told=len(fresh))
    return len(fresh)


@transaction.atomic
def call_off(*, session: Session, by: User, at: datetime, why: str = "") -> Session:
    """It will not take place: everybody who has a place or waits for one is told."""
    on = day_of(at)
    if session.status == SessionStatus.CALLED_OFF:
        raise CannotPlan("This session has been called off already.")
    if session.status == SessionStatus.HELD:
        raise CannotPlan(
            f"Who came on {day_words(session.day)} has been written down. Undo that before you call it off."
        )
    session.move("call off", by=by, on=on, words=why.strip())
    session.changes_told += 1
    session.save(update_fields=["changes_told"])
    told = 0 if session.has_begun(at) else tell_all(session, "training called off", at=at)
    for booking in session.bookings.live():
        booking.move("call off", by=by, on=on)
    audit.record(Kind.SESSION_CALLED_OFF, about=session, by=by, on=on, told=told)
    return session
