"""How a child is described, where they live, a pause before anybody new, their own space, and being forgotten."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from kith.access.actions import close_account, give_role, issue_key
from kith.access.models import User
from kith.access.roles import Role
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.errors import Cannot
from kith.foundation.forgetting import forget
from kith.people.actions.near import leave
from kith.people.models import Child, Involvement, PlacementAddress, PlacementAddressLook
from kith.schemes.models import Scheme


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
        child.involvements.open_on(on)
        .of(Involvement.Part.SCHEME)
        .select_related("scheme")
        .order_by("from_day")
        .first()
    )
    return near.scheme if near else None
