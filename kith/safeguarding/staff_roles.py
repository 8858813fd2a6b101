"""What somebody who is accused may still do here as staff: suspending them as a volunteer does not end it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from kith.access.models import Membership, User
from kith.access.roles import STAFF, Role
from kith.foundation.dates import LONDON
from kith.messages.actions import send
from kith.people.models import Volunteer
from kith.safeguarding.actions import CannotDecide, add
from kith.safeguarding.models import Concern, ConcernEntry


@dataclass(frozen=True)
class RoleHeld:
    """A role of somebody who is accused, and whoever can end it: never they themself."""

    membership: Membership
    administrators: list[User]

    def __str__(self) -> str:
        return f"{self.membership.get_role_display().lower()} at {self.membership.place}"


def roles_of(accused: Iterable[Volunteer], on: date) -> dict[int, list[RoleHeld]]:
    """By account: the roles in which they work here today."""
    users = [each.user_id for each in accused if each.user_id]
    held = Membership.objects.open_on(on).filter(role__in=STAFF, user__in=users)
    roles: dict[int, list[RoleHeld]] = {}
    for membership in held.select_related("user", "scheme__provider", "organisation").order_by("pk"):
        roles.setdefault(membership.user_id, []).append(RoleHeld(membership, administrators(membership, on)))
    return roles


def administrators(membership: Membership, on: date) -> list[User]:
    """Who gives and ends roles where this one is held."""
    scheme = membership.scheme
    there = (
        Q(scheme=scheme) | Q(organisation=scheme.provider_id)
        if scheme
        else Q(organisation=membership.organisation_id)
    )
    held = Membership.objects.open_on(on).filter(there, role=Role.ADMINISTRATOR, user__is_active=True)
    users = User.objects.filter(pk__in=held.values("user")).exclude(pk=membership.user_id)
    return list(users.order_by("first_name", "last_name", "pk"))


@transaction.atomic
def ask_to_end(*, concern: Concern, membership: Membership, by: User, at: datetime) -> ConcernEntry:
    """Administrators get a letter that leads to the role, and hear nothing of why."""
    held = RoleHeld(membership, administrators(membership, at.astimezone(LONDON).date()))
    name = membership.user.name
    if not held.administrators:
        raise CannotDecide(f"Nobody but {name} gives roles at {membership.place}. Ring whoever runs Kith.")
    for administrator in held.administrators:
        link = reverse("administration:end_role", args=[membership.public_id])
        send(to=administrator, event="role to end", link=link, at=at)
    asked = " and ".join(administrator.name for administrator in held.administrators)
    words = f"Asked {asked} to end {name}’s role as {held} today."
    return add(concern=concern, kind=ConcernEntry.Kind.NOTE, words=words, by=by, at=at)
