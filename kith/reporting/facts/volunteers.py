"""How a scheme's volunteers stand on the last day, and whether those with a match were talked with in time."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from kith.recruitment.models import Application, ApplicationChange, Approval
from kith.recruitment.states import ON_THE_WAY
from kith.recruitment.states import Status as ApplicationStatus
from kith.reporting.facts.children import MatchFact
from kith.reporting.quarters import Span
from kith.schemes.models import Scheme, SchemeRules
from kith.support.models import Supervision


@dataclass(frozen=True, slots=True)
class VolunteerFacts:
    """Ids of volunteers: approved on the last day, on their way then, and no longer approved since the first day."""

    approved: frozenset[int]
    on_the_way: frozenset[int]
    left: frozenset[int]


def volunteer_facts(scheme: Scheme, span: Span) -> VolunteerFacts:
    """Three queries. The scheme's volunteers are there for the children of every authority that pays for it."""
    approved, ended = set(), set()
    rows = Approval.objects.filter(scheme=scheme, from_day__lte=span.until_day)
    for volunteer, until in rows.values_list("volunteer", "until_day"):
        if until is None or until > span.until_day:
            approved.add(volunteer)
        elif until in span:
            ended.add(volunteer)
    return VolunteerFacts(
        frozenset(approved),
        frozenset(_on_the_way(scheme, span.until_day) - approved),
        frozenset(ended - approved),
    )


def _on_the_way(scheme: Scheme, day: date) -> set[int]:
    """Whose application was open at the end of the day."""
    rows = Application.objects.filter(scheme=scheme, received_on__lte=day)
    volunteers = dict(rows.values_list("pk", "volunteer"))
    stood: dict[int, str] = defaultdict(lambda: str(ApplicationStatus.ENQUIRED))
    changes = ApplicationChange.objects.filter(of__scheme=scheme, on__lte=day).order_by("id")
    for of, status in changes.values_list("of", "to_status"):
        stood[of] = status
    return {volunteer for pk, volunteer in volunteers.items() if stood[pk] in ON_THE_WAY}


def supervised_in_time(
    matches: Iterable[MatchFact], scheme: Scheme, rules: SchemeRules, day: date
) -> dict[int, bool]:
    """Match id → whether its volunteer's next talk was not overdue that day. One query.

    Due as agreed at the last talk, else on the scheme's rhythm since the last talk, or since the match began.
    """
    going_on = [match for match in matches if match.is_on(day)]
    every = timedelta(days=rules.supervision_days)
    due: dict[tuple[int, int | None], date] = {}
    rows = Supervision.objects.filter(
        scheme=scheme, volunteer__in={match.volunteer for match in going_on}, on__lte=day
    )
    latest: dict[tuple[int, int | None], tuple[date, int]] = {}
    for pk, volunteer, match, on, next_on in rows.values_list("pk", "volunteer", "match", "on", "next_on"):
        if (on, pk) >= latest.get((volunteer, match), (date.min, 0)):
            latest[volunteer, match] = (on, pk)
            due[volunteer, match] = next_on or on + every
    return {match.pk: _next_talk(match, latest, due, every) >= day for match in going_on}


def _next_talk(
    match: MatchFact,
    latest: dict[tuple[int, int | None], tuple[date, int]],
    due: dict[tuple[int, int | None], date],
    every: timedelta,
) -> date:
    """After the latest talk about this match, or about no match in particular."""
    keys = [key for key in ((match.volunteer, match.pk), (match.volunteer, None)) if key in latest]
    return due[max(keys, key=lambda key: latest[key])] if keys else match.begun_on + every
