"""From a choice to a first meeting: a sketch without a name, two people who approve, everybody asked again."""

from datetime import date, timedelta

import pytest

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.matching import actions, drafts, queries
from kith.matching.actions import CannotApprove, CannotPropose
from kith.matching.models import Proposal
from kith.matching.queries import Need
from kith.matching.states import ProposalStatus
from kith.matching.tests.factories import DAY, FIRST_MEETING, a_road
from kith.messages.models import OutboxMessage
from kith.recruitment.actions import suspend
from kith.recruitment.models import Approval, Check, Suspension

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def laid_road(rows_that_last):
    return a_road(volunteers=("Ben", "Samir"))


# ------------------------------------------------------------------------------------- the sketch


def test_a_sketch_begins_from_an_age_band_and_what_the_child_likes(road):
    words = drafts.sketch(road.child, queries.latest_wishes(road.referral), DAY)
    assert words == "A boy aged 11 to 13 who likes cars and football. Saturdays would suit."
    assert drafts.names_in(words, road.child, road.referral) == []


@pytest.mark.parametrize(
    ("born", "gender", "words"),
    [
        (date(2019, 1, 1), "F", "A girl under 8."),
        (date(2010, 1, 1), "M", "A young man aged 16 to 17."),
        (date(2005, 1, 1), "X", "A young person aged 18 or over."),
        (None, "U", "A young person."),
    ],
)
def test_a_sketch_fits_whoever_it_is_about(road, born, gender, words):
    road.child.born, road.child.gender = born, gender
    assert drafts.sketch(road.child, None, DAY) == words


@pytest.mark.parametrize(
    "words",
    [
        "Tariq likes cars.",
        "This is tariq’s dream: cars.",
        "A boy, T. SHAW, who likes cars.",
        "A boy of 13 from LS1.",
        "TARIQ, 13, likes cars",
    ],
)
def test_a_sketch_that_says_who_it_is_goes_nowhere(road, words):
    proposal = road.proposal()
    with pytest.raises(CannotPropose, match="Take “"):
        road.ask(proposal, words)
    proposal.refresh_from_db()
    assert (proposal.sketch, proposal.asked_on) == ("", None)
    assert not OutboxMessage.objects.filter(event="proposal for volunteer").exists()


def test_a_name_is_found_with_and_without_its_accents_and_not_inside_another_word(road):
    road.child.first_name, road.child.last_name = "José", "Al-Amin"
    assert drafts.names_in("Jose likes cars.", road.child) == ["José"]
    assert drafts.names_in("He is an amin.", road.child) == ["Amin"]
    assert drafts.names_in("Josephine likes aminals.", road.child) == []


def test_the_volunteer_is_told_once_and_the_letter_says_nothing(road):
    proposal = road.proposal("asked")
    road.ask(proposal, "A boy aged 11 to 13 who likes old cars.")
    letter = OutboxMessage.objects.get(event="proposal for volunteer")
    assert letter.to == proposal.volunteer.user
    assert "Tariq" not in str(letter.values)


def test_after_the_answer_the_sketch_stays_as_it_was_read(road):
    proposal = road.proposal("answered")
    with pytest.raises(CannotPropose, match="answered already"):
        road.ask(proposal)


def test_a_volunteer_is_asked_about_three_children_at_most_at_a_time(road):
    chosen = road.proposal()
    for name in ("Leah", "Kofi", "Zara"):
        other = a_road(name, road.scheme, volunteers=(), coordinator=road.coordinator)
        other.ask(other.proposal())
    with pytest.raises(CannotPropose, match="Ben has 3 to answer already"):
        road.ask(chosen)
    fifth = a_road("Maya", road.scheme, volunteers=(), coordinator=road.coordinator)
    assert not fifth.shortlist().cards.filter(volunteer=chosen.volunteer).exists()


def test_nobody_answers_before_they_are_asked(road):
    proposal = road.proposal()
    with pytest.raises(CannotPropose, match="nothing to answer"):
        road.say_yes(proposal)


def test_a_volunteer_answers_once(road):
    proposal = road.proposal("answered")
    with pytest.raises(CannotPropose, match="nothing to answer"):
        road.say_no(proposal)


# ------------------------------------------------------------------------------------- two people


def test_two_different_people_approve(road):
    proposal = road.proposal("answered")
    actions.approve(proposal=proposal, by=road.coordinator, on=DAY)
    assert proposal.status == ProposalStatus.ANSWERED
    assert not proposal.names_are_open
    actions.approve(proposal=proposal, by=road.manager, on=DAY)
    assert proposal.status == ProposalStatus.APPROVED
    assert proposal.names_are_open


