"""Users with roles, for tests."""

from datetime import date
from itertools import count
from typing import Any

from kith.access.models import Membership, User
from kith.access.roles import Role
from kith.schemes.models import Organisation, Scheme
from kith.schemes.tests.factories import LONG_AGO

NUMBER = count(1)


def a_user(first_name: str = "Sam", last_name: str = "Okafor", **fields: Any) -> User:
    email = fields.pop("email", f"{first_name.lower()}.{next(NUMBER)}@example.org")
    return User.objects.create_user(
        email, "kith-demo-pass", first_name=first_name, last_name=last_name, **fields
    )


def a_member(
    role: Role,
    place: Organisation | Scheme,
    user: User | None = None,
    first_name: str = "Sam",
    from_day: date = LONG_AGO,
    until_day: date | None = None,
) -> User:
    """Somebody with this role in this organisation or scheme."""
    user = user or a_user(first_name)
    where = {"scheme": place} if isinstance(place, Scheme) else {"organisation": place}
    Membership.objects.create(user=user, role=role, from_day=from_day, until_day=until_day, **where)
    user.__dict__.pop("_memberships", None)
    return user
