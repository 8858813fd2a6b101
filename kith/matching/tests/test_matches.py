"""A match begins with an agreement, is agreed anew, rests and goes on."""

from datetime import timedelta
from decimal import Decimal

import pytest

from kith.access.policy import Permission
from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.audit.chain import verify
from kith.audit.events import Kind
from kith.audit.models import Event
from kith.matching import actions, drafts
from kith.matching.actions import CannotAgree, CannotBegin, CannotPause
from kith.matching.models import Match, Proposal
from kith.matching.presenters import agreements
from kith.matching.states import MatchStatus, ProposalStatus
from kith.matching.tests.factories import AFTERWARDS, a_road, agreed
from kith.people.models import Involvement
from kith.recruitment.actions import suspend
from kith.recruitment.models import Suspension
from kith.referral.states import Status

pytestmark = pytest.mark.django_db
SATURDAY = 5
LATER = AFTERWARDS + timedelta(days=30)


@pytest.fixture(scope="module")
def laid_road(rows_that_last):
    return a_road(volunteers=("Ben",))


def test_a_match_begins_with_its_first_agreement(road):
    match = road.begin(road.proposal("agreed"), childs_word="my mate")
    assert (match.status, match.begun_on, match.childs_word) == (MatchStatus.ACTIVE, AFTERWARDS, "my mate")
    assert match.agreement.version == 1
    assert not match.goals_on
    assert match.proposal.status == ProposalStatus.MATCHED
    road.referral.refresh_from_db()
    assert road.referral.status == Status.MATCHED
    assert {Kind.MATCH_BEGUN.value, Kind.AGREEMENT_WRITTEN.value} <= set(
        Event.objects.filter(child=road.child.public_id).values_list("kind", flat=True)
    )
    assert verify(Event).holds


def test_beginning_brings_the_volunteer_near_the_child_and_nothing_before_it_does(road):
    proposal = road.proposal("agreed")
    ben = proposal.volunteer.user
    near = Involvement.objects.open_on(AFTERWARDS).filter(child=road.child, user=ben)
    assert not near.exists()
    road.begin(proposal)
    involvement = near.get()
    assert (involvement.part, involvement.opened_by_act) == (Involvement.Part.VOLUNTEER, "matching.begin")
    assert list(Match.objects.reachable_by(ben, Permission.RECORD_MEETING, AFTERWARDS)) == [
        Match.objects.get()
    ]


@pytest.mark.parametrize("step", ["chosen", "asked", "answered", "approved", "meeting"])
def test_a_match_does_not_begin_before_everybody_has_said_yes_again(road, step):
    with pytest.raises(CannotBegin, match="when all have said yes"):
        road.begin(road.proposal(step))


def test_other_proposals_of_the_child_close_without_a_reason_to_anybody():
    road = a_road(volunteers=("Ben", "Samir"))
    proposal = road.proposal("agreed")
    other = Proposal.objects.create(
        child=road.child, volunteer=road.volunteers[1], scheme=road.scheme, referral=road.referral
    )
    road.begin(proposal)
    other.refresh_from_db()
    assert (other.status, other.closed_by, other.close_reason) == ("closed", "coordinator", "matched")


def test_a_volunteer_without_an_account_is_given_one_first(road):
    proposal = road.proposal("agreed")
    volunteer = proposal.volunteer
    volunteer.user = None
    volunteer.save()
    proposal.refresh_from_db()
    with pytest.raises(CannotBegin, match="no way to sign in"):
        road.begin(proposal)


def test_a_volunteer_suspended_after_the_first_meeting_does_not_begin(road):
    proposal = road.proposal("agreed")
    suspend(volunteer=proposal.volunteer, reason=Suspension.Reason.CONCERN, by=road.manager, on=AFTERWARDS)
    with pytest.raises(CannotBegin, match="cannot be proposed at the moment"):
        road.begin(proposal)


def test_a_child_has_one_live_match_in_a_scheme(road):
    proposal = road.proposal("agreed")
    Match.objects.create(
        child=road.child,
        volunteer=road.volunteers[0],
        scheme=road.scheme,
        referral=road.referral,
        begun_on=AFTERWARDS,
    )
    with pytest.raises(CannotBegin, match="has no place left|has somebody"):
        road.begin(proposal)


# ------------------------------------------------------------------------------------- the agreement


def test_an_agreement_starts_from_the_rules_for_the_childs_age(road):
    start = drafts.first_agreement(road.proposal("agreed"), AFTERWARDS)
    assert (start["every"], start["unit"]) == (2, "week")
    assert start["budget_per_month"] == Decimal(25)
    assert start["weekday"] == SATURDAY
    assert "Tariq" in start["confidentiality"]
    assert "It lasts for as long as Tariq wants." in start["how_it_will_end"]
    assert "4 more times" in start["how_it_will_end"]


