"""Side by side: wish by wish in no order of better or worse, four at most, and nobody who does not fit."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.matching.models import Shortlist
from kith.matching.tests.factories import a_road, who_may_come
from kith.matching.tests.pages import at, read
from kith.people.models import Volunteer

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def laid_road(rows_that_last):
    """Tariq must have a man, would like cars and football, and nobody with dogs."""
    return a_road(volunteers=("Ben", "Samir"))


def rows(page):
    """What each line asks → the answers by name."""
    return {
        line.asks: {who: (words, good) for who, words, good in line.answers} for line in page.context["lines"]
    }


def test_every_wish_is_answered_for_each_with_what_is_not_known_said(road, client):
    Volunteer.objects.filter(first_name="Samir").update(interests=[], pets=[])
    client.force_login(road.coordinator)
    page = client.get(at("compare", road.referral))
    told = rows(page)
    names = {name["name"].split(",")[0]: name["name"] for name in page.context["names"]}
    assert told["Must: a man"][names["Ben"]] == ("Yes", "yes")
    assert told["Would like: someone who likes cars"][names["Ben"]] == ("Yes", "yes")
    assert told["Would like: someone who likes cars"][names["Samir"]] == ("Not known", "open")
    no = next(answers for asks, answers in told.items() if asks.startswith("Not: ") and "dogs" in asks)
    assert (no[names["Ben"]], no[names["Samir"]]) == (("No", "yes"), ("Not known", "open"))
    assert "in a straight line" in told["How far"][names["Ben"]][0]
    assert "I rebuild old cars" in told["Their card"][names["Ben"]][0]
    assert not Shortlist.objects.exists()


def test_four_at_most_and_only_those_who_were_ticked(road, client):
    for name in ("Luke", "Omar", "Jon"):
        who_may_come(name, road.scheme)
    keys = {each.first_name: str(each.public_id) for each in Volunteer.objects.all()}
    client.force_login(road.coordinator)
    some = client.get(at("compare", road.referral), {"show": [keys["Ben"], keys["Jon"]]})
    assert {name["name"].split(",")[0] for name in some.context["names"]} == {"Ben", "Jon"}
    assert "more cannot be read side by side" not in read(some)
    everybody = client.get(at("compare", road.referral), {"show": list(keys.values())})
    assert len(everybody.context["names"]) == 4
    assert "more cannot be read side by side" in read(everybody)


def test_nobody_who_does_not_fit_is_laid_beside_the_others(road, client):
    dora = who_may_come("Dora", road.scheme, gender="F")
    client.force_login(road.coordinator)
    page = client.get(at("compare", road.referral), {"show": [str(dora.public_id), "nonsense"]})
    assert "Dora" not in read(page)
    Volunteer.objects.update(gender="F")
    assert client.get(at("compare", road.referral)).url == at("look", road.referral)


def test_the_database_is_asked_as_much_for_two_as_for_four_and_strangers_see_nothing(road, client):
    client.force_login(road.coordinator)
    client.get(at("compare", road.referral))
    with CaptureQueriesContext(connection) as two:
        client.get(at("compare", road.referral))
    for name in ("Luke", "Omar"):
        who_may_come(name, road.scheme)
    with CaptureQueriesContext(connection) as four:
        client.get(at("compare", road.referral))
    assert len(four) == len(two)
    client.force_login(a_member(Role.COORDINATOR, road.scheme, first_name="Cleo"))
    assert client.get(at("compare", road.referral)).status_code == 404
