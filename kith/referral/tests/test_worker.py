"""A worker refers a child they are near to."""

import pytest
from django.urls import reverse

from kith.access.roles import Role
from kith.access.tests.factories import a_member, a_user
from kith.foundation.dates import today
from kith.people.actions import involve
from kith.people.models import Involvement
from kith.people.tests.factories import a_child
from kith.referral import actions
from kith.referral.models import Referral
from kith.referral.tests.factories import (
    a_paid_scheme,
    a_referral,
    an_offer,
)
from kith.referral.tests.pages import LIST, days_ago, page_of, url_of
from kith.schemes.tests.factories import an_authority

pytestmark = pytest.mark.django_db


@pytest.fixture
def nia():
    return a_member(Role.WORKER, an_authority(), first_name="Nia")


@pytest.fixture
def theirs(nia):
    child = a_child("Ana")
    involve(child=child, person=nia, part=Involvement.Part.SOCIAL_WORKER, by=None, on=days_ago(9), act="test")
    return child


def refer_url(child):
    return reverse("referral:refer_child", kwargs={"public_id": child.public_id})


def test_a_worker_refers_a_child_they_are_near(client, scheme, nia, theirs):
    client.force_login(nia)
    page = page_of(client.get(refer_url(theirs)))
    assert "Have you asked Ana?" in page
    assert '<option value="social worker" selected' in page
    typed = {
        "scheme": str(scheme.public_id),
        "source": "social worker",
        "child_answer": "yes",
        "why": "She asked.",
    }
    made = client.post(refer_url(theirs), typed)
    referral = Referral.objects.get()
    assert made.url == url_of("referral", referral)
    assert (referral.child, referral.scheme, referral.created_by) == (theirs, scheme, nia)
    assert referral.child_answer == "yes"
    assert referral.reference in page_of(client.get(made.url))
    assert "<strong>Ana</strong>" in page_of(client.get(LIST))


def test_a_yes_in_the_register_is_not_asked_again(client, scheme, nia, theirs):
    offer = an_offer(theirs, on=days_ago(3), words="Someone who likes music")
    client.force_login(nia)
    page = page_of(client.get(refer_url(theirs)))
    assert "Someone who likes music" in page
    assert "Have you asked Ana?" not in page
    client.post(refer_url(theirs), {"scheme": "not known", "source": "social worker", "why": "She asked."})
    referral = Referral.objects.get()
    assert (referral.offer, referral.scheme, referral.child_answer) == (offer, None, "yes")


def test_a_no_in_the_register_stands_in_the_way(client, scheme, nia, theirs):
    an_offer(theirs, "declined", on=days_ago(3), words="Not now")
    client.force_login(nia)
    assert "Not now" in page_of(client.get(refer_url(theirs)))
    typed = {
        "scheme": "not known",
        "source": "social worker",
        "child_answer": "not asked",
        "why": "Lonely, I think.",
    }
    page = page_of(client.post(refer_url(theirs), typed))
    assert "Ana said no when they were asked" in page
    assert "Lonely, I think." in page
    assert not Referral.objects.exists()


def test_a_worker_does_not_refer_a_child_they_are_not_near(client, nia):
    client.force_login(nia)
    assert client.get(refer_url(a_child("Leo"))).status_code == 404


def test_an_authority_coordinator_refers_any_child_of_the_authority(client, scheme):
    client.force_login(a_member(Role.AUTHORITY_COORDINATOR, an_authority()))
    assert client.get(refer_url(a_child("Leo"))).status_code == 200
    assert client.get(refer_url(a_child("Mo", authority=an_authority("Farshire")))).status_code == 404


def test_a_worker_answers_the_question_on_their_own_referral(client, scheme, nia, theirs):
    referral = a_referral(scheme=scheme, child=theirs, by=nia, on=today())
    actions.question(referral=referral, words="Which school?", by=a_user(), on=today())
    client.force_login(nia)
    assert "Answer the question" in page_of(client.get(url_of("referral", referral)))
    client.post(url_of("answer", referral), {"words": "Oak"})
    assert referral.questions.get().answer == "Oak"


def test_the_ages_a_child_falls_outside_are_told_before_choosing(client, nia, theirs):
    a_paid_scheme("Moving on", preset="leaving-care-mentoring")
    client.force_login(nia)
    assert "outside its ages" in page_of(client.get(refer_url(theirs)))
