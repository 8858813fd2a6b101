"""Pages ask the clock: in this room's tests it stands at nine in the morning of the day on which they take place."""

from datetime import time

import pytest

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.foundation.dates import moment
from kith.matching.tests.factories import DAY
from kith.referral.tests.factories import a_paid_scheme


@pytest.fixture(autouse=True)
def nine_in_the_morning(monkeypatch):
    at = moment(DAY, time(9))
    monkeypatch.setattr("django.utils.timezone.now", lambda: at)


@pytest.fixture
def scheme():
    return a_paid_scheme()


@pytest.fixture
def manager(client, scheme):
    user = a_member(Role.MANAGER, scheme, first_name="Dana")
    client.force_login(user)
    return user


@pytest.fixture
def coordinator(client, scheme):
    user = a_member(Role.COORDINATOR, scheme, first_name="Priya")
    client.force_login(user)
    return user
