"""Following a referral without an account."""

import re

import pytest
from django.test import Client

from kith.access.tests.factories import a_user
from kith.foundation.dates import today
from kith.messages.models import OutboxMessage
from kith.people.tests.factories import a_child
from kith.referral import actions
from kith.referral.limits import GUESSES
from kith.referral.states import Status
from kith.referral.tests.factories import a_referral, an_accepted_referral
from kith.referral.tests.pages import address

pytestmark = pytest.mark.django_db


@pytest.fixture
def referral(scheme):
    return a_referral(scheme=scheme, on=today(), why="Private reasons", child_words="Private words")


def track(client, referral, contact="okoro@school.example.org"):
    return client.post(address("track"), {"reference": referral.reference, "contact": contact})


def test_the_pair_shows_where_it_stands_and_nothing_that_was_written(client, referral):
    assert track(client, referral).url == address("tracked")
    page = client.get(address("tracked")).content.decode()
    assert "We have it" in page
    assert referral.reference in page
    for private in ("Private", "Tariq", referral.scheme.name, "2013"):
        assert private not in page


def test_a_wrong_pair_answers_like_an_absent_one(referral):
    def refusal(**typed):
        page = Client().post(address("track"), typed)
        assert page.status_code == 200
        return re.sub(r'value="[^"]*"', "", page.content.decode())

    wrong = refusal(reference=referral.reference, contact="other@example.org")
    absent = refusal(reference="BBBB-BBBB", contact="okoro@school.example.org")
    assert wrong == absent
    assert "We have no request with this reference" in wrong


def test_guessing_is_stopped_and_then_even_the_right_pair_waits(client, referral):
    client.session.save()
    for _ in range(GUESSES.per_address):
        track(client, referral, "guess@example.org")
    refused = track(client, referral)
    assert refused.status_code == 429
    assert "too many wrong tries" in refused.content.decode()


def test_without_the_pair_nothing_is_shown(client, referral):
    for name in ("tracked", "take_back"):
        assert client.get(address(name)).url == address("track")
        assert client.post(address(name)).url == address("track")
    referral.refresh_from_db()
    assert referral.status == Status.RECEIVED


def test_a_question_is_answered_where_it_is_read(client, referral):
    actions.question(referral=referral, words="Which school?", by=a_user(), on=today())
    track(client, referral)
    assert "Which school?" in client.get(address("tracked")).content.decode()
    empty = client.post(address("tracked"), {"words": ""})
    assert "Write an answer first" in empty.content.decode()
    assert client.post(address("tracked"), {"words": "Oak Academy"}).url == address("tracked")
    referral.refresh_from_db()
    assert referral.status == Status.RECEIVED
    assert referral.questions.get().answer == "Oak Academy"
    assert "Your answer has been sent" in client.get(address("tracked")).content.decode()


def test_a_request_is_taken_back_after_a_page_that_asks(client, referral):
    track(client, referral)
    assert "Take the request back?" in client.get(address("take_back")).content.decode()
    client.post(address("take_back"))
    referral.refresh_from_db()
    assert referral.status == Status.WITHDRAWN
    page = client.get(address("tracked")).content.decode()
    assert "Taken back" in page
    assert address("take_back") not in page


def test_what_is_over_cannot_be_taken_back(client, referral):
    track(client, referral)
    actions.decline(referral=referral, reason="full", words="Try in spring.", by=a_user(), on=today())
    assert "so that cannot be done" in client.post(address("take_back")).content.decode()


def test_an_answer_is_told_with_its_words(client, referral):
    actions.decline(referral=referral, reason="age", words="Ask the mentors.", by=a_user(), on=today())
    track(client, referral)
    page = client.get(address("tracked")).content.decode()
    assert "Not this time" in page
    assert "for other ages" in page
    assert "Ask the mentors." in page


def test_a_child_s_no_is_not_told_to_whoever_asked_for_them(client, referral):
    actions.decline(referral=referral, reason="child no", words="Perhaps later.", by=a_user(), on=today())
    track(client, referral)
    page = client.get(address("tracked")).content.decode()
    assert "not the right time" in page
    assert "want" not in page


def test_an_accepted_one_says_yes_and_names_nobody(client):
    referral = an_accepted_referral(child=a_child("Zara"), on=today())
    track(client, referral)
    page = client.get(address("tracked")).content.decode()
    assert "Yes, we can help" in page
    for name in ("Zara", referral.coordinator.first_name, referral.scheme.name):
        assert name not in page


def test_a_request_is_closed_on_a_shared_computer(client, referral):
    track(client, referral)
    client.post(address("leave"))
    assert client.get(address("tracked")).url == address("track")


def test_the_letter_leads_to_the_page_that_asks_for_the_pair(client, referral):
    link = OutboxMessage.objects.get(event="referral received").values["link"]
    assert link.endswith(address("track"))
    assert client.get(address("track")).status_code == 200
