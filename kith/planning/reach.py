"""Whose needs and whose recruitment somebody may see: a scheme's own staff all of it, a commissioner what is safe."""

from datetime import date

from django.db.models import Q, QuerySet

from kith.access.models import User
from kith.access.policy import Permission, Reach
from kith.access.reach import grounds
from kith.schemes.models import Contract, Organisation, Scheme


def inside(user: User, permission: Permission, on: date) -> "QuerySet[Scheme]":
    """The schemes somebody works for. A council's commissioner does not work for the schemes the council runs."""
    wanted = Q(pk__in=[])
    for ground in grounds(user, permission, on):
        if ground.reach in (Reach.CASELOAD, Reach.SCHEME):
            wanted |= Q(pk__in=ground.schemes())
    return Scheme.objects.open_on(on).filter(wanted).order_by("name", "pk")


def paid_for(authority: Organisation, on: date) -> "QuerySet[Scheme]":
    """The schemes that an authority pays for."""
    contracts = Contract.objects.open_on(on).filter(commissioner=authority)
    return Scheme.objects.open_on(on).filter(pk__in=contracts.values("scheme")).order_by("name", "pk")
