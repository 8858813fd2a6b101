"""The plan as a file for somebody's own calendar. It says when, and neither who nor where."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from icalendar import Calendar, Event

from kith.meetings.models import Meeting
from kith.meetings.states import Status

ICS = "text/calendar; charset=utf-8"
SUMMARY = "Meeting"
READ_AGAIN = timedelta(hours=6)


def calendar_file(meetings: Iterable[Meeting], *, at: datetime) -> bytes:
    """Moments in UTC, so that every calendar shows the hour that is on the clock, also where the clocks change.

    A later file takes the place of an earlier one: a meeting keeps its name, and one that was moved or called off is
    marked as cancelled.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Kith//Meetings//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Meetings")
    calendar.add("refresh-interval", READ_AGAIN, parameters={"VALUE": "DURATION"})
    for meeting in meetings:
        calendar.add_component(_event(meeting, at))
    return bytes(calendar.to_ical())


def _event(meeting: Meeting, at: datetime) -> Event:
    stands = meeting.status in (Status.PLANNED, Status.KEPT)
    event = Event()
    event.add("uid", f"{meeting.public_id}@kith")
    event.add("dtstamp", at)
    event.add("dtstart", meeting.at)
    event.add("dtend", meeting.at + timedelta(minutes=meeting.minutes_planned))
    event.add("summary", SUMMARY)
    event.add("sequence", 0 if stands else 1)
    event.add("status", "CONFIRMED" if stands else "CANCELLED")
    event.add("transp", "OPAQUE" if stands else "TRANSPARENT")
    return event
