"""Afterwards: whom each child liked, and for how many each volunteer has room. Nobody is told what anybody said."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.dates import count_words
from kith.foundation.holding import hold
from kith.matching import queries
from kith.matching.actions.open_days.refusals import CannotOpenDay
from kith.matching.actions.open_days.telling import day_of
from kith.matching.models import ChildGuest, CouldNot, OpenDay, OpenDayChoice, VolunteerGuest
from kith.matching.states import GuestStatus, OpenDayStatus

Heard = ChildGuest.Heard


@transaction.atomic
def hear(
    *,
    guest: ChildGuest,
    heard: str,
    by: User,
    at: datetime,
    tiers: Sequence[Sequence[VolunteerGuest]] = (),
    set_aside: Sequence[VolunteerGuest] = (),
    anyone_else: bool = False,
) -> ChildGuest:
    """Whom the child liked, best first, several in one tier where they like them equally; or nobody; or not sure.

    They may say it again as often as they like, until the coordinator closes it.
    """
    hold(guest.open_day)
    hold(guest)
    _check_listening(guest.open_day)
    _check_child(guest)
    if heard not in Heard.values or heard == Heard.NOT_YET:
        raise CannotOpenDay("Say whom they liked, or nobody, or not sure yet.")
    chosen = [[*tier] for tier in tiers if tier] if heard == Heard.RANKED else []
    if heard == Heard.RANKED and not (chosen or anyone_else):
        raise CannotOpenDay("Say whom they liked, or nobody, or not sure yet.")
    _check_met(guest, [each for tier in chosen for each in tier], set_aside)
    guest.choices.all().delete()
    OpenDayChoice.objects.bulk_create(
        [
            *(
                OpenDayChoice(guest=guest, volunteer=each, tier=n)
                for n, tier in enumerate(chosen, 1)
                for each in tier
            ),
            *(OpenDayChoice(guest=guest, volunteer=each) for each in set_aside),
        ]
    )
    guest.heard, guest.heard_on, guest.anyone_else = heard, day_of(at), anyone_else and heard == Heard.RANKED
    guest.save(update_fields=["heard", "heard_on", "anyone_else"])
    audit.record(
        Kind.OPEN_DAY_CHOSEN,
        about=guest,
        by=by,
        on=day_of(at),
        heard=heard,
        tiers=len(chosen),
        aside=len(set_aside),
    )
    return guest


def _check_listening(open_day: OpenDay) -> None:
    if open_day.status == OpenDayStatus.PLANNED:
        raise CannotOpenDay("The open day is not over yet. Close the doors first; then choices are heard.")
    if open_day.status != OpenDayStatus.LISTENING:
        raise CannotOpenDay("Choices are not heard any more. If something has changed, tell the coordinator.")


def _check_child(guest: ChildGuest) -> None:
    name = guest.child.name
    if guest.status != GuestStatus.CAME:
        raise CannotOpenDay(f"{name} was not at the open day. Show {name} cards instead.")
    if guest.shares_with is not None:
        other = guest.shares_with.child.name
        raise CannotOpenDay(
            f"{name} and {other} would like to share somebody: they choose together, as {other}."
        )


def _check_met(
    guest: ChildGuest, chosen: Sequence[VolunteerGuest], set_aside: Sequence[VolunteerGuest]
) -> None:
    seen: set[int] = set()
    for each in (*chosen, *set_aside):
        if each.open_day_id != guest.open_day_id or each.status != GuestStatus.CAME:
            raise CannotOpenDay(
                f"{guest.child.name} did not meet {each.volunteer.first_name} at the open day."
            )
        if each.pk in seen:
            raise CannotOpenDay(f"{each.volunteer.first_name} is named twice. Say one thing about each.")
        seen.add(each.pk)


@transaction.atomic
def share(*, guest: ChildGuest, other: ChildGuest, by: User, at: datetime) -> ChildGuest:
    """Brothers and sisters who want to share one volunteer: they choose together, and the coordinator places them."""
    hold(guest.open_day)
    _check_listening(guest.open_day)
    if other.pk == guest.pk or other.open_day_id != guest.open_day_id:
        raise CannotOpenDay("Choose a brother or a sister who was there, too.", "other")
    if GuestStatus.CAME not in (guest.status,) or other.status != GuestStatus.CAME:
        raise CannotOpenDay("Both have to have been there.", "other")
    if guest.scheme_id != other.scheme_id:
        raise CannotOpenDay(
            "They wait in different schemes, so one volunteer cannot be proposed to both.", "other"
        )
    if other.shares_with is not None or guest.sharing.exists():
        raise CannotOpenDay("Name the same brother or sister for each of them.", "other")
    guest.choices.all().delete()
    guest.shares_with, guest.heard, guest.heard_on, guest.anyone_else = other, "", None, False
    guest.save(update_fields=["shares_with", "heard", "heard_on", "anyone_else"])
    audit.record(Kind.OPEN_DAY_CHOSEN, about=guest, by=by, on=day_of(at), shares=True)
    return guest


@transaction.atomic
def unshare(*, guest: ChildGuest, by: User, at: datetime) -> ChildGuest:
    """Each for themself, after all."""
    hold(guest.open_day)
    _check_listening(guest.open_day)
    guest.shares_with = None
    guest.save(update_fields=["shares_with"])
    audit.record(Kind.OPEN_DAY_CHOSEN, about=guest, by=by, on=day_of(at), shares=False)
    return guest


@transaction.atomic
def say_afterwards(
    *,
    guest: VolunteerGuest,
    places: int,
    by: User,
    at: datetime,
    words: str = "",
    could_not: Mapping[ChildGuest, str] | None = None,
) -> VolunteerGuest:
    """For how many a volunteer has room now. `could_not`: whom they could not be there for, with a reason for staff.

    Written by staff only, after a talk: a volunteer is never shown a list of children.
    """
    hold(guest.open_day)
    hold(guest)
    _check_listening(guest.open_day)
    name = guest.volunteer.first_name
    if guest.status != GuestStatus.CAME:
        raise CannotOpenDay(f"{name} was not at the open day.")
    most = queries.room_at(guest.open_day, [guest.volunteer], day_of(at))[guest.volunteer_id]
    if not 0 <= places <= most:
        raise CannotOpenDay(
            f"{name} is approved for {count_words(most, 'more child', 'more children')} at the most.",
            "places",
        )
    guest.places, guest.words, guest.said_on = places, words.strip(), day_of(at)
    guest.save(update_fields=["places", "words", "said_on"])
    if could_not is not None:
        _keep_noes(guest, could_not, by)
    audit.record(Kind.OPEN_DAY_VOLUNTEER, about=guest, by=by, on=day_of(at), places=places)
    return guest


def _keep_noes(guest: VolunteerGuest, could_not: Mapping[ChildGuest, str], by: User) -> None:
    for child, reason in could_not.items():
        if child.open_day_id != guest.open_day_id or child.status != GuestStatus.CAME:
            raise CannotOpenDay(
                f"{guest.volunteer.first_name} did not meet {child.child.name} there.", "children"
            )
        if reason not in CouldNot.Reason.values:
            raise CannotOpenDay("Choose a reason. Only staff read it.", "reason")
    guest.could_nots.all().delete()
    CouldNot.objects.bulk_create(
        CouldNot(volunteer=guest, guest=child, reason=reason, created_by=by)
        for child, reason in could_not.items()
    )
