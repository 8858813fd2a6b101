"""Which meetings the rhythm of a match still asks for, and what stands in the way of planning them."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import NamedTuple

from django.db.models import prefetch_related_objects

from kith.access.models import User
from kith.access.policy import Permission
from kith.foundation.dates import moment
from kith.matching.models import Agreement, Match
from kith.matching.states import MatchStatus
from kith.meetings import facts
from kith.meetings.models import Meeting, MeetingQuerySet
from kith.meetings.queries.days_off import DayOff, DaysOff
from kith.meetings.queries.over_matches import Matches, day_begins
from kith.meetings.states import Status
from kith.recruitment.queries import cleared_volunteers, obstacles
from kith.recruitment.vetting.over_days import OverDays
from kith.recruitment.vetting.policies import begins_between
from kith.schemes.models import Scheme
from kith.science.rhythm import Rhythm, planned_days

IT_VARIES = (
    "They agreed that the day or the time varies, so nothing can be planned ahead. "
    "Plan each meeting, or write a usual day and time into the agreement."
)
IN_STEP_WITH = timedelta(days=400)
TAKEN_AWAY = (Meeting.Reason.MATCH_ENDED, Meeting.Reason.AWAY)


@dataclass
class Plan:
    """The meetings to add to one match, those held back, and why; `refusal` where none can be planned at all.

    `passed_over` are days of the rhythm on which they had said that they would not meet.
    """

    match: Match
    moments: list[datetime] = field(default_factory=list)
    held_back: list[datetime] = field(default_factory=list)
    in_the_way: list[str] = field(default_factory=list)
    passed_over: list[DayOff] = field(default_factory=list)
    refusal: str = ""


class Standing(NamedTuple):
    """A meeting in the plan of a match, as far as planning asks: many thousands are read for it in one night."""

    pk: int
    day: date
    status: str
    reason: str
    moved_to: int | None

    @property
    def was_taken_away(self) -> bool:
        return self.status == Status.CALLED_OFF and self.reason in TAKEN_AWAY


class Obstacles:
    """Who may meet a child on a day, found for whole schemes at once; why somebody may not, one by one.

    No deed dates ahead what lets somebody meet a child, but for a scheme that will ask for less: within what it asks
    now, whoever may not on the first day may not later, and whoever may on the last may throughout. So the first and the
    last day of each version of its list are asked; only those who may on some of these are looked for day by day.
    `explain`: whether somebody reads what stands in the way.
    """

    def __init__(
        self,
        schemes: Iterable[Scheme],
        on: date,
        until: date,
        among: Collection[int] | None = None,
        *,
        explain: bool = True,
    ) -> None:
        self.explain, self._among = explain, among
        self._schemes = {scheme.pk: scheme for scheme in schemes}
        self._said: dict[tuple[int, int, date], list[str]] = {}
        self._sometimes: dict[int, set[int]] = {}
        self._throughout: dict[int, set[int]] = {}
        borders = _borders(self._schemes, on + timedelta(days=1), until)
        found = {pk: [self._on(pk, day) for day in days] for pk, days in borders.items()}
        for pk, cleared in found.items():
            self._throughout[pk] = set.intersection(*cleared)
            self._sometimes[pk] = set.union(*cleared) - self._throughout[pk]

    def clear(self, match: Match, day: date) -> bool:
        """Whether the volunteer of a match may meet a child in its scheme on a day of the plan."""
        volunteer, scheme = match.volunteer_id, match.scheme_id
        if volunteer in self._throughout.get(scheme, ()):
            return True
        return volunteer in self._sometimes.get(scheme, ()) and self._day_by_day.clear(volunteer, scheme, day)

    @cached_property
    def _day_by_day(self) -> OverDays:
        pairs = [(one, self._schemes[scheme]) for scheme, some in self._sometimes.items() for one in some]
        return OverDays(pairs)

    def why_not(self, match: Match, day: date) -> list[str]:
        """What stands in the way, a sentence each, where somebody reads it; asked once of a volunteer and day."""
        if not self.explain:
            return []
        key = (match.volunteer_id, match.scheme_id, day)
        if key not in self._said:
            self._said[key] = obstacles(volunteer=match.volunteer, scheme=match.scheme, on=day)
        return self._said[key]

    def _on(self, scheme: int, day: date) -> set[int]:
        rows = cleared_volunteers(self._schemes[scheme], day)
        if self._among is not None:
            rows = rows.filter(pk__in=self._among)
        return set(rows.values_list("pk", flat=True))


def _borders(schemes: Iterable[int], first: date, last: date) -> dict[int, set[date]]:
    """Scheme id → the first and the last day of a plan, and of each version of its list that begins between them."""
    days = {pk: {first, last} for pk in schemes}
    for scheme, begins in begins_between(days, first, last) if first < last else ():
        days[scheme] |= {begins - timedelta(days=1), begins}
    return days


class ObstaclesOfOne(Obstacles):
    """The same for one match: its volunteer is asked about by themself, and whatever day by day."""

    def __init__(self, match: Match, on: date, until: date) -> None:
        self._match = match
        super().__init__({match.scheme}, on, until)

    def clear(self, match: Match, day: date) -> bool:
        return match.volunteer_id in self._throughout[match.scheme_id] or not self.why_not(match, day)

    def _on(self, scheme: int, day: date) -> set[int]:
        return set() if self.why_not(self._match, day) else {self._match.volunteer_id}


def plans_ahead(matches: Matches, *, on: date, until: date, known: Obstacles | None = None) -> list[Plan]:
    """What to plan for each match, from the day after `on` until a day. What is held back is so because a check will have lapsed."""
    every = list(matches)
    prefetch_related_objects(every, "volunteer", "scheme__provider", "child", "agreements")
    meetings = _meetings_of(every, on)
    off = DaysOff(every, on, until)
    if known is None:
        known = _known(every, on, until)
    return [_plan(match, meetings[match.pk], known, off, on, until) for match in every]


def _known(matches: list[Match], on: date, until: date) -> Obstacles:
    if len(matches) == 1:
        return ObstaclesOfOne(matches[0], on, until)
    among = [match.volunteer_id for match in matches]
    return Obstacles({match.scheme for match in matches}, on, until, among)


def _meetings_of(matches: list[Match], on: date) -> dict[int, list[Standing]]:
    rows = Meeting.objects.filter(
        match__in=[match.pk for match in matches], at__gte=day_begins(on - IN_STEP_WITH), off_plan=False
    )
    by_match: dict[int, list[Standing]] = defaultdict(list)
    columns = ("match", "pk", "at", "status", "reason", "moved_to")
    for match, pk, at, *rest in rows.order_by("at").values_list(*columns).iterator(chunk_size=5_000):
        by_match[match].append(Standing(pk, facts.day_of(at), *rest))
    return by_match


def _plan(
    match: Match, meetings: list[Standing], known: Obstacles, off: DaysOff, on: date, until: date
) -> Plan:
    agreement = match.agreement
    if match.status == MatchStatus.ENDING:
        return Plan(
            match, refusal="This match is winding down. Each meeting that is left is planned by itself."
        )
    if match.status != MatchStatus.ACTIVE:
        status = match.get_status_display().lower()
        return Plan(match, refusal=f"This match is {status}. Nothing is planned ahead until it goes on.")
    if agreement is None:
        return Plan(match, refusal="There is no agreement yet. Write it first: it says how often they meet.")
    if agreement.weekday is None or agreement.usual_time is None:
        return Plan(match, refusal=IT_VARIES)
    plan = Plan(match)
    wanted = []
    for day in _days_wanted(_days(agreement, match, meetings, on, until), meetings):
        if day_off := off.of(match, day, agreement):
            plan.passed_over.append(day_off)
        else:
            wanted.append(day)
    _fill(plan, wanted, agreement.usual_time, known)
    return plan


def _fill(plan: Plan, wanted: list[date], at: time, known: Obstacles) -> None:
    for day in wanted:
        if known.clear(plan.match, day):
            plan.moments.append(moment(day, at))
            continue
        plan.held_back.append(moment(day, at))
        plan.in_the_way = plan.in_the_way or known.why_not(plan.match, day)


def _days_wanted(days: list[date], meetings: list[Standing]) -> list[date]:
    """Days of the rhythm on which nothing stands yet.

    A day that was called off by hand stays free; one that a pause or some days away took is planned again.
    """
    taken = {meeting.day for meeting in meetings if not meeting.was_taken_away}
    return [day for day in days if day not in taken]


def _days(agreement: Agreement, match: Match, meetings: list[Standing], on: date, until: date) -> list[date]:
    """The days of the agreed rhythms, each in step with the furthest of its own meetings since it was agreed."""
    begins = max(agreement.on, match.begun_on)
    stages = facts.agreed_stages(agreement, match.begun_on, begins)
    moved_here = {meeting.moved_to for meeting in meetings}
    met = [
        meeting.day
        for meeting in meetings
        if meeting.day >= agreement.on
        and meeting.status != Status.CALLED_OFF
        and meeting.pk not in moved_here
        and meeting.day.weekday() == agreement.weekday
    ]
    days: list[date] = []
    for place, stage in enumerate(stages):
        over = stages[place + 1].begins - timedelta(days=1) if place + 1 < len(stages) else until
        first, last = max(on + timedelta(days=1), stage.begins), min(until, over)
        own = [day for day in met if stage.begins <= day <= over or (place + 1 == len(stages) and day > over)]
        days += planned_days(_in_step(stage, own, on), first, last)
    return days


def _in_step(stage: Rhythm, own: list[date], on: date) -> Rhythm:
    return facts.in_step(stage, max(own), min(on, max(own))) if own else stage


def may_swap_with(meeting: Meeting, user: User, at: datetime) -> MeetingQuerySet:
    """The meetings to come of the same volunteer with somebody else, as far as this person plans those too."""
    rows: MeetingQuerySet = Meeting.objects.reachable_by(user, Permission.PLAN_MEETING)
    others = rows.ahead(at).filter(match__volunteer=meeting.match.volunteer_id)
    return others.exclude(match=meeting.match_id).with_people().order_by("at", "pk")


def stands_beside(meeting: Meeting) -> bool:
    """Whether the volunteer has planned to be with somebody else at that time, and not in one get-together."""
    ends = meeting.at + timedelta(minutes=meeting.minutes_planned)
    near = Meeting.objects.filter(
        match__volunteer=meeting.match.volunteer_id,
        status=Status.PLANNED,
        at__lt=ends,
        at__gt=meeting.at - timedelta(days=1),
    ).exclude(match=meeting.match_id)
    others = near.exclude(together=meeting.together) if meeting.together else near
    return any(other.at + timedelta(minutes=other.minutes_planned) > meeting.at for other in others)
