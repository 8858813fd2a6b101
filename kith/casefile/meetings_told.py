"""The meetings of one match as lines of its story: that they met, for everybody; how it went, for those who may read it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from django.urls import reverse

from kith.access.models import User
from kith.access.policy import Permission
from kith.casefile.entries import Entry
from kith.foundation.dates import time_words, weekday_words
from kith.matching.models import Match
from kith.meetings.activities import words_of
from kith.meetings.models import Meeting, Note
from kith.meetings.presenters import told_words
from kith.meetings.queries import feelings_readable, readable_notes
from kith.meetings.states import Status
from kith.meetings.words import number_words, who_words

WENT_WRONG = (Status.MISSED, Status.WITHHELD)


@dataclass(frozen=True)
class Readable:
    """What one reader may read of the meetings of a match."""

    how_it_went: bool = False
    notes: dict[int, list[Note]] = field(default_factory=dict)
    feelings: set[int] = field(default_factory=set)


def meetings_told(match: Match, *, reader: User, at: datetime, on: date) -> Iterator[Entry]:
    """One line a meeting; of those to come only the next. A pause or an ending tells of what it called off."""
    rows = Meeting.objects.reachable_by(reader, Permission.SEE_MEETINGS, on).filter(match=match)
    found = list(rows.select_related("moved_to").prefetch_related("changes").order_by("at"))
    readable = _readable(found, match, reader, on)
    ahead = [meeting for meeting in found if meeting.status == Status.PLANNED and meeting.at > at]
    for meeting in found:
        meeting.match = match
        if meeting not in ahead[1:] and meeting.status != Status.CALLED_OFF:
            yield _line(meeting, readable, at)
    yield from _called_off([meeting for meeting in found if _was_called_off(meeting)], readable)


def _readable(meetings: list[Meeting], match: Match, reader: User, on: date) -> Readable:
    seen = Meeting.objects.reachable_by(reader, Permission.SEE_HOW_IT_WENT, on).filter(match=match)
    return Readable(
        seen.exists(), readable_notes(meetings, reader, on), feelings_readable(meetings, reader, on)
    )


def _was_called_off(meeting: Meeting) -> bool:
    """By somebody, for a reason of its own; what a break or an ending took away is told by those."""
    return meeting.status == Status.CALLED_OFF and meeting.reason != Meeting.Reason.MATCH_ENDED


def _called_off(meetings: list[Meeting], readable: Readable) -> Iterator[Entry]:
    """Those that were called off in one go are one line, which names the days they were planned for."""
    together: dict[tuple[date, str, str], list[Meeting]] = {}
    for meeting in meetings:
        together.setdefault((_day(meeting), meeting.reason, meeting.reason_words), []).append(meeting)
    for (day, _, _), alike in together.items():
        first, last = alike[0], alike[-1]
        if len(alike) == 1:
            what = f"Called off: {weekday_words(first.on())}"
        else:
            count = number_words(len(alike))
            what = f"{count[:1].upper()}{count[1:]} meetings called off, {weekday_words(first.on())} to {weekday_words(last.on())}"
        url = reverse("meetings:meeting", args=[first.public_id])
        more = _how(first) if readable.how_it_went else ""
        yield Entry(day, what, "meetings", more, url, place=first.pk)


def _line(meeting: Meeting, readable: Readable, at: datetime) -> Entry:
    url = reverse("meetings:meeting", args=[meeting.public_id])
    if meeting.status == Status.PLANNED:
        place = f", {meeting.place}" if meeting.place else ""
        what = f"Next: {time_words(meeting.at)}{place}"
        if meeting.at <= at:
            what = "Nobody has said yet how this went"
        return Entry(meeting.on(), what, "meetings", "", url, "ahead", place=meeting.pk)
    what = told_words(meeting) if readable.how_it_went else str(Status(meeting.status).label)
    kind = "care" if meeting.status in WENT_WRONG else ""
    return Entry(_day(meeting), what, "meetings", _more(meeting, readable), url, kind, place=meeting.pk)


def _day(meeting: Meeting) -> date:
    """The day it was; a meeting that was moved or stopped beforehand stands on the day somebody said so."""
    said = [change.on for change in meeting.changes.all()]
    if meeting.status == Status.KEPT or not said:
        return meeting.on()
    return min(meeting.on(), max(said))


def _more(meeting: Meeting, readable: Readable) -> str:
    lines = []
    if readable.how_it_went:
        lines.append(_how(meeting))
    if meeting.pk in readable.feelings and meeting.feeling:
        said = f" “{meeting.feeling_words}”" if meeting.feeling_words else ""
        lines.append(f"{meeting.match.child.name}: {meeting.get_feeling_display().lower()}.{said}")
    for note in readable.notes.get(meeting.pk, []):
        by = f"{note.created_by.first_name} wrote: " if note.created_by else ""
        lines.append(f"{by}“{note.words}”")
    return "\n".join(line for line in lines if line)


def _how(meeting: Meeting) -> str:
    """What they did; or why it did not come to it."""
    if meeting.status == Status.KEPT:
        return words_of(meeting.activities)
    reason = meeting.get_reason_display() if meeting.reason else ""
    why = ". ".join(part.rstrip(".") for part in (reason, meeting.reason_words) if part)
    who = who_words(meeting) if meeting.status == Status.MISSED else ""
    said = f"{who}: {why[:1].lower()}{why[1:]}" if who and why else who or why
    return f"{said[:1].upper()}{said[1:]}." if said else ""
