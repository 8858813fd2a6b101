"""Referrals for tests, made by the deeds themselves."""

from datetime import date
from typing import Any

from kith.access.models import User
from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.people.models import Child
from kith.people.tests.factories import a_child
from kith.referral import actions
from kith.referral.models import Referral
from kith.register.models import Offer, PathwayPoint
from kith.schemes.models import Organisation, Scheme
from kith.schemes.tests.factories import a_contract, a_scheme, an_authority

DAY = date(2026, 11, 24)


def a_paid_scheme(name: str = "Northbridge visitors", **changed: Any) -> Scheme:
    """A scheme that the authority of Northbridge pays for."""
    scheme = a_scheme(name, **changed)
    if not scheme.contracts.exists():
        a_contract(scheme)
    return scheme


def a_coordinator(place: Scheme | Organisation, first_name: str = "Priya") -> User:
    return a_member(Role.COORDINATOR, place, first_name=first_name)


def a_referral(
    *,
    scheme: Scheme | None = None,
    child: Child | None = None,
    by: User | None = None,
    on: date = DAY,
    **said: Any,
) -> Referral:
    """A referral just received; by nobody with an account unless told, and of nobody on the register."""
    given: dict[str, Any] = {
        "source": Referral.Source.SCHOOL,
        "why": "He has moved four times and has nobody of his own.",
        "authority": None if child else an_authority(),
    }
    if by is None:
        given |= {"referrer_name": "Ms Okoro", "referrer_email": "okoro@school.example.org"}
    if child is None:
        given |= {"first_name": "Tariq", "born": date(2013, 5, 4)}
    return actions.refer(scheme=scheme, child=child, by=by, on=on, **(given | said))


def an_accepted_referral(
    *,
    scheme: Scheme | None = None,
    coordinator: User | None = None,
    child: Child | None = None,
    on: date = DAY,
    **said: Any,
) -> Referral:
    scheme = scheme or a_paid_scheme()
    coordinator = coordinator or a_coordinator(scheme)
    referral = a_referral(scheme=scheme, child=child or a_child(), on=on, **said)
    return actions.accept(referral=referral, scheme=scheme, coordinator=coordinator, by=coordinator, on=on)


def an_offer(
    child: Child, answer: str = Offer.Answer.ACCEPTED, on: date = DAY, words: str = "Yes please."
) -> Offer:
    """What a child answered at a review."""
    point = PathwayPoint.objects.create(
        child=child, kind=PathwayPoint.Kind.REVIEW, on=on, key=f"review {PathwayPoint.objects.count()}"
    )
    return Offer.objects.create(
        point=point, child=child, answer=answer, asked=Offer.Asked.TALK, child_words=words, on=on
    )
