"""The look at who could be there, and the cards a child chooses from."""

import pytest

from kith.matching import actions
from kith.matching.models import Proposal, Shortlist
from kith.matching.presenters.cards import about_them
from kith.matching.tests.factories import (
    DAY,
    a_road,
    card_of,
    who_may_come,
)
from kith.matching.tests.pages import at, read
from kith.people.models import Card
from kith.recruitment.actions import suspend
from kith.recruitment.models import Suspension

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def laid_road(rows_that_last):
    return a_road(volunteers=("Ben", "Samir"))


def test_the_look_shows_their_words_the_people_the_reasons_and_the_rest(road, client):
    who_may_come("Dora", road.scheme, gender="F")
    client.force_login(road.coordinator)
    page = read(client.get(at("look", road.referral)))
    for words in (
        "Who could be there for Tariq?",
        "13 years old · waiting 118 days · wishes written down on 24 November 2026",
        "Someone who gets cars",
        "Two to choose from",
        "likes cars too",
        "no interest in football named",
        "Of 3 volunteers: 1 not a man.",
        "To talk about with Tariq:",
        "Nobody on a card is told.",
    ):
        assert words in page
    assert "fit" not in page.replace("fits", "").replace("not fit", "").replace("to fit", "").lower().split()


def test_a_look_keeps_nothing_until_cards_are_shown(road, client):
    client.force_login(road.coordinator)
    client.get(at("look", road.referral))
    assert not Shortlist.objects.exists()
    ben = road.volunteers[0]
    response = client.post(at("look", road.referral), {"show": [ben.public_id], "then": "show"})
    shortlist = Shortlist.objects.get()
    assert response.url == at("cards", shortlist)
    assert [card.volunteer for card in shortlist.cards.filter(on_cards=True)] == [ben]
    assert shortlist.shown_on == DAY


def test_cards_can_be_printed_straight_away(road, client):
    client.force_login(road.coordinator)
    sent = {"show": [each.public_id for each in road.volunteers], "then": "print"}
    assert client.post(at("look", road.referral), sent).url == at("cards_print", Shortlist.objects.get())


def test_showing_no_card_is_asked_again(road, client):
    client.force_login(road.coordinator)
    response = client.post(at("look", road.referral), {"then": "show"})
    assert "Choose at least one card to show" in read(response)
    assert not Shortlist.objects.exists()


def test_why_not_is_answered_and_somebody_who_fits_can_be_added(road, client):
    for name in ("Ali", "Jon", "Max", "Zed"):
        who_may_come(name, road.scheme)
    nick = who_may_come("Nick", road.scheme, interests=[], free_days=["monday"])
    suspend(volunteer=road.volunteers[1], reason=Suspension.Reason.CONCERN, by=road.manager, on=DAY)
    client.force_login(road.coordinator)
    page = read(client.get(at("look", road.referral), {"who": "ni"}))
    assert "Nick fits, others fit a little better" in page
    assert "Samir cannot be proposed at the moment." in read(
        client.get(at("look", road.referral), {"who": "sam"})
    )
    assert "begins with “q”" in read(client.get(at("look", road.referral), {"who": "q"}))
    client.post(at("look", road.referral), {"show": [nick.public_id], "then": "show"})
    assert [card.volunteer for card in Shortlist.objects.get().cards.filter(on_cards=True)] == [nick]


def test_a_card_set_aside_comes_back_at_the_childs_wish(road, client):
    ben = road.volunteers[0]
    shortlist = road.shortlist()
    actions.choose(
        shortlist=shortlist, set_aside=[card_of(shortlist, "Ben")], others=True, by=road.coordinator, on=DAY
    )
    client.force_login(road.coordinator)
    page = read(client.get(at("look", road.referral), {"who": "ben"}))
    assert "Tariq wants to see this card again" in page
    sent = {"show": [ben.public_id], "again": [ben.public_id], "then": "show"}
    client.post(at("look", road.referral) + f"?again={ben.public_id}", sent)
    assert Shortlist.objects.latest("id").cards.filter(volunteer=ben, on_cards=True).exists()


def test_nobody_fits_says_what_to_talk_about(client):
    road = a_road(volunteers=())
    who_may_come("Dora", road.scheme, gender="F")
    client.force_login(road.coordinator)
    page = read(client.get(at("look", road.referral)))
    assert "Nobody fits today" in page
    assert "either a man or a woman: 1 more" in page


