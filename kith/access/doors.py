"""How a view says who may come in. Every view carries exactly one of these; a test walks the URLs for it.

`opens` is may I, fetch it and log the look in one act, so that no view can forget one of the three.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required, login_required
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse

from kith.access.models import User
from kith.access.policy import Permission
from kith.access.reach import may as has
from kith.audit import actions as audit

View = Callable[..., HttpResponse]


class Request(HttpRequest):
    """A request that has come through a door: whoever it is has signed in."""

    user: User


def _page(request: HttpRequest) -> str:
    return request.resolver_match.view_name if request.resolver_match else request.path


def opens(
    model: type[models.Model], permission: Permission, *, key: str = "public_id"
) -> Callable[[View], View]:
    """The view is given the row named by the address, if it lies within the person's reach; else 404.

    The row arrives as the view's second argument. Absent and out of reach cannot be told apart.
    """

    def wrap(view: View) -> View:
        @wraps(view)
        def door(request: HttpRequest, **kwargs: Any) -> HttpResponse:
            with transaction.atomic():
                rows = model._default_manager.reachable_by(request.user, permission)  # type: ignore[attr-defined]
                row = rows.filter(public_id=kwargs.pop(key)).first()
                if row is None:
                    raise Http404
                audit.look(by=request.user, permission=permission.value, page=_page(request), about=row)
            return view(request, row, **kwargs)

        door.access = f"opens {model._meta.label_lower} to {permission.value}"  # type: ignore[attr-defined]
        door.permission = permission  # type: ignore[attr-defined]
        return login_required(door)

    return wrap


def may(permission: Permission) -> Callable[[View], View]:
    """A page about no single row (a list, a form that makes something): for whoever holds the permission.

    Each row that the view lists must come from `reachable_by`; the look at the page is logged.
    """

    def wrap(view: View) -> View:
        @wraps(view)
        def door(request: HttpRequest, **kwargs: Any) -> HttpResponse:
            if not has(request.user, permission):
                raise PermissionDenied(f"Your role does not let you {permission.sentence}.")
            with transaction.atomic():
                audit.look(by=request.user, permission=permission.value, page=_page(request))
            return view(request, **kwargs)

        door.access = f"may {permission.value}"  # type: ignore[attr-defined]
        door.permission = permission  # type: ignore[attr-defined]
        return login_required(door)

    return wrap


def signed_in(view: View) -> View:
    """A page for anybody with an account, about themselves."""

    @wraps(view)
    def door(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return view(request, **kwargs)

    door.access = "signed in"  # type: ignore[attr-defined]
    return login_required(door)


def public(view: View) -> View:
    """A page for everybody, signed in or not."""

    @wraps(view)
    def door(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return view(request, **kwargs)

    door.access = "public"  # type: ignore[attr-defined]
    return login_not_required(door)