def test_the_same_person_does_not_approve_twice_and_hears_who_can(road):
    proposal = road.proposal("answered")
    actions.approve(proposal=proposal, by=road.coordinator, on=DAY)
    with pytest.raises(CannotApprove, match=r"two different people must\. .*Dana Okafor.* can\."):
        actions.approve(proposal=proposal, by=road.coordinator, on=DAY)
    assert proposal.approvals.count() == 1


def test_one_of_the_two_is_a_manager(road):
    proposal = road.proposal("answered")
    colleague = a_member(Role.COORDINATOR, road.scheme, first_name="Cleo")
    actions.approve(proposal=proposal, by=road.coordinator, on=DAY)
    with pytest.raises(CannotApprove, match="A manager must approve this too"):
        actions.approve(proposal=proposal, by=colleague, on=DAY)


def test_after_a_manager_the_childs_coordinator_can_be_the_second(road):
    proposal = road.proposal("answered")
    actions.approve(proposal=proposal, by=road.manager, on=DAY)
    assert road.coordinator in queries.who_can_approve(proposal, DAY)
    actions.approve(proposal=proposal, by=road.coordinator, on=DAY)
    assert proposal.status == ProposalStatus.APPROVED


def test_a_manager_of_another_scheme_is_no_manager_here(road):
    stranger = a_road("Leah", road.scheme, volunteers=())
    elsewhere = a_member(Role.MANAGER, stranger.scheme.provider, first_name="Pat")
    proposal = road.proposal("answered")
    able = queries.who_can_approve(proposal, DAY)
    assert elsewhere in able  # of the same provider
    outsider = a_member(Role.MANAGER, road.child.authority, first_name="Ola")
    assert outsider not in able


def test_nobody_approves_a_match_of_their_own(road):
    proposal = road.proposal("answered")
    ben = proposal.volunteer.user
    a_member(Role.MANAGER, road.scheme, user=ben)
    with pytest.raises(CannotApprove, match="of their own"):
        actions.approve(proposal=proposal, by=ben, on=DAY)


def test_a_proposal_is_approved_only_after_the_volunteers_yes(road):
    with pytest.raises(CannotApprove, match="nothing to approve"):
        actions.approve(proposal=road.proposal("asked"), by=road.manager, on=DAY)


def test_papers_that_ran_out_since_the_choice_stop_the_approval(road):
    proposal = road.proposal("answered")
    Check.objects.filter(volunteer=proposal.volunteer, kind="dbs").update(until=DAY - timedelta(days=1))
    with pytest.raises(CannotApprove, match="DBS"):
        actions.approve(proposal=proposal, by=road.manager, on=DAY)


def test_a_volunteer_suspended_between_the_two_approvals_is_not_approved(road):
    proposal = road.proposal("answered")
    actions.approve(proposal=proposal, by=road.coordinator, on=DAY)
    suspend(volunteer=proposal.volunteer, reason=Suspension.Reason.CONCERN, by=road.manager, on=DAY)
    with pytest.raises(CannotApprove, match=r"^Ben cannot be proposed at the moment\.$"):
        actions.approve(proposal=proposal, by=road.manager, on=DAY)


def test_a_child_of_another_age_than_approved_is_not_introduced(road):
    proposal = road.proposal("answered")
    Approval.objects.filter(volunteer=proposal.volunteer).update(age_to=12)
    with pytest.raises(CannotApprove, match="approved for ages 8 to 12, and Tariq is 13"):
        actions.approve(proposal=proposal, by=road.manager, on=DAY)


# ------------------------------------------------------------------------------------- what is next


def test_each_step_says_what_it_needs_and_from_whom(road):
    at = FIRST_MEETING
    proposal = road.proposal()
    needed = []
    for deed in ("asked", "answered", "approved", "meeting", "agreed"):
        needed.append(queries.need_of(proposal, at))
        road.take(deed, proposal)
    assert [*needed, queries.need_of(proposal, at)] == [
        Need.SKETCH,
        Need.ANSWER,
        Need.APPROVAL,
        Need.FIRST_MEETING,
        Need.AFTER_MEETING,
        Need.AGREEMENT,
    ]


def test_what_needs_my_approval_stands_first(road):
    other = a_road("Leah", road.scheme, volunteers=("Ali",), coordinator=road.coordinator)
    waiting = other.proposal("chosen", "Ali")
    mine = road.proposal("answered")
    actions.approve(proposal=mine, by=road.coordinator, on=DAY)
    rows = Proposal.objects.filter(pk__in=[waiting.pk, mine.pk])
    first, second = queries.needs(rows, road.manager, FIRST_MEETING)
    assert (first.proposal, first.from_me) == (mine, True)
    assert (second.proposal, second.from_me) == (waiting, False)
    assert not any(each.from_me for each in queries.needs(rows, road.coordinator, FIRST_MEETING))
