"""What has changed lately in a plan that is still to come: told in My space and on the volunteer's phone."""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from kith.matching.models import Match
from kith.meetings.models import Meeting
from kith.meetings.queries.over_matches import Matches, day_begins, ids_of
from kith.meetings.states import Status

TOLD_FOR = timedelta(days=7)


class Changed(NamedTuple):
    """A meeting that will not be when it was to be: its old row, and the new time if there is one."""

    was: Meeting
    now: Meeting | None

    @property
    def match(self) -> Match:
        return self.was.match


def changed_lately(matches: Matches, *, at: datetime, on: date) -> list[Changed]:
    """Meetings whose old or new time is still to come and that were moved or taken out within the last week."""
    rows = (
        Meeting.objects.filter(
            match__in=ids_of(matches),
            status__in=[Status.MOVED, Status.CALLED_OFF, Status.MISSED, Status.WITHHELD],
            at__gte=day_begins(on - TOLD_FOR),
            changes__on__gte=on - TOLD_FOR,
        )
        .exclude(reason=Meeting.Reason.MATCH_ENDED)
        .select_related("match__volunteer", "match__child", "moved_to", "moved_from")
        .order_by("at", "pk")
        .distinct()
    )
    return [Changed(was, now) for was in rows if _is_still_news(was, now := _where_it_went(was), at)]


def _where_it_went(meeting: Meeting) -> Meeting | None:
    """The last of a chain of moves, if it stands."""
    new = meeting.moved_to
    while new is not None and new.moved_to_id:
        new = new.moved_to
    return new if new is not None and new.status == Status.PLANNED else None


def _is_still_news(was: Meeting, now: Meeting | None, at: datetime) -> bool:
    if hasattr(was, "moved_from"):
        return False  # told of with the first of its chain
    return was.at >= at or (now is not None and now.at >= at)
