"""The page about fairness: what it counts, what it keeps back, and from whom."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.audit.models import Event
from kith.matching.presenters import fairness as presenters
from kith.matching.queries import fairness as queries
from kith.matching.queries.fairness import Counted
from kith.matching.tests.factories import DAY, a_road
from kith.matching.tests.pages import read
from kith.matching.tests.test_rounds import a_round, another
from kith.people.models import Child
from kith.schemes.models import Contract
from kith.science.matching.fairness import Group
from kith.science.results import Audience

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def laid_road(rows_that_last):
    return a_road(volunteers=("Ben", "Samir"))


def section(found, key, audience=Audience.INSIDE, spells=None):
    waits = spells or {"": {"": []}, "gender": {}, "background": {}}
    return next(each for each in presenters.sections(found, waits, "gender", audience) if each.key == key)


def test_coverage_stands_beside_what_could_be_reached():
    groups = {"Girl": Group(20, 10, 12, [3] * 20), "Boy": Group(30, 12, 24, [1] * 30)}
    rows = section(Counted([], {"gender": groups}), "coverage").rows
    assert rows == [("Boy", "30", "12", "24", "50%", "1"), ("Girl", "20", "10", "12", "83%", "3")]


def test_small_groups_are_kept_back_and_so_is_what_would_give_them_away():
    groups = {"Girl": Group(3, 1, 2, [1] * 3), "Boy": Group(30, 12, 24, [1] * 30)}
    rows = {row[0]: row[1:] for row in section(Counted([], {"gender": groups}), "coverage").rows}
    assert rows["Girl"] == ("c", "c", "c", "c", "c")
    assert "1" not in rows["Girl"]


def test_outside_counts_go_to_the_nearest_five_and_nothing_is_said_of_volunteers():
    groups = {"Girl": Group(23, 12, 14, [3] * 23), "Boy": Group(31, 12, 24, [1] * 31)}
    found = Counted([], {"gender": groups})
    rows = section(found, "coverage", Audience.OUTSIDE).rows
    assert [row[1:4] for row in rows] == [("30", "10", "25"), ("25", "10", "15")]
    waits = {"": {"": []}, "gender": {}, "background": {}}
    keys = [each.key for each in presenters.sections(found, waits, "gender", Audience.OUTSIDE)]
    assert "load" not in keys
    assert "recruitment" not in keys
    found.pairs, found.flipped["gender"] = 24, 8
    assert section(found, "envy", Audience.OUTSIDE).rows == [("Passed over without a reason", "0 times")]
    assert section(found, "flips", Audience.OUTSIDE).rows[0] == ("Gender", "0")


def test_waiting_counts_those_who_still_wait_as_far_as_they_have_come():
    spells = [(10 * n, n % 2 == 0) for n in range(1, 21)]
    waits = {"": {"": spells}, "gender": {"Girl": spells[:3], "Boy": spells[3:]}, "background": {}}
    found = section(Counted([]), "time", spells=waits)
    everybody, boys, girls = found.rows
    assert everybody[:2] == ("Everybody", "20")
    assert everybody[2] == "160 days"
    assert girls == ("Girl", "c", "c", "c")
    assert boys[1] == "17"
    assert found.chart is not None


def test_too_few_to_say_how_long_is_said():
    waits = {"": {"": [(5, True)] * 4}, "gender": {}, "background": {}}
    found = section(Counted([]), "time", spells=waits)
    assert found.sentence == "Too few to say: it takes 10 children and 1 match."


def test_waits_come_from_the_life_of_the_referral(road):
    zara = another(road, "Zara", days=50)
    zara.begin(zara.proposal("agreed", "Ben"), on=DAY + timedelta(days=5))
    spells = queries.waits([road.scheme], (), DAY + timedelta(days=10))[""][""]
    waited = (DAY + timedelta(days=10) - road.referral.received_on).days
    assert sorted(spells) == sorted([(55, True), (waited, False)])


def test_the_page_counts_the_newest_round_of_each_scheme_and_nobody_is_passed_over(road, client):
    for number in range(6):
        another(road, f"Kim{number}", days=number)
    a_round(road)
    client.force_login(road.manager)
    page = read(client.get(reverse("matching:fairness")))
    assert "7 children counted" in page
    assert re.search(r"0 times, in \d+ pairs that were looked at", page)
    assert "0 of 7" in page
    assert "Bear in mind." in page
    for by in queries.GROUPINGS:
        assert client.get(reverse("matching:fairness"), {"by": by}).status_code == 200
    assert client.get(reverse("matching:fairness"), {"by": "nonsense", "scheme": "x"}).status_code == 200


def test_the_figures_can_be_taken_away_each_with_its_caveat(road, client):
    a_round(road)
    client.force_login(road.manager)
    book = CalamineWorkbook.from_filelike(BytesIO(client.get(reverse("matching:fairness_export")).content))
    rows = book.get_sheet_by_index(0).to_python()
    assert rows[0] == ["Figure", "Group", "What", "Value", "To bear in mind"]
    assert all(row[4] for row in rows[1:])
    assert Event.objects.filter(kind="list downloaded").count() == 1


def test_a_commissioner_reads_it_for_the_children_of_their_own_authority_only(road, client):
    for number in range(6):
        another(road, f"Kim{number}", days=number)
    a_round(road)
    payer = Contract.objects.get(scheme=road.scheme).commissioner
    dominic = a_member(Role.COMMISSIONER, payer, first_name="Dominic")
    mine = queries.whose(dominic, DAY)
    assert mine.is_outside
    authority = Child.objects.first().authority_id
    counted = queries.counted(mine.schemes, mine.authorities)
    assert counted.children == Child.objects.filter(authority__in=mine.authorities).count()
    assert authority is None or counted.children
    client.force_login(dominic)
    page = read(client.get(reverse("matching:fairness")))
    assert "to the nearest five" in page
    assert "Whom to look for" not in page
    assert "Tariq" not in page


def test_without_a_round_the_page_says_what_to_do_first(road, client):
    client.force_login(road.coordinator)
    assert "No round yet" in read(client.get(reverse("matching:fairness")))
