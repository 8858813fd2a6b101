"""What safety asks of a desk: an unread concern of whoever may reach a lead, an allegation of whoever leads."""

from datetime import timedelta

import pytest
from django.urls import reverse

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.endings.actions import volunteer_died
from kith.foundation.dates import now, today
from kith.meetings.tests.factories import a_coordinator, a_match, a_meeting
from kith.people.tests.factories import a_volunteer
from kith.safeguarding import actions
from kith.safeguarding.tests.factories import a_concern
from kith.schemes.tests.factories import a_scheme
from kith.support.models import LoneVisit
from kith.web.desk import AtHand, groups

pytestmark = pytest.mark.django_db


def whats(user):
    return [need.what for group in groups(AtHand(user, at=now(), on=today())) for need in group.needs]


def test_a_manager_is_asked_to_reach_a_lead_and_not_told_about_whom():
    scheme = a_scheme()
    a_member(Role.SAFEGUARDING_LEAD, scheme)
    manager, coordinator = a_member(Role.MANAGER, scheme), a_member(Role.COORDINATOR, scheme)
    a_concern(scheme=scheme, urgency="now", at=now() - timedelta(hours=1))
    assert whats(manager) == []
    actions.tell_again(at=now())
    assert whats(manager) == ["A concern waits and no safeguarding lead has read it"]
    assert whats(coordinator) == []


def test_the_designated_officer_stands_on_the_leads_desk_until_it_is_written_down():
    scheme = a_scheme()
    lead = a_member(Role.SAFEGUARDING_LEAD, scheme)
    concern = a_concern(scheme=scheme, at=now())
    actions.mark_allegation(concern=concern, volunteer=a_volunteer("Dee", scheme=scheme), by=lead, at=now())
    actions.decide(concern=concern, words="Strategy talk.", by=lead, at=now())
    assert whats(lead) == ["Tell the designated officer of the allegation about Dee"]
    actions.add(concern=concern, kind="designated officer", words="Rang.", by=lead, at=now())
    assert whats(lead) == []


def test_what_was_done_without_a_safety_plan_leads_the_coordinator_to_the_plan():
    coordinator = a_coordinator()
    match = a_match(coordinator=coordinator, begun_on=today() - timedelta(days=40))
    match.scheme.rules.update(safety_plans_for=["water"])
    a_meeting(match, today() - timedelta(days=3), status="kept", activities=["swimming"])
    found = [need for group in groups(AtHand(coordinator, at=now(), on=today())) for need in group.needs]
    (need,) = [need for need in found if "without a safety plan" in need.what]
    assert need.url == reverse(
        "safeguarding:safety_plans", args=[match.child.public_id, match.volunteer.public_id]
    )


def test_when_the_volunteer_has_died_nobody_rings_them_and_the_child_is_looked_for(client):
    coordinator = a_coordinator()
    match = a_match(coordinator=coordinator, begun_on=today() - timedelta(days=200))
    meeting = a_meeting(match, today() - timedelta(days=1))
    visit = LoneVisit.objects.create(meeting=meeting, there_at=meeting.at, told_at=now() - timedelta(hours=3))
    assert "Nothing heard from Ruth, who was out with Ana" in whats(coordinator)
    volunteer_died(volunteer=match.volunteer, died_on=today(), by=coordinator, on=today())
    assert "Ruth, who was out with Ana, has died" in whats(coordinator)
    client.force_login(coordinator)
    page = client.get(url := reverse("support:lone", args=[visit.public_id])).text
    assert "Where is Ana, and who is with them?" in page
    assert "flat battery" not in page
    assert "Write where Ana is" in client.post(url, {"words": " "}).text
    client.post(url, {"words": "At home with Jo since six."})
    assert "Ruth, who was out with Ana, has died" not in whats(coordinator)
