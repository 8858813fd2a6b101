"""Putting right what was said of a meeting: it stands again as it was planned, and what had been said stays in the change."""

from datetime import datetime

from django.db import IntegrityError, transaction

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.dates import time_words, weekday_words
from kith.foundation.errors import Cannot
from kith.meetings import facts
from kith.meetings.actions.planning import refuse_if_obstructed
from kith.meetings.actions.telling import tell_both_sides
from kith.meetings.models import Meeting, MeetingChange
from kith.meetings.states import MEETING_GOES_ON, Status

SAID_OF_IT = ("minutes", "activities", "who", "reason", "reason_words", "morale")


class CannotPutRight(Cannot):
    """What was said of the meeting cannot be taken back."""


@transaction.atomic
def put_right(*, meeting: Meeting, by: User | None, at: datetime) -> Meeting:
    """Take back what was said of a meeting. What had been said stays in the change, notes are read no more.

    A meeting that was never planned is then called off; one that was moved stands again at its old time.
    """
    on = facts.day_of(at)
    if meeting.status == Status.CALLED_OFF:
        _refuse_if_it_cannot_stand_again(meeting, at)
    if meeting.moved_to:
        _take_back_the_new_time(meeting.moved_to, by, at)
    was = {"status": meeting.status} | {name: getattr(meeting, name) for name in SAID_OF_IT}
    _stand_again(meeting, was, by, at)
    meeting.minutes, meeting.activities, meeting.moved_to = None, [], None
    meeting.who = meeting.reason = meeting.reason_words = meeting.morale = ""
    meeting.save(update_fields=[*SAID_OF_IT, "moved_to"])
    for note in meeting.notes.all():
        note.taken_back_on = on
        note.save(update_fields=["taken_back_on"])
    audit.record(Kind.MEETING_PUT_RIGHT, about=meeting, by=by, on=on, was=was["status"])
    if was["status"] == Status.MOVED:
        tell_both_sides(meeting.match, about=meeting, by=by, on=on)
    return meeting


def _stand_again(meeting: Meeting, was: dict[str, object], by: User | None, at: datetime) -> None:
    on = facts.day_of(at)
    try:
        with transaction.atomic():
            change = meeting.move("put right", by=by, on=on)
    except IntegrityError as double:
        raise CannotPutRight(
            f"Another meeting stands on {weekday_words(meeting.on())} at {time_words(meeting.at)} now. "
            "Move or call off that one first."
        ) from double
    MeetingChange.objects.filter(pk=change.pk).update(was=was)
    if meeting.off_plan:
        meeting.move("call off", by=by, on=on)


def _refuse_if_it_cannot_stand_again(meeting: Meeting, at: datetime) -> None:
    if meeting.off_plan:
        raise CannotPutRight(
            "This was taken back. If they did meet, say so once more as a meeting not planned."
        )
    if meeting.at <= at:
        raise CannotPutRight(
            "This meeting was called off and its day has passed. If they met, say so as a meeting not planned."
        )
    if meeting.match.status not in MEETING_GOES_ON:
        raise CannotPutRight("The match is paused or has ended, so its meetings stay called off.")
    refuse_if_obstructed(meeting.match, meeting.on(), facts.day_of(at))


def _take_back_the_new_time(new: Meeting, by: User | None, at: datetime) -> None:
    if new.status != Status.PLANNED:
        raise CannotPutRight(
            f"It was moved to {weekday_words(new.on())}, and that has been told of. Put that one right first."
        )
    new.move("call off", by=by, on=facts.day_of(at))
