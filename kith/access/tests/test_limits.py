"""A stranger may knock so often, and no oftener."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.core.cache import cache
from django.test import RequestFactory

from kith.access.limits import Limit
from kith.access.tests.factories import a_user
from kith.foundation.dates import now

pytestmark = pytest.mark.django_db
LIMIT = Limit("knocks", per_session=2, per_address=3, window=timedelta(hours=1))
AT = now()


@pytest.fixture(autouse=True)
def nobody_has_knocked_yet():
    cache.clear()


def a_request(address="192.0.2.1", user=None, session=None):
    request = RequestFactory().get("/", REMOTE_ADDR=address)
    request.user = user or AnonymousUser()
    request.session = session or SessionStore()
    return request


def a_session():
    session = SessionStore()
    session.create()
    return session


def knock(request, times, at=AT):
    for _ in range(times):
        LIMIT.count(request, at=at)


def test_a_session_is_limited():
    request = a_request(session=a_session())
    knock(request, 1)
    assert not LIMIT.is_reached(request, at=AT)
    knock(request, 1)
    assert LIMIT.is_reached(request, at=AT)


def test_an_address_is_limited_whatever_the_session():
    for _ in range(3):
        knock(a_request(session=a_session()), 1)
    assert LIMIT.is_reached(a_request(), at=AT)
    assert LIMIT.is_reached(a_request(session=a_session()), at=AT)
    assert not LIMIT.is_reached(a_request("192.0.2.2"), at=AT)


def test_after_the_window_it_begins_again():
    knock(a_request(), 3)
    assert not LIMIT.is_reached(a_request(), at=AT + timedelta(hours=1))


def test_limits_do_not_share_their_count():
    knock(a_request(), 3)
    other = Limit("others", per_session=1, per_address=1, window=timedelta(hours=1))
    assert not other.is_reached(a_request(), at=AT)


def test_somebody_signed_in_is_not_limited():
    request = a_request(user=a_user())
    knock(request, 9)
    assert not LIMIT.is_reached(request, at=AT)


def test_no_address_is_kept_in_clear():
    from django.db import connection

    knock(a_request("192.0.2.77"), 1)
    with connection.cursor() as cursor:
        cursor.execute("select cache_key, value from kith_cache")
        kept = str(cursor.fetchall())
    assert "limit" in kept
    assert "192.0.2.77" not in kept
