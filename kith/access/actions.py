"""Accounts, roles and keys: who is given what, from when to when."""

import hashlib
import hmac
import secrets
from collections.abc import Callable
from datetime import date, datetime

from django.conf import settings
from django.db import transaction

from kith.access.models import Membership, SpaceKey, User
from kith.access.roles import Role
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.dates import LONDON
from kith.foundation.errors import Cannot
from kith.schemes.models import Organisation, Scheme

KEY_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # none that look alike
KEY_LENGTH = 12
TOLD_OF_ROLES: dict[str, Callable[[Membership, date], None]] = {}
"""By room: what is to be done before somebody reads anything by a new role. Rooms above say it when the house starts."""


class CannotGiveRole(Cannot):
    """The role cannot be given or ended as asked."""


@transaction.atomic
def give_role(
    *,
    user: User,
    role: Role,
    place: Organisation | Scheme,
    by: User | None,
    on: date,
    until: date | None = None,
) -> Membership:
    """Give somebody a role in an organisation or a scheme, from a day."""
    if by is not None and by == user:
        raise CannotGiveRole("Nobody gives a role to themselves. Ask another administrator.")
    where = {"scheme": place} if isinstance(place, Scheme) else {"organisation": place}
    if Membership.objects.open_on(on).filter(user=user, role=role, **where).exists():
        raise CannotGiveRole(f"{user.name} already is {role.label.lower()} at {place}.")
    membership = Membership.objects.create(
        user=user, role=role, from_day=on, until_day=until, created_by=by, **where
    )
    audit.record(Kind.MEMBERSHIP_BEGAN, about=membership, by=by, on=on, role=role.value)
    for told in TOLD_OF_ROLES.values():
        told(membership, on)
    return membership


@transaction.atomic
def end_role(*, membership: Membership, by: User | None, on: date) -> Membership:
    """End a role from a day on; every open session of the person ends with it."""
    if membership.until_day and membership.until_day <= on:
        raise CannotGiveRole("This role has already ended.")
    membership.until_day = max(on, membership.from_day)
    membership.save(update_fields=["until_day"])
    end_sessions(user=membership.user)
    audit.record(Kind.MEMBERSHIP_ENDED, about=membership, by=by, on=on, role=membership.role)
    return membership


@transaction.atomic
def invite(
    *,
    first_name: str,
    last_name: str,
    email: str,
    role: Role,
    place: Organisation | Scheme,
    by: User,
    at: datetime,
) -> User:
    """Make an account without a password and give it a role; whoever has the address chooses the password.

    Somebody who has an account already keeps it and gets the role besides. The letter is the caller's to file.
    """
    user = User.objects.filter(email__iexact=email).first()
    if user is None:
        user = User.objects.create_user(email, first_name=first_name, last_name=last_name)
    give_role(user=user, role=role, place=place, by=by, on=at.astimezone(LONDON).date())
    return user


def end_sessions(*, user: User) -> None:
    """Every device of this person must sign in again."""
    user.session_epoch += 1
    user.save(update_fields=["session_epoch"])


@transaction.atomic
def close_account(*, user: User, on: date) -> None:
    """Nobody comes in by it any more, and it says no longer whose it was."""
    for membership in user.memberships.open_on(on):
        end_role(membership=membership, by=None, on=on)
    SpaceKey.objects.filter(user=user).delete()
    user.is_active, user.email, user.phone = False, None, ""
    user.first_name, user.last_name = "Somebody", ""
    user.set_unusable_password()
    user.save()
    end_sessions(user=user)


def digest(code: str) -> str:
    plain = "".join(letter for letter in code.upper() if letter.isalnum())
    return hmac.new(settings.SECRET_KEY.encode(), f"space:{plain}".encode(), hashlib.sha256).hexdigest()


@transaction.atomic
def issue_key(*, user: User, by: User, on: date) -> str:
    """Make a new key to My space and end the ones before it. The code is shown once and kept nowhere."""
    user.space_keys.filter(revoked_on=None).update(revoked_on=on)
    letters = "".join(secrets.choice(KEY_LETTERS) for _ in range(KEY_LENGTH))
    code = "-".join(letters[start : start + 4] for start in range(0, KEY_LENGTH, 4))
    key = SpaceKey.objects.create(user=user, digest=digest(code), created_by=by, from_day=on)
    end_sessions(user=user)
    audit.record(Kind.KEY_ISSUED, about=key, by=by, on=on)
    return code


def user_of_key(*, code: str) -> User | None:
    """The young person whose key this is, if it still opens."""
    key = SpaceKey.objects.filter(digest=digest(code), revoked_on=None).select_related("user").first()
    return key.user if key and key.user.is_active else None