def test_without_wishes_the_look_leads_to_the_talk(client):
    road = a_road(wishes=False, volunteers=())
    client.force_login(road.coordinator)
    assert client.get(at("look", road.referral)).url == at("wishes", road.referral)


def test_cards_are_friendly_and_tell_no_surname_no_score_no_care(road, client):
    shortlist = road.shortlist()
    client.force_login(road.coordinator)
    for page in ("cards", "cards_print"):
        shown = read(client.get(at(page, shortlist)))
        assert "I am Ben. I rebuild old cars with my dad." in shown
        assert "You both like cars" in shown
        assert "Nobody pays them to come." in shown
        for never in ("Ashworth", "LS6", "miles", " care ", "volunteer", "Northbridge", "as asked"):
            assert never not in shown.split("<main")[1].split("</main")[0], (page, never)


def test_somebody_without_an_approved_card_is_shown_with_a_neutral_one(road, client):
    Card.objects.filter(volunteer=road.volunteers[0]).update(approved_on=None)
    client.force_login(road.coordinator)
    shown = read(client.get(at("cards", road.shortlist())))
    assert "Ben has not written a card yet. Ask us about Ben." in shown
    assert "I am Ben." not in shown


def test_a_paid_scheme_does_not_say_that_nobody_is_paid(road, client):
    assert "Nobody pays" in about_them(road.scheme)
    road.scheme.preset = "skills-and-mentoring"
    road.scheme.save()
    client.force_login(road.coordinator)
    assert "Nobody pays" not in read(client.get(at("cards", road.shortlist())))


def test_a_choice_together_becomes_a_proposal(road, client):
    shortlist = road.shortlist()
    ben, samir = card_of(shortlist, "Ben"), card_of(shortlist, "Samir")
    client.force_login(road.coordinator)
    sent = {f"card_{ben.place}": "2", f"card_{samir.place}": "1", "say": "choose"}
    response = client.post(at("cards", shortlist), sent)
    proposal = Proposal.objects.get()
    assert response.url == at("proposal", proposal)
    assert proposal.volunteer.first_name == "Samir"
    assert client.get(at("cards", shortlist)).url == at("shortlist", shortlist)


def test_two_first_choices_are_asked_again_and_the_rest_is_kept(road, client):
    shortlist = road.shortlist()
    client.force_login(road.coordinator)
    response = client.post(at("cards", shortlist), {"card_1": "1", "card_2": "1", "say": "choose"})
    assert "Give it to one of them" in read(response)
    assert response.context["form"]["card_1"].value() == "1"
    assert not shortlist.cards.filter(answer="ranked").exists()


def test_no_choice_at_all_is_asked_again(road, client):
    client.force_login(road.coordinator)
    response = client.post(at("cards", road.shortlist()), {"say": "choose"})
    assert "Pick your first choice, or press" in read(response)


@pytest.mark.parametrize(("say", "field"), [("others", "asked_for_others"), ("not now", "not_now")])
def test_others_and_not_now_choose_nobody(road, client, say, field):
    shortlist = road.shortlist()
    client.force_login(road.coordinator)
    client.post(at("cards", shortlist), {"card_1": "1", "card_2": "no", "say": say})
    shortlist.refresh_from_db()
    assert getattr(shortlist, field)
    assert shortlist.cards.filter(answer="set aside").count() == 1
    assert not Proposal.objects.exists()


def test_the_kept_list_tells_what_the_child_said(road, client):
    proposal = road.choose(None, "Ben", "Samir")
    client.force_login(road.coordinator)
    page = read(client.get(at("shortlist", proposal.card.shortlist)))
    assert "Tariq chose Ben then Samir on 24 November 2026." in page
    assert "First choice" in page
    assert "Ask the next choice" not in page


def test_the_next_choice_is_asked_after_a_look_at_it(road, client):
    proposal = road.choose(None, "Ben", "Samir")
    actions.close(proposal=proposal, closed_by="coordinator", reason="cannot", by=road.coordinator, on=DAY)
    client.force_login(road.coordinator)
    assert "Ask the next choice" in read(client.get(at("shortlist", proposal.card.shortlist)))
    response = client.post(at("next_choice", proposal.card.shortlist))
    assert response.url == at("proposal", Proposal.objects.open().get())
