"""Planned meetings that cannot go ahead as they stand: from which of them on, and why."""

from dataclasses import dataclass
from datetime import date, datetime

from kith.matching.models import Match
from kith.meetings.models import Meeting
from kith.recruitment.queries import is_suspended, obstacles


@dataclass(frozen=True)
class Stopped:
    """The meetings of a match that cannot go ahead, and what stands in their way, a sentence each."""

    meetings: list[Meeting]
    why: list[str]
    by_suspension: bool = False

    @property
    def first_on(self) -> date:
        return self.meetings[0].on()


def stopped_ahead(match: Match, *, at: datetime) -> Stopped | None:
    """The planned meetings on whose day the volunteer may meet nobody. What lapses stays lapsed until it is renewed,
    so that the last day is asked first; only when that one is stopped is the first looked for."""
    planned = list(Meeting.objects.ahead(at).filter(match=match).order_by("at"))
    if not planned or not _why(match, planned[-1].on()):
        return None
    for place, meeting in enumerate(planned):
        if why := _why(match, meeting.on()):
            return Stopped(planned[place:], why, is_suspended(match.volunteer, meeting.on()))
    return None


def _why(match: Match, day: date) -> list[str]:
    return obstacles(volunteer=match.volunteer, scheme=match.scheme, on=day)
