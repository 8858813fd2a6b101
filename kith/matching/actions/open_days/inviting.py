"""Inviting children who wait and volunteers with places. Who may not come is refused in words that give nothing away."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import transaction

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.holding import hold
from kith.matching import queries
from kith.matching.actions.open_days.cautions import look_around
from kith.matching.actions.open_days.refusals import CannotOpenDay
from kith.matching.actions.open_days.telling import day_of, tell_children, tell_volunteers
from kith.matching.models import ChildGuest, OpenDay, Proposal, VolunteerGuest
from kith.matching.states import GuestStatus
from kith.people.models import Child, Volunteer
from kith.recruitment.actions.flags import compare_again
from kith.referral.models import Referral
from kith.referral.states import Status

OVER = (GuestStatus.TAKEN_BACK, GuestStatus.CALLED_OFF)


@transaction.atomic
def invite_children(
    *, open_day: OpenDay, referrals: Iterable[Referral], by: User, at: datetime
) -> list[ChildGuest]:
    """Invite children who wait. They, their worker and their carer hear that there is an invitation, no more."""
    _hold_open(open_day, at)
    guests = [guest_of_child(open_day, referral, by, day_of(at)) for referral in referrals]
    tell_children(guests, "invitation", at=at)
    _write_down(open_day, guests, by, at)
    return guests


@transaction.atomic
def invite_volunteers(
    *, open_day: OpenDay, volunteers: Iterable[Volunteer], by: User, at: datetime
) -> list[VolunteerGuest]:
    """Invite volunteers who may meet a child and have a place. They answer on their phone."""
    _hold_open(open_day, at)
    guests = [guest_of_volunteer(open_day, volunteer, by, day_of(at)) for volunteer in volunteers]
    tell_volunteers(guests, "invitation", at=at)
    _write_down(open_day, guests, by, at)
    return guests


def _write_down(
    open_day: OpenDay, guests: Sequence[ChildGuest | VolunteerGuest], by: User, at: datetime
) -> None:
    for guest in guests:
        audit.record(Kind.OPEN_DAY_INVITED, about=guest, by=by, on=day_of(at))
    look_around(open_day=open_day, on=day_of(at))


def _hold_open(open_day: OpenDay, at: datetime) -> None:
    hold(open_day)
    if not open_day.is_planned:
        raise CannotOpenDay("Nobody is invited to this open day any more.")
    if open_day.has_begun(at):
        raise CannotOpenDay(
            "This open day has begun. Whoever comes without an invitation is added on the day."
        )


def guest_of_child(open_day: OpenDay, referral: Referral, by: User, on: date) -> ChildGuest:
    """The child's place, new or taken up again; refused for whoever is not waiting or has been invited."""
    child, scheme = referral.child, referral.scheme
    if child is None or scheme is None or referral.status not in (Status.ACCEPTED, Status.WAITING):
        raise CannotOpenDay(f"{referral.name} is not waiting for anybody.", "who")
    if not open_day.schemes.filter(pk=scheme.pk).exists():
        raise CannotOpenDay(f"{child.name} waits in {scheme}, and this open day is for others.", "who")
    if scheme.closed_on is not None and scheme.closed_on <= open_day.day:
        raise CannotOpenDay(f"{scheme} is closed, so nobody is looked for there.", "who")
    _check_child(child, referral, open_day)
    already = open_day.children.filter(child=child).first()
    if already is None:
        return ChildGuest.objects.create(
            open_day=open_day, child=child, referral=referral, scheme=scheme, invited_on=on, created_by=by
        )
    if already.status not in OVER:
        raise CannotOpenDay(f"{child.name} is invited already.", "who")
    already.referral, already.scheme, already.invited_on, already.child_said = referral, scheme, on, ""
    already.save(update_fields=["referral", "scheme", "invited_on", "child_said"])
    already.move("invite again", by=by, on=on)
    return already


def _check_child(child: Child, referral: Referral, open_day: OpenDay) -> None:
    if child.sealed:
        raise CannotOpenDay(
            f"{child.name}’s story is sealed, and everybody who runs an open day sees who comes. "
            f"Look for somebody with {child.name} by cards instead.",
            "who",
        )
    if Proposal.objects.open().filter(referral=referral).exists():
        raise CannotOpenDay(f"{child.name} has chosen somebody, and that is on its way.", "who")
    if pause := queries.pause_of(child, open_day.day):
        raise CannotOpenDay(pause, "who")


def guest_of_volunteer(open_day: OpenDay, volunteer: Volunteer, by: User, on: date) -> VolunteerGuest:
    """The volunteer's place. Why somebody cannot be invited is never said here: those who vet know."""
    already = open_day.volunteers.filter(volunteer=volunteer).first()
    if already is not None and already.status not in OVER:
        raise CannotOpenDay(f"{volunteer.first_name} is invited already.", "who")
    compare_again(volunteer=volunteer, on=on)
    if volunteer.pk not in queries.may_come([volunteer], open_day, on):
        raise CannotOpenDay(f"{volunteer.first_name} cannot be invited at the moment.", "who")
    if not queries.room_at(open_day, [volunteer], on)[volunteer.pk]:
        raise CannotOpenDay(f"{volunteer.first_name} has no place left at the moment.", "who")
    if already is None:
        return VolunteerGuest.objects.create(
            open_day=open_day, volunteer=volunteer, invited_on=on, created_by=by
        )
    already.invited_on = on
    already.save(update_fields=["invited_on"])
    already.move("invite again", by=by, on=on)
    return already
