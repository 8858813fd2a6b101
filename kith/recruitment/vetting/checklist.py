"""Where a volunteer stands with what they need, worked out from their checks: once for a page, once for the database.

`stand` looks at the checks of one volunteer in one scheme; `met` is the same judgement as a condition for a query over
many. A test holds the two against each other.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.db.models import Count, Exists, Q, Subquery
from django.db.models.functions import Coalesce
from django.db.models.lookups import GreaterThanOrEqual

from kith.foundation.dates import day_words
from kith.recruitment.models import Check, CheckQuerySet
from kith.recruitment.vetting.requirements import LAPSING_DAYS, Requirement


class State(StrEnum):
    MET = "met"
    MISSING = "missing"
    LAPSING = "lapsing"
    LAPSED = "lapsed"
    FAILED = "failed"


@dataclass(frozen=True)
class ChecklistItem:
    """One requirement and how it stands: the check that decides, and until when it holds."""

    requirement: Requirement
    state: State
    check: Check | None = None
    until: date | None = None
    have: int = 0

    @property
    def is_met(self) -> bool:
        return self.state in (State.MET, State.LAPSING)

    def obstacle(self, first_name: str) -> str:
        """Why this keeps them from meeting a child, as a sentence; empty when it does not."""
        called = self.requirement.called
        if self.state == State.MISSING:
            return f"{first_name} still needs {self.requirement.needs}."
        if self.state == State.LAPSED and self.until:
            return f"{first_name}’s {called} ran out on {day_words(self.until)}."
        if self.state == State.FAILED:
            return f"Something in {first_name}’s {called} stands in the way. Those who vet know why."
        return ""


def stand(requirement: Requirement, checks: Iterable[Check], on: date) -> ChecklistItem:
    """How one requirement stands that day, given all standing checks of a volunteer in a scheme."""
    mine = sorted(
        (check for check in checks if check.kind == requirement.key and check.on <= on),
        key=lambda check: (check.on, check.pk),
    )
    if requirement.count > 1:
        return _several(requirement, mine, on)
    if not mine:
        return ChecklistItem(requirement, State.MISSING)
    latest = mine[-1]
    if not latest.passed:
        return ChecklistItem(requirement, State.FAILED, latest)
    return ChecklistItem(requirement, _by_day(latest.until, on), latest, latest.until, 1)


def _several(requirement: Requirement, mine: Sequence[Check], on: date) -> ChecklistItem:
    """A requirement that needs more than one: one that worries outweighs all that do not."""
    if failed := [check for check in mine if not check.passed]:
        return ChecklistItem(requirement, State.FAILED, failed[-1])
    latest = mine[-1] if mine else None
    if not _are_enough(requirement, mine):
        return ChecklistItem(requirement, State.MISSING, latest, have=len(mine))
    ends = [_enough_until(requirement.count, mine)]
    if requirement.at_least_one:
        ends.append(_enough_until(1, [check for check in mine if _carries(requirement, check)]))
    until = min(ends)
    known = None if until == date.max else until
    return ChecklistItem(requirement, _by_day(known, on), latest, known, len(mine))


def _are_enough(requirement: Requirement, checks: Sequence[Check]) -> bool:
    carried = not requirement.at_least_one or any(_carries(requirement, check) for check in checks)
    return len(checks) >= requirement.count and carried


def _carries(requirement: Requirement, check: Check) -> bool:
    name, values = requirement.at_least_one or ("", ())
    return check.details.get(name) in values


def _enough_until(count: int, checks: Sequence[Check]) -> date:
    """The last day on which at least so many still hold."""
    return sorted((check.until or date.max for check in checks), reverse=True)[count - 1]


def _by_day(until: date | None, on: date) -> State:
    if until is None:
        return State.MET
    if until < on:
        return State.LAPSED
    return State.LAPSING if until <= on + timedelta(days=LAPSING_DAYS) else State.MET


def met(requirement: Requirement, theirs: CheckQuerySet, on: date) -> Q:
    """The condition that a requirement stands that day. `theirs`: the checks of the row that the query is about."""
    of_kind = theirs.filter(kind=requirement.key)
    if requirement.count == 1:
        return Q(Exists(of_kind.latest_on(on).met_on(on)))
    good = of_kind.met_on(on)
    many = Subquery(good.order_by().values("kind").annotate(many=Count("pk")).values("many"))
    enough = Q(GreaterThanOrEqual(Coalesce(many, 0), requirement.count))
    if requirement.at_least_one:
        name, values = requirement.at_least_one
        enough &= Q(Exists(good.filter(**{f"details__{name}__in": list(values)})))
    return enough & ~Q(Exists(of_kind.standing().filter(on__lte=on, passed=False)))
