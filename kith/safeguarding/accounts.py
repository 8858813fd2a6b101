"""Accounts that may be somebody a child must be kept from: looked for when either comes, and settled by a lead."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse

from kith.access.models import Membership, User
from kith.access.policy import Permission
from kith.access.roles import STAFF, Role
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.dates import LONDON
from kith.foundation.errors import Cannot
from kith.messages.actions import send
from kith.safeguarding.marks import Barred, Described
from kith.safeguarding.models import AccountAlike, BarredContact

LOOK_BACK = timedelta(minutes=30)  # twice as long as between two looks


class CannotSettle(Cannot):
    """It cannot be said like this that an account is somebody else. `field` is the box it is about."""

    def __init__(self, words: str, field: str = "") -> None:
        super().__init__(words)
        self.field = field


def staff_on(on: date) -> "QuerySet[User, Any]":
    """Everybody who works here and can sign in. Volunteers are compared by what they wrote when they applied."""
    held = Membership.objects.open_on(on).filter(role__in=STAFF)
    return User.objects.filter(pk__in=held.values("user"), is_active=True).order_by("pk")


@transaction.atomic
def look_at(users: Iterable[User], *, at: datetime) -> list[AccountAlike]:
    """Compare accounts with everybody whom a child must be kept from; the leads who may know are told, once of each."""
    on = at.astimezone(LONDON).date()
    barred = Barred(on)
    alike: dict[tuple[int, int], list[str]] = {}
    for user in users if barred.found else ():
        told = Described(names=(user.name,), phones=(user.phone,), emails=(user.email or "",))
        for contact, kinds in barred.like(told).items():
            alike[user.pk, contact] = kinds
    rows = AccountAlike.objects.filter(user__in={user for user, _ in alike})
    known = set(rows.values_list("user", "contact"))
    found = [_keep(*pair, kinds, on) for pair, kinds in alike.items() if pair not in known]
    _tell(found, at, on)
    return found


def _keep(user: int, contact: int, kinds: list[str], on: date) -> AccountAlike:
    made = AccountAlike.objects.create(user_id=user, contact_id=contact, alike=kinds, found_on=on)
    audit.record(Kind.ACCOUNT_ALIKE, about=made, by=None, on=on, alike=kinds)
    return made


def _tell(found: list[AccountAlike], at: datetime, on: date) -> None:
    """Every lead in whose reach one of them is, in one letter; never whoever it may be themself."""
    if not found:
        return
    held = Membership.objects.open_on(on).filter(role=Role.SAFEGUARDING_LEAD, user__is_active=True)
    for lead in User.objects.filter(pk__in=held.values("user")).order_by("pk"):
        reached = AccountAlike.objects.reachable_by(lead, Permission.RESTRICT, on)
        if reached.filter(pk__in=[each.pk for each in found]).exists():
            send(to=lead, event="something new", link=reverse("safeguarding:alike"), at=at)


def look_at_everybody(*, at: datetime) -> int:
    """Each night: what people are called and reached by changes, and so do orders."""
    return len(look_at(staff_on(at.astimezone(LONDON).date()), at=at))


def look_at_new(*, at: datetime) -> int:
    """Somebody new signs in here, or a child must be kept from somebody new: compared within a quarter of an hour."""
    if BarredContact.objects.filter(created_at__gte=at - LOOK_BACK).exists():
        return look_at_everybody(at=at)
    on = at.astimezone(LONDON).date()
    new = Membership.objects.filter(created_at__gte=at - LOOK_BACK).values("user")
    return len(look_at(staff_on(on).filter(pk__in=new), at=at))


@transaction.atomic
def somebody_else(*, alike: AccountAlike, words: str, by: User, on: date) -> AccountAlike:
    """A lead has looked: it is chance, and how they know."""
    alike = AccountAlike.objects.select_for_update(of=("self",)).get(pk=alike.pk)
    if alike.settled_on:
        raise CannotSettle("This has been settled already.")
    if alike.user_id == by.pk:
        raise CannotSettle("This is about your own account. Another lead must look.")
    if not words.strip():
        raise CannotSettle("Write how you found out.", "why")
    alike.settled_on, alike.settled_by, alike.words = on, by, words.strip()
    alike.save(update_fields=["settled_on", "settled_by", "words"])
    audit.record(Kind.ACCOUNT_SETTLED, about=alike, by=by, on=on)
    return alike
