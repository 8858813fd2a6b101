"""Choosing alone, reading how it stands, changing one’s mind."""

import pytest
from django.urls import reverse

from kith.matching import actions
from kith.matching.models import Proposal
from kith.matching.states import ProposalStatus
from kith.matching.tests.factories import (
    DAY,
    a_road,
    card_of,
)
from kith.matching.tests.pages import at, read
from kith.people.tests.factories import with_account

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def laid_road(rows_that_last):
    return a_road(volunteers=("Ben", "Samir"))


def test_a_young_person_chooses_alone_and_reads_how_it_stands(road, client):
    shortlist = road.shortlist()
    client.force_login(with_account(road.child))
    assert client.get(reverse("matching:my_cards")).url == at("my_choice", shortlist)
    sent = {f"card_{card_of(shortlist, 'Ben').place}": "1", "say": "choose"}
    client.post(at("my_choice", shortlist), sent)
    proposal = Proposal.objects.get()
    assert proposal.changes.get().by == road.child.user
    assert "You chose Ben. We are asking Ben." in read(client.get(at("my_choice", shortlist)))


def test_my_space_without_cards_says_what_comes(road, client):
    client.force_login(with_account(road.child))
    assert "No cards yet" in read(client.get(reverse("matching:my_cards")))


def test_a_list_that_is_not_shown_yet_is_not_in_my_space(road, client):
    made = actions.make_shortlist(referral=road.referral, by=road.coordinator, on=DAY)
    client.force_login(with_account(road.child))
    assert "No cards yet" in read(client.get(reverse("matching:my_cards"), follow=True))
    assert client.get(at("my_choice", made)).url == reverse("matching:my_cards")


def test_a_young_person_changes_their_mind_and_it_is_over(road, client):
    proposal = road.proposal("meeting")
    client.force_login(with_account(road.child))
    assert "You don’t have to say why" in read(client.get(at("my_no", proposal)))
    client.post(at("my_no", proposal))
    proposal.refresh_from_db()
    assert (proposal.status, proposal.closed_by) == (ProposalStatus.CLOSED, "child")
    assert "You said no to Ben. That is fine." in read(client.get(at("my_choice", proposal.card.shortlist)))


def test_after_somebody_elses_no_nobody_is_blamed(road, client):
    proposal = road.choose(None, "Ben", "Samir")
    road.ask(proposal)
    actions.volunteer_answers(proposal=proposal, yes=False, words="Too busy.", by=road.coordinator, on=DAY)
    client.force_login(with_account(road.child))
    page = read(client.get(at("my_choice", proposal.card.shortlist)))
    assert "It can’t be Ben this time. It is nothing you did." in page
    assert "You chose Samir. We are asking Samir." in page
    assert "busy" not in page


def test_a_young_person_says_how_the_first_meeting_was(road, client, afterwards):
    proposal = road.proposal("meeting")
    client.force_login(with_account(road.child))
    assert "Say how it was" in read(client.get(at("my_choice", proposal.card.shortlist)))
    client.post(at("my_answer", proposal), {"answer": "yes"})
    assert proposal.answers.get().who == "child"
