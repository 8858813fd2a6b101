"""A session as a file for somebody's own calendar. It names the training, and nobody."""

from datetime import timedelta

from icalendar import Calendar, Event

from kith.foundation.dates import now
from kith.training.models import Session
from kith.training.states import SessionStatus

ICS = "text/calendar; charset=utf-8"


def calendar_file(session: Session) -> bytes:
    """The session in the UTC of its moments, so that every calendar shows it at the right hour.

    A later file of the same session takes the place of an earlier one; one that was called off is taken out.
    """
    event = Event()
    event.add("uid", f"{session.public_id}@kith")
    event.add("dtstamp", now())
    event.add("dtstart", session.begins_at)
    event.add("dtend", session.ends_at)
    event.add("summary", f"Training: {session.version.name}")
    if session.place or session.link:
        event.add("location", session.place or session.link)
    if session.note or session.link:
        event.add("description", "\n".join(part for part in (session.note, session.link) if part))
    event.add("sequence", session.changes_told)
    called_off = session.status == SessionStatus.CALLED_OFF
    event.add("status", "CANCELLED" if called_off else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if called_off else "OPAQUE")
    calendar = Calendar()
    calendar.add("prodid", "-//Kith//Training//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("refresh-interval", timedelta(hours=12), parameters={"VALUE": "DURATION"})
    calendar.add_component(event)
    return bytes(calendar.to_ical())
