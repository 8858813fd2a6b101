"""A suspension takes effect at once, everywhere, in one act: pages, plans, short lists, approvals, in every scheme."""

from datetime import time, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.endings.tests.factories import a_match as a_match_with_a_way_in
from kith.endings.tests.factories import coordinator_of
from kith.foundation.dates import moment, now, today
from kith.meetings.actions import CannotPlan, move, plan
from kith.recruitment.models import Suspension
from kith.recruitment.queries import cleared_volunteers, obstacles
from kith.recruitment.tests.factories import a_policy, everything_checked
from kith.schemes.tests.factories import a_scheme

pytestmark = pytest.mark.django_db


@pytest.fixture
def match():
    return a_match_with_a_way_in(begun_on=today() - timedelta(days=60))


@pytest.fixture
def planned(match):
    return plan(
        match=match,
        at=moment(today() + timedelta(days=5), time(15)),
        by=coordinator_of(match),
        on=today(),
    )


@pytest.fixture
def suspends(client, match):
    """The one act, as a manager does it: one page, one reason, one press."""
    mona = a_member(Role.MANAGER, match.scheme, first_name="Mona")

    def press(reason):
        client.force_login(mona)
        page = reverse("recruitment:suspend", args=[match.volunteer.public_id])
        assert client.post(page, {"reason": reason}).status_code == 302

    return press


def of_a_child(match, planned):
    yield reverse("meetings:meeting", args=[planned.public_id])
    yield reverse("meetings:plan", args=[match.public_id])
    yield reverse("endings:ask", args=[match.public_id])


def test_what_is_open_on_their_devices_closes_and_every_page_of_a_child_is_gone(match, planned, suspends):
    theirs = Client()
    theirs.force_login(match.volunteer.user)
    meeting = reverse("meetings:meeting", args=[planned.public_id])
    assert theirs.get(meeting).status_code == 200
    assert "Ana" in theirs.get("/").text
    suspends("concern")
    assert theirs.get(meeting).status_code == 302  # to the page where one signs in
    again = Client()
    match.volunteer.user.refresh_from_db()
    again.force_login(match.volunteer.user)
    home = again.get("/").text
    assert "Ana" not in home
    assert "You are not meeting anybody for now." in home
    for address in of_a_child(match, planned):
        assert again.get(address).status_code in (403, 404), address
    assert "Ana" not in again.get(reverse("meetings:my_meetings")).text


@pytest.mark.parametrize("reason", Suspension.Reason.values)
def test_nothing_is_planned_or_moved_and_what_stands_is_flagged(client, match, planned, suspends, reason):
    suspends(reason)
    at = moment(today() + timedelta(days=9), time(15))
    with pytest.raises(CannotPlan, match="suspended"):
        plan(match=match, at=at, by=coordinator_of(match), on=today())
    with pytest.raises(CannotPlan, match="suspended"):
        move(meeting=planned, to=at, who="volunteer", reason="other", by=coordinator_of(match), at=now())
    client.force_login(coordinator_of(match))
    assert "Ruth is suspended, and 1 meeting with Ana stand" in client.get("/").text
    page = client.get(reverse("casefile:match", args=[match.public_id])).text
    assert "1 planned meeting cannot go ahead" in page


def test_no_short_list_of_any_scheme_holds_them_until_it_is_lifted(match, suspends, client):
    volunteer, elsewhere = match.volunteer, a_scheme("Mentors", provider=match.scheme.provider)
    a_policy(elsewhere)
    everything_checked(volunteer, elsewhere, on=today() - timedelta(days=30))
    assert volunteer in cleared_volunteers(match.scheme, today())
    suspends("other")
    assert volunteer not in cleared_volunteers(match.scheme, today())
    for scheme in (match.scheme, elsewhere):
        assert "Ruth is suspended and meets no child for now." in obstacles(volunteer, scheme, today())
    lifted = client.post(reverse("recruitment:lift", args=[volunteer.public_id]))
    assert lifted.status_code == 302
    assert volunteer in cleared_volunteers(match.scheme, today())


def test_it_says_so_wherever_staff_look(client, match, suspends):
    suspends("own wish")
    assert "Suspended" in client.get(reverse("recruitment:volunteers") + "?group=suspended").text
    assert (
        "suspended"
        in client.get(reverse("casefile:volunteer", args=[match.volunteer.public_id])).text.lower()
    )
