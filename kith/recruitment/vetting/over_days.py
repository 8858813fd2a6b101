"""Who of some volunteers may meet a child, on many days: what they have is fetched once, and judged day by day."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from kith.recruitment.models import Approval, Check, Duty, Exemption, Suspension
from kith.recruitment.queries import NAMED_ONE_BY_ONE, Pair, add_courses, courses_in, judged
from kith.recruitment.vetting.checklist import Held
from kith.recruitment.vetting.policies import lists_of
from kith.recruitment.vetting.requirements import FIRST_MEETING, Requirement
from kith.schemes.models import Scheme

Span = tuple[date, date | None]  # from a day up to (not with) another, or without an end


class OverDays:
    """The same judgement as `obstacles`, for volunteers in their schemes: a handful of questions, and few a day."""

    def __init__(self, pairs: Sequence[tuple[int, Scheme]]) -> None:
        self._pairs = {(volunteer, scheme.pk) for volunteer, scheme in pairs}
        self._schemes = {scheme.pk: scheme for _, scheme in pairs}
        self._asked: dict[date, dict[int, list[Requirement]]] = {}
        self._modules: dict[date, dict[Pair, dict[int, date | None]]] = {}
        self._checks: dict[Pair, list[Check]] = defaultdict(list)
        self._exempt: dict[Pair, list[tuple[str, date, date, date | None]]] = defaultdict(list)
        self._duties: dict[Pair, list[tuple[str, Span]]] = defaultdict(list)
        self._approved: dict[Pair, list[Span]] = defaultdict(list)
        self._suspended: dict[int, list[Span]] = defaultdict(list)
        listed = sorted({volunteer for volunteer, _ in self._pairs})
        for first in range(0, len(listed), NAMED_ONE_BY_ONE):
            self._fetch(listed[first : first + NAMED_ONE_BY_ONE])

    def clear(self, volunteer: int, scheme: int, day: date) -> bool:
        """Whether nothing stands in the way of a volunteer's meeting a child of the scheme that day."""
        pair = (volunteer, scheme)
        if not _any_open(self._approved[pair], day) or _any_open(self._suspended[volunteer], day):
            return False
        asked = [each for each in self._asked_on(day)[scheme] if each.is_due_by(FIRST_MEETING)]
        return all(item.is_met for item in judged(asked, self._held(pair, day), day))

    def _fetch(self, volunteers: list[int]) -> None:
        about: dict[str, Any] = {"volunteer__in": volunteers, "scheme__in": list(self._schemes)}
        for check in Check.objects.standing().filter(**about).unread():
            self._checks[check.volunteer_id, check.scheme_id].append(check)
        exempt = Exemption.objects.filter(**about).order_by("pk")
        for who, where, *rest in exempt.values_list(
            "volunteer", "scheme", "kind", "from_day", "until_day", "ended_on"
        ):
            self._exempt[who, where].append((rest[0], rest[1], rest[2], rest[3]))
        duties = Duty.objects.filter(**about).order_by("pk")
        for who, where, duty, since, until in duties.values_list(
            "volunteer", "scheme", "duty", "from_day", "until_day"
        ):
            self._duties[who, where].append((duty, (since, until)))
        approved = Approval.objects.filter(**about).order_by("pk")
        for who, where, since, until in approved.values_list("volunteer", "scheme", "from_day", "until_day"):
            self._approved[who, where].append((since, until))
        suspended = Suspension.objects.filter(volunteer__in=volunteers).order_by("pk")
        for who, since, until in suspended.values_list("volunteer", "from_day", "until_day"):
            self._suspended[who].append((since, until))

    def _held(self, pair: Pair, day: date) -> Held:
        exempt: dict[str, date] = {}
        for kind, since, until, ended in self._exempt[pair]:
            if since <= day <= until and (ended is None or ended > day):
                exempt[kind] = max(exempt.get(kind, until), until)
        duties = {duty for duty, span in self._duties[pair] if _any_open([span], day)}
        return Held(self._checks[pair], exempt, duties, self._modules_on(day).get(pair, {}))

    def _asked_on(self, day: date) -> dict[int, list[Requirement]]:
        if day not in self._asked:
            self._asked[day] = lists_of(self._schemes.values(), day)
        return self._asked[day]

    def _modules_on(self, day: date) -> dict[Pair, dict[int, date | None]]:
        if day not in self._modules:
            courses = courses_in(self._asked_on(day).values())
            held = {pair: Held() for pair in self._pairs}
            if courses:
                few = {volunteer for volunteer, _ in held} if len(held) <= NAMED_ONE_BY_ONE else None
                add_courses(held, courses, few, day)
            self._modules[day] = {pair: each.modules for pair, each in held.items()}
        return self._modules[day]


def _any_open(spans: Sequence[Span], day: date) -> bool:
    return any(since <= day and (until is None or until > day) for since, until in spans)
