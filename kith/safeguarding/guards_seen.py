"""Who may be named for a story or kept from it, or stand in for a lead."""

from datetime import date

from django.db.models import Q

from kith.access.models import Membership, User
from kith.access.roles import STAFF, Role
from kith.people.models import Child, Involvement


def colleagues_of(child: Child, on: date) -> list[User]:
    """Whoever works for the providers that serve the child, or for their authority, by name."""
    served = Involvement.objects.open_on(on).filter(child=child, scheme__isnull=False)
    places = Q(scheme__in=served.values("scheme")) | Q(organisation__in=served.values("scheme__provider"))
    if child.authority_id:
        places |= Q(organisation=child.authority_id)
    held = Membership.objects.open_on(on).filter(places, role__in=STAFF)
    users = User.objects.filter(pk__in=held.values("user"), is_active=True)
    return list(users.order_by("first_name", "last_name", "pk"))


def lead_of(user: User, on: date) -> list[Membership]:
    """Where somebody leads on safeguarding, by name."""
    rows = Membership.objects.open_on(on).filter(user=user, role=Role.SAFEGUARDING_LEAD)
    return list(rows.select_related("scheme", "organisation").order_by("pk"))


def may_stand_in(held: Membership, on: date) -> list[User]:
    """Whoever works for the same provider or scheme as a coordinator, a manager or a lead elsewhere in it, by name."""
    places = Q(organisation=held.organisation) if held.organisation else Q(scheme=held.scheme)
    if held.scheme:
        places |= Q(organisation=held.scheme.provider_id)
    else:
        places |= Q(scheme__provider=held.organisation)
    there = Membership.objects.open_on(on).filter(
        places, role__in=(Role.COORDINATOR, Role.MANAGER, Role.SAFEGUARDING_LEAD)
    )
    leads = Membership.objects.open_on(on).filter(
        role=Role.SAFEGUARDING_LEAD, scheme=held.scheme, organisation=held.organisation
    )
    users = User.objects.filter(pk__in=there.values("user"), is_active=True)
    return list(users.exclude(pk__in=leads.values("user")).order_by("first_name", "last_name", "pk"))


def stand_ins(held: Membership, on: date) -> list[Membership]:
    """Who leads there until a day, now or soon."""
    rows = Membership.objects.filter(
        role=Role.SAFEGUARDING_LEAD, scheme=held.scheme, organisation=held.organisation, until_day__gt=on
    )
    return list(rows.exclude(user=held.user).select_related("user").order_by("from_day", "pk"))
