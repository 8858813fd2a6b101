"""The public page: what it says, what it takes in, what it gives away to nobody."""

import pytest

from kith.foundation.dates import today
from kith.messages.models import OutboxMessage
from kith.recruitment.models import Application
from kith.recruitment.states import Status
from kith.recruitment.tests.pages import at
from kith.schemes.tests.factories import a_scheme

pytestmark = pytest.mark.django_db


def test_the_public_page_says_what_it_asks_and_gives(client, scheme):
    told = client.get(at("enquire", scheme)).text
    for words in (
        "You are 18 or over.",
        "A DBS check (enhanced).",
        "every week to every month",
        "£25 a month",
        "every 6 weeks",
    ):
        assert words in told, words
    mentors = client.get(at("enquire", a_scheme("Mentors", preset="goal-mentoring"))).text
    assert "every week, for 12 months" in mentors
    assert "works for the council" not in mentors


def test_a_minute_is_enough_to_enquire(client, scheme):
    sent = {
        "first_name": "Ruth",
        "last_name": "Ade",
        "email": "RUTH@example.org",
        "heard": "poster",
        "why": "I have time",
    }
    response = client.post(at("enquire", scheme), sent)
    assert response.url == at("thanks", scheme)
    assert "We have what you sent" in client.get(response.url).text
    application = Application.objects.get()
    assert (application.status, application.heard, application.why) == (
        Status.ENQUIRED,
        "poster",
        "I have time",
    )
    assert (application.recruiter, application.created_by) == (None, None)
    assert application.volunteer.email == "ruth@example.org"


def test_the_public_page_keeps_what_was_typed(client, scheme):
    told = client.post(
        at("enquire", scheme), {"first_name": "Ruth", "email": "nonsense", "why": "I have time"}
    ).text
    assert "There is a problem" in told
    assert 'value="Ruth"' in told
    assert "I have time" in told
    assert not Application.objects.exists()


def test_nobody_learns_from_the_public_page_who_has_applied(client, scheme):
    sent = {"first_name": "Ruth", "last_name": "Ade", "email": "ruth@example.org"}
    first, second = client.post(at("enquire", scheme), sent), client.post(at("enquire", scheme), sent)
    assert (first.status_code, first.url) == (second.status_code, second.url)
    assert Application.objects.count() == 1


def test_who_writes_a_second_time_gets_the_way_to_their_form_again(client, scheme):
    sent = {"first_name": "Ruth", "last_name": "Ade", "email": "ruth@example.org"}
    for _ in range(2):
        client.post(at("enquire", scheme), sent)
    letters = OutboxMessage.objects.filter(event="form for applicant")
    assert [letter.to_address for letter in letters] == ["ruth@example.org"] * 2
    assert Application.objects.get().letters.count() == 1


def test_one_machine_cannot_flood_a_scheme(client, scheme):
    for number in range(40):
        sent = {
            "first_name": "Ruth",
            "last_name": "Ade",
            "email": f"ruth{number}@example.org",
            "why": "I have time",
        }
        last = client.post(at("enquire", scheme), sent)
    assert last.status_code == 429
    assert "Too many people have written from here" in last.text
    assert "I have time" in last.text
    assert Application.objects.count() == 30


def test_a_closed_scheme_has_no_public_page(client):
    closed = a_scheme(closed_on=today())
    assert client.get(at("enquire", closed)).status_code == 404
    assert client.get(at("thanks", closed)).status_code == 404
