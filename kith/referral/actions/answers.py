"""The scheme's answer to a referral: yes, or no with its reason."""

from datetime import date

from django.db import transaction

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.errors import Cannot
from kith.people.actions import describe, involve
from kith.people.models import Child, Involvement
from kith.referral import queries
from kith.referral.actions.letters import tell, tell_referrer
from kith.referral.models import Referral
from kith.schemes.models import Scheme


class CannotAccept(Cannot):
    """The referral cannot be accepted as it stands."""


class CannotDecline(Cannot):
    """The referral cannot be declined as asked."""


@transaction.atomic
def accept(*, referral: Referral, scheme: Scheme, coordinator: User, by: User, on: date) -> Referral:
    """Take the child on: the scheme and its coordinator may know them from today."""
    child = _may_be_accepted(referral, scheme, coordinator, on)
    referral.scheme, referral.coordinator = scheme, coordinator
    referral.save(update_fields=["scheme", "coordinator"])
    referral.move("accept", by=by, on=on)
    part = Involvement.Part
    involve(child=child, person=scheme, part=part.SCHEME, by=by, on=on, act="referral.accept")
    involve(child=child, person=coordinator, part=part.COORDINATOR, by=by, on=on, act="referral.accept")
    if referral.practical_needs and not child.practical_needs:
        describe(child=child, practical_needs=referral.practical_needs, by=by, on=on)
    audit.record(Kind.REFERRAL_ACCEPTED, about=referral, by=by, on=on)
    tell_referrer(referral, "referral answered", on)
    tell(coordinator, referral, by, on)
    return referral


def _may_be_accepted(referral: Referral, scheme: Scheme, coordinator: User, on: date) -> Child:
    if no := queries.childs_no(referral, on):
        raise CannotAccept(no)
    child = referral.child
    if child is None:
        raise CannotAccept("Say first which child this is: find them on the register, or write them down.")
    if scheme.closed_on is not None and scheme.closed_on <= on:
        raise CannotAccept(f"{scheme} has closed. Choose another scheme.")
    if misfit := queries.age_misfit(child.name, child.born, scheme, on):
        raise CannotAccept(misfit)
    if already := queries.already_with(child, scheme, besides=referral):
        raise CannotAccept(
            f"{child.name} is already with {scheme}: see the referral {already.reference}. "
            "Decline this one as already referred."
        )
    if not queries.coordinators_of([scheme], on).filter(pk=coordinator.pk).exists():
        raise CannotAccept(f"{coordinator.name} is not a coordinator of {scheme}. Choose somebody who is.")
    return child


@transaction.atomic
def decline(*, referral: Referral, reason: str, words: str, by: User, on: date) -> Referral:
    """Say no to the referral, with the reason; the words are for the referrer to read."""
    if reason not in Referral.DeclineReason.values:
        raise CannotDecline("Choose the reason.")
    if not words.strip():
        raise CannotDecline("Write a sentence for the referrer, so that they know what to do next.")
    referral.move("decline", by=by, on=on, reason=reason, words=words.strip())
    audit.record(Kind.REFERRAL_DECLINED, about=referral, by=by, on=on, reason=reason)
    tell_referrer(referral, "referral answered", on)
    return referral
