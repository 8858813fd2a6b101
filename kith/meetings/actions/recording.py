"""Saying what became of a meeting, by whom and why: once, by whoever comes first."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.dates import day_words, time_words, weekday_words
from kith.foundation.errors import Cannot
from kith.foundation.holding import hold
from kith.foundation.lifecycle import CannotMove
from kith.matching.models import Match
from kith.meetings import facts
from kith.meetings.actions.drafts import drop_draft
from kith.meetings.actions.planning import add_row, refuse_if_obstructed
from kith.meetings.actions.telling import tell_both_sides, tell_coordinators
from kith.meetings.activities import activities as known_activities
from kith.meetings.models import Meeting, Note
from kith.meetings.queries.over_matches import day_begins
from kith.meetings.states import MEETING_GOES_ON, Status
from kith.meetings.words import became_words

SHORTEST, LONGEST = 5, 1440
EVERYBODY = (Note.Reader.CHILD, Note.Reader.COORDINATOR, Note.Reader.MANAGER)
MAY_WITHHOLD = (Meeting.Who.CARER, Meeting.Who.WORKER, Meeting.Who.SCHEME)


class CannotRecord(Cannot):
    """What became of the meeting cannot be said like this."""


@transaction.atomic
def record_kept(
    *,
    meeting: Meeting,
    minutes: int,
    activities: Sequence[str],
    note: str = "",
    readers: Sequence[str] = EVERYBODY,
    morale: str = "",
    by: User | None,
    at: datetime,
) -> Meeting:
    """They met. The note, if there is one, keeps who was named as its readers."""
    _refuse_if_said(meeting)
    if meeting.at > at:
        raise CannotRecord(
            f"This meeting is on {weekday_words(meeting.on())} at {time_words(meeting.at)}, "
            "which has not come yet. Say afterwards how it went."
        )
    _first_to_say(meeting, "keep", by=by, on=facts.day_of(at))
    _keep_morale(meeting, morale, by)
    return _keep(meeting, minutes, activities, note, readers, by, at)


def _keep_morale(meeting: Meeting, morale: str, by: User | None) -> None:
    """How it was for the volunteer is theirs alone to say."""
    if not morale:
        return
    if morale not in Meeting.Feeling.values:
        raise CannotRecord("Choose one of the three, or leave it out.")
    if by is None or by != meeting.match.volunteer.user:
        raise CannotRecord("Only the volunteer can say how it was for them.")
    meeting.morale = morale
    meeting.save(update_fields=["morale"])


def _keep(
    meeting: Meeting,
    minutes: int,
    activities: Sequence[str],
    note: str,
    readers: Sequence[str],
    by: User | None,
    at: datetime,
) -> Meeting:
    if not SHORTEST <= minutes <= LONGEST:
        raise CannotRecord("A meeting lasts from 5 minutes to 24 hours. Say how long this one was.")
    if unknown := set(activities) - set(known_activities()):
        raise CannotRecord(f"Choose what you did from the pictures; {sorted(unknown)[0]} is not among them.")
    meeting.minutes, meeting.activities = minutes, list(activities)
    meeting.save(update_fields=["minutes", "activities"])
    drop_draft(meeting=meeting, by=by)
    if note.strip():
        Note.objects.create(meeting=meeting, words=note.strip(), readers=list(readers), at=at, created_by=by)
    on = facts.day_of(at)
    audit.record(
        Kind.MEETING_KEPT, about=meeting, by=by, on=on, minutes=minutes, days_after=(on - meeting.on()).days
    )
    return meeting


def _refuse_if_said(meeting: Meeting) -> None:
    """Of two people who tell of the same meeting, the second is told what the first has said."""
    if meeting.status == Status.PLANNED:
        return
    last = meeting.changes.select_related("by").last()
    who = last.by.first_name if last and last.by else "Kith"
    raise CannotRecord(
        f"{who} has said already what became of this meeting: {became_words(meeting)}. "
        "If that is wrong, open the meeting and put it right."
    )


def _first_to_say(meeting: Meeting, step: str, **change: Any) -> None:
    """Of two in the same moment the second hears what the first has said, as if they had come a minute later."""
    try:
        meeting.move(step, **change)
    except CannotMove:
        meeting.refresh_from_db()
        _refuse_if_said(meeting)
        raise


@transaction.atomic
def record_off_plan(
    *,
    match: Match,
    at: datetime,
    minutes: int,
    activities: Sequence[str],
    note: str = "",
    readers: Sequence[str] = EVERYBODY,
    morale: str = "",
    by: User | None,
    said_at: datetime,
) -> Meeting:
    """They met without having planned it. Said honestly, whatever stood in the way of planning it."""
    day = facts.day_of(at)
    if at > said_at:
        raise CannotRecord("That time has not come yet. Plan the meeting instead.")
    if day < match.begun_on:
        raise CannotRecord(
            f"They began on {day_words(match.begun_on)}. A meeting before that belongs to getting to know "
            "each other, not to the match."
        )
    if match.ended_on and day > match.ended_on:
        raise CannotRecord(f"This match ended on {day_words(match.ended_on)}. Tell the coordinator instead.")
    hold(match)
    _refuse_if_that_day_has_one(match, at)
    meeting = add_row(match, at=at, minutes=minutes, place="", by=by, on=facts.day_of(said_at), off_plan=True)
    meeting.move("keep", by=by, on=facts.day_of(said_at))
    _keep_morale(meeting, morale, by)
    return _keep(meeting, minutes, activities, note, readers, by, said_at)


def _refuse_if_that_day_has_one(match: Match, at: datetime) -> None:
    """One meeting told twice is still one meeting."""
    day = facts.day_of(at)
    begins, ends = day_begins(day), day_begins(day + timedelta(days=1))
    same_day = Meeting.objects.filter(match=match, at__gte=begins, at__lt=ends).order_by("at")
    already = same_day.filter(status__in=[Status.KEPT, Status.PLANNED]).first()
    if already is None:
        return
    when = f"{weekday_words(day)} at {time_words(already.at)}"
    if already.status == Status.KEPT:
        raise CannotRecord(f"A meeting on {when} has been recorded already. Nothing was added.", field="day")
    raise CannotRecord(f"A meeting was planned for {when}. Say how that one went instead.", field="day")


@transaction.atomic
def record_missed(
    *, meeting: Meeting, who: str, reason: str, words: str = "", by: User | None, at: datetime
) -> Meeting:
    """It did not happen, or will not: something got in the way."""
    if reason == Meeting.Reason.SANCTION:
        raise CannotRecord("A meeting that was taken away as a punishment was withheld. Say who decided it.")
    return _not_kept(meeting, "miss", who, reason, words, by, at)


@transaction.atomic
def withhold(
    *, meeting: Meeting, who: str, reason: str, words: str = "", by: User | None, at: datetime
) -> Meeting:
    """Somebody decided that the young person should not come. The coordinator hears of it at once."""
    if who not in MAY_WITHHOLD:
        raise CannotRecord(
            "A meeting is withheld by a carer, a worker or the scheme. "
            "If the young person or the volunteer did not come, say that something got in the way."
        )
    _not_kept(meeting, "withhold", who, reason, words, by, at)
    tell_coordinators(meeting.match, about=meeting, by=by, on=facts.day_of(at))
    return meeting


def _not_kept(
    meeting: Meeting, step: str, who: str, reason: str, words: str, by: User | None, at: datetime
) -> Meeting:
    _refuse_if_said(meeting)
    on = facts.day_of(at)
    _first_to_say(meeting, step, by=by, on=on, reason=reason, words=words)
    meeting.who, meeting.reason, meeting.reason_words = who, reason, words
    meeting.save(update_fields=["who", "reason", "reason_words"])
    drop_draft(meeting=meeting, by=by)
    audit.record(
        Kind.MEETING_NOT_KEPT, about=meeting, by=by, on=on, became=meeting.status, who=who, reason=reason
    )
    if meeting.at > at:
        tell_both_sides(meeting.match, about=meeting, by=by, on=on)
    return meeting


@transaction.atomic
def move(
    *,
    meeting: Meeting,
    to: datetime,
    place: str = "",
    who: str,
    reason: str,
    words: str = "",
    by: User | None,
    at: datetime,
) -> Meeting:
    """Move a meeting: the old row points to a new one, and both sides are told at once. Returns the new one."""
    _refuse_if_said(meeting)
    match, on = meeting.match, facts.day_of(at)
    if match.status not in MEETING_GOES_ON:
        raise CannotRecord(f"This match is {match.get_status_display().lower()}, so nothing new is planned.")
    if to == meeting.at and place in ("", meeting.place):
        raise CannotRecord("That is when it was planned. Choose another day or time.")
    if facts.day_of(to) < match.begun_on:
        raise CannotRecord(f"They began on {day_words(match.begun_on)}. Choose a later day.")
    if to > at:
        refuse_if_obstructed(match, facts.day_of(to), on)
    _first_to_say(meeting, "move", by=by, on=on, reason=reason, words=words)
    new = add_row(
        match, at=to, minutes=meeting.minutes_planned, place=place or meeting.place, by=by, on=on,
        how=meeting.how, guests=meeting.guests, link=meeting.link,
    )  # fmt: skip
    meeting.moved_to, meeting.who = new, who
    meeting.reason, meeting.reason_words = reason, words
    meeting.save(update_fields=["moved_to", "who", "reason", "reason_words"])
    drop_draft(meeting=meeting, by=by)
    audit.record(Kind.MEETING_MOVED, about=meeting, by=by, on=on, who=who, reason=reason)
    tell_both_sides(match, about=new, by=by, on=on)
    return new
