"""The list of referrals: its filter, its order, its cost, and the way out as a spreadsheet."""

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from kith.access.tests.factories import a_user
from kith.audit.events import Kind
from kith.audit.models import Event
from kith.foundation.dates import today
from kith.people.tests.factories import a_child
from kith.referral import actions
from kith.referral.tests.factories import (
    a_coordinator,
    a_paid_scheme,
    a_referral,
    an_accepted_referral,
)
from kith.referral.tests.pages import LIST, days_ago, page_of
from kith.schemes.tests.factories import a_provider

pytestmark = pytest.mark.django_db


def test_an_empty_list_says_what_to_do_first(desk):
    page = page_of(desk.get(LIST))
    assert "No referrals yet" in page
    assert reverse("referral:refer") in page


def test_the_list_shows_what_waits_for_an_answer_oldest_first(desk, scheme):
    a_referral(scheme=scheme, first_name="Newer", on=days_ago(3))
    a_referral(scheme=scheme, first_name="Older", on=days_ago(30))
    an_accepted_referral(scheme=scheme, child=a_child("Waiting"), on=days_ago(50))
    page = page_of(desk.get(LIST))
    assert page.index("Older") < page.index("Newer")
    assert "an answer was due by" in page
    assert "<strong>Waiting</strong>" not in page
    assert "Waiting for somebody (1)" in page


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("?status=all", {"Ana", "Tariq", "Zara"}),
        ("?status=somebody", {"Zara"}),
        ("?q=ari", {"Tariq"}),
        ("?q=zar", {"Zara"}),
        ("?q=zar&stay=answer", {"Zara"}),
        ("?source=carer&status=all", {"Ana"}),
        ("?status=nonsense", {"Ana", "Tariq"}),
        ("?q=nobody", set()),
    ],
)
def test_the_list_is_filtered(desk, scheme, query, shown):
    a_referral(scheme=scheme, first_name="Ana", source="carer")
    a_referral(scheme=scheme, first_name="Tariq")
    an_accepted_referral(scheme=scheme, child=a_child("Zara"))
    page = page_of(desk.get(LIST + query))
    assert {name for name in ("Ana", "Tariq", "Zara") if f"<strong>{name}</strong>" in page} == shown


def test_a_referral_is_found_by_its_reference(desk, scheme):
    mine = a_referral(scheme=scheme, first_name="Ana")
    a_referral(scheme=scheme, first_name="Tariq")
    page = page_of(desk.get(f"{LIST}?q={mine.reference.lower().replace('-', ' ')}"))
    assert "<strong>Ana</strong>" in page
    assert "<strong>Tariq</strong>" not in page


def test_the_list_is_filtered_by_scheme(client, scheme):
    other = a_paid_scheme("Mentors", preset="goal-mentoring")
    a_referral(scheme=scheme, first_name="Ana")
    a_referral(scheme=other, first_name="Tariq")
    client.force_login(a_coordinator(scheme.provider))
    page = page_of(client.get(f"{LIST}?scheme={other.public_id}"))
    assert "<strong>Tariq</strong>" in page
    assert "<strong>Ana</strong>" not in page


def test_another_scheme_s_referrals_are_not_listed(desk):
    a_referral(scheme=a_paid_scheme("Other", provider=a_provider("Another")), first_name="Far")
    assert "Far" not in page_of(desk.get(LIST + "?status=all"))


def test_a_list_of_thirty_asks_no_more_of_the_database_than_one_of_three(desk, scheme, coordinator):
    def rows(count):
        for number in range(count):
            a_referral(
                scheme=scheme if number % 2 else None, first_name=f"Child {number}", on=days_ago(number)
            )
        asked = a_referral(scheme=scheme, child=a_child(), by=a_user())
        actions.question(referral=asked, words="Which school?", by=coordinator, on=today())

    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert desk.get(LIST + "?status=all").status_code == 200
        return len(captured)

    rows(3)
    few = queries()
    rows(30)
    assert queries() == few


def test_a_long_list_comes_in_pages_that_keep_the_filter(desk, scheme):
    for number in range(53):
        a_referral(scheme=scheme, first_name=f"Child {number}")
    page = page_of(desk.get(LIST + "?status=all"))
    assert "Page 1 of 2" in page
    assert "?page=2&amp;status=all" in page
    assert "Page 2 of 2" in page_of(desk.get(LIST + "?page=2&status=all"))


def test_the_list_goes_out_as_a_spreadsheet_with_its_filter(desk, scheme):
    late = a_referral(scheme=scheme, first_name="=Ana", on=days_ago(30), why="Private reasons")
    an_accepted_referral(scheme=scheme, child=a_child("Zara"))
    response = desk.get(reverse("referral:export") + "?status=answer")
    book = CalamineWorkbook.from_filelike(BytesIO(response.content))
    head, row, *more = book.get_sheet_by_name("Referrals").to_python()
    told = dict(zip(head, row, strict=True))
    assert told["Reference"] == late.reference
    assert told["First name"] == "=Ana"
    assert told["Received"] == days_ago(30)
    assert told["Working days waited for an answer"] > told["Allowed"] == 5
    assert more == []
    about = str(book.get_sheet_by_name("About this file").to_python())
    assert "Waiting for an answer" in about
    assert "Private reasons" not in str(book.get_sheet_by_name("Referrals").to_python())
    assert Event.objects.get(kind=Kind.LIST_DOWNLOADED).details["rows"] == 1
