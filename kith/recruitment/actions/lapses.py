"""The nightly look at what runs out: each check is noticed once at each distance, by the policy then in force.

Who is told lies above this room, where matches are known. Everything here is asked of sets: one question a scheme.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.recruitment.models import Application, Approval, Check, Duty, LapseNotice
from kith.recruitment.states import ON_THE_WAY
from kith.recruitment.vetting.checklist import begun_since, holds_until
from kith.recruitment.vetting.policies import lists_of
from kith.recruitment.vetting.requirements import Requirement
from kith.schemes.models import Scheme

DISTANCES = (0, 7, 30, 60)  # days before; 0 when it has run out
FURTHEST = timedelta(days=60)
IN_ONE_QUESTION = 500
LATEST = timedelta(days=14)  # what ran out longer ago than this is no news: the desk shows it


@dataclass(frozen=True)
class Lapse:
    """Something of a volunteer's that runs out, or has: noticed for the first time at this distance."""

    check_id: int
    volunteer_id: int
    scheme_id: int
    kind: str
    until: date
    days: int


@transaction.atomic
def notice_lapses(*, on: date) -> list[Lapse]:
    """What is to be told tonight. The same night again, or a night that was missed, tells nothing twice."""
    found = list(_found(on))
    noticed = _noticed(found, on)
    new = [lapse for lapse in found if (lapse.check_id, lapse.days) not in noticed]
    LapseNotice.objects.bulk_create(
        [LapseNotice(about_check_id=lapse.check_id, days=lapse.days, on=on) for lapse in new],
        batch_size=5_000,
    )
    if new:
        audit.record(Kind.LAPSES_TOLD, by=None, on=on, checks=len(new))
    return new


def _noticed(found: list[Lapse], on: date) -> set[tuple[int, int]]:
    """What has been told already: which check, at which distance."""
    rows = LapseNotice.objects.filter(on__gt=on - FURTHEST - LATEST - timedelta(days=1))
    if len(found) <= IN_ONE_QUESTION:
        rows = LapseNotice.objects.filter(about_check__in=[lapse.check_id for lapse in found])
    return set(rows.values_list("about_check_id", "days"))


def _found(on: date) -> Iterator[Lapse]:
    schemes = list(Scheme.objects.open_on(on).order_by("pk"))
    lists = lists_of(schemes, on)
    for scheme in schemes:
        by_key = {requirement.key: requirement for requirement in lists[scheme.pk]}
        for check in _running_out(scheme, by_key.values(), on):
            until = holds_until(by_key[check.kind], check)
            if until and on - LATEST <= until <= on + FURTHEST:
                yield Lapse(
                    check.pk, check.volunteer_id, scheme.pk, check.kind, until, distance_of(until, on)
                )


def distance_of(until: date, on: date) -> int:
    """The distance that a day has come within: 60, 30 or 7 days, or 0 when it has passed."""
    if until < on:
        return 0
    return next(days for days in DISTANCES[1:] if until <= on + timedelta(days=days))


def _running_out(scheme: Scheme, requirements: Iterable[Requirement], on: date) -> Iterator[Check]:
    """The checks that decide today and run out within the furthest distance, for those approved or on the way."""
    approved = Approval.objects.open_on(on).filter(volunteer=OuterRef("volunteer"), scheme=scheme)
    coming = Application.objects.filter(volunteer=OuterRef("volunteer"), scheme=scheme, status__in=ON_THE_WAY)
    duties = Duty.objects.open_on(on).filter(volunteer=OuterRef("volunteer"), scheme=scheme)
    soon = Q(pk__in=[])
    for requirement in requirements:
        ends = Q(until__lte=on + FURTHEST)
        if requirement.months:
            begun = begun_since(requirement.months, on + FURTHEST + timedelta(days=1))
            ends |= Q(counted_from__lt=begun) | Q(counted_from=None, on__lt=begun)
        of_kind = Q(kind=requirement.key) & ends
        if requirement.duties:
            of_kind &= Q(Exists(duties.filter(duty__in=requirement.duties)))
        soon |= of_kind
    rows = Check.objects.filter(soon, Q(Exists(approved)) | Q(Exists(coming)), scheme=scheme)
    rows = rows.filter(passed=True, complete=True).latest_on(on)
    fields = ("pk", "volunteer_id", "kind", "on", "until", "counted_from")
    return rows.only(*fields).iterator(chunk_size=5_000)
