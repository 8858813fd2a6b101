"""Where a volunteer stands with what they need, worked out from their checks: once for a page, once for the database.

`stand` looks at what one volunteer has in one scheme; `met` is the same judgement as a condition for a query over
the volunteers of a scheme, and `many.met_among_many` for one over everybody. A test holds the three against each other.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from dateutil.relativedelta import relativedelta
from django.db.models import Case, Count, Exists, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact

from kith.foundation.dates import day_words, months_after
from kith.recruitment.models import Check, CheckQuerySet
from kith.recruitment.models.checks import counted_since, in_date
from kith.recruitment.models.policies import ExemptionQuerySet
from kith.recruitment.vetting.requirements import LAPSING_DAYS, Requirement
from kith.science.fit.words import listed
from kith.training.queries import held_on, in_first_year


class State(StrEnum):
    MET = "met"
    MISSING = "missing"
    LAPSING = "lapsing"
    LAPSED = "lapsed"
    FAILED = "failed"
    EXEMPT = "exempt"


@dataclass(frozen=True)
class ChecklistItem:
    """One requirement and how it stands: the check that decides, and until when it holds.

    `courses`: those that lack, have run out or soon will, by name, where it is asked for course by course.
    """

    requirement: Requirement
    state: State
    check: Check | None = None
    until: date | None = None
    have: int = 0
    courses: tuple[str, ...] = ()

    @property
    def is_met(self) -> bool:
        return self.state in (State.MET, State.LAPSING, State.EXEMPT)

    def obstacle(self, first_name: str) -> str:
        """Why this keeps them from meeting a child, as a sentence; empty when it does not."""
        called, which = self.requirement.called, f": {listed(self.courses)}" if self.courses else ""
        if self.state == State.MISSING:
            return f"{first_name} still needs {self.requirement.needs}{which}."
        if self.state == State.LAPSED and self.until:
            return f"{first_name}’s {called} ran out on {day_words(self.until)}{which}."
        if self.state == State.FAILED:
            return f"Something in {first_name}’s {called} stands in the way. Those who vet know why."
        return ""


@dataclass
class Held:
    """What one volunteer has in one scheme: standing checks, exemptions open that day, duties, modules done."""

    checks: list[Check] = field(default_factory=list)
    exempt_until: dict[str, date] = field(default_factory=dict)
    duties: set[str] = field(default_factory=set)
    modules: dict[int, date | None] = field(default_factory=dict)  # course → until when it holds
    called: Mapping[int, str] = field(default_factory=dict)  # course → its name, of those that are asked for

    def is_asked_for(self, requirement: Requirement) -> bool:
        return not requirement.duties or bool(self.duties & set(requirement.duties))


def stand(
    requirement: Requirement, checks: Iterable[Check], on: date, exempt_until: date | None = None
) -> ChecklistItem:
    """How one requirement stands that day, given all standing checks of a volunteer in a scheme."""
    item = _by_checks(requirement, checks, on)
    if exempt_until and item.state in (State.MISSING, State.LAPSED):
        return ChecklistItem(requirement, State.EXEMPT, None, exempt_until)
    return item


def stand_by_modules(
    requirement: Requirement,
    done: Mapping[int, date | None],
    on: date,
    exempt_until: date | None = None,
    called: Mapping[int, str] = MappingProxyType({}),
) -> ChecklistItem:
    """How training stands that is asked for course by course: all of them, each as long as it holds."""
    there = [course for course in requirement.modules if course in done]
    ends = [done[course] for course in there]
    until = min((end for end in ends if end), default=None)
    state = _by_day(until, on) if len(there) == len(requirement.modules) else State.MISSING
    if exempt_until and state in (State.MISSING, State.LAPSED):
        return ChecklistItem(requirement, State.EXEMPT, None, exempt_until)
    wanting = [
        course
        for course in requirement.modules
        if course not in done or (state != State.MISSING and _by_day(done[course], on) == state)
    ]
    names = () if state == State.MET else tuple(called[course] for course in wanting if course in called)
    return ChecklistItem(requirement, state, None, until, len(there), names)


def _by_checks(requirement: Requirement, checks: Iterable[Check], on: date) -> ChecklistItem:
    mine = sorted(
        (check for check in checks if check.kind == requirement.key and check.on <= on),
        key=lambda check: (check.on, check.pk),
    )
    if requirement.count > 1:
        return _several(requirement, mine, on)
    if not mine or not mine[-1].complete:
        return ChecklistItem(requirement, State.MISSING, mine[-1] if mine else None)
    latest = mine[-1]
    if not latest.passed:
        return ChecklistItem(requirement, State.FAILED, latest)
    until = holds_until(requirement, latest)
    return ChecklistItem(requirement, _by_day(until, on), latest, until, 1)


def _several(requirement: Requirement, mine: Sequence[Check], on: date) -> ChecklistItem:
    """A requirement that needs more than one: one that worries outweighs all that do not."""
    mine = [check for check in mine if check.complete]
    if failed := [check for check in mine if not check.passed]:
        return ChecklistItem(requirement, State.FAILED, failed[-1])
    latest = mine[-1] if mine else None
    if not _are_enough(requirement, mine):
        return ChecklistItem(requirement, State.MISSING, latest, have=len(mine))
    ends = [_enough_until(requirement, requirement.count, mine)]
    if requirement.at_least_one:
        ends.append(_enough_until(requirement, 1, [check for check in mine if _carries(requirement, check)]))
    until = min(ends)
    known = None if until == date.max else until
    return ChecklistItem(requirement, _by_day(known, on), latest, known, len(mine))


def _are_enough(requirement: Requirement, checks: Sequence[Check]) -> bool:
    carried = not requirement.at_least_one or any(_carries(requirement, check) for check in checks)
    return len(checks) >= requirement.count and carried


def _carries(requirement: Requirement, check: Check) -> bool:
    _, values = requirement.at_least_one or ("", ())
    return check.code in values


def _enough_until(requirement: Requirement, count: int, checks: Sequence[Check]) -> date:
    """The last day on which at least so many still hold."""
    ends = sorted((holds_until(requirement, check) or date.max for check in checks), reverse=True)
    return ends[count - 1]


def holds_until(requirement: Requirement, check: Check) -> date | None:
    """The last day of a check: its own, or that of the policy where that is sooner. A longer time is no second life."""
    return last_day(requirement.months, check.until, check.counted_from or check.on)


def last_day(months: int | None, until: date | None, begun: date) -> date | None:
    ends = [until] if until else []
    if months:
        ends.append(months_after(begun, months))
    return min(ends, default=None)


def begun_since(months: int, on: date) -> date:
    """The earliest beginning of so many months that reach a day."""
    begun = on - relativedelta(months=months)
    while months_after(begun, months) < on:  # the month before was shorter
        begun += timedelta(days=1)
    return begun


def _by_day(until: date | None, on: date) -> State:
    if until is None:
        return State.MET
    if until < on:
        return State.LAPSED
    return State.LAPSING if until <= on + timedelta(days=LAPSING_DAYS) else State.MET


def met(
    requirement: Requirement,
    theirs: CheckQuerySet,
    exemptions: ExemptionQuerySet,
    on: date,
    scheme: Any = None,
) -> Q:
    """The condition, for volunteers, that a requirement stands that day in a scheme. `theirs` and `exemptions`: those of
    the volunteer that the query is about."""
    of_kind = theirs.filter(kind=requirement.key)
    exempt = Q(Exists(exemptions.open_on(on).filter(kind=requirement.key)))
    if requirement.modules:
        return courses_done(requirement, OuterRef("pk"), scheme, on) | exempt
    judge = _judged_by_the_latest if requirement.count == 1 else _judged_by_several
    # Judged by one look at somebody’s checks, and nobody among thousands is looked at twice without need.
    judged = Coalesce(Subquery(judge(requirement, of_kind.standing().filter(on__lte=on), on)), MISSING)
    return Q(Exact(judged, MET)) | (exempt & Q(Exact(judged, MISSING)))


def courses_done(requirement: Requirement, volunteer: OuterRef, scheme: Any, on: date) -> Q:
    """The condition that the courses asked for by name are done, but those of every year by who is new."""
    done = Q()
    for course in requirement.modules:
        done &= Q(held_on(course, volunteer, on)) | in_first_year(course, volunteer, scheme, on)
    return done


MET, MISSING, FAILED = Value(1), Value(0), Value(-1)


def _judged_by_the_latest(requirement: Requirement, checks: CheckQuerySet, on: date) -> Any:
    judged = Case(
        When(complete=False, then=MISSING),
        When(passed=False, then=FAILED),
        When(in_time(requirement, on), then=MET),
        default=MISSING,
    )
    return checks.order_by("-on", "-pk").annotate(judged=judged).values("judged")[:1]


def _judged_by_several(requirement: Requirement, checks: CheckQuerySet, on: date) -> Any:
    """One that worries outweighs all that do not; so many that hold, and one of them of a certain kind, are enough."""
    judged = Case(When(bad__gt=0, then=FAILED), When(enough(requirement), then=MET), default=MISSING)
    return counted(requirement, checks, on, "kind").annotate(judged=judged).values("judged")


def counted(requirement: Requirement, checks: CheckQuerySet, on: date, *each: str) -> CheckQuerySet:
    """How many there are of each: that worry, that hold, and that are of the kind of which one is needed."""
    holds = Q(passed=True) & in_time(requirement, on)
    _, values = requirement.at_least_one or ("", ())
    return (
        checks.filter(complete=True)
        .order_by()
        .values(*each)
        .annotate(
            bad=Count("kind", filter=Q(passed=False)),
            good=Count("kind", filter=holds),
            carrying=Count("kind", filter=holds & Q(code__in=values) if values else holds),
        )
    )


def enough(requirement: Requirement) -> Q:
    return Q(good__gte=requirement.count, carrying__gte=1)


def in_time(requirement: Requirement, on: date) -> Q:
    return in_date(on) & (counted_since(begun_since(requirement.months, on)) if requirement.months else Q())
