"""Working out who is proposed to whom. Nobody is told of it; the choices are closed, and may be opened again."""

from datetime import datetime

from django.db import transaction

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.holding import hold
from kith.matching.actions.open_days.refusals import CannotOpenDay
from kith.matching.actions.open_days.telling import day_of
from kith.matching.models import ChildGuest, OpenDay, OpenDayPair, Pin, VolunteerGuest, WorkingOut
from kith.matching.open_day_rounds import Gathered, asked, gather, in_words, round_of, unit_of
from kith.matching.states import GuestStatus, OpenDayStatus
from kith.science.matching import CannotMatch, Outcome, record, settle


@transaction.atomic
def pin(*, guest: ChildGuest, volunteer: VolunteerGuest, kind: str, by: User, at: datetime) -> Pin:
    """Settle a pair by hand before it is worked out: put them together, or keep them apart."""
    open_day = guest.open_day
    hold(open_day)
    _check_open(open_day)
    if kind not in Pin.Kind.values:
        raise CannotOpenDay("Say whether they are put together or kept apart.")
    if volunteer.open_day_id != open_day.pk or not guest.status == volunteer.status == GuestStatus.CAME:
        raise CannotOpenDay(
            f"{guest.child.name} and {volunteer.volunteer.first_name} did not meet at this open day."
        )
    if guest.shares_with is not None:
        raise CannotOpenDay(f"{guest.child.name} is placed together with {guest.shares_with.child.name}.")
    already = open_day.pins.filter(guest=guest)
    if kind == Pin.Kind.TOGETHER:
        already.filter(kind=kind).exclude(volunteer=volunteer).delete()
    already.filter(volunteer=volunteer).delete()
    made = Pin.objects.create(open_day=open_day, guest=guest, volunteer=volunteer, kind=kind, created_by=by)
    audit.record(Kind.OPEN_DAY_PINNED, about=guest, by=by, on=day_of(at), how=kind)
    return made


@transaction.atomic
def unpin(*, made: Pin, by: User, at: datetime) -> None:
    """Leave the pair to the choices, after all."""
    hold(made.open_day)
    _check_open(made.open_day)
    audit.record(Kind.OPEN_DAY_PINNED, about=made.guest, by=by, on=day_of(at), how="undone")
    made.delete()


def _check_open(open_day: OpenDay) -> None:
    if open_day.status not in (OpenDayStatus.LISTENING, OpenDayStatus.WORKED_OUT):
        raise CannotOpenDay(
            f"This open day is {open_day.get_status_display().lower()}: nothing is settled by hand now."
        )


@transaction.atomic
def work_out(*, open_day: OpenDay, by: User, at: datetime) -> WorkingOut:
    """By every child’s own choice and the published order. The same choices and the same seed give the same answer."""
    hold(open_day)
    _check_open(open_day)
    on = day_of(at)
    gathered = gather(open_day, on)
    if not gathered.children:
        raise CannotOpenDay("No child has said yet whom they liked. Hear them first.")
    said = asked(open_day, gathered, exchanges=exchanges_by_policy(open_day, at))
    try:
        outcome = settle(round_of(said))
    except CannotMatch as error:
        raise CannotOpenDay(in_words(error, gathered.names)) from error
    kept = record(outcome)
    working = WorkingOut.objects.create(
        open_day=open_day,
        number=open_day.workings.count() + 1,
        on=on,
        asked=said,
        engine=kept.engine,
        rules_version=kept.rules,
        seed=kept.seed,
        exchanges=outcome.round.improve,
        inputs_hash=kept.inputs,
        result_hash=kept.result,
        children=kept.children,
        volunteers=kept.volunteers,
        places=kept.places,
        looked_at=kept.pairs,
        matched=kept.matched,
        created_by=by,
    )
    _keep_pairs(working, outcome, gathered)
    open_day.move("work out", by=by, on=on)
    audit.record(
        Kind.OPEN_DAY_WORKED_OUT, about=open_day, by=by, on=on, number=working.number, children=kept.children,
        matched=kept.matched,
    )  # fmt: skip
    return working


def exchanges_by_policy(open_day: OpenDay, at: datetime) -> bool:
    """Places are exchanged at the end only where every scheme of the day has said so in its rules."""
    return all(scheme.rules_on(day_of(at)).exchange_places for scheme in open_day.schemes.all())


def _keep_pairs(working: WorkingOut, outcome: Outcome, gathered: Gathered) -> None:
    volunteers = {str(guest.public_id): guest for guest in gathered.volunteers}
    pairs = []
    for guest in gathered.children:
        key = str(guest.public_id)
        mine = outcome.matches.get(key)
        choice = outcome.choice_of(key) or (0, 0)
        pairs += [
            OpenDayPair(
                working=working, guest=each, volunteer=volunteers[mine] if mine else None,
                choice=choice[0], choices=choice[1],
            )
            for each in unit_of(guest)
        ]  # fmt: skip
    OpenDayPair.objects.bulk_create(pairs)


@transaction.atomic
def hear_again(*, open_day: OpenDay, by: User, at: datetime) -> OpenDay:
    """Open the choices again, for a late answer. What was worked out stays on the record and does not count any more."""
    hold(open_day)
    open_day.move("hear again", by=by, on=day_of(at))
    audit.record(Kind.OPEN_DAY_MOVED, about=open_day, by=by, on=day_of(at), step="hear again")
    return open_day
