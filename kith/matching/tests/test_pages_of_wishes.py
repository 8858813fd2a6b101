"""The conversation guide as a page: what is kept, and where a slip is said."""

import pytest
from django.urls import reverse

from kith.matching.models import WishList
from kith.matching.queries import latest_wishes
from kith.matching.tests.factories import (
    DAY,
    a_road,
)
from kith.matching.tests.pages import at, read

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def laid_road(rows_that_last):
    return a_road(volunteers=("Ben", "Samir"))


def told(**changed):
    return {"learnt": "talk", "travel_miles": "10", "words": "Somebody funny."} | changed


def test_wishes_are_written_down_on_one_page_and_lead_to_who_could_be_there(client):
    road = a_road(wishes=False, volunteers=("Ben",))
    client.force_login(road.coordinator)
    sent = told(
        to_do_making=["cars"],
        who_gender_male="must",
        who_pets_dogs="not",
        language_1="tigrinya",
        language_1_how="like",
        free_days=["saturday", "sunday"],
        sunday_parts=["sunday_morning"],
    )
    response = client.post(at("wishes", road.referral), sent)
    assert response.url == at("look", road.referral)
    wish_list = latest_wishes(road.referral)
    assert {(each.kind, each.attribute, each.value) for each in wish_list.wishes.all()} == {
        ("must", "gender", "male"),
        ("not", "pets", "dogs"),
        ("like", "language", "tigrinya"),
    }
    assert wish_list.to_do == ["cars"]
    assert wish_list.free_days == ["saturday", "sunday_morning"]


def test_a_new_version_starts_from_the_last_and_shows_it(road, client):
    client.force_login(road.coordinator)
    page = client.get(at("wishes", road.referral))
    form = page.context["form"]
    assert form["who_gender_male"].value() == "must"
    assert form["to_do_making"].value() == ["cars"]
    assert form["words"].value().startswith("Someone who gets cars")
    assert form["learnt"].value() is None
    assert "What was said before" in read(page)


def test_what_cannot_both_be_is_refused_at_the_field_and_the_rest_is_kept(road, client):
    client.force_login(road.coordinator)
    sent = told(
        to_do_sport_and_moving=["football"], interest_1="football", interest_1_how="not", words="Keep me."
    )
    response = client.post(at("wishes", road.referral), sent)
    form = response.context["form"]
    assert response.status_code == 200
    assert list(form.errors) == ["to_do_sport_and_moving"]
    assert "“football” is both wished for and ruled out" in read(response)
    assert "Keep me." in read(response)
    assert WishList.objects.count() == 1


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"language_1": "tigrinya"}, "language_1_how"),
        ({"language_1_how": "must"}, "language_1"),
        ({"learnt": ""}, "learnt"),
        (
            {
                "language_1": "arabic",
                "language_1_how": "must",
                "language_2": "arabic",
                "language_2_how": "not",
            },
            "language_2",
        ),
    ],
)
def test_a_slip_in_the_guide_is_said_where_it_happened(road, client, sent, field):
    client.force_login(road.coordinator)
    assert field in client.post(at("wishes", road.referral), told(**sent)).context["form"].errors


def test_wishes_are_for_referrals_that_were_accepted(road, client):
    road.referral.move("withdraw", by=road.coordinator, on=DAY)
    client.force_login(road.manager)
    assert client.get(at("wishes", road.referral)).url == reverse(
        "referral:referral", args=[road.referral.public_id]
    )
    assert client.get(at("look", road.referral)).url == reverse("matching:waiting")