@pytest.mark.parametrize("left_out", ["where", "contact", "confidentiality", "how_it_will_end"])
def test_everything_is_agreed_in_words(road, left_out):
    proposal = road.proposal("agreed")
    with pytest.raises(CannotAgree, match="Write down in a few words"):
        road.begin(proposal, **{left_out: "  "})
    assert not Match.objects.exists()
    assert not Involvement.objects.filter(part=Involvement.Part.VOLUNTEER).exists()


def test_both_have_agreed_on_a_day_that_has_been(road):
    proposal = road.proposal("agreed")
    with pytest.raises(CannotAgree, match="Say on which day Tariq agreed"):
        road.begin(proposal, child_agreed_on=LATER)
    with pytest.raises(CannotAgree, match="Say on which day Ben agreed"):
        road.begin(proposal, volunteer_agreed_on=None)


def test_an_agreement_is_written_anew_and_the_one_before_stays(road):
    match = road.begin(road.proposal("agreed"))
    start = drafts.current_agreement(match) | {"child_agreed_on": LATER, "volunteer_agreed_on": LATER}
    actions.revise_agreement(match=match, by=road.coordinator, on=LATER, **(start | {"where": "the library"}))
    match = Match.objects.get()
    assert [each.version for each in match.agreements.all()] == [2, 1]
    assert match.agreement.where == "the library"
    assert agreements.versions(match)[0]["lines"][1] == ("Where", "outside the pool")


def test_an_ended_match_keeps_its_agreement(road):
    match = road.begin(road.proposal("agreed"))
    Match.objects.filter(pk=match.pk).update(status="ended", ended_on=LATER)
    with pytest.raises(CannotAgree, match="has ended"):
        actions.revise_agreement(match=match, by=road.coordinator, on=LATER, **agreed(LATER))


def test_an_agreement_reads_in_plain_words(road):
    match = road.begin(road.proposal("agreed"))
    lines = dict(agreements.lines(match.agreement))
    assert lines["How often"] == "Every other week, on Saturdays, 2pm"
    assert lines["Money for things to do"] == "£25 a month"
    match.agreement.weekday = None
    assert agreements.signed(match.agreement, match) == [
        ("Tariq", "29 November 2026"),
        ("Ben", "29 November 2026"),
    ]


# ------------------------------------------------------------------------------------- a break


def test_a_match_rests_and_goes_on(road):
    match = road.begin(road.proposal("agreed"))
    actions.pause(match=match, reason="child", words="Exams.", by=road.coordinator, on=LATER)
    assert match.status == MatchStatus.PAUSED
    change = match.changes.get()
    assert (change.step, change.reason, change.words) == ("pause", "child", "Exams.")
    actions.resume(match=match, by=road.coordinator, on=LATER)
    assert match.status == MatchStatus.ACTIVE


def test_only_an_active_match_rests_and_only_a_resting_one_goes_on(road):
    match = road.begin(road.proposal("agreed"))
    with pytest.raises(CannotPause, match="not paused"):
        actions.resume(match=match, by=road.coordinator, on=LATER)
    actions.pause(match=match, reason="child", by=road.coordinator, on=LATER)
    with pytest.raises(CannotPause, match="this one is paused"):
        actions.pause(match=match, reason="child", by=road.coordinator, on=LATER)


def test_a_match_goes_on_only_with_a_volunteer_who_may_meet_a_child(road):
    match = road.begin(road.proposal("agreed"))
    actions.pause(match=match, reason="concern", by=road.manager, on=LATER)
    suspend(volunteer=match.volunteer, reason=Suspension.Reason.CONCERN, by=road.manager, on=LATER)
    with pytest.raises(CannotPause, match="suspended"):
        actions.resume(match=match, by=road.coordinator, on=LATER)


def test_a_scheme_with_goals_begins_with_them_unless_the_child_would_rather_not():
    scheme = a_road("Leah", volunteers=()).scheme
    scheme.goals = scheme.Goals.EXPECTED
    scheme.save()
    road = a_road("Kofi", scheme, volunteers=("Ben",))
    assert road.begin(road.proposal("agreed")).goals_on
    other = a_road("Zara", scheme, volunteers=("Ali",))
    assert not other.begin(other.proposal("agreed", "Ali"), goals_on=False).goals_on


def test_a_manager_and_the_childs_coordinator_see_the_match_and_a_colleague_does_not(road):
    match = road.begin(road.proposal("agreed"))
    colleague = a_member(Role.COORDINATOR, road.scheme, first_name="Cleo")
    seen = {
        user.first_name: list(Match.objects.reachable_by(user, Permission.SEE_MATCH, AFTERWARDS))
        for user in (road.coordinator, road.manager, colleague)
    }
    assert seen == {"Priya": [match], "Dana": [match], "Cleo": []}
