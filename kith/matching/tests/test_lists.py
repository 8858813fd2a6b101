"""Who waits and what is on its way: filters, orders, what is taken away, how much is asked of the database."""

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from kith.audit.events import Kind
from kith.audit.models import Event, Look
from kith.matching import actions
from kith.matching.tests.factories import (
    DAY,
    a_road,
    who_may_come,
)
from kith.matching.tests.pages import at, read

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def laid_road(rows_that_last):
    return a_road(volunteers=("Ben", "Samir"))


def waiting_rows(client, **asked):
    return [row["name"] for row in client.get(reverse("matching:waiting"), asked).context["rows"]]


def test_children_wait_longest_first_and_the_list_can_be_filtered_and_ordered(road, client):
    a_road(
        "Leah", road.scheme, volunteers=(), coordinator=road.coordinator, on=DAY, wishes=False, known_as="Lee"
    )
    client.force_login(road.manager)
    assert waiting_rows(client) == ["Tariq", "Lee"]
    assert waiting_rows(client, sort="name") == ["Lee", "Tariq"]
    assert waiting_rows(client, days="90") == ["Tariq"]
    assert waiting_rows(client, wishes="no") == ["Lee"]
    assert waiting_rows(client, scheme=str(road.scheme.public_id)) == ["Tariq", "Lee"]
    assert waiting_rows(client, days="long", sort="tall") == ["Tariq", "Lee"]
    page = read(client.get(reverse("matching:waiting"), {"days": "365"}))
    assert "Nobody matches this filter" in page


def test_the_waiting_list_says_what_is_next(road, client):
    client.force_login(road.coordinator)
    expected = ["Look for somebody"]
    seen = [client.get(reverse("matching:waiting")).context["rows"][0]["next"]]
    shortlist = road.shortlist()
    seen.append(client.get(reverse("matching:waiting")).context["rows"][0]["next"])
    expected.append("Cards are out: hear what they say")
    road.choose(shortlist, "Ben")
    seen.append(client.get(reverse("matching:waiting")).context["rows"][0]["next"])
    expected.append("Ben: write the sketch")
    assert seen == expected


def test_a_match_takes_the_child_off_the_waiting_list(road, client):
    road.begin(road.proposal("agreed"))
    client.force_login(road.coordinator)
    assert "Nobody is waiting" in read(client.get(reverse("matching:waiting")))


def test_the_list_is_taken_away_as_a_spreadsheet_without_the_childs_words(road, client):
    client.force_login(road.coordinator)
    response = client.get(reverse("matching:waiting_export"), {"wishes": "yes"})
    book = CalamineWorkbook.from_filelike(BytesIO(response.content))
    rows = book.get_sheet_by_index(0).to_python()
    assert rows[0][:2] == ["First name", "Age"]
    assert rows[1][0] == "Tariq"
    assert "mum" not in str(rows)
    assert Event.objects.filter(kind=Kind.LIST_DOWNLOADED.value).count() == 1


def test_proposals_that_are_over_are_on_asking_without_whose_no_it_was(road, client):
    proposal = road.proposal("answered")
    actions.close(proposal=proposal, closed_by="carer", words="Never.", by=road.coordinator, on=DAY)
    client.force_login(road.coordinator)
    assert "No proposals here" in read(client.get(reverse("matching:proposals")))
    page = read(client.get(reverse("matching:proposals"), {"over": "yes"}))
    assert "Tariq and Ben" in page
    assert "carer" not in page


@pytest.mark.parametrize("name", ["waiting", "proposals"])
def test_a_list_asks_the_same_number_of_questions_for_two_and_for_six(road, client, name):
    def one_more(first_name, step):
        other = a_road(first_name, road.scheme, volunteers=(), coordinator=road.coordinator)
        if step:
            road.scheme.refresh_from_db()
            other.proposal(step)

    client.force_login(road.manager)
    client.get(reverse(f"matching:{name}"))
    one_more("Zara", "chosen")
    counted = []
    for more in ((), [("Kofi", None), ("Ana", "answered"), ("Leah", "asked"), ("Mo", "chosen")]):
        for first_name, step in more:
            one_more(first_name, step)
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse(f"matching:{name}"))
        counted.append(len(asked))
    assert counted[0] == counted[1]


def test_a_look_asks_the_same_number_of_questions_for_two_volunteers_and_for_six(road, client):
    client.force_login(road.coordinator)
    counted = []
    for more in ((), ("Ali", "Jon", "Max", "Zed")):
        for name in more:
            who_may_come(name, road.scheme)
        client.get(at("look", road.referral))
        with CaptureQueriesContext(connection) as asked:
            client.get(at("look", road.referral))
        counted.append(len(asked))
    assert counted[0] == counted[1]


def test_every_look_at_a_child_is_written_down(road, client):
    client.force_login(road.coordinator)
    client.get(at("look", road.referral))
    assert Look.objects.filter(child=road.child.public_id, by=road.coordinator.public_id).exists()
