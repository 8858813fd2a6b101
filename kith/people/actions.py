"""Coming near a child's story and leaving it; a volunteer's card."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from kith.access.actions import close_account, end_sessions, give_role, issue_key
from kith.access.models import User
from kith.access.policy import Permission
from kith.access.reach import schemes_for
from kith.access.roles import Role
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.errors import Cannot
from kith.foundation.forgetting import forget
from kith.people.models import (
    Card,
    Carer,
    Child,
    Enlistment,
    Involvement,
    PlacementAddress,
    PlacementAddressLook,
    Volunteer,
    Worker,
)
from kith.schemes.models import Scheme

Part = Involvement.Part


class CannotShow(Cannot):
    """An address may not be shown as asked."""


LEAST_REASON = 10
LONGEST_PAUSE = 366  # days


class CannotRest(Cannot):
    """A pause before a new match cannot be as asked."""


@transaction.atomic
def describe(*, child: Child, by: User, on: date, **changed: Any) -> Child:
    """Change how a child is called and described; only columns that say so, never where they live."""
    allowed = {"known_as", "picture", "languages", "faith", "practical_needs", "gender"}
    if unknown := set(changed) - allowed:
        raise ValueError(f"not a description: {sorted(unknown)}")
    for name, value in changed.items():
        setattr(child, name, value)
    child.save(update_fields=sorted(changed))
    audit.record(Kind.CHILD_DESCRIBED, about=child, by=by, on=on, changed=sorted(changed))
    return child


@transaction.atomic
def show_address(*, child: Child, reason: str, by: User, on: date) -> PlacementAddress | None:
    """Show where a child lives today, one address, with a reason that is kept with who asked."""
    if len(reason.strip()) < LEAST_REASON:
        raise CannotShow("Say in a few words why you need the address: it is kept with your name.")
    address = child.addresses.filter(until_day=None).order_by("-from_day").first()
    PlacementAddressLook.objects.create(child=child, reason=reason.strip(), created_by=by, on=on)
    audit.record(Kind.ADDRESS_SHOWN, about=child, by=by, on=on, found=address is not None)
    return address


@transaction.atomic
def let_rest(*, child: Child, until: date, by: User, on: date) -> Child:
    """A pause before any new match, until a day: nobody is looked for before then."""
    if until <= on:
        raise CannotRest("Choose a day that is still to come.")
    if (until - on).days > LONGEST_PAUSE:
        raise CannotRest("That is more than a year. Choose a day within it, and ask again then.")
    child.rests_until = until
    child.save(update_fields=["rests_until"])
    audit.record(Kind.CHILD_RESTS, about=child, by=by, on=on, days=(until - on).days)
    return child


@transaction.atomic
def lift_rest(*, child: Child, by: User, on: date) -> Child:
    """The child would like somebody sooner: the pause is over."""
    if not child.rests_on(on):
        raise CannotRest(f"There is no pause for {child.name} now, so there is nothing to lift.")
    child.rests_until = None
    child.save(update_fields=["rests_until"])
    audit.record(Kind.CHILD_RESTS_NO_MORE, about=child, by=by, on=on)
    return child


@transaction.atomic
def forget_child(*, child: Child, on: date) -> list[UUID]:
    """Nobody here needs them any more: their name goes, nobody stays near them, and their own space closes.

    The public ids of all rows that were touched come back, for messages about them.
    """
    audit.record(Kind.CHILD_FORGOTTEN, about=child, by=None, on=on)
    for involvement in child.involvements.filter(until_day=None).order_by("id"):
        leave(involvement=involvement, by=None, on=on, act="people.forget_child")
    if child.user:
        close_account(user=child.user, on=on)
    touched = [child.public_id, *forget(child)]
    Child.objects.filter(pk=child.pk).update(forgotten_on=on, user=None)
    return touched


class CannotOpenSpace(Cannot):
    """A young person cannot be given a way into My space as asked."""


@transaction.atomic
def open_space(*, child: Child, by: User, on: date) -> str:
    """Give a young person a way into My space: an account without e-mail if they have none, and a new key."""
    if child.user is None:
        place = child.authority or _scheme_of(child, on)
        if place is None:
            raise CannotOpenSpace(
                f"No authority and no scheme is near {child.name} yet, so there is no space to open."
            )
        child.user = User.objects.create_user(None, first_name=child.name)
        child.save(update_fields=["user"])
        give_role(user=child.user, role=Role.YOUNG_PERSON, place=place, by=by, on=on)
    return issue_key(user=child.user, by=by, on=on)


def _scheme_of(child: Child, on: date) -> Scheme | None:
    """A scheme that serves the child that day."""
    near = (
        child.involvements.open_on(on).of(Part.SCHEME).select_related("scheme").order_by("from_day").first()
    )
    return near.scheme if near else None


class CannotInvolve(Cannot):
    """Somebody cannot be brought near a child as asked."""


def _who(person: User | Worker | Carer | Scheme) -> dict[str, Any]:
    """The columns that say who: a worker or carer with an account is known by that account too."""
    if isinstance(person, Scheme):
        return {"scheme": person}
    if isinstance(person, Worker):
        return {"worker": person, "user": person.user}
    if isinstance(person, Carer):
        return {"carer": person, "user": person.user}
    return {"user": person}


@transaction.atomic
def involve(
    *, child: Child, person: User | Worker | Carer | Scheme, part: Part, by: User | None, on: date, act: str
) -> Involvement:
    """Open an involvement from a day; already open in the same part, it stays as it is."""
    who = _who(person)
    same = {name: value for name, value in who.items() if value is not None}
    already = Involvement.objects.filter(child=child, part=part, until_day=None, **same).first()
    if already:
        return already
    involvement = Involvement.objects.create(
        child=child, part=part, from_day=on, opened_by_act=act, created_by=by, **who
    )
    audit.record(Kind.INVOLVEMENT_BEGAN, about=involvement, by=by, on=on, part=part.value)
    return involvement


class CannotCare(Cannot):
    """Who cares for a child cannot be written down as given."""


@transaction.atomic
def write_down_carer(
    *, child: Child, name: str, email: str = "", phone: str = "", anew: bool = False, by: User, on: date
) -> Carer:
    """Who cares for a child and how to reach them, put right or, with `anew`, somebody else in their place."""
    if not name.strip():
        raise CannotCare(f"Write down the name of whoever cares for {child.name}.")
    near = child.involvements.open_on(on).of(Part.CARER).exclude(carer=None).order_by("from_day", "pk")
    last = near.select_related("carer").last()
    carer = last.carer if last and not anew else None
    if carer is None:
        carer = Carer()
        for involvement in near:
            leave(involvement=involvement, by=by, on=on, act="people.write_down_carer")
    carer.name, carer.phone = name.strip(), phone.strip()
    carer.email = carer.email if carer.user_id else email.strip()
    carer.save()
    involve(child=child, person=carer, part=Part.CARER, by=by, on=on, act="people.write_down_carer")
    audit.record(Kind.CARER_WRITTEN_DOWN, about=carer, by=by, on=on, child=child, anew=anew)
    return carer


@transaction.atomic
def leave(*, involvement: Involvement, by: User | None, on: date, act: str) -> Involvement:
    """Close an involvement: from that day on it gives no right at all. One that has a later end ends sooner."""
    if involvement.until_day is not None and involvement.until_day <= on:
        return involvement
    involvement.until_day = max(on, involvement.from_day)
    involvement.closed_by_act = act
    involvement.save(update_fields=["until_day", "closed_by_act"])
    audit.record(Kind.INVOLVEMENT_ENDED, about=involvement, by=by, on=on, part=involvement.part)
    return involvement


@transaction.atomic
def scheme_leaves(*, child: Child, scheme: Scheme, by: User | None, on: date, act: str) -> None:
    """A scheme has no more to do with a child: it goes, and with it every coordinator, and whoever stands in for one,
    who works in no other scheme that serves the child."""
    near = child.involvements.not_over(on)
    for involvement in near.of(Part.SCHEME).filter(scheme=scheme):
        leave(involvement=involvement, by=by, on=on, act=act)
    serving = near.of(Part.SCHEME).values_list("scheme", flat=True)
    for involvement in near.of(Part.COORDINATOR).select_related("user"):
        if not schemes_for(involvement.user, Permission.PLAN_ENDING, on).filter(pk__in=serving).exists():
            leave(involvement=involvement, by=by, on=on, act=act)


@transaction.atomic
def enlist(*, volunteer: Volunteer, scheme: Scheme, by: User | None, on: date) -> Enlistment:
    """The volunteer has offered themself to the scheme: its staff may see them from now on."""
    enlistment, _ = Enlistment.objects.get_or_create(
        volunteer=volunteer, scheme=scheme, until_day=None, defaults={"from_day": on, "created_by": by}
    )
    if enlistment.left_on:
        enlistment.left_on = None
        enlistment.save(update_fields=["left_on"])
    return enlistment


@transaction.atomic
def stop_serving(*, volunteer: Volunteer, scheme: Scheme | None = None, on: date) -> None:
    """They have left the scheme, or every one: nothing is asked of them any more, and its staff see them still."""
    rows = Enlistment.objects.filter(volunteer=volunteer, until_day=None)
    for enlistment in rows.filter(scheme=scheme) if scheme else rows:
        enlistment.left_on = on
        enlistment.save(update_fields=["left_on"])


@transaction.atomic
def delist(*, volunteer: Volunteer, scheme: Scheme, on: date) -> None:
    """The volunteer offers themself to the scheme no longer: from that day on its staff look for them no more."""
    for enlistment in Enlistment.objects.filter(volunteer=volunteer, scheme=scheme, until_day=None):
        enlistment.until_day = max(on, enlistment.from_day)
        enlistment.save(update_fields=["until_day"])


@transaction.atomic
def mark_died(*, volunteer: Volunteer, died_on: date, by: User, on: date) -> Volunteer:
    """A volunteer has died: nothing is sent to them or asked of them any more, and their account is closed."""
    volunteer.died_on = died_on
    volunteer.save(update_fields=["died_on"])
    stop_serving(volunteer=volunteer, on=died_on)
    if volunteer.user is not None:
        volunteer.user.is_active = False
        volunteer.user.save(update_fields=["is_active"])
        end_sessions(user=volunteer.user)
    audit.record(Kind.VOLUNTEER_DIED, about=volunteer, by=by, on=on)
    return volunteer


class CannotApproveCard(Cannot):
    """The card cannot be approved as it stands."""


@transaction.atomic
def write_card(*, volunteer: Volunteer, picture: str, words: str, by: User, on: date) -> Card:
    """Write a new version of the card; the one a child sees stays until this one is approved."""
    last = volunteer.cards.order_by("-version").first()
    card = Card.objects.create(
        volunteer=volunteer,
        version=last.version + 1 if last else 1,
        picture=picture,
        words=words,
        created_by=by,
    )
    audit.record(Kind.CARD_WRITTEN, about=card, by=by, on=on, version=card.version)
    return card


@transaction.atomic
def approve_card(*, card: Card, by: User, on: date) -> Card:
    """Somebody other than the volunteer has read the card and lets children see it."""
    if card.volunteer.user_id == by.pk:
        raise CannotApproveCard("Nobody approves their own card. Ask another coordinator.")
    if card.approved_on:
        raise CannotApproveCard("This card has already been approved.")
    card.approved_by, card.approved_on = by, on
    card.save(update_fields=["approved_by", "approved_on"])
    audit.record(Kind.CARD_APPROVED, about=card, by=by, on=on, version=card.version)
    return card
