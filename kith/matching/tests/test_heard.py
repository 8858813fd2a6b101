"""Carer and worker are heard, with their words and the day, before a child sees a card; or it is said why not."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.audit.events import Kind
from kith.audit.models import Event
from kith.matching import actions
from kith.matching.actions import CannotHear
from kith.matching.models import Heard, Shortlist
from kith.matching.queries import heard_of
from kith.matching.tests.factories import DAY, a_road, everybody_is_heard
from kith.matching.tests.pages import at, read
from kith.people.tests.factories import a_child

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def laid_road(rows_that_last):
    return a_road(volunteers=("Ben", "Samir"), heard=False)


def told(**changed):
    given = {
        "carer_words": "Saturdays are best.",
        "carer_on_day": "20",
        "carer_on_month": "11",
        "carer_on_year": "2026",
        "worker_why_not": "On leave until Monday.",
    }
    return given | changed


def test_no_card_is_shown_before_both_have_been_heard(road):
    made = actions.make_shortlist(referral=road.referral, by=road.coordinator, on=DAY)
    with pytest.raises(CannotHear, match="Hear the carer and the worker first"):
        actions.show_cards(shortlist=made, by=road.coordinator, on=DAY)
    actions.hear(referral=road.referral, who="carer", words="Fine.", by=road.coordinator, on=DAY)
    with pytest.raises(CannotHear, match="Hear the worker first"):
        actions.show_cards(shortlist=made, by=road.coordinator, on=DAY)
    actions.hear(referral=road.referral, who="worker", why_not="On leave.", by=road.coordinator, on=DAY)
    assert actions.show_cards(shortlist=made, by=road.coordinator, on=DAY).shown_on == DAY


def test_a_grown_up_decides_without_being_talked_about():
    assert heard_of(a_child(born=date(2008, 11, 25)), DAY) == ["carer", "worker"]
    assert heard_of(a_child(born=date(2008, 11, 24)), DAY) == []


def test_their_words_their_day_and_who_wrote_it_down_are_kept(road):
    heard = actions.hear(
        referral=road.referral, who="carer", words=" Saturdays. ", heard_on=DAY - timedelta(days=4),
        by=road.coordinator, on=DAY,
    )  # fmt: skip
    assert (heard.words, heard.on, heard.created_by) == (
        "Saturdays.",
        DAY - timedelta(days=4),
        road.coordinator,
    )
    event = Event.objects.filter(kind=Kind.HEARD_BEFORE_CARDS.value).get()
    assert event.details == {"who": "carer", "asked": True}


@pytest.mark.parametrize(
    ("said", "refused"),
    [
        ({"words": "", "why_not": ""}, "one of the two"),
        ({"words": "Yes.", "why_not": "Away."}, "one of the two"),
        ({"words": "Yes.", "heard_on": DAY + timedelta(days=1)}, "today or earlier"),
        ({"words": "Yes.", "who": "neighbour"}, "Say who was heard"),
    ],
)
def test_what_cannot_be_written_down_is_said(road, said, refused):
    given = {"who": "carer"} | said
    with pytest.raises(CannotHear, match=refused):
        actions.hear(referral=road.referral, by=road.coordinator, on=DAY, **given)


def test_the_database_keeps_nobody_both_heard_and_not_asked(road):
    with pytest.raises(IntegrityError), transaction.atomic():
        Heard.objects.create(
            child=road.child, referral=road.referral, who="carer", on=DAY, words="a", why_not="b"
        )


def test_both_are_asked_for_where_the_cards_are_picked_and_nothing_typed_is_lost(road, client):
    client.force_login(road.coordinator)
    page = read(client.get(at("look", road.referral)))
    assert "What does Tariq’s carer say?" in page
    ben = road.volunteers[0]
    sent = told(show=[ben.public_id], then="show", worker_why_not="")
    response = client.post(at("look", road.referral), sent)
    assert "worker_words" in response.context["form"].errors
    assert "Saturdays are best." in read(response)
    assert not Shortlist.objects.exists()
    assert not Heard.objects.exists()
    response = client.post(at("look", road.referral), told(show=[ben.public_id], then="show"))
    assert response.url == at("cards", Shortlist.objects.get())
    assert [(row.who, row.words, row.why_not) for row in Heard.objects.order_by("pk")] == [
        ("carer", "Saturdays are best.", ""),
        ("worker", "", "On leave until Monday."),
    ]


def test_what_they_said_stands_beside_the_list_and_they_can_be_heard_again(road, client):
    everybody_is_heard(road.referral)
    client.force_login(road.coordinator)
    page = read(client.get(at("look", road.referral)))
    assert "“Fine by us.”" in page
    assert "What does Tariq’s carer say?" not in page
    client.post(at("heard", road.referral), {"carer_words": "Sundays now."})
    assert "“Sundays now.”" in read(client.get(at("look", road.referral)))
    assert Heard.objects.filter(who="carer").count() == 2
    assert "Write down what one of them says" in read(client.post(at("heard", road.referral), {}))


def test_cards_that_were_picked_before_are_not_opened_until_both_are_heard(road, client):
    made = actions.make_shortlist(referral=road.referral, by=road.coordinator, on=DAY)
    client.force_login(road.coordinator)
    assert client.get(at("cards", made)).url == at("heard", road.referral)


def test_what_carer_and_worker_say_is_for_those_who_look_for_somebody(road, client):
    everybody_is_heard(road.referral)
    for user in (a_member(Role.WORKER, road.child.authority), a_member(Role.COORDINATOR, road.scheme)):
        client.force_login(user)
        assert client.get(at("heard", road.referral)).status_code == 404
