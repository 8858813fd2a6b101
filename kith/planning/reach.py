"""Whose needs and whose recruitment somebody may see: a scheme's own staff all of it, a commissioner what is safe."""

from datetime import date

from django.db.models import Q, QuerySet

from kith.access.models import User
from kith.access.policy import Permission, Reach
from kith.access.reach import grounds, organisations_for
from kith.schemes.models import Contract, Scheme


def inside(user: User, permission: Permission, on: date) -> "QuerySet[Scheme]":
    """The schemes somebody works for. A council's commissioner does not work for the schemes the council runs."""
    wanted = Q(pk__in=[])
    for ground in grounds(user, permission, on):
        if ground.reach in (Reach.CASELOAD, Reach.SCHEME):
            wanted |= Q(pk__in=ground.schemes())
    return Scheme.objects.open_on(on).filter(wanted).order_by("name", "pk")


def paid_for(user: User, permission: Permission, on: date) -> "QuerySet[Scheme]":
    """The schemes that somebody's authority pays for."""
    contracts = Contract.objects.open_on(on).filter(commissioner__in=organisations_for(user, permission, on))
    return Scheme.objects.open_on(on).filter(pk__in=contracts.values("scheme")).order_by("name", "pk")
