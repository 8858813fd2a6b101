"""Following a referral without an account."""

import re

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from kith.access.tests.factories import a_user
from kith.foundation.dates import today
from kith.messages.models import OutboxMessage
from kith.people.tests.factories import a_child
from kith.referral import actions
from kith.referral.limits import GUESSES
from kith.referral.states import Status
from kith.referral.tests.factories import a_paid_scheme, a_referral, an_accepted_referral
from kith.schemes.tests.factories import an_authority

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nobody_has_knocked_yet():
    cache.clear()


@pytest.fixture
def scheme():
    return a_paid_scheme()


def url(name, *args):
    return reverse(f"referral:{name}", args=args)


def by_a_school(scheme):
    """Every page of the form and what a teacher types on it."""
    return {
        "who": {"source": "school"},
        "name": {"first_name": "Tariq", "last_name": ""},
        "born": {"born_day": "4", "born_month": "5", "born_year": "2013"},
        "council": {"council": str(an_authority().public_id)},
        "scheme": {"scheme": str(scheme.public_id)},
        "asked": {"child_answer": "yes"},
        "their-words": {"child_words": "Someone who gets cars"},
        "why": {"why": "He has moved four times.\nHe has nobody of his own."},
        "needs": {"practical_needs": ""},
        "you": {"referrer_name": "Ms Okoro", "referrer_place": "Oak Academy"},
        "reach": {"referrer_email": "okoro@school.example.org", "referrer_phone": ""},
    }


def by_themself():
    return {
        "who": {"source": "young person"},
        "my-name": {"first_name": "Dee"},
        "my-birthday": {"born": "2011-05-04"},
        "council": {"council": "not known"},
        "my-why": {"child_words": "Someone to go to football with"},
        "my-needs": {"practical_needs": ""},
        "my-reach": {"referrer_email": "", "referrer_phone": "07700 900123"},
    }


def answer(client, pages):
    """Go through the form, page by page, and see that each leads to the next."""
    slugs = list(pages)
    for slug, following in zip(slugs, [*slugs[1:], None], strict=True):
        response = client.post(url("question", slug), pages[slug])
        assert response.status_code == 302, response.content.decode()
        assert response.url == (url("question", following) if following else url("check"))


@pytest.fixture
def referral(scheme):
    return a_referral(scheme=scheme, on=today(), why="Private reasons", child_words="Private words")


def track(client, referral, contact="okoro@school.example.org"):
    return client.post(url("track"), {"reference": referral.reference, "contact": contact})


def test_the_pair_shows_where_it_stands_and_nothing_that_was_written(client, referral):
    assert track(client, referral).url == url("tracked")
    page = client.get(url("tracked")).content.decode()
    assert "We have it" in page
    assert referral.reference in page
    for private in ("Private", "Tariq", referral.scheme.name, "2013"):
        assert private not in page


def test_a_wrong_pair_answers_like_an_absent_one(referral):
    def refusal(**typed):
        page = Client().post(url("track"), typed)
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
        assert client.get(url(name)).url == url("track")
        assert client.post(url(name)).url == url("track")
    referral.refresh_from_db()
    assert referral.status == Status.RECEIVED


def test_a_question_is_answered_where_it_is_read(client, referral):
    actions.question(referral=referral, words="Which school?", by=a_user(), on=today())
    track(client, referral)
    assert "Which school?" in client.get(url("tracked")).content.decode()
    empty = client.post(url("tracked"), {"words": ""})
    assert "Write an answer first" in empty.content.decode()
    assert client.post(url("tracked"), {"words": "Oak Academy"}).url == url("tracked")
    referral.refresh_from_db()
    assert referral.status == Status.RECEIVED
    assert referral.questions.get().answer == "Oak Academy"
    assert "Your answer has been sent" in client.get(url("tracked")).content.decode()


def test_a_request_is_taken_back_after_a_page_that_asks(client, referral):
    track(client, referral)
    assert "Take the request back?" in client.get(url("take_back")).content.decode()
    client.post(url("take_back"))
    referral.refresh_from_db()
    assert referral.status == Status.WITHDRAWN
    page = client.get(url("tracked")).content.decode()
    assert "Taken back" in page
    assert url("take_back") not in page


def test_what_is_over_cannot_be_taken_back(client, referral):
    track(client, referral)
    actions.decline(referral=referral, reason="full", words="Try in spring.", by=a_user(), on=today())
    assert "so it cannot be taken" in client.post(url("take_back")).content.decode()


def test_an_answer_is_told_with_its_words(client, referral):
    actions.decline(referral=referral, reason="age", words="Ask the mentors.", by=a_user(), on=today())
    track(client, referral)
    page = client.get(url("tracked")).content.decode()
    assert "Not this time" in page
    assert "for other ages" in page
    assert "Ask the mentors." in page


def test_a_child_s_no_is_not_told_to_whoever_asked_for_them(client, referral):
    actions.decline(referral=referral, reason="child no", words="Perhaps later.", by=a_user(), on=today())
    track(client, referral)
    page = client.get(url("tracked")).content.decode()
    assert "not the right time" in page
    assert "want" not in page


def test_an_accepted_one_says_yes_and_names_nobody(client):
    referral = an_accepted_referral(child=a_child("Zara"), on=today())
    track(client, referral)
    page = client.get(url("tracked")).content.decode()
    assert "Yes, we can help" in page
    for name in ("Zara", referral.coordinator.first_name, referral.scheme.name):
        assert name not in page


def test_a_request_is_closed_on_a_shared_computer(client, referral):
    track(client, referral)
    client.post(url("leave"))
    assert client.get(url("tracked")).url == url("track")


def test_the_letter_leads_to_the_page_that_asks_for_the_pair(client, referral):
    link = OutboxMessage.objects.get(event="referral received").values["link"]
    assert link.endswith(url("track"))
    assert client.get(url("track")).status_code == 200
