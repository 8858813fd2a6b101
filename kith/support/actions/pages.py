"""A page of their own for a carer: when meetings are and how it goes, and nothing that was said."""

from datetime import date, datetime

from django.db import transaction
from django.urls import reverse

from kith.access.actions import end_role, give_role
from kith.access.models import Membership, User
from kith.access.roles import Role
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.dates import LONDON
from kith.foundation.errors import Cannot
from kith.messages.actions import send
from kith.people.models import Carer, Child, Involvement, near_in
from kith.safeguarding.accounts import look_at
from kith.schemes.models import Organisation, Scheme

Part = Involvement.Part


class CannotGivePage(Cannot):
    """A carer cannot be given a page of their own as asked."""


@transaction.atomic
def give_carer_page(*, child: Child, by: User, at: datetime) -> User:
    """An account for whoever cares for a child: they choose the password by a letter to the address written down."""
    on = at.astimezone(LONDON).date()
    near = near_in(child, Part.CARER, on)
    carer = near.carer if near else None
    if near is None or carer is None:
        raise CannotGivePage(f"Write down first who cares for {child.name}.")
    if carer.user_id:
        raise CannotGivePage(f"{carer.name} has a page already.")
    if not carer.email:
        raise CannotGivePage(f"Write down first the e-mail address of {carer.name}: the way in goes there.")
    account = User.objects.filter(email__iexact=carer.email).first()
    if account:
        _refuse_account(account, child, carer)
    else:
        first, _, last = carer.name.partition(" ")
        account = User.objects.create_user(carer.email, first_name=first, last_name=last, phone=carer.phone)
    if not Membership.objects.open_on(on).filter(user=account, role=Role.CARER).exists():
        give_role(user=account, role=Role.CARER, place=_place_of(child, on), by=by, on=on)
    carer.user = account
    carer.save(update_fields=["user"])
    Involvement.objects.filter(carer=carer, part=Part.CARER, until_day=None).update(user=account)
    audit.record(Kind.CARER_PAGE_OPENED, about=carer, by=by, on=on, child=child)
    look_at([account], at=at)
    letter, link = ("something new", "/") if account.has_usable_password() else ("welcome", _password())
    send(to=account, event=letter, about=None, link=link, at=at)
    return account


@transaction.atomic
def close_carer_page(*, child: Child, by: User, at: datetime) -> Carer:
    """Their page closes at once and on every device; by link they can still be asked."""
    on = at.astimezone(LONDON).date()
    near = near_in(child, Part.CARER, on)
    carer = near.carer if near else None
    if carer is None or carer.user is None:
        raise CannotGivePage(f"Whoever cares for {child.name} has no page that could be closed.")
    for role in Membership.objects.open_on(on).filter(user=carer.user, role=Role.CARER):
        end_role(membership=role, by=by, on=on)
    Involvement.objects.filter(carer=carer, part=Part.CARER, until_day=None).update(user=None)
    carer.user = None
    carer.save(update_fields=["user"])
    audit.record(Kind.CARER_PAGE_CLOSED, about=carer, by=by, on=on, child=child)
    return carer


def _password() -> str:
    return reverse("account_reset_password")


def _refuse_account(account: User, child: Child, carer: Carer) -> None:
    """An address that signs in as somebody else near this child, or as another carer, opens nothing more."""
    others = Involvement.objects.filter(child=child, user=account).exclude(part=Part.CARER)
    if account.pk == child.user_id or others.exists() or Carer.objects.filter(user=account).exists():
        raise CannotGivePage(
            f"Somebody else signs in with this address already. Ask {carer.name} for one of their own."
        )


def _place_of(child: Child, on: date) -> Organisation | Scheme:
    """The authority of the child, else a scheme that serves them today."""
    if child.authority:
        return child.authority
    served = child.involvements.open_on(on).of(Part.SCHEME).select_related("scheme").first()
    if served is None or served.scheme is None:
        raise CannotGivePage(f"No authority and no scheme is near {child.name} yet.")
    return served.scheme
