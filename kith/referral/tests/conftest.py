"""Who is there in most tests of this room: a scheme that is paid for, and its coordinator at the desk."""

import pytest
from django.core.cache import cache

from kith.referral.tests.factories import a_coordinator, a_paid_scheme


@pytest.fixture(autouse=True)
def nobody_has_knocked_yet():
    cache.clear()


@pytest.fixture
def scheme():
    return a_paid_scheme()


@pytest.fixture
def coordinator(scheme):
    return a_coordinator(scheme)


@pytest.fixture
def desk(client, coordinator):
    client.force_login(coordinator)
    return client
