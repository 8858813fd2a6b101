"""The plan as a file for somebody's own calendar: every meeting to come, and what was taken out of it. It names nobody."""

from collections.abc import Iterable
from datetime import timedelta

from icalendar import Calendar, Event

from kith.foundation.dates import now
from kith.meetings.models import Meeting
from kith.meetings.states import Status

ICS = "text/calendar; charset=utf-8"
SUMMARY = "Meeting"


def calendar_file(meetings: Iterable[Meeting]) -> bytes:
    """Moments in UTC, so that every calendar shows the hour that is on the clock, also where the clocks change.

    A later file takes the place of an earlier one: a meeting keeps its name, and one that was moved or called off is
    marked as cancelled.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Kith//Meetings//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for meeting in meetings:
        calendar.add_component(_event(meeting))
    return bytes(calendar.to_ical())


def _event(meeting: Meeting) -> Event:
    stands = meeting.status in (Status.PLANNED, Status.KEPT)
    event = Event()
    event.add("uid", f"{meeting.public_id}@kith")
    event.add("dtstamp", now())
    event.add("dtstart", meeting.at)
    event.add("dtend", meeting.at + timedelta(minutes=meeting.minutes_planned))
    event.add("summary", SUMMARY)
    if meeting.place or meeting.link:
        event.add("location", meeting.place or meeting.link)
    event.add("sequence", 0 if stands else 1)
    event.add("status", "CONFIRMED" if stands else "CANCELLED")
    event.add("transp", "OPAQUE" if stands else "TRANSPARENT")
    return event
