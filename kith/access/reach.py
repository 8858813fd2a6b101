"""Turns the policy table into rows: `Model.objects.reachable_by(user, permission)`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import Any, Self

from django.db import models
from django.db.models import Q

from kith.access.models import Membership, User
from kith.access.policy import Permission, Reach, reach_of
from kith.access.reading import Named, named
from kith.access.roles import Role
from kith.foundation.dates import today
from kith.schemes.models import Organisation, Scheme

NOTHING = Q(pk__in=[])


def any_of(conditions: Iterable[Q]) -> Q:
    """What one of them lets in; of none, nothing."""
    return reduce(or_, conditions, Q()) or NOTHING


@dataclass(frozen=True)
class Ground:
    """Where somebody stands with one reach: themselves, and the places their memberships name."""

    user: User
    on: date
    reach: Reach
    memberships: tuple[Membership, ...]

    @property
    def is_of_a_carer(self) -> bool:
        """Only as a carer: what is over between a child and a volunteer is closed to them too."""
        return all(member.role == Role.CARER for member in self.memberships)

    @property
    def organisations(self) -> list[int]:
        return [member.organisation_id for member in self.memberships if member.organisation_id]

    def schemes(self) -> Named:
        """The schemes named by the memberships: the scheme itself, or all of its provider's."""
        single = [member.scheme_id for member in self.memberships if member.scheme_id]
        organisations = self.organisations
        if not organisations:
            return single
        wanted = Q(pk__in=single) | Q(provider__in=organisations)
        return named(
            ("schemes", *single, "of", *organisations),
            lambda: Scheme.objects.filter(wanted).order_by().values_list("pk", flat=True),
        )

    def providers(self) -> "models.QuerySet[Any, Any]":
        """The organisations that run these schemes."""
        return Scheme.objects.filter(pk__in=self.schemes()).order_by().values_list("provider", flat=True)


def grounds(user: Any, permission: Permission, on: date) -> list[Ground]:
    """One ground for each reach that the person's roles give them. Nobody signed in, no ground."""
    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return []
    by_reach: dict[Reach, list[Membership]] = {}
    for membership in user.memberships_on(on):
        reach = reach_of(membership.role, permission)
        if reach > Reach.NOBODY:
            by_reach.setdefault(reach, []).append(membership)
    return [Ground(user, on, reach, tuple(held)) for reach, held in by_reach.items()]


def may(user: Any, permission: Permission, on: date | None = None) -> bool:
    """Does any role of the person carry the permission at all? Which rows is another question."""
    return bool(grounds(user, permission, on or today()))


def schemes_for(user: Any, permission: Permission, on: date | None = None) -> "models.QuerySet[Scheme]":
    """The schemes in which the person holds the permission with scheme reach, or caseload within a scheme."""
    return Scheme.objects.filter(
        any_of(Q(pk__in=ground.schemes()) for ground in grounds(user, permission, on or today()))
    )


def scheme_ids_for(user: Any, permission: Permission, on: date | None = None) -> Named:
    """Their ids, for a filter: named one by one while a page is read and they are few, else as a subquery."""
    found: list[int] = []
    for ground in grounds(user, permission, on or today()):
        ids = ground.schemes()
        if not isinstance(ids, list):
            return schemes_for(user, permission, on).order_by().values_list("pk", flat=True)
        found += ids
    return sorted(set(found))


def organisations_for(user: Any, permission: Permission, on: date | None = None) -> list[int]:
    """The ids of the organisations in which the person holds the permission with authority reach."""
    return [
        organisation
        for ground in grounds(user, permission, on or today())
        if ground.reach == Reach.AUTHORITY
        for organisation in ground.organisations
    ]


def providers_for(
    user: Any, permission: Permission, on: date | None = None
) -> "models.QuerySet[Organisation]":
    """The organisations in which the person holds the permission as a member of the organisation itself."""
    held = [place for ground in grounds(user, permission, on or today()) for place in ground.organisations]
    return Organisation.objects.filter(pk__in=held)


class ReachableQuerySet(models.QuerySet[Any]):
    """A QuerySet that knows which of its rows lie within a reach. Each model's subclass says `within`."""

    def within(self, ground: Ground) -> Q:
        raise NotImplementedError(f"{type(self).__name__} does not say what lies within a reach.")

    def reachable_by(self, user: Any, permission: Permission, on: date | None = None) -> Self:
        """The rows this person may use for this. Out of reach is as good as absent."""
        return self.filter(any_of(map(self.within, grounds(user, permission, on or today()))))
