"""Planning an open day, changing it, calling it off so that everybody hears at once, and planning it again."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.dates import count_words, time_words
from kith.foundation.holding import hold
from kith.matching.actions.open_days.inviting import invite_children, invite_volunteers
from kith.matching.actions.open_days.refusals import CannotOpenDay
from kith.matching.actions.open_days.telling import day_of, tell_all
from kith.matching.models import ChildGuest, OpenDay, VolunteerGuest
from kith.matching.states import ASKED, GuestStatus, OpenDayStatus
from kith.schemes.models import Scheme

TOLD_OF = ("begins_at", "ends_at", "place")
MOST_PLACES = 200
SEEDS = 10**8


@transaction.atomic
def plan_day(
    *,
    schemes: Sequence[Scheme],
    begins_at: datetime,
    ends_at: datetime,
    place: str,
    to_do: str,
    child_places: int,
    volunteer_places: int,
    note: str = "",
    seed: int | None = None,
    instead_of: OpenDay | None = None,
    by: User,
    at: datetime,
) -> OpenDay:
    """A day to come. The seed of its lot is drawn now, before anybody has chosen anybody."""
    providers = {scheme.provider_id for scheme in schemes}
    if len(providers) != 1:
        raise CannotOpenDay("Choose at least one scheme, all of one provider.", "schemes")
    if closed := next((each for each in schemes if each.closed_on and each.closed_on <= day_of(at)), None):
        raise CannotOpenDay(f"{closed} is closed, so nobody is looked for there.", "schemes")
    open_day = OpenDay(
        provider_id=providers.pop(),
        begins_at=begins_at,
        ends_at=ends_at,
        place=place.strip(),
        to_do=to_do.strip(),
        note=note.strip(),
        child_places=child_places,
        volunteer_places=volunteer_places,
        seed=secrets.randbelow(SEEDS) if seed is None else seed,
        instead_of=instead_of,
        created_by=by,
    )
    _refuse_unfit(open_day, at)
    open_day.save()
    open_day.schemes.set(schemes)
    audit.record(Kind.OPEN_DAY_PLANNED, about=open_day, by=by, on=day_of(at), places=child_places)
    return open_day


def _refuse_unfit(open_day: OpenDay, at: datetime) -> None:
    if open_day.begins_at <= at:
        raise CannotOpenDay("Choose a day and a time that are still to come.", "day")
    if open_day.ends_at <= open_day.begins_at:
        raise CannotOpenDay(
            f"It begins at {time_words(open_day.begins_at)}, so it must end later than that.", "ends"
        )
    if not open_day.place:
        raise CannotOpenDay("Say where it is.", "place")
    if not open_day.to_do:
        raise CannotOpenDay("Say what you will do together: people come for that.", "to_do")
    for name in ("child_places", "volunteer_places"):
        if not 1 <= getattr(open_day, name) <= MOST_PLACES:
            raise CannotOpenDay(f"Enter a number from 1 to {MOST_PLACES}.", name)


@transaction.atomic
def change_day(*, open_day: OpenDay, by: User, at: datetime, **changed: Any) -> OpenDay:
    """Another time, place or number of places. Whoever is invited hears of another time or place."""
    hold(open_day)
    if not open_day.is_planned:
        raise CannotOpenDay("This open day can no longer be changed.")
    if open_day.has_begun(at):
        raise CannotOpenDay("This open day has begun, so when and where it is can no longer be changed.")
    was = {name: getattr(open_day, name) for name in changed}
    for name, value in changed.items():
        setattr(open_day, name, value.strip() if isinstance(value, str) else value)
    _refuse_unfit(open_day, at)
    _refuse_fewer_than_come(open_day)
    open_day.save()
    different = {name for name in changed if was[name] != getattr(open_day, name)}
    if different & set(TOLD_OF):
        tell_all(open_day, "invitation changed", at=at)
    audit.record(Kind.OPEN_DAY_CHANGED, about=open_day, by=by, on=day_of(at), changed=sorted(different))
    return open_day


def _refuse_fewer_than_come(open_day: OpenDay) -> None:
    for name, noun, plural, guests in (
        ("child_places", "child is", "children are", open_day.children),
        ("volunteer_places", "volunteer is", "volunteers are", open_day.volunteers),
    ):
        coming = guests.filter(status=GuestStatus.COMING).count()
        if coming > getattr(open_day, name):
            raise CannotOpenDay(
                f"{count_words(coming, noun, plural)} coming already. Enter at least as many, "
                "or take somebody’s invitation back first.",
                name,
            )


@transaction.atomic
def call_off(*, open_day: OpenDay, by: User, at: datetime, why: str = "") -> OpenDay:
    """It will not take place: everybody who is invited or comes is told, all at once."""
    hold(open_day)
    if open_day.status == OpenDayStatus.CALLED_OFF:
        raise CannotOpenDay("This open day has been called off already.")
    open_day.move("call off", by=by, on=day_of(at), words=why.strip())
    told = tell_all(open_day, "invitation called off", at=at)
    for guests in (open_day.children, open_day.volunteers):
        for guest in guests.filter(status__in=ASKED):
            guest.move("call off", by=by, on=day_of(at))
    audit.record(Kind.OPEN_DAY_CALLED_OFF, about=open_day, by=by, on=day_of(at), told=told)
    return open_day


@transaction.atomic
def plan_again(*, open_day: OpenDay, by: User, at: datetime, **planned: Any) -> tuple[OpenDay, list[str]]:
    """The same people, another day: a new open day, everybody invited anew who still may be. Who may not is said."""
    hold(open_day)
    if open_day.status != OpenDayStatus.CALLED_OFF:
        raise CannotOpenDay("Only an open day that was called off is planned again. Plan a new one instead.")
    if OpenDay.objects.filter(instead_of=open_day).exists():
        raise CannotOpenDay("This open day has been planned again already.")
    again = plan_day(schemes=list(open_day.schemes.all()), by=by, at=at, instead_of=open_day, **planned)
    left_out = []
    for child in open_day.children.filter(status=GuestStatus.CALLED_OFF).with_people().order_by("pk"):
        left_out += _again(child, again, by, at)
    for volunteer in open_day.volunteers.filter(status=GuestStatus.CALLED_OFF).with_people().order_by("pk"):
        left_out += _again(volunteer, again, by, at)
    return again, left_out


def _again(guest: ChildGuest | VolunteerGuest, again: OpenDay, by: User, at: datetime) -> list[str]:
    try:
        if isinstance(guest, ChildGuest):
            invite_children(open_day=again, referrals=[guest.referral], by=by, at=at)
        else:
            invite_volunteers(open_day=again, volunteers=[guest.volunteer], by=by, at=at)
    except CannotOpenDay as refusal:
        return [str(refusal)]
    return []
