"""Who works where, and which places somebody may give roles in."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from kith.access.models import Membership, User
from kith.access.policy import Permission
from kith.access.reach import providers_for, schemes_for
from kith.access.roles import STAFF
from kith.safeguarding.models import Concern
from kith.schemes.models import Contract, Organisation, Scheme


def schemes_in_reach(user: User, on: date) -> list[Scheme]:
    rows = (
        schemes_for(user, Permission.SET_UP_SCHEME, on)
        .select_related("provider")
        .prefetch_related("rules", "contracts__commissioner")
    )
    return list(rows.order_by("provider__name", "name"))


def staff_in_reach(user: User, on: date) -> list[Membership]:
    """Open memberships of staff at the places where this person gives roles."""
    at_schemes = Membership.objects.filter(scheme__in=schemes_for(user, Permission.GIVE_ROLES, on))
    at_providers = Membership.objects.filter(organisation__in=providers_for(user, Permission.GIVE_ROLES, on))
    rows = (at_schemes | at_providers).open_on(on).filter(role__in=[role.value for role in STAFF])
    return list(
        rows.select_related("user", "organisation", "scheme").order_by(
            "user__first_name", "user__last_name", "id"
        )
    )


def places(user: User, on: date) -> dict[str, Organisation | Scheme]:
    """Key → place, for the form: organisations first, then their schemes."""
    found: dict[str, Organisation | Scheme] = {
        f"organisation:{place.public_id}": place for place in providers_for(user, Permission.GIVE_ROLES, on)
    }
    for scheme in schemes_for(user, Permission.GIVE_ROLES, on).order_by("name"):
        found[f"scheme:{scheme.public_id}"] = scheme
    return found


def people_in_view(user: User, on: date) -> "QuerySet[User]":
    """Whose deeds this person may read of: everybody with a role, now or before, at their organisations and schemes,
    and at the schemes their organisations pay for."""
    own = providers_for(user, Permission.SEE_AUDIT, on)
    paid = Contract.objects.filter(commissioner__in=own).values("scheme")
    schemes = Scheme.objects.filter(
        Q(pk__in=schemes_for(user, Permission.SEE_AUDIT, on)) | Q(pk__in=paid) | Q(provider__in=own)
    )
    members = Membership.objects.filter(
        Q(organisation__in=own) | Q(scheme__in=schemes) | Q(organisation__in=schemes.values("provider"))
    )
    return User.objects.filter(pk__in=members.values("user"))


def told_to(rows: "QuerySet[Any]", user: User) -> "QuerySet[Any]":
    """Without what was done about a concern that is about whoever reads this: it would tell them that there is one."""
    about_me = Concern.objects.about(user).values("public_id")
    return rows.exclude(about_kind=Concern._meta.label_lower, about__in=about_me)
