"""The public front: who looks for volunteers, a page for each scheme, whom it most needs; and the board."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.foundation.dates import today
from kith.recruitment.actions import change_front, publish_appeal, take_down_appeal
from kith.recruitment.models import Appeal, Application, Front
from kith.recruitment.refusals import CannotPublish
from kith.recruitment.tests.pages import an_applicant, at
from kith.schemes.tests.factories import a_scheme

pytestmark = pytest.mark.django_db
WORDS = "Three boys in the north wait for a man who speaks Tigrinya."


def appeal(scheme, manager, words=WORDS, until=None):
    return publish_appeal(
        scheme=scheme, words=words, until=until or today() + timedelta(days=30), by=manager, on=today()
    )


def test_the_schemes_that_look_are_listed_with_whom_they_need(client, scheme, manager):
    quiet = a_scheme("Quiet mentors", preset="goal-mentoring")
    a_scheme("Closed friends", closed_on=today())
    change_front(scheme=quiet, is_looking=False, by=manager, on=today())
    appeal(scheme, manager)
    client.logout()
    told = client.get(reverse("recruitment:schemes")).text
    assert at("enquire", scheme) in told
    assert WORDS in told
    assert "Quiet mentors" not in told
    assert "Closed friends" not in told


def test_a_page_says_whom_the_scheme_most_needs_until_it_is_taken_down(client, scheme, manager):
    shown = appeal(scheme, manager)
    assert WORDS in client.get(at("enquire", scheme)).text
    take_down_appeal(appeal=shown, by=manager, on=today())
    assert WORDS not in client.get(at("enquire", scheme)).text


def test_an_appeal_is_gone_after_its_day(client, scheme, manager):
    appeal(scheme, manager)
    Appeal.objects.update(from_day=today() - timedelta(days=9), until_day=today() - timedelta(days=1))
    assert WORDS not in client.get(at("enquire", scheme)).text


@pytest.mark.parametrize(
    ("words", "days", "mend"),
    [("", 30, "Write whom you need"), (WORDS, -1, "today or later"), (WORDS, 400, "Half a year at most")],
)
def test_an_appeal_that_cannot_stand_is_refused(scheme, manager, words, days, mend):
    with pytest.raises(CannotPublish, match=mend):
        appeal(scheme, manager, words, today() + timedelta(days=days))


def test_a_page_asks_for_three_things_at_most_and_each_once(scheme, manager):
    appeal(scheme, manager)
    with pytest.raises(CannotPublish, match="on the page already"):
        appeal(scheme, manager, WORDS.upper())
    appeal(scheme, manager, "Two.")
    appeal(scheme, manager, "Three.")
    with pytest.raises(CannotPublish, match="Take one down first"):
        appeal(scheme, manager, "Four.")


def test_a_scheme_that_does_not_look_takes_no_enquiry(client, scheme, manager):
    change_front(scheme=scheme, is_looking=False, by=manager, on=today())
    client.logout()
    assert "Not just now" in client.get(at("enquire", scheme)).text
    client.post(at("enquire", scheme), {"first_name": "Ruth", "last_name": "Ade", "email": "r@example.org"})
    assert not Application.objects.exists()


def test_the_short_address_on_a_poster_leads_to_the_page_and_says_so(client, scheme, manager):
    change_front(scheme=scheme, address="be-there", by=manager, on=today())
    answer = client.get("/volunteers/join/be-there/?from=poster")
    assert answer.url == at("enquire", scheme) + "?from=poster"
    assert '<option value="poster" selected>' in client.get(answer.url).text
    assert client.get("/volunteers/join/be-there/?from=<script>").url == at("enquire", scheme)
    assert client.get("/volunteers/join/nowhere/").status_code == 404
    other = a_scheme("Mentors", preset="goal-mentoring")
    with pytest.raises(CannotPublish, match="Another scheme has this address"):
        change_front(scheme=other, address="be-there", by=manager, on=today())


def test_the_page_about_the_page(client, coordinator, scheme):
    page = at("front", scheme)
    assert "Nothing yet" in client.get(page).text
    until = today() + timedelta(days=10)
    day = {"until_day": until.day, "until_month": until.month, "until_year": until.year}
    wrong = client.post(page, {"deed": "appeal", "words": WORDS} | day | {"until_year": "2019"})
    assert "must be" in wrong.text
    assert WORDS in wrong.text
    client.post(page, {"deed": "appeal", "words": WORDS} | day)
    client.post(page, {"deed": "page", "is_looking": "no", "address": "be-there", "words": "Come."})
    front = Front.objects.get()
    assert (front.is_looking, front.address, front.words) == (False, "be-there", "Come.")
    told = client.get(page).text
    assert WORDS in told
    client.post(reverse("recruitment:take_down_appeal", args=[Appeal.objects.get().public_id]))
    assert not Appeal.objects.shown_on(today()).exists()


def test_only_those_of_the_scheme_change_its_page(client, scheme):
    client.force_login(a_member(Role.COORDINATOR, a_scheme("Mentors"), first_name="Eva"))
    assert client.get(at("front", scheme)).status_code == 404
    client.force_login(a_member(Role.VETTING_OFFICER, scheme, first_name="Vera"))
    assert client.get(at("front", scheme)).status_code == 403


# ------------------------------------------------------------------------------- the board


def test_an_empty_board_says_what_to_do_first(client, coordinator):
    assert "Nobody is on the way" in client.get(reverse("recruitment:board")).text


def test_the_board_shows_each_step_the_longest_waiting_first(client, coordinator, scheme):
    for number in range(14):
        an_applicant(scheme, f"Ann{number}", recruiter=coordinator)
    an_applicant(scheme, "Ben", status="checking", recruiter=coordinator)
    columns = client.get(reverse("recruitment:board")).context["columns"]
    assert [(column.name, column.count, column.more) for column in columns] == [
        ("Enquired", 14, 2), ("Applied", 0, 0), ("Interviewed", 0, 0), ("Being checked", 1, 0), ("Ready for panel", 0, 0),
    ]  # fmt: skip
    assert columns[0].cards[0]["waits"] == "for 20 days"
    assert len(client.get(columns[0].url).context["rows"]) == 14


def test_the_board_asks_as_many_questions_for_thirty_as_for_three(client, coordinator, scheme):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("recruitment:board"))
        return len(queries)

    for status in ("enquired", "applied", "checking"):
        an_applicant(scheme, status=status, recruiter=coordinator)
    few = asked()
    for number in range(27):
        an_applicant(scheme, status=("enquired", "applied", "checking")[number % 3], recruiter=coordinator)
    assert asked() == few


def test_the_board_shows_only_ones_own_schemes(client, coordinator, scheme):
    an_applicant(a_scheme("Mentors", preset="goal-mentoring"), "Eva")
    assert "Eva" not in client.get(reverse("recruitment:board")).text


def test_the_list_can_be_narrowed_by_step_and_by_whose_turn_it_is(client, coordinator, scheme):
    an_applicant(scheme, "Ann", status="checking", recruiter=coordinator)
    waiting = an_applicant(scheme, "Ben", recruiter=coordinator)
    Application.objects.filter(pk=waiting.pk).update(asked_on=today(), recruiter=None)

    def names(**query):
        return {
            row.name.split()[0]
            for row in client.get(reverse("recruitment:volunteers"), query).context["rows"]
        }

    assert names(step="checking") == {"Ann"}
    assert names(whose="theirs") == {"Ben"}
    assert names(whose="mine") == {"Ann"}
    assert names(whose="nobody") == {"Ben"}
