"""The child's no at any moment is a hard stop: nothing carries the proposal on, and a later yes is a new choice."""

from datetime import timedelta

import pytest

from kith.foundation.errors import Cannot
from kith.matching import actions
from kith.matching.actions import CannotChoose, CannotPropose
from kith.matching.models import Match, Proposal
from kith.matching.states import ProposalStatus
from kith.matching.tests.factories import AFTERWARDS, DAY, FIRST_MEETING, STEPS, a_road, card_of
from kith.messages.models import OutboxMessage

pytestmark = pytest.mark.django_db
BEFORE_A_MATCH = STEPS[:-1]
LATER = FIRST_MEETING + timedelta(days=9)


@pytest.fixture(scope="module")
def laid_road(rows_that_last):
    return a_road(volunteers=("Ben", "Samir"))


def the_child_says_no(road, proposal, how):
    """The ways a child can say no: in words, by setting the card aside, by not now, after the first meeting."""
    match how:
        case "in words":
            actions.close(proposal=proposal, closed_by="child", by=road.coordinator, on=AFTERWARDS)
        case "set aside":
            again = road.shortlist(on=AFTERWARDS, again=[])
            assert not again.cards.filter(volunteer=proposal.volunteer).exists()
            actions.choose(
                shortlist=again, set_aside=list(again.cards.all()), by=road.coordinator, on=AFTERWARDS
            )
            actions.close(
                proposal=proposal, closed_by="child", reason="set aside", by=road.coordinator, on=AFTERWARDS
            )
        case "not now":
            again = road.shortlist(on=AFTERWARDS)
            actions.choose(shortlist=again, not_now=True, by=road.coordinator, on=AFTERWARDS)
        case "after the meeting":
            actions.answer_first_meeting(
                proposal=proposal, who="child", yes=False, by=road.coordinator, on=AFTERWARDS
            )


DEEDS = {
    "sketch": lambda road, proposal: road.ask(proposal),
    "yes": lambda road, proposal: road.say_yes(proposal),
    "approve": lambda road, proposal: actions.approve(proposal=proposal, by=road.manager, on=AFTERWARDS),
    "plan": lambda road, proposal: road.plan(proposal, LATER),
    "answer": lambda road, proposal: actions.answer_first_meeting(
        proposal=proposal, who="volunteer", yes=True, by=road.coordinator, on=AFTERWARDS
    ),
    "begin": lambda road, proposal: road.begin(proposal),
    "next choice": lambda road, proposal: actions.propose_next(
        shortlist=proposal.card.shortlist, by=road.coordinator, on=AFTERWARDS
    ),
    "choose on the same list": lambda road, proposal: road.choose(
        proposal.card.shortlist, proposal.volunteer.first_name, on=AFTERWARDS
    ),
}
LATER = __import__("kith.matching.tests.factories", fromlist=["x"]).FIRST_MEETING + timedelta(days=9)


@pytest.mark.parametrize("how", ["in words", "set aside", "not now", "after the meeting"])
@pytest.mark.parametrize("step", BEFORE_A_MATCH)
def test_after_a_childs_no_no_deed_carries_the_proposal_on(road, step, how):
    shortlist = road.shortlist()
    proposal = road.choose(shortlist, "Ben", "Samir")
    for deed in STEPS[1 : STEPS.index(step) + 1]:
        road.take(deed, proposal)
    the_child_says_no(road, proposal, how)
    proposal.refresh_from_db()
    assert proposal.status == ProposalStatus.CLOSED
    assert proposal.closed_by == Proposal.ClosedBy.CHILD
    for take in DEEDS.values():
        with pytest.raises(Cannot):
            take(road, proposal)
    proposal.refresh_from_db()
    assert proposal.status == ProposalStatus.CLOSED
    assert not Match.objects.exists()
    assert not Proposal.objects.open().exists()


def test_a_later_yes_needs_a_new_choice_by_the_child(road):
    proposal = road.proposal("meeting")
    the_child_says_no(road, proposal, "after the meeting")
    again = road.shortlist(on=AFTERWARDS)
    assert not again.cards.filter(volunteer=proposal.volunteer).exists()
    wanted = road.shortlist(on=AFTERWARDS, again=[proposal.volunteer])
    anew = road.choose(wanted, "Ben", on=AFTERWARDS)
    assert anew.pk != proposal.pk
    assert anew.status == ProposalStatus.CHOSEN
    assert anew.asked_on is None


def test_a_no_to_the_first_choice_is_not_taken_for_a_yes_to_the_second(road):
    shortlist = road.shortlist()
    proposal = road.choose(shortlist, "Ben", "Samir")
    the_child_says_no(road, proposal, "in words")
    with pytest.raises(CannotPropose, match="Tariq said no. Ask Tariq first"):
        actions.propose_next(shortlist=shortlist, by=road.coordinator, on=DAY)


def test_a_card_set_aside_stops_what_an_older_choice_began(road):
    """Open from an older list, set aside on a newer one: the newer word counts."""
    proposal = road.proposal("answered")
    again = road.shortlist()
    card = again.cards.create(volunteer=proposal.volunteer, place=9)
    actions.choose(shortlist=again, set_aside=[card], by=road.coordinator, on=DAY)
    proposal.refresh_from_db()
    assert (proposal.status, proposal.close_reason) == (ProposalStatus.CLOSED, "set aside")


def test_asking_for_others_does_not_carry_the_older_choice_on(road):
    proposal = road.proposal("asked")
    again = road.shortlist()
    actions.choose(shortlist=again, others=True, by=road.coordinator, on=DAY)
    with pytest.raises(CannotPropose, match="chosen again since"):
        road.say_yes(proposal)


def test_not_now_keeps_everything_closed_until_the_child_chooses_again(road):
    shortlist = road.shortlist()
    assert actions.choose(shortlist=shortlist, not_now=True, by=road.coordinator, on=DAY) is None
    with pytest.raises(CannotPropose, match="said not now"):
        actions.propose_next(shortlist=shortlist, by=road.coordinator, on=DAY)
    with pytest.raises(CannotChoose):
        road.choose(shortlist, "Ben")
    assert road.choose(road.shortlist(), "Ben").status == ProposalStatus.CHOSEN


def test_a_closed_proposal_never_opens_again(road):
    proposal = road.proposal("agreed")
    actions.close(proposal=proposal, closed_by="coordinator", reason="cannot", by=road.manager, on=DAY)
    with pytest.raises(actions.CannotClose, match="over already"):
        actions.close(proposal=proposal, closed_by="child", by=road.manager, on=DAY)
    assert proposal.lifecycle.steps_from(ProposalStatus.CLOSED) == []


def test_a_referral_taken_back_stops_its_proposals(road):
    proposal = road.proposal("answered")
    road.referral.refresh_from_db()
    road.referral.move("withdraw", by=road.coordinator, on=DAY)
    with pytest.raises(actions.CannotApprove, match="not waiting any more"):
        actions.approve(proposal=proposal, by=road.manager, on=DAY)


def test_setting_aside_silently_leaves_no_word_for_the_volunteer(road, client):
    shortlist = road.shortlist()
    actions.choose(
        shortlist=shortlist,
        ranked=[card_of(shortlist, "Samir")],
        set_aside=[card_of(shortlist, "Ben")],
        by=road.coordinator,
        on=DAY,
    )
    ben = road.volunteers[0]
    assert not Proposal.objects.filter(volunteer=ben).exists()

    assert (
        not OutboxMessage.objects.filter(to=ben.user, created_at__date__gte=DAY - timedelta(days=365))
        .filter(event="proposal for volunteer")
        .exists()
    )
