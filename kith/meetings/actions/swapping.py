"""Two meetings take each other’s time: a volunteer with two matches sees each child when the other was to come."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.holding import hold
from kith.meetings import facts
from kith.meetings.actions.planning import CannotPlan, add_row, refuse_if_obstructed
from kith.meetings.actions.recording import CannotRecord
from kith.meetings.actions.telling import tell_both_sides
from kith.meetings.models import Meeting
from kith.meetings.states import MEETING_GOES_ON, Status


class CannotSwap(CannotRecord):
    """The two meetings cannot take each other's time."""


@transaction.atomic
def swap(
    *,
    meeting: Meeting,
    other: Meeting,
    who: str,
    reason: str,
    words: str = "",
    by: User | None,
    at: datetime,
) -> tuple[Meeting, Meeting]:
    """Each meeting moves to the other's time and keeps its own place; everybody in both is told at once.

    Nobody learns whom the other time belonged to.
    """
    for each in sorted((meeting, other), key=lambda row: row.pk):
        hold(each)
    _refuse(meeting, other, at)
    on = facts.day_of(at)
    moved = []
    for each, to in ((meeting, other.at), (other, meeting.at)):
        refuse_if_obstructed(each.match, facts.day_of(to), on)
        moved.append((each, to))
    for each, _ in moved:
        each.move("move", by=by, on=on, reason=reason, words=words)
    new = [_to(each, to, who, reason, words, by, on) for each, to in moved]
    for row in new:
        tell_both_sides(row.match, about=row, by=by, on=on)
    return new[0], new[1]


def _refuse(meeting: Meeting, other: Meeting, at: datetime) -> None:
    if meeting.match_id == other.match_id:
        raise CannotSwap("These two meetings are of the same match. Move one of them instead.")
    if meeting.match.volunteer_id != other.match.volunteer_id:
        raise CannotSwap("Only meetings of the same volunteer can take each other’s time.")
    for each in (meeting, other):
        if each.status != Status.PLANNED or each.at <= at or each.match.status not in MEETING_GOES_ON:
            raise CannotSwap("One of the two is not to come any more. Look at the plan again.")


def _to(
    meeting: Meeting, to: datetime, who: str, reason: str, words: str, by: User | None, on: date
) -> Meeting:
    try:
        new = add_row(
            meeting.match, at=to, minutes=meeting.minutes_planned, place=meeting.place, by=by, on=on,
            how=meeting.how, guests=meeting.guests, link=meeting.link,
        )  # fmt: skip
    except (CannotPlan, IntegrityError) as double:
        raise CannotSwap("One of the two has a meeting at that time already. Move it instead.") from double
    meeting.moved_to, meeting.who = new, who
    meeting.reason, meeting.reason_words = reason, words
    meeting.save(update_fields=["moved_to", "who", "reason", "reason_words"])
    audit.record(Kind.MEETINGS_SWAPPED, about=meeting, by=by, on=on, who=who, reason=reason)
    return new
