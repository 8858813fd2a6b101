"""Which reports there are for whom: a scheme's contracts quarter by quarter, and what a commissioner has been given."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from kith.access.models import User
from kith.access.policy import Permission
from kith.access.reach import organisations_for, schemes_for
from kith.matching.models import Match
from kith.reporting.models import Run, RunQuerySet
from kith.reporting.quarters import Span, whole_quarters
from kith.reporting.states import LET_OUT
from kith.schemes.models import Contract, Organisation

QUARTERS_SHOWN = 4


@dataclass
class Slot:
    """One span of days of one contract: the report that was made last, and the one that is with the commissioner."""

    span: Span
    latest: Run | None = None
    released: Run | None = None


@dataclass
class Desk:
    """One contract with its last quarters, latest first, and any other days a report was made for."""

    contract: Contract
    slots: list[Slot] = field(default_factory=list)


def contracts_for(user: User, on: date) -> list[Contract]:
    """The contracts of the schemes for which this person makes reports."""
    rows = Contract.objects.filter(scheme__in=schemes_for(user, Permission.MAKE_REPORT, on), from_day__lte=on)
    return list(
        rows.select_related("scheme__provider", "commissioner").order_by("scheme__name", "commissioner__name")
    )


def desks(contracts: Iterable[Contract], on: date) -> list[Desk]:
    """Each contract with its quarters: one query for all of them."""
    listed = list(contracts)
    runs: dict[int, list[Run]] = defaultdict(list)
    for run in Run.objects.filter(contract__in=listed).select_related("created_by", "released_by"):
        runs[run.contract_id].append(run)
    return [_desk(contract, runs[contract.pk], on) for contract in listed]


def _desk(contract: Contract, runs: list[Run], on: date) -> Desk:
    quarters = whole_quarters(on, contract.from_day, QUARTERS_SHOWN)
    if contract.until_day:
        quarters = [span for span in quarters if span.from_day <= contract.until_day]
    slots = {span: Slot(span) for span in quarters}
    for run in sorted(runs, key=lambda run: run.pk):
        slot = slots.setdefault(run.span, Slot(run.span))
        slot.latest = run
        slot.released = run if run.is_released else slot.released
    return Desk(contract, sorted(slots.values(), key=lambda slot: slot.span, reverse=True))


def given_to(user: User, on: date) -> RunQuerySet:
    """The reports that this person has been given as a commissioner, those not replaced since."""
    commissioners = organisations_for(user, Permission.SEE_REPORT, on)
    reach = Run.objects.reachable_by(user, Permission.SEE_REPORT, on)
    given: RunQuerySet = reach.filter(contract__commissioner__in=commissioners).released().with_contract()
    return given.order_by("-from_day", "contract__scheme__name", "-id")


def replaced_by(run: Run) -> Run | None:
    """The report that took the place of this one."""
    same = Run.objects.of_the_same(run.contract).for_span(run.span).released()
    return same.first() if run.is_replaced else None


def in_the_way(run: Run) -> Run | None:
    """A report of other, overlapping days that the commissioner already has."""
    others = Run.objects.of_the_same(run.contract).filter(status__in=LET_OUT)
    apart = Q(from_day__gt=run.until_day) | Q(until_day__lt=run.from_day)
    return others.exclude(apart).exclude(from_day=run.from_day, until_day=run.until_day).first()


def in_nobodys_report(contract: Contract, span: Span) -> int:
    """Matches of the scheme within the span whose child's authority has no contract for it, or is not written down."""
    payers = Contract.objects.filter(scheme=contract.scheme).values("commissioner")
    living = Match.objects.filter(
        Q(ended_on=None) | Q(ended_on__gte=span.from_day),
        scheme=contract.scheme,
        begun_on__lte=span.until_day,
    )
    return living.filter(Q(child__authority=None) | ~Q(child__authority__in=payers)).count()


def authorities_for(user: User, on: date) -> list[Organisation]:
    """The authorities whose page for elected members this person may see."""
    found = organisations_for(user, Permission.SEE_MEMBERS_PAGE, on)
    return list(Organisation.objects.filter(pk__in=found).order_by("name"))
