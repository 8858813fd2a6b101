"""A scheme says for itself how long it keeps its records, or takes that back; every date counted before is counted anew."""

from datetime import date

from django.db import transaction

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.endings.actions.erasing import take_back_open
from kith.endings.erasure import with_dates_of
from kith.endings.models import Ending, Erasing, KeepingPeriod
from kith.endings.retention import KINDS, Period, kept_until, limits, periods_of
from kith.foundation.dates import day_words
from kith.foundation.errors import Cannot
from kith.foundation.holding import hold
from kith.schemes.models import Scheme

AT_A_TIME = 500


class CannotKeepSo(Cannot):
    """The scheme cannot keep its records for so long."""

    def __init__(self, words: str, field: str = "") -> None:
        super().__init__(words)
        self.field = field


@transaction.atomic
def set_period(
    *, scheme: Scheme, kind: str, years: int, why: str, by: User, on: date, age: int | None = None
) -> KeepingPeriod:
    """Keep one kind of record longer or shorter from today, what ended before as well."""
    hold(scheme)
    if kind not in KINDS:
        raise CannotKeepSo("Choose which records.")
    if refusal := _beyond(kind, Period(years, age)):
        raise refusal
    if not why.strip():
        raise CannotKeepSo("Say why: a contract, a law, or what the commissioner asks.", field="why")
    if periods_of(scheme)[kind] == Period(years, age):
        raise CannotKeepSo(f"{scheme} keeps them for exactly so long already. Nothing was changed.")
    said = KeepingPeriod.objects.create(
        scheme=scheme, kind=kind, years=years, age=age, why=why.strip(), on=on, created_by=by
    )
    moved = _count_anew(scheme, by=by, on=on)
    audit.record(Kind.PERIOD_SET, about=said, by=by, on=on, records=kind, years=years, moved=moved)
    return said


def _beyond(kind: str, asked: Period) -> CannotKeepSo | None:
    """Why this is outside what law and the table of periods allow."""
    least, most = limits(kind)
    if not least.years <= asked.years <= most.years:
        return CannotKeepSo(f"Choose between {least.years} and {most.years} years.", field="years")
    if least.age is None or most.age is None:
        return CannotKeepSo("These are not kept by age.", field="age") if asked.age else None
    if asked.age is None or not least.age <= asked.age <= most.age:
        return CannotKeepSo(f"Choose an age between {least.age} and {most.age}.", field="age")
    return None


@transaction.atomic
def take_back_period(*, period: KeepingPeriod, by: User, on: date) -> KeepingPeriod:
    """Back to what stood before it: the period before, or what is usual."""
    hold(period)
    hold(period.scheme)
    if period.taken_back_on:
        raise CannotKeepSo(f"This was taken back on {day_words(period.taken_back_on)}.")
    later = KeepingPeriod.objects.standing().filter(scheme=period.scheme, kind=period.kind, pk__gt=period.pk)
    if later.exists():
        raise CannotKeepSo("Something else was said since. Take that back first.")
    period.taken_back_on, period.taken_back_by = on, by
    period.save(update_fields=["taken_back_on", "taken_back_by"])
    moved = _count_anew(period.scheme, by=by, on=on)
    audit.record(Kind.PERIOD_TAKEN_BACK, about=period, by=by, on=on, records=period.kind, moved=moved)
    return period


def _count_anew(scheme: Scheme, *, by: User, on: date) -> int:
    """Every record's last day by the periods that stand now. Who agreed too early that it goes has not agreed any more."""
    periods, moved = periods_of(scheme), []
    for ending in with_dates_of(scheme).iterator(AT_A_TIME):
        until = kept_until(ending.match, ending.ended_on, periods)
        if until != ending.kept_until:
            ending.kept_until = until
            moved.append(ending)
    Ending.objects.bulk_update(moved, ["kept_until"], batch_size=AT_A_TIME)
    too_early = {ending.pk for ending in moved if ending.kept_until >= on}
    for erasing in Erasing.objects.open().filter(ending__match__scheme=scheme).select_related("ending"):
        if erasing.ending_id in too_early:
            take_back_open(erasing.ending, by=by, on=on)
    return len(moved)
