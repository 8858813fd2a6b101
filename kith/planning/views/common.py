"""What the three pages share: the way between them, and the address of a filtered page."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from kith.access.models import User
from kith.access.policy import Permission
from kith.planning.reach import inside

PAGES = (
    ("Who is needed", "planning:needed", Permission.SEE_WHO_IS_NEEDED),
    ("From enquiry to approval", "planning:road", Permission.SEE_RECRUITMENT),
    ("Where people come from", "planning:sources", Permission.SEE_RECRUITMENT),
)


def ways(user: User, here: str, on: date, keep: dict[str, Any]) -> list[tuple[str, str, bool]]:
    """The pages this person may go to from here, the scheme chosen staying chosen; none if there is only this one."""
    kept = address({"scheme": keep.get("scheme")})
    found = [
        (words, f"{reverse(name)}{'?' if kept else ''}{kept}", name == here)
        for words, name, permission in PAGES
        if inside(user, permission, on).exists()
    ]
    return found if len(found) > 1 else []


def address(asked: dict[str, Any]) -> str:
    """The filter as the end of an address."""
    return urlencode(
        {name: str(getattr(value, "public_id", value)) for name, value in asked.items() if value}
    )
