"""The coordinator agrees, to all or to some: only now do proposals begin, each on its ordinary road."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.dates import day_words
from kith.foundation.holding import hold
from kith.matching.actions.open_days.refusals import CannotOpenDay
from kith.matching.actions.open_days.telling import day_of
from kith.matching.models import ChildGuest, OpenDay, OpenDayPair, Proposal, VolunteerGuest
from kith.matching.queries.open_days import room_at, standing_at, still_wait
from kith.matching.states import OpenDayStatus
from kith.messages.actions import send_all


@transaction.atomic
def agree(*, open_day: OpenDay, pairs: Sequence[OpenDayPair], by: User, at: datetime) -> list[Proposal]:
    """A proposal for each of these pairs, or for none of them. The volunteers are asked next, without a name.

    Twice by two people makes one set. Whoever is left out stays waiting, and may be agreed to later.
    """
    hold(open_day)
    on = day_of(at)
    if open_day.status not in (OpenDayStatus.WORKED_OUT, OpenDayStatus.AGREED):
        raise CannotOpenDay("There is nothing to agree to: work out first who could be there for whom.")
    working = open_day.workings.order_by("-number").first()
    fresh = list(
        OpenDayPair.objects.filter(
            pk__in=[pair.pk for pair in pairs], working=working, volunteer__isnull=False
        )
        .select_related("guest__child", "guest__referral", "guest__scheme", "volunteer__volunteer", "working")
        .order_by("pk")
    )
    if len(fresh) != len(pairs):
        raise CannotOpenDay("It has been worked out again since. Look at the new proposal first.")
    if agreed := [pair for pair in fresh if pair.proposal_id]:
        raise CannotOpenDay(_already(open_day, agreed[0]))
    first_time = open_day.status == OpenDayStatus.WORKED_OUT
    if not fresh and not first_time:
        raise CannotOpenDay("Choose whom you agree to.")
    _check_still_holds(open_day, fresh, on)
    made = [_propose(pair, by, on) for pair in fresh]
    open_day.move("agree", by=by, on=on)
    if first_time:
        _tell_young_people(open_day, at)
    audit.record(Kind.OPEN_DAY_AGREED, about=open_day, by=by, on=on, proposals=len(made))
    return made


def _already(open_day: OpenDay, pair: OpenDayPair) -> str:
    change = open_day.changes.filter(step="agree").order_by("pk").last()
    who = f" by {change.by.name} on {day_words(change.on)}" if change and change.by else ""
    return (
        f"This was agreed already{who}. {pair.guest.child.name}’s proposal has begun; nothing was made twice."
    )


def _check_still_holds(open_day: OpenDay, pairs: list[OpenDayPair], on: date) -> None:
    """Between working out and agreeing somebody may have been suspended, placed, or found somebody."""
    children: list[ChildGuest] = [pair.guest for pair in pairs]
    volunteers: list[VolunteerGuest] = [pair.volunteer for pair in pairs if pair.volunteer]
    standing, waiting = standing_at(open_day, children, volunteers, on), still_wait(children, on)
    room = room_at(open_day, [guest.volunteer for guest in volunteers], on)
    for pair in pairs:
        assert pair.volunteer is not None
        child, name = pair.guest.child.name, pair.volunteer.volunteer.first_name
        if pair.guest_id not in waiting:
            raise CannotOpenDay(
                f"{child} has somebody on the way already, or does not wait any more. Take {child} out, or work it out again."
            )
        if pair.guest.child.rests_on(on):
            raise CannotOpenDay(f"{child} would like a pause. Take {child} out, or work it out again.")
        wanted = sum(each.volunteer_id == pair.volunteer_id for each in pairs)
        if (pair.guest_id, pair.volunteer_id) in standing.between or room[
            pair.volunteer.volunteer_id
        ] < wanted:
            raise CannotOpenDay(
                f"{name} cannot be proposed at the moment. Take {child} out, or work it out again."
            )


def _propose(pair: OpenDayPair, by: User, on: date) -> Proposal:
    assert pair.volunteer is not None
    proposal = Proposal.objects.create(
        child=pair.guest.child,
        volunteer=pair.volunteer.volunteer,
        scheme=pair.guest.scheme,
        referral=pair.guest.referral,
        created_by=by,
    )
    proposal.move("choose", by=by, on=on, reason="open day")
    pair.proposal = proposal
    pair.save(update_fields=["proposal"])
    return proposal


def _tell_young_people(open_day: OpenDay, at: datetime) -> None:
    """That there is something new; what it is they read in My space, or hear from somebody they know."""
    came = open_day.children.came().select_related("child__user")
    send_all(to=[guest.child.user for guest in came if guest.child.user], event="something new", at=at)
