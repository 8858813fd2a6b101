"""A scheme with those who work in it, and a child whom it serves."""

import pytest

from kith.access.models import User
from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.people.models import Child
from kith.people.tests.factories import a_child_served_by
from kith.schemes.models import Scheme
from kith.schemes.tests.factories import a_scheme


@pytest.fixture
def scheme(db) -> Scheme:
    return a_scheme()


@pytest.fixture
def people(scheme) -> dict[str, User]:
    return {
        "lead": a_member(Role.SAFEGUARDING_LEAD, scheme, first_name="Leo"),
        "manager": a_member(Role.MANAGER, scheme, first_name="Dana"),
        "coordinator": a_member(Role.COORDINATOR, scheme, first_name="Priya"),
    }


@pytest.fixture
def child(scheme, people) -> Child:
    return a_child_served_by(scheme, people["coordinator"], "Zerai")
