"""Children, volunteers, workers and carers for tests."""

from datetime import date
from itertools import count
from typing import Any

from kith.access.models import User
from kith.access.roles import Role
from kith.access.tests.factories import a_member, a_user
from kith.people.actions import enlist, involve
from kith.people.models import Card, Carer, Child, Involvement, Volunteer, Worker
from kith.schemes.models import Organisation, Scheme
from kith.schemes.tests.factories import LONG_AGO, an_authority

NUMBER = count(1)


def a_child(first_name: str = "Tariq", authority: Organisation | None = None, **fields: Any) -> Child:
    given: dict[str, Any] = {
        "last_name": "Shaw",
        "born": date(2013, 5, 4),
        "gender": "M",
        "ethnicity": "WBRI",
        "area": "LS1",
        "looked_after": True,
        "authority_ref": f"NB{next(NUMBER):05d}",
    } | fields
    return Child.objects.create(first_name=first_name, authority=authority or an_authority(), **given)


def a_child_served_by(
    scheme: Scheme,
    coordinator: User | None = None,
    first_name: str = "Tariq",
    on: date = LONG_AGO,
    **fields: Any,
) -> Child:
    """A child in a scheme, near its coordinator if one is given."""
    child = a_child(first_name, **fields)
    involve(child=child, person=scheme, part=Involvement.Part.SCHEME, by=None, on=on, act="test")
    if coordinator:
        involve(
            child=child, person=coordinator, part=Involvement.Part.COORDINATOR, by=None, on=on, act="test"
        )
    return child


def with_account(child: Child) -> User:
    """The child's own way into My space."""
    user = a_user(child.first_name, "", email=None)
    child.user = user
    child.save(update_fields=["user"])
    return a_member(Role.YOUNG_PERSON, child.authority or an_authority(), user=user)


def a_volunteer(
    first_name: str = "Ben", scheme: Scheme | None = None, on: date = LONG_AGO, **fields: Any
) -> Volunteer:
    given: dict[str, Any] = {
        "last_name": "Ashworth",
        "born": date(1992, 3, 9),
        "gender": "M",
        "ethnicity": "WBRI",
        "postcode": "LS6 2AA",
        "languages": ["english"],
        "interests": [],
        "free_days": ["saturday"],
    } | fields
    if "user" not in given and scheme:
        given["user"] = a_member(Role.VOLUNTEER, scheme, first_name=first_name)
    volunteer = Volunteer.objects.create(first_name=first_name, **given)
    if scheme:
        enlist(volunteer=volunteer, scheme=scheme, by=None, on=on)
    return volunteer


def a_card(volunteer: Volunteer, words: str = "I like bikes and baking.", approved: bool = True) -> Card:
    return Card.objects.create(
        volunteer=volunteer,
        version=volunteer.cards.count() + 1,
        picture="bike",
        words=words,
        approved_on=LONG_AGO if approved else None,
    )


def a_worker(name: str = "Nia Rowe", organisation: Organisation | None = None, **fields: Any) -> Worker:
    given: dict[str, Any] = {"kind": Involvement.Part.SOCIAL_WORKER} | fields
    return Worker.objects.create(name=name, organisation=organisation or an_authority(), **given)


def a_carer(name: str = "Jo Pell", **fields: Any) -> Carer:
    return Carer.objects.create(name=name, **fields)
