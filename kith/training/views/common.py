"""What several pages ask first."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404

from kith.access.doors import Request
from kith.access.policy import Permission
from kith.access.reach import providers_for, schemes_for
from kith.people.models import Volunteer
from kith.schemes.models import Organisation, Scheme
from kith.training.models import Course

P = Permission


def owners_for(user: Any) -> list[Organisation | Scheme]:
    """Whose courses somebody may begin and change: whole providers first, then single schemes."""
    providers = list(providers_for(user, P.RUN_TRAINING).order_by("name"))
    schemes = schemes_for(user, P.RUN_TRAINING).select_related("provider").order_by("name")
    return [*providers, *schemes]


def may_change(user: Any, course: Course, owners: Sequence[Organisation | Scheme] | None = None) -> bool:
    return course.owner in (owners_for(user) if owners is None else owners)


def require_change(user: Any, course: Course) -> None:
    """A course of a whole provider is changed by somebody who works for all of it."""
    if not may_change(user, course):
        raise PermissionDenied(
            f"This course belongs to {course.owner}. Somebody who works for all of it can change it."
        )


def me(request: Request) -> Volunteer:
    """The volunteer that the person signed in is."""
    found = Volunteer.objects.filter(user=request.user).first()
    if found is None:
        raise Http404
    return found


def same_but(request: Request, **changed: Any) -> str:
    """This page's address with something else asked."""
    asked = request.GET.copy()
    asked.pop("page", None)
    asked.pop("as", None)
    for name, value in changed.items():
        asked[name] = str(value)
    return f"?{asked.urlencode()}"
