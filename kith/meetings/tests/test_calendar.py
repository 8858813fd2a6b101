"""The calendar: a week within reach, filtered, downloaded, and no dearer when it is full."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.foundation.dates import now, today
from kith.meetings.models import Meeting
from kith.meetings.tests.factories import a_coordinator, a_meeting
from kith.meetings.tests.pages import a_pair, coordinator_of, days_ago, in_days, page, text
from kith.schemes.tests.factories import a_scheme

pytestmark = pytest.mark.django_db


def test_the_calendar_shows_the_week_by_first_names(client):
    match = a_pair()
    a_meeting(match, in_days(14))
    read = text(page(client, coordinator_of(match), "calendar", week=in_days(14).isoformat()))
    assert "Ana and Ruth" in read
    assert "2pm" in read
    assert "Shaw" not in read
    assert "Ashworth" not in read


def test_the_calendar_shows_nobody_out_of_reach(client):
    match = a_pair()
    a_meeting(match, today())
    read = text(page(client, a_coordinator(first_name="Noor"), "calendar"))
    assert "Ana" not in read
    assert "No meetings here this week" in read


def test_a_sealed_child_is_in_no_manager_s_calendar(client):
    match = a_pair()
    a_meeting(match, today())
    match.child.sealed = True
    match.child.save()
    assert "Ana" not in text(page(client, a_member(Role.MANAGER, match.scheme), "calendar"))
    assert "Ana" in text(page(client, coordinator_of(match), "calendar"))


def test_the_calendar_is_filtered_by_what_became_of_it_and_by_scheme(client):
    priya = a_coordinator()
    mentors = a_scheme("Northbridge mentors", preset="goal-mentoring")
    a_meeting(a_pair(coordinator=priya), today(), status="kept")
    a_meeting(a_pair("Leah", "Mo", scheme=mentors, coordinator=priya), today(), hour=0)
    everything = text(page(client, priya, "calendar"))
    assert "Ana and Ruth" in everything
    assert "Northbridge mentors" in everything
    only_kept = text(page(client, priya, "calendar", show="kept"))
    assert "Ana and Ruth" in only_kept
    assert "Leah and Mo" not in only_kept
    of_mentors = text(page(client, priya, "calendar", scheme=str(mentors.public_id)))
    assert "Ana and Ruth" not in of_mentors
    assert "Leah and Mo" in of_mentors


def test_what_nobody_has_told_of_is_one_list_whatever_the_week(client):
    match = a_pair()
    a_meeting(match, days_ago(40))
    assert "Ana and Ruth" in text(page(client, coordinator_of(match), "calendar", show="unsaid"))
    assert "Every meeting has been told of" in text(
        page(client, a_coordinator(first_name="Noor"), "calendar", show="unsaid")
    )


@pytest.mark.parametrize(
    "asked", [{"week": "yesterday"}, {"scheme": "x"}, {"show": "x"}, {"page": "x"}, {"week": "2026-02-30"}]
)
def test_an_address_that_asks_for_nonsense_shows_this_week(client, asked):
    match = a_pair()
    a_meeting(match, today())
    response = page(client, coordinator_of(match), "calendar", **asked)
    assert response.status_code == 200
    assert "Ana and Ruth" in text(response)


def test_the_week_is_downloaded_as_a_spreadsheet(client):
    match = a_pair()
    a_meeting(match, today())
    response = page(client, coordinator_of(match), "calendar", **{"as": "xlsx"})
    assert response.headers["Content-Disposition"].endswith('filename="meetings.xlsx"')


def test_a_calendar_of_thirty_meetings_asks_no_more_than_one_of_three(client):
    priya, scheme = a_coordinator(), a_scheme()

    def cost(number, prefix):
        for turn in range(number):
            a_meeting(a_pair(f"{prefix}{turn}", "Ruth", scheme=scheme, coordinator=priya), today())
        client.force_login(priya)
        with CaptureQueriesContext(connection) as queries:
            assert f"{prefix}0" in text(client.get(reverse("meetings:calendar")))
        return len(queries)

    assert cost(3, "Ana") == cost(27, "Leah")


def test_a_pause_takes_its_meetings_out_of_everybody_s_sight_at_once(client):
    match = a_pair()
    a_meeting(match, in_days(4))
    match.status = "paused"
    match.save()
    assert not Meeting.objects.ahead(now()).exists()
    read = text(page(client, coordinator_of(match), "calendar", week=in_days(4).isoformat()))
    assert "Paused" in read
