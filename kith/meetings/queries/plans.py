"""Which meetings the rhythm of a match still asks for, and what stands in the way of planning them."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import prefetch_related_objects

from kith.foundation.dates import moment
from kith.matching.models import Agreement, Match
from kith.matching.states import MatchStatus
from kith.meetings import facts
from kith.meetings.models import Meeting
from kith.meetings.queries.over_matches import Matches, day_begins
from kith.meetings.states import Status
from kith.recruitment.queries import obstacles
from kith.science.rhythm import Rhythm, planned_days

IT_VARIES = (
    "They agreed that the day or the time varies, so nothing can be planned ahead. "
    "Plan each meeting, or write a usual day and time into the agreement."
)
IN_STEP_WITH = timedelta(days=400)


@dataclass
class Plan:
    """The meetings to add to one match, those held back, and why; `refusal` where none can be planned at all."""

    match: Match
    moments: list[datetime] = field(default_factory=list)
    held_back: list[datetime] = field(default_factory=list)
    in_the_way: list[str] = field(default_factory=list)
    refusal: str = ""


class Obstacles:
    """What stands in the way of a volunteer's meeting on a day, asked once a volunteer, scheme and day."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int, date], list[str]] = {}

    def of(self, match: Match, day: date) -> list[str]:
        key = (match.volunteer_id, match.scheme_id, day)
        if key not in self._known:
            self._known[key] = obstacles(volunteer=match.volunteer, scheme=match.scheme, on=day)
        return self._known[key]


def plans_ahead(matches: Matches, *, on: date, until: date) -> list[Plan]:
    """What to plan for each match, from the day after `on` until a day. What is held back is so because a check will have lapsed."""
    every = list(matches)
    prefetch_related_objects(every, "volunteer", "scheme", "agreements")
    meetings = _meetings_of(every, on)
    known = Obstacles()
    return [_plan(match, meetings[match.pk], known, on, until) for match in every]


def _meetings_of(matches: list[Match], on: date) -> dict[int, list[Meeting]]:
    rows = Meeting.objects.filter(
        match__in=[match.pk for match in matches], at__gte=day_begins(on - IN_STEP_WITH), off_plan=False
    )
    by_match: dict[int, list[Meeting]] = defaultdict(list)
    for meeting in rows.select_related("moved_from").order_by("at"):
        by_match[meeting.match_id].append(meeting)
    return by_match


def _plan(match: Match, meetings: list[Meeting], known: Obstacles, on: date, until: date) -> Plan:
    agreement = match.agreement
    if match.status != MatchStatus.ACTIVE:
        status = match.get_status_display().lower()
        return Plan(match, refusal=f"This match is {status}. Nothing is planned ahead until it goes on.")
    if agreement is None:
        return Plan(match, refusal="There is no agreement yet. Write it first: it says how often they meet.")
    if agreement.weekday is None or agreement.usual_time is None:
        return Plan(match, refusal=IT_VARIES)
    rhythm = _rhythm(agreement, agreement.weekday, match, meetings, on)
    at = agreement.usual_time
    wanted = _days_wanted(planned_days(rhythm, on + timedelta(days=1), until), meetings)
    plan = Plan(match)
    all_clear = not wanted or not known.of(match, wanted[-1])
    for day in wanted:
        in_the_way = [] if all_clear else known.of(match, day)
        (plan.held_back if in_the_way else plan.moments).append(moment(day, at))
        plan.in_the_way = plan.in_the_way or in_the_way
    return plan


def _days_wanted(days: list[date], meetings: list[Meeting]) -> list[date]:
    """Days of the rhythm on which nothing stands yet.

    A day that was called off by hand stays free; one that a pause took away is planned again.
    """
    taken = {meeting.on() for meeting in meetings if not _taken_away_by_a_pause(meeting)}
    return [day for day in days if day not in taken]


def _taken_away_by_a_pause(meeting: Meeting) -> bool:
    return meeting.status == Status.CALLED_OFF and meeting.reason == Meeting.Reason.MATCH_ENDED


def _rhythm(agreement: Agreement, weekday: int, match: Match, meetings: list[Meeting], on: date) -> Rhythm:
    """The agreed rhythm, in step with the furthest of its own meetings since it was agreed."""
    in_step = [
        meeting.on()
        for meeting in meetings
        if meeting.status != Status.CALLED_OFF
        and not hasattr(meeting, "moved_from")
        and meeting.on() >= agreement.on
        and meeting.on().weekday() == weekday
    ]
    begins = max(agreement.on, match.begun_on)
    rhythm = facts.agreed_rhythm(agreement, begins)
    return facts.in_step(rhythm, max(in_step), on) if in_step else rhythm
