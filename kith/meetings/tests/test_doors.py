"""Who comes in to a meeting, and how much of it each of them sees."""

import pytest
from django.urls import reverse

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.audit.models import Look
from kith.foundation.dates import now, today
from kith.meetings.models import Note
from kith.meetings.tests.factories import a_meeting
from kith.meetings.tests.pages import a_pair, coordinator_of, days_ago, in_days, long_ago, page, text
from kith.people.actions import involve
from kith.people.models import Involvement
from kith.people.tests.factories import with_account

pytestmark = pytest.mark.django_db


WITH_A_MEETING = ["meeting", "record", "not_kept", "move", "call_off", "put_right"]
WITH_A_MATCH = ["plan", "off_plan"]


@pytest.mark.parametrize("name", WITH_A_MEETING)
def test_a_meeting_opens_to_its_own_people_and_to_nobody_else(client, name):
    match = a_pair()
    meeting = a_meeting(match, in_days(4))
    stranger = a_pair("Leah", "Mo")
    allowed = {200, 302}
    assert page(client, coordinator_of(match), name, meeting).status_code in allowed
    assert page(client, match.volunteer.user, name, meeting).status_code in allowed
    for somebody_else in (stranger.volunteer.user, coordinator_of(stranger), with_account(stranger.child)):
        assert page(client, somebody_else, name, meeting).status_code == 404
    client.logout()
    assert client.get(reverse(f"meetings:{name}", args=[meeting.public_id])).status_code == 302


@pytest.mark.parametrize("name", WITH_A_MATCH)
def test_planning_opens_to_the_pair_s_own_people_and_to_nobody_else(client, name):
    match, stranger = a_pair(), a_pair("Leah", "Mo")
    assert page(client, coordinator_of(match), name, match).status_code == 200
    assert page(client, match.volunteer.user, name, match).status_code == 200
    for somebody_else in (stranger.volunteer.user, coordinator_of(stranger), with_account(match.child)):
        assert page(client, somebody_else, name, match).status_code == 404


@pytest.mark.parametrize("name", ["record", "not_kept", "move", "call_off", "put_right"])
def test_a_carer_and_a_worker_see_when_it_is_and_change_nothing(client, name):
    match = a_pair()
    meeting = a_meeting(match, in_days(4))
    for role, part in ((Role.CARER, Involvement.Part.CARER), (Role.WORKER, Involvement.Part.SOCIAL_WORKER)):
        user = a_member(role, match.scheme, first_name=role.value[:3])
        involve(child=match.child, person=user, part=part, by=None, on=long_ago(), act="test")
        assert page(client, user, "meeting", meeting).status_code == 200
        assert page(client, user, name, meeting).status_code == 404


def test_what_was_done_and_said_stays_between_the_pair_and_their_scheme(client):
    match = a_pair()
    meeting = a_meeting(match, days_ago(3), status="kept", feeling="good", feeling_words="The seals waved.")
    Note.objects.create(
        meeting=meeting,
        words="She was quiet.",
        readers=["child", "coordinator", "manager"],
        at=now(),
        created_by=match.volunteer.user,
    )
    worker = a_member(Role.WORKER, match.scheme, first_name="Nia")
    part = Involvement.Part.SOCIAL_WORKER
    involve(child=match.child, person=worker, part=part, by=None, on=long_ago(), act="test")
    seen = {
        "coordinator": text(page(client, coordinator_of(match), "meeting", meeting)),
        "volunteer": text(page(client, match.volunteer.user, "meeting", meeting)),
        "child": text(page(client, with_account(match.child), "meeting", meeting)),
        "manager": text(page(client, a_member(Role.MANAGER, match.scheme), "meeting", meeting)),
        "lead": text(page(client, a_member(Role.SAFEGUARDING_LEAD, match.scheme), "meeting", meeting)),
        "worker": text(page(client, worker, "meeting", meeting)),
    }
    assert {who for who, read in seen.items() if "She was quiet." in read} == {
        "coordinator",
        "volunteer",
        "child",
        "manager",
    }
    assert {who for who, read in seen.items() if "The seals waved." in read} == {"coordinator"}
    assert {who for who, read in seen.items() if "ut and about" in read} == set(seen) - {"worker"}
    assert "They met" in seen["worker"]


def test_a_volunteer_no_longer_opens_a_meeting_once_the_match_has_ended(client):
    match = a_pair(status="ended", ended_on=today())
    meeting = a_meeting(match, days_ago(3), status="kept")
    assert page(client, match.volunteer.user, "meeting", meeting).status_code == 404
    assert page(client, coordinator_of(match), "meeting", meeting).status_code == 200


def test_a_look_at_a_meeting_is_a_look_at_its_child(client):
    match = a_pair()
    page(client, coordinator_of(match), "meeting", a_meeting(match, in_days(4)))
    assert Look.objects.get(page="meetings:meeting").child == match.child.public_id
