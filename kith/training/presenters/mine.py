"""A volunteer's own training, ready to print: what comes next, what is asked, what may be of use, what was done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse

from kith.people.models import Volunteer
from kith.training.models import Booking, Completion, CourseVersion, Finish, Session
from kith.training.presenters.words import (
    about_words,
    free_words,
    held_words,
    is_near,
    until_words,
    when_words,
    where_words,
)
from kith.training.queries import Held, courses_taught_in, held_by, hours_by_topic, is_asked
from kith.training.states import LIVE, BookingStatus, FinishStatus, SessionStatus

SHOWN_SESSIONS = 3
NOT_SAID_DAYS = 30  # how long after a session one is asked how it was


@dataclass(frozen=True)
class CourseToDo:
    """A course that I have not done, or not lately enough, and how I could do it."""

    name: str
    summary: str
    about: str
    words: str
    is_asked: bool
    link: str
    sessions: list[dict[str, str]]
    booked: bool
    finished_url: str = ""
    said: Finish | None = None  # the last word of mine about it


def my_training(me: Volunteer, *, at: datetime, on: date) -> dict[str, Any]:
    """Everything on the page “My training”."""
    enlisted = list(me.enlistments.open_on(on).select_related("scheme__provider"))
    versions = courses_taught_in([each.scheme for each in enlisted], on)
    done = list(Completion.objects.standing().filter(volunteer=me).with_course())
    held = held_by(Completion.objects.filter(volunteer=me), on).get(me.pk, {})
    bookings = list(Booking.objects.filter(volunteer=me).with_session().order_by("session__begins_at"))
    coming = [each for each in bookings if each.session.is_ahead(at) and each.status in LIVE]
    open_sessions = _open_sessions(versions, at)
    since = min((each.from_day for each in enlisted), default=on)
    finishes = Finish.objects.filter(volunteer=me).select_related("version").order_by("said_on", "pk")
    said = {each.version.course_id: each for each in finishes}
    to_do = [
        _to_do(
            version,
            held.get(version.course_id),
            since,
            coming,
            open_sessions,
            on,
            said.get(version.course_id),
        )
        for version in versions
    ]
    fresh = [each for each in to_do if each is not None and not each.booked]
    fresh.sort(key=lambda each: not (each.link or each.sessions))  # what can be done now comes first
    return {
        "coming": [_coming(each) for each in coming],
        "to_do": [each for each in fresh if each.is_asked],
        "if_you_like": [each for each in fresh if not each.is_asked],
        "done": [_done(each, on) for each in done],
        "hours": hours_by_topic(done, on),
        "not_said": _not_said(bookings, on),
        "nothing_taught": not versions,
    }


def _open_sessions(versions: Sequence[CourseVersion], at: datetime) -> dict[int, list[Any]]:
    """Course id → the next sessions of it, with how many places are taken."""
    wanted = [version.course_id for version in versions]
    rows = Session.objects.ahead(at).filter(version__course__in=wanted).select_related("version").counted()
    found: dict[int, list[Any]] = {}
    for session in rows.order_by("begins_at", "pk"):
        found.setdefault(session.version.course_id, []).append(session)
    return found


def _to_do(
    version: CourseVersion,
    one: Held | None,
    since: date,
    coming: Sequence[Booking],
    sessions: dict[int, list[Any]],
    on: date,
    said: Finish | None = None,
) -> CourseToDo | None:
    """Nothing, if it was done and holds beyond the next weeks."""
    if one and one.holds_on(on) and not is_near(one.until, on):
        return None
    return CourseToDo(
        name=version.name,
        summary=version.summary,
        about=about_words(version),
        words=held_words(one, on),
        is_asked=is_asked(version, since, on),
        link=version.link,
        sessions=[_choice(session) for session in sessions.get(version.course_id, [])[:SHOWN_SESSIONS]],
        booked=any(each.session.version.course_id == version.course_id for each in coming),
        finished_url=reverse("training:finished", args=[version.course.public_id])
        if version.is_e_learning
        else "",
        said=said if said and said.status in (FinishStatus.SAID, FinishStatus.DECLINED) else None,
    )


def _url_of(session: Session) -> str:
    return reverse("training:session_mine", args=[session.public_id])


def _choice(session: Any) -> dict[str, str]:
    return {
        "when": when_words(session),
        "where": where_words(session),
        "free": free_words(session, session.taken),
        "url": _url_of(session),
    }


def _coming(booking: Booking) -> dict[str, Any]:
    return {
        "name": booking.session.version.name,
        "when": when_words(booking.session),
        "where": where_words(booking.session),
        "is_waiting": booking.status == BookingStatus.WAITING,
        "url": _url_of(booking.session),
        "day": booking.session.day,
    }


def _done(completion: Completion, on: date) -> dict[str, Any]:
    return {
        "name": completion.version.name,
        "on": completion.on,
        "until": until_words(completion.until, on),
        "url": reverse("training:certificate", args=[completion.public_id]),
    }


def _not_said(bookings: Sequence[Booking], on: date) -> Booking | None:
    """The latest session I was in, if it is not long ago and I have not said how it was."""
    lately = [
        each
        for each in bookings
        if each.was_there and not each.feedback and (on - each.session.day).days <= NOT_SAID_DAYS
    ]
    return lately[-1] if lately else None


def my_place(session: Session, booking: Booking | None, taken: int, *, at: datetime) -> dict[str, Any]:
    """One session as somebody sees it who may come to it."""
    is_live = booking is not None and booking.status in LIVE
    return {
        "session": session,
        "version": session.version,
        "about": about_words(session.version),
        "when": when_words(session),
        "where": where_words(session),
        "free": free_words(session, taken),
        "is_full": taken >= session.places,
        "booking": booking if is_live else None,
        "was": booking if booking and not is_live else None,
        "has_place": bool(booking and booking.status == BookingStatus.BOOKED),
        "is_ahead": session.is_ahead(at),
        "is_off": session.status == SessionStatus.CALLED_OFF,
        "why_off": _why_off(session),
    }


def _why_off(session: Session) -> str:
    if session.status != SessionStatus.CALLED_OFF:
        return ""
    change = session.changes.filter(step="call off").last()
    return change.words if change else ""
