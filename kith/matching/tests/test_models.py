"""What the database itself refuses."""

import pytest
from django.db import IntegrityError, transaction

from kith.matching.models import CardShown, Match, Proposal, ProposalApproval, Shortlist, Wish
from kith.matching.queries import latest_wishes
from kith.matching.tests.factories import AFTERWARDS, DAY, a_road

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def laid_road(rows_that_last):
    return a_road(volunteers=("Ben",))


def refused(constraint):
    """The database's own refusal, by the name of the rule."""
    return pytest.raises(IntegrityError, match=constraint)


def test_a_pair_has_one_open_proposal(road):
    proposal = road.proposal()
    with transaction.atomic(), pytest.raises(IntegrityError):
        Proposal.objects.create(
            child=road.child, volunteer=proposal.volunteer, scheme=road.scheme, referral=road.referral
        )


def test_a_closed_proposal_knows_whose_no_it_was(road):
    proposal = road.proposal()
    with transaction.atomic(), refused("a_closed_proposal_knows_whose_no_it_was"):
        Proposal.objects.filter(pk=proposal.pk).update(status="closed")


def test_a_volunteer_is_asked_with_a_sketch(road):
    proposal = road.proposal()
    with transaction.atomic(), refused("a_volunteer_is_asked_with_a_sketch"):
        Proposal.objects.filter(pk=proposal.pk).update(asked_on=DAY)


def test_two_approvals_come_from_two_people(road):
    proposal = road.proposal("answered")
    ProposalApproval.objects.create(proposal=proposal, by=road.manager, on=DAY)
    with transaction.atomic(), pytest.raises(IntegrityError):
        ProposalApproval.objects.create(proposal=proposal, by=road.manager, on=DAY)


def test_cards_are_shown_before_they_are_answered(road):
    shortlist = road.shortlist()
    with transaction.atomic(), refused("cards_are_shown_before_they_are_answered"):
        Shortlist.objects.filter(pk=shortlist.pk).update(shown_on=None, answered_on=DAY)


def test_a_rank_belongs_to_a_choice(road):
    shortlist = road.shortlist()
    for wrong in ({"rank": 1}, {"answer": "ranked"}, {"answer": "set aside", "rank": 1}):
        with transaction.atomic(), refused("a_rank_belongs_to_a_choice"):
            CardShown.objects.filter(shortlist=shortlist).update(**wrong)


def test_a_wish_is_said_once_in_a_list(road):
    wish_list = latest_wishes(road.referral)
    assert wish_list is not None
    with transaction.atomic(), pytest.raises(IntegrityError):
        Wish.objects.create(wish_list=wish_list, kind="like", attribute="gender", value="male")


def test_a_child_has_one_live_match_in_a_scheme_and_a_second_time_is_a_second_match(road):
    match = road.begin(road.proposal("agreed"))
    again = {
        "child": road.child,
        "volunteer": match.volunteer,
        "scheme": road.scheme,
        "referral": road.referral,
    }
    with transaction.atomic(), pytest.raises(IntegrityError):
        Match.objects.create(begun_on=AFTERWARDS, **again)
    Match.objects.filter(pk=match.pk).update(status="ended", ended_on=AFTERWARDS)
    assert Match.objects.create(begun_on=AFTERWARDS, **again).pk != match.pk


def test_a_match_has_an_end_when_it_has_ended(road):
    match = road.begin(road.proposal("agreed"))
    with transaction.atomic(), refused("match_has_an_end_when_it_has_ended"):
        Match.objects.filter(pk=match.pk).update(status="ended")
