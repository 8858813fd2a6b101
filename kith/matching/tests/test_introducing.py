"""The first meeting: planned with somebody there who looks after the child, and afterwards everybody is asked again."""

from datetime import date, timedelta

import pytest

from kith.matching import actions, queries
from kith.matching.actions import CannotIntroduce
from kith.matching.states import ProposalStatus
from kith.matching.tests.factories import AFTERWARDS, DAY, FIRST_MEETING, a_road
from kith.messages.models import OutboxMessage
from kith.safeguarding.planning_safety import agree_plan

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def laid_road(rows_that_last):
    return a_road(volunteers=("Ben", "Samir"))


def test_no_meeting_is_planned_before_two_people_have_approved(road):
    with pytest.raises(CannotIntroduce, match="Two people approve first"):
        road.plan(road.proposal("answered"))


def test_a_first_meeting_is_still_to_come_and_has_a_place(road):
    proposal = road.proposal("approved")
    with pytest.raises(CannotIntroduce, match="still to come"):
        road.plan(proposal, FIRST_MEETING - timedelta(days=30))
    with pytest.raises(CannotIntroduce, match="Say where they meet"):
        actions.plan_first_meeting(
            proposal=proposal, moment=FIRST_MEETING, place=" ", by=road.coordinator, on=DAY
        )


def test_where_a_scheme_asks_for_a_safety_plan_there_is_one_before_two_people_meet(road):
    proposal = road.proposal("approved")
    proposal.scheme.rules.update(safety_plans_for=["meeting"])
    with pytest.raises(CannotIntroduce, match="asks for a safety plan before two people meet"):
        road.plan(proposal)
    agree_plan(
        child=proposal.child,
        volunteer=proposal.volunteer,
        scheme=proposal.scheme,
        kind="meeting",
        lines=[("They miss each other.", "They ring Amara.")],
        agreed_with=["volunteer", "carer"],
        until=FIRST_MEETING.date() + timedelta(days=60),
        by=road.coordinator,
        at=FIRST_MEETING - timedelta(days=30),
    )
    assert road.plan(proposal).first_meeting_at == FIRST_MEETING


def test_a_first_meeting_can_be_planned_anew_and_is_told(road):
    proposal = road.proposal("meeting")
    road.plan(proposal, FIRST_MEETING + timedelta(days=7))
    assert proposal.first_meeting_at == FIRST_MEETING + timedelta(days=7)
    assert OutboxMessage.objects.filter(event="meeting changed", to=proposal.volunteer.user).count() == 2


def test_everybody_is_asked_after_the_meeting_not_before(road):
    proposal = road.proposal("meeting")
    with pytest.raises(CannotIntroduce, match="Ask everybody afterwards"):
        road.everybody_says_yes(proposal, on=DAY)


def test_when_all_have_said_yes_it_is_agreed(road):
    proposal = road.proposal("meeting")
    for who in ("child", "volunteer"):
        actions.answer_first_meeting(proposal=proposal, who=who, yes=True, by=road.coordinator, on=AFTERWARDS)
    assert proposal.status == ProposalStatus.MEETING
    assert [who.value for who in queries.still_to_answer(proposal, AFTERWARDS)] == ["carer"]
    actions.answer_first_meeting(proposal=proposal, who="carer", yes=True, by=road.coordinator, on=AFTERWARDS)
    assert proposal.status == ProposalStatus.AGREED


def test_a_grown_up_has_no_carer_to_ask(road):
    proposal = road.proposal("meeting")
    road.child.born = date(2008, 1, 1)
    road.child.save()
    proposal.refresh_from_db()
    assert [who.value for who in queries.who_is_asked(proposal, AFTERWARDS)] == ["child", "volunteer"]


def test_a_yes_is_written_down_once(road):
    proposal = road.proposal("meeting")
    answer = {"proposal": proposal, "who": "child", "yes": True, "by": road.coordinator, "on": AFTERWARDS}
    actions.answer_first_meeting(**answer)
    with pytest.raises(CannotIntroduce, match="written down already"):
        actions.answer_first_meeting(**answer)


@pytest.mark.parametrize("who", ["child", "volunteer", "carer", "worker"])
def test_any_no_closes_it_and_the_volunteer_reads_nothing_of_whose_it_was(road, who, client):
    proposal = road.proposal("meeting")
    actions.answer_first_meeting(
        proposal=proposal, who=who, yes=False, words="Too far.", by=road.coordinator, on=AFTERWARDS
    )
    assert (proposal.status, proposal.closed_by) == (ProposalStatus.CLOSED, who)
    client.force_login(proposal.volunteer.user)
    page = client.get(f"/matching/asked/{proposal.public_id}").content.decode()
    assert "Nothing more is needed from you" in page
    for told in ("Tariq", "Too far", "said no", "carer", "worker", proposal.sketch):
        assert told not in page
