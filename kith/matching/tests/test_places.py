"""A volunteer's live matches and approved proposals never exceed the places they were approved for."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest
from django.db import connection, connections, transaction

from kith.matching import actions, queries
from kith.matching.actions import CannotApprove, CannotBegin
from kith.matching.models import Match, Proposal
from kith.matching.queries import look_for, places_left, places_taken
from kith.matching.states import HOLDS_A_PLACE, ProposalStatus
from kith.matching.tests.factories import AFTERWARDS, DAY, a_road
from kith.recruitment.models import Approval

pytestmark = pytest.mark.django_db


def two_children_who_chose_ben():
    """Both have Ben's yes and their coordinator's approval; Ben has one place."""
    road = a_road(volunteers=("Ben",))
    other = a_road("Leah", road.scheme, volunteers=(), coordinator=road.coordinator)
    pair = road.proposal("answered"), other.proposal("answered")
    for proposal in pair:
        actions.approve(proposal=proposal, by=road.coordinator, on=DAY)
    return road, *pair


def taken_by(volunteer, scheme):
    return places_taken([volunteer], scheme)[volunteer.pk]


def test_places_left_count_what_is_lived_and_what_is_approved():
    road = a_road(volunteers=("Ben",))
    ben = road.volunteers[0]
    proposal = road.proposal("answered")
    assert places_left([ben], road.scheme, DAY) == {ben.pk: 1}
    road.take("approved", proposal)
    assert places_left([ben], road.scheme, DAY) == {ben.pk: 0}
    for deed in ("meeting", "agreed", "matched"):
        road.take(deed, proposal)
        assert taken_by(ben, road.scheme) == 1
    assert places_left([ben], road.scheme, DAY) == {ben.pk: 0}


def test_without_an_approval_there_is_no_place():
    road = a_road(volunteers=("Ben",))
    Approval.objects.filter(volunteer=road.volunteers[0]).update(until_day=DAY)
    assert places_left(road.volunteers, road.scheme, DAY) == {road.volunteers[0].pk: 0}


def test_a_proposal_that_closes_gives_its_place_back():
    road = a_road(volunteers=("Ben",))
    proposal = road.proposal("meeting")
    actions.close(proposal=proposal, closed_by="carer", by=road.coordinator, on=DAY)
    assert places_left(road.volunteers, road.scheme, DAY) == {road.volunteers[0].pk: 1}


def test_who_is_full_is_counted_and_not_suggested():
    road, first, _ = two_children_who_chose_ben()
    actions.approve(proposal=first, by=road.manager, on=DAY)
    third = a_road("Kofi", road.scheme, volunteers=(), coordinator=road.coordinator)
    look = look_for(third.referral, DAY)
    assert look is not None
    assert look.people == []
    assert [line["words"] for line in look.ruled_out] == ["1 full"]
    assert look.why_not(road.volunteers[0]) == "Ben has no place left at the moment."


def test_the_last_place_goes_to_one_child_and_the_second_approval_says_so():
    road, first, second = two_children_who_chose_ben()
    actions.approve(proposal=first, by=road.manager, on=DAY)
    with pytest.raises(CannotApprove, match="Ben has no place left"):
        actions.approve(proposal=second, by=road.manager, on=DAY)
    assert taken_by(road.volunteers[0], road.scheme) == 1


def test_two_places_are_for_two_children():
    road, first, second = two_children_who_chose_ben()
    Approval.objects.filter(volunteer=road.volunteers[0]).update(places=2)
    for proposal in (first, second):
        actions.approve(proposal=proposal, by=road.manager, on=DAY)
    assert taken_by(road.volunteers[0], road.scheme) == 2


def test_an_approval_ended_before_the_match_begins_stops_it():
    road = a_road(volunteers=("Ben",))
    proposal = road.proposal("agreed")
    Approval.objects.filter(volunteer=road.volunteers[0]).update(until_day=AFTERWARDS)
    with pytest.raises(CannotBegin, match="not approved"):
        road.begin(proposal)
    assert not Match.objects.exists()


# ------------------------------------------------------------------------------------- at the same moment


def in_a_thread_of_its_own(deed):
    """Run a deed on a connection of its own; what it refused, or None."""
    try:
        deed()
        return None
    except CannotApprove as refusal:
        return str(refusal)
    finally:
        connections.close_all()


@pytest.mark.django_db(transaction=True)
def test_of_two_approvals_at_the_same_moment_one_gets_the_place():
    road, first, second = two_children_who_chose_ben()
    ready = Barrier(2, timeout=20)

    def approving(proposal):
        def deed():
            mine = Proposal.objects.get(pk=proposal.pk)
            ready.wait()
            actions.approve(proposal=mine, by=road.manager, on=DAY)

        return deed

    with ThreadPoolExecutor(2) as people:
        answers = list(people.map(in_a_thread_of_its_own, [approving(first), approving(second)]))
    assert sorted(answer is None for answer in answers) == [False, True]
    assert "no place left" in next(answer for answer in answers if answer)
    assert Proposal.objects.filter(status=ProposalStatus.APPROVED).count() == 1
    assert taken_by(road.volunteers[0], road.scheme) == 1


@pytest.mark.django_db(transaction=True)
def test_whoever_counts_places_waits_for_whoever_is_counting():
    """Proves the lock itself: while another transaction holds the approval, nobody gets past it."""
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets one transaction write at a time, so there is no row to wait for")
    road, first, _ = two_children_who_chose_ben()
    started, over = Event(), Event()

    def deed():
        mine = Proposal.objects.get(pk=first.pk)
        started.set()
        actions.approve(proposal=mine, by=road.manager, on=DAY)
        over.set()

    with ThreadPoolExecutor(1) as people:
        with transaction.atomic():
            Approval.objects.select_for_update().get(volunteer=road.volunteers[0])
            answer = people.submit(in_a_thread_of_its_own, deed)
            assert started.wait(20)
            assert not over.wait(1)
        assert answer.result(20) is None
    assert over.is_set()


def test_every_state_that_holds_a_place_opens_names_and_no_other():
    for status in ProposalStatus:
        opens = Proposal(status=status).names_are_open
        assert opens == (status in (*HOLDS_A_PLACE, ProposalStatus.MATCHED))
    assert queries.places_taken([], a_road(volunteers=()).scheme) == {}
