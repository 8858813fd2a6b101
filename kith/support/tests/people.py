"""A match with everybody around it, for the tests of support."""

from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from kith.access.models import User
from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.foundation.dates import today
from kith.matching.models import Match
from kith.meetings.tests.factories import a_coordinator, a_match
from kith.people.actions import involve
from kith.people.models import Carer, Child, Involvement, Worker
from kith.people.tests.factories import a_carer, a_worker, with_account


def days_ago(days: int) -> date:
    return today() - timedelta(days=days)


def a_carer_of(
    child: Child, name: str = "Jo Pell", account: bool = False, on: date | None = None, **fields: Any
) -> Carer:
    """Somebody who cares for the child, with an e-mail address; with an account if asked."""
    user = a_member(Role.CARER, child.authority, first_name=name.split()[0]) if account else None
    carer = a_carer(name, user=user, **({"email": f"{name.split()[0].lower()}@home.example"} | fields))
    involve(
        child=child, person=carer, part=Involvement.Part.CARER, by=None, on=on or days_ago(300), act="test"
    )
    return carer


def a_worker_of(child: Child, name: str = "Nia Rowe", account: bool = True) -> Worker:
    user = a_member(Role.WORKER, child.authority, first_name=name.split()[0]) if account else None
    worker = a_worker(name, user=user, email="nia@council.example")
    part = Involvement.Part.SOCIAL_WORKER
    involve(child=child, person=worker, part=part, by=None, on=days_ago(300), act="test")
    return worker


def everybody(child: str = "Ana", volunteer: str = "Ruth", **fields: Any) -> Match:
    """A match whose child has a space, a carer without an account, a worker with one, and a coordinator, Priya."""
    fields.setdefault("begun_on", days_ago(200))
    fields.setdefault("coordinator", a_coordinator())
    match = a_match(child, volunteer, **fields)
    with_account(match.child)
    a_carer_of(match.child)
    a_worker_of(match.child)
    return match


def coordinator_of(match: Match) -> User:
    user = match.child.involvements.get(part="coordinator", until_day=None).user
    assert user
    return user


def manager_of(match: Match) -> User:
    return a_member(Role.MANAGER, match.scheme, first_name="Dana")


def go(client: Any, user: User, name: str, /, *args: Any, **asked: Any) -> Any:
    client.force_login(user)
    return client.get(reverse(f"support:{name}", args=args), asked)


def send(client: Any, user: User, name: str, /, *args: Any, **typed: Any) -> Any:
    client.force_login(user)
    return client.post(reverse(f"support:{name}", args=args), typed)


def text(response: Any) -> str:
    return response.content.decode()


def typed_day(name: str, day: date) -> dict[str, int]:
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}
