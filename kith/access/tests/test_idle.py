"""Somebody who leaves is signed out after half an hour, and a page that is only read writes no session."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kith.access.idle import LongerWhileUsed
from kith.access.tests.factories import a_user
from kith.foundation.dates import now

pytestmark = pytest.mark.django_db
PAGE = "/account/email/"


@pytest.fixture
def reader(client):
    client.force_login(a_user())
    client.get(PAGE)
    return client


def writes(reader):
    with CaptureQueriesContext(connection) as asked:
        assert reader.get(PAGE).status_code == 200
    return [
        query["sql"] for query in asked if query["sql"].startswith("UPDATE") and "session" in query["sql"]
    ]


def ends_in(minutes):
    return abs(Session.objects.get().expire_date - now() - timedelta(minutes=minutes)) < timedelta(seconds=20)


def test_pages_of_the_same_minute_write_no_session(reader):
    assert not writes(reader)


def test_after_a_minute_the_half_hour_begins_anew(reader):
    session = reader.session
    session[LongerWhileUsed.USED] -= LongerWhileUsed.A_MINUTE
    session.save()
    Session.objects.update(expire_date=now() + timedelta(minutes=28))
    assert writes(reader)
    assert ends_in(30)


def test_half_an_hour_without_a_page_signs_out(reader):
    assert ends_in(30)
    Session.objects.update(expire_date=now() - timedelta(seconds=1))
    assert reader.get(PAGE).status_code == 302
    assert "login" in reader.get(PAGE)["Location"]


def test_whoever_only_looks_at_a_public_page_gets_no_session(client):
    client.get("/account/login/")
    assert not Session.objects.exists()
