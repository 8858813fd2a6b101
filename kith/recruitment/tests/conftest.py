"""Who looks at the pages, and a clean slate for what strangers send."""

import pytest
from django.core.cache import cache

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.schemes.tests.factories import a_scheme


@pytest.fixture
def scheme():
    return a_scheme()


@pytest.fixture
def coordinator(client, scheme):
    user = a_member(Role.COORDINATOR, scheme, first_name="Rina")
    client.force_login(user)
    return user


@pytest.fixture
def vetter(client, scheme):
    user = a_member(Role.VETTING_OFFICER, scheme, first_name="Vera")
    client.force_login(user)
    return user


@pytest.fixture
def manager(client, scheme):
    user = a_member(Role.MANAGER, scheme, first_name="Mona")
    client.force_login(user)
    return user


@pytest.fixture(autouse=True)
def nobody_has_knocked_yet():
    cache.clear()
