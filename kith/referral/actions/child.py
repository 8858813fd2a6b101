"""Which child a referral is about: found on the register, or written down."""

from datetime import date

from django.db import transaction

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.dates import day_words
from kith.foundation.errors import Cannot
from kith.people.models import Child
from kith.referral import queries
from kith.referral.models import Referral
from kith.schemes.models import Organisation


class CannotLink(Cannot):
    """The referral cannot be linked to this child."""


@transaction.atomic
def link_child(*, referral: Referral, child: Child, by: User, on: date) -> Referral:
    """Say which child on the register this is; until it is answered, it can be said again."""
    return _link(referral, child, by=by, on=on, new=False)


@transaction.atomic
def write_down_child(
    *,
    referral: Referral,
    first_name: str,
    born: date,
    by: User,
    on: date,
    last_name: str = "",
    authority: Organisation | None = None,
    authority_ref: str = "",
    gender: str = Child.Gender.UNKNOWN,
) -> Child:
    """Write down a child whom no register shows, and link the referral to them."""
    known = Child.objects.filter(authority=authority)
    number = authority_ref.strip()
    if number and known.filter(authority_ref__iexact=number).exists():
        raise CannotLink(
            f"{authority} already uses this number for a child. Check the number and the date of birth with "
            "them, then find the child on the register."
        )
    if known.filter(first_name__iexact=first_name.strip(), born=born).exists():
        raise CannotLink(
            f"A child of this first name and date of birth is already known in {authority or 'Kith'}. "
            "Ask for the authority’s own number, and find them on the register with it."
        )
    child = Child.objects.create(
        authority=authority,
        authority_ref=number,
        first_name=first_name.strip(),
        last_name=last_name.strip(),
        born=born,
        gender=gender,
        practical_needs=referral.practical_needs,
        created_by=by,
    )
    _link(referral, child, by=by, on=on, new=True)
    return child


def _link(referral: Referral, child: Child, *, by: User, on: date, new: bool) -> Referral:
    if not referral.may("accept"):
        raise CannotLink(
            "This referral has been answered, so the child it is about can no longer be changed."
        )
    already = queries.already_with(child, referral.scheme, besides=referral) if referral.scheme else None
    if already:
        raise CannotLink(
            f"{child.name} is already with {referral.scheme}: see the referral {already.reference} of "
            f"{day_words(already.received_on)}. Decline this one as already referred."
        )
    referral.child = child
    referral.authority = child.authority or referral.authority
    referral.save(update_fields=["child", "authority"])
    audit.record(Kind.REFERRAL_LINKED, about=referral, by=by, on=on, new=new)
    return referral
