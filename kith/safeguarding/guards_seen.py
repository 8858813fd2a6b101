"""Who may be named for a story or kept from it, and accounts that may be somebody a child must be kept from."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from kith.access.models import Membership, User
from kith.access.policy import Permission
from kith.access.roles import STAFF
from kith.people.models import Child, Involvement, Restriction
from kith.safeguarding.marks import Barred, Described
from kith.safeguarding.models import BarredContact

IN_WORDS = {
    "name": "name",
    "sound": "sound of the name",
    "address": "address",
    "phone": "phone",
    "email": "e-mail",
}


def colleagues_of(child: Child, on: date) -> list[User]:
    """Whoever works for the providers that serve the child, or for their authority, by name."""
    served = Involvement.objects.open_on(on).filter(child=child, scheme__isnull=False)
    places = Q(scheme__in=served.values("scheme")) | Q(organisation__in=served.values("scheme__provider"))
    if child.authority_id:
        places |= Q(organisation=child.authority_id)
    held = Membership.objects.open_on(on).filter(places, role__in=STAFF)
    users = User.objects.filter(pk__in=held.values("user"), is_active=True)
    return list(users.order_by("first_name", "last_name", "pk"))


@dataclass(frozen=True)
class Alike:
    """An account that may be somebody a child must be kept from."""

    user: User
    contact: BarredContact
    child: Child
    by: str


def accounts_alike(lead: User, on: date) -> list[Alike]:
    """Accounts of staff that are alike with a barred contact of a child in reach, and not kept from that child yet."""
    contacts = BarredContact.objects.reachable_by(lead, Permission.BAR_CONTACT, on).open_on(on)
    reached = {contact.pk: contact for contact in contacts.select_related("child")}
    barred = Barred(on) if reached else None
    if barred is None or not barred.found:
        return []
    held = Membership.objects.open_on(on).filter(role__in=STAFF)
    kept = set(Restriction.objects.open_on(on).values_list("user", "child"))
    found = []
    for user in User.objects.filter(pk__in=held.values("user"), is_active=True).order_by("first_name", "pk"):
        told = Described(names=(user.name,), phones=(user.phone,), emails=(user.email or "",))
        for pk, kinds in sorted(barred.like(told).items()):
            contact = reached.get(pk)
            if contact and (user.pk, contact.child_id) not in kept:
                by = " and ".join(IN_WORDS[kind] for kind in kinds)
                found.append(Alike(user, contact, contact.child, by))
    return found
