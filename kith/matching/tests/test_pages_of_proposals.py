"""The steps of a proposal on their pages, for each who takes them, up to the match."""

import pytest
from django.urls import reverse

from kith.matching.models import Match
from kith.matching.states import ProposalStatus
from kith.matching.tests.factories import (
    DAY,
    FIRST_MEETING,
    a_road,
    agreed,
)
from kith.matching.tests.pages import at, read
from kith.recruitment.actions import suspend
from kith.recruitment.models import Suspension

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def laid_road(rows_that_last):
    return a_road(volunteers=("Ben", "Samir"))


def test_a_sketch_with_a_name_is_refused_at_the_field_and_kept(road, client):
    proposal = road.proposal()
    client.force_login(road.coordinator)
    assert "A boy aged 11 to 13 who likes cars and football." in read(client.get(at("sketch", proposal)))
    response = client.post(at("sketch", proposal), {"sketch": "Tariq likes cars."})
    assert response.context["form"].errors["sketch"] == ["Take “Tariq” out: it says who it is"]
    assert "Tariq likes cars." in read(response)
    assert client.post(at("sketch", proposal), {"sketch": "A boy who likes cars."}).url == at(
        "proposal", proposal
    )


def test_a_volunteer_says_yes_on_the_phone(road, client):
    proposal = road.proposal("asked")
    client.force_login(proposal.volunteer.user)
    page = read(client.get(at("my_proposal", proposal)))
    assert "A boy aged 11 to 13 who likes cars." in page
    assert "Every other week, for as long as the child wants." in page
    client.post(at("my_proposal", proposal), {"answer": "yes", "words": "Glad to."})
    proposal.refresh_from_db()
    assert proposal.status == ProposalStatus.ANSWERED
    assert "Two people look at it now" in read(client.get(at("my_proposal", proposal)))


def test_a_volunteers_no_is_quiet_and_the_coordinator_sees_the_next_choice(road, client):
    proposal = road.choose(None, "Ben", "Samir")
    road.ask(proposal)
    client.force_login(proposal.volunteer.user)
    client.post(at("my_proposal", proposal), {"answer": "no"})
    assert "Nothing more is needed from you here" in read(client.get(at("my_proposal", proposal)))
    client.force_login(road.coordinator)
    page = read(client.get(reverse("matching:proposals")))
    assert "Tariq and Samir" in page
    assert "Tariq and Ben" not in page


def test_a_volunteer_says_after_the_meeting_whether_to_go_on(road, client, afterwards):
    proposal = road.proposal("meeting")
    client.force_login(proposal.volunteer.user)
    assert "Would you like to go on?" in read(client.get(at("my_proposal", proposal)))
    client.post(at("my_proposal", proposal), {"answer": "yes"})
    assert proposal.answers.get().who == "volunteer"
    assert "Would you like to go on?" not in read(client.get(at("my_proposal", proposal)))


def test_the_second_person_is_told_who_can_approve(road, client):
    proposal = road.proposal("answered")
    client.force_login(road.coordinator)
    assert client.post(at("approve", proposal)).url == at("proposal", proposal)
    page = read(client.get(at("approve", proposal)))
    assert "Somebody else has to look now." in page
    assert "Dana Okafor" in page
    assert "I approve this" not in page
    client.force_login(road.manager)
    assert "Needs your approval" in read(client.get(reverse("matching:proposals")))
    client.post(at("approve", proposal))
    proposal.refresh_from_db()
    assert proposal.status == ProposalStatus.APPROVED


def test_what_stands_against_an_approval_is_shown_before_and_after_trying(road, client):
    proposal = road.proposal("answered")
    suspend(volunteer=proposal.volunteer, reason=Suspension.Reason.OWN_WISH, by=road.manager, on=DAY)
    client.force_login(road.manager)
    assert "Ben cannot be proposed at the moment." in read(client.get(at("approve", proposal)))
    response = client.post(at("approve", proposal))
    assert response.status_code == 200
    assert "There is a problem" in read(response)


def test_a_first_meeting_is_planned_on_a_page_and_a_slip_keeps_the_rest(road, client):
    proposal = road.proposal("approved")
    client.force_login(road.coordinator)
    sent = {"on_day": "28", "on_month": "11", "on_year": "2026", "at": "2", "place": "the café"}
    sent["accompanied_by"] = str(road.manager.public_id)
    response = client.post(at("first_meeting", proposal), sent)
    assert "Say whether it is morning or evening" in read(response)
    assert "the café" in read(response)
    client.post(at("first_meeting", proposal), sent | {"at": "2pm", "carer_heard": "Glad."})
    proposal.refresh_from_db()
    assert proposal.first_meeting_at == FIRST_MEETING
    page = read(client.get(at("proposal", proposal)))
    assert "Saturday 28 November, 2pm, the café, with Dana" in page
    assert "Glad." in page


def test_what_each_said_after_the_meeting_is_written_down(road, client, afterwards):
    proposal = road.proposal("meeting")
    client.force_login(road.coordinator)
    for who in ("child", "volunteer", "carer"):
        client.post(at("after_meeting", proposal), {"who": who, "answer": "yes"})
    proposal.refresh_from_db()
    assert proposal.status == ProposalStatus.AGREED


def test_closing_asks_whose_no_and_says_what_it_means(road, client):
    proposal = road.proposal("answered")
    client.force_login(road.coordinator)
    assert "a later yes needs a new choice by the child" in read(client.get(at("close", proposal)))
    response = client.post(at("close", proposal), {"words": "Keep me."})
    assert {"closed_by", "reason"} <= set(response.context["form"].errors)
    assert "Keep me." in read(response)
    client.post(at("close", proposal), {"closed_by": "carer", "reason": "said no"})
    page = read(client.get(at("proposal", proposal)))
    assert "The carer: they said no" in page
    assert "A later yes needs a new choice by Tariq." in page


def on_paper(**changed):
    given = agreed() | {"usual_time": "2pm"} | changed
    for name in ("child_agreed_on", "volunteer_agreed_on"):
        day = given.pop(name)
        given |= {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}
    return given


def test_a_match_begins_from_the_page_with_the_rules_filled_in(road, client, afterwards):
    proposal = road.proposal("agreed")
    client.force_login(road.coordinator)
    page = client.get(at("begin", proposal))
    assert page.context["form"]["every"].value() == 2
    assert "goals_on" not in page.context["form"].fields
    response = client.post(at("begin", proposal), on_paper())
    match = Match.objects.get()
    assert response.url == at("agreement", match)
    assert "Every other week, on Saturdays, 2pm" in read(client.get(at("agreement", match)))
    assert "What we agreed" in read(client.get(at("agreement_print", match)))


def test_an_agreement_without_a_place_is_asked_again_and_the_rest_kept(road, client, afterwards):
    proposal = road.proposal("agreed")
    client.force_login(road.coordinator)
    response = client.post(at("begin", proposal), on_paper(where="", contact="By carrier pigeon"))
    assert "where" in response.context["form"].errors
    assert "By carrier pigeon" in read(response)
    assert not Match.objects.exists()


def test_an_agreement_is_changed_and_a_match_rests_and_goes_on(road, client, afterwards):
    match = road.begin(road.proposal("agreed"))
    client.force_login(road.coordinator)
    client.post(at("revise", match), on_paper(where="the library"))
    assert "the library" in read(client.get(at("agreement", match)))
    client.post(at("pause", match), {"reason": "child"})
    match.refresh_from_db()
    assert match.status == "paused"
    client.post(at("resume", match))
    match.refresh_from_db()
    assert match.status == "active"
