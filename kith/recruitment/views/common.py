"""What several pages ask first."""

from django.core.exceptions import PermissionDenied

from kith.access.doors import Request
from kith.access.policy import Permission
from kith.people.models import Volunteer
from kith.recruitment.presenters.reader import Reader, named


def refuse_about_themself(request: Request, volunteer: Volunteer) -> None:
    """A colleague who also volunteers here reads and decides about everybody but themself."""
    if volunteer.user_id == request.user.pk:
        raise PermissionDenied("This is about you. Somebody else must do it.")


def require(reader: Reader, right: Permission, what: str, role: str) -> None:
    """Refuse, and say who can, where the page may be seen but not used."""
    if not reader.may(right):
        raise PermissionDenied(f"{what} {named(reader.who(right), role)} can.")
