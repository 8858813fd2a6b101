"""The scheme that an address names, if it lies within the person's reach for this; else 404."""

from uuid import UUID

from django.http import Http404

from kith.access.doors import Request
from kith.access.policy import Permission
from kith.access.reach import schemes_for
from kith.foundation.dates import today
from kith.schemes.models import Scheme


def scheme_of(request: Request, public_id: UUID, permission: Permission) -> Scheme:
    scheme = (
        schemes_for(request.user, permission, today())
        .select_related("provider")
        .filter(public_id=public_id)
        .first()
    )
    if scheme is None:
        raise Http404
    return scheme
