"""A child is referred."""

from datetime import date
from typing import Any, TypedDict, Unpack

from django.db import transaction

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.dates import day_words
from kith.foundation.errors import Cannot
from kith.people.models import Child
from kith.referral import queries
from kith.referral.actions.letters import tell_referrer
from kith.referral.models import Referral
from kith.register.models import Offer
from kith.schemes.models import Organisation, Scheme


class CannotRefer(Cannot):
    """The child cannot be referred as asked."""


class Said(TypedDict, total=False):
    """What a referrer may say of the child and of themselves."""

    practical_needs: str
    child_knows: bool | None
    child_answer: str
    child_words: str
    referrer_name: str
    referrer_email: str
    referrer_phone: str
    referrer_place: str
    first_name: str
    last_name: str
    born: date | None
    authority_ref: str


@transaction.atomic
def refer(
    *,
    source: str,
    why: str,
    by: User | None,
    on: date,
    scheme: Scheme | None = None,
    child: Child | None = None,
    authority: Organisation | None = None,
    offer: Offer | None = None,
    **said: Unpack[Said],
) -> Referral:
    """Refer a child: from an offer they said yes to, or directly; `by` is nobody where there is no account."""
    if offer is not None:
        child = child or offer.child
        said = _said_in(offer, child) | said
    referral = Referral(
        source=source,
        why=why.strip(),
        scheme=scheme,
        child=child,
        authority=authority or (child.authority if child else None),
        offer=offer,
        reference=queries.new_reference(),
        received_on=on,
        created_by=by,
        **_with_referrer(said, by),
    )
    if referral.child_answer and referral.child_knows is None:
        referral.child_knows = True
    _check_can_be_referred(referral, on)
    referral.save()
    audit.record(Kind.REFERRAL_MADE, about=referral, by=by, on=on, source=source, from_offer=bool(offer))
    tell_referrer(referral, "referral received", on)
    return referral


def _said_in(offer: Offer, child: Child) -> Said:
    """A fact is asked once: the child's yes and their words come from the offer."""
    if offer.child_id != child.pk:
        raise CannotRefer(
            f"This answer is another child’s, not {child.name}’s. Open {child.name}’s own answer."
        )
    if offer.answer != Offer.Answer.ACCEPTED:
        raise CannotRefer(f"{child.name} has not said yes to this offer. Refer only once they have.")
    if offer.corrected_by_id is not None:
        raise CannotRefer("This answer was put right later. Refer from the answer that stands.")
    return Said(child_knows=True, child_answer=Referral.Answer.YES, child_words=offer.child_words)


def _with_referrer(said: Said, by: User | None) -> dict[str, Any]:
    """Somebody with an account need not say again who they are."""
    given: dict[str, Any] = dict(said)
    if by is not None and not (given.get("referrer_email") or given.get("referrer_phone")):
        given["referrer_name"] = given.get("referrer_name") or by.name
        given["referrer_email"] = by.email or ""
        given["referrer_phone"] = by.phone
    return given


def _check_can_be_referred(referral: Referral, on: date) -> None:
    child, scheme = referral.child, referral.scheme
    if not referral.why:
        raise CannotRefer("Say why it would be good for them to have somebody.")
    if referral.created_by is None and not (referral.referrer_email or referral.referrer_phone):
        raise CannotRefer("Leave an e-mail address or a phone number, so that somebody can answer you.")
    if scheme is not None and scheme.closed_on is not None and scheme.closed_on <= on:
        raise CannotRefer(f"{scheme} has closed. Choose another scheme.")
    if scheme is None and referral.authority and not queries.schemes_to_ask(referral.authority, on).exists():
        raise CannotRefer(f"No scheme works for {referral.authority} yet. Choose the scheme it should go to.")
    if child is None:
        return
    if already := queries.already_with(child, scheme):
        raise CannotRefer(
            f"{child.name} has already been referred to {scheme or 'the schemes'}, "
            f"on {day_words(already.received_on)}. The reference is {already.reference}."
        )
    if referral.child_answer != Referral.Answer.NO and (no := queries.childs_no(referral, on)):
        raise CannotRefer(no)
