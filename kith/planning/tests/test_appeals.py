"""A sentence goes out in public only as code makes it: wide enough, by those who may, until a day."""

from datetime import timedelta

import pytest
from django.urls import reverse

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.matching.tests.factories import DAY
from kith.planning.queries import who_is_needed
from kith.planning.tests.factories import MUST_BE_A_MAN, SPEAKS_TIGRINYA, boys_wait
from kith.planning.tests.pages import words
from kith.recruitment.models import Appeal
from kith.referral.tests.factories import a_paid_scheme

pytestmark = pytest.mark.django_db
NEEDED = reverse("planning:needed")


def address_of(scheme, place=0):
    (one,) = who_is_needed([scheme], DAY)
    return reverse("planning:appeal", args=[scheme.public_id, one.needs[place].key])


def until(day):
    return {"until_day": str(day.day), "until_month": str(day.month), "until_year": str(day.year)}


@pytest.fixture
def six_boys(scheme):
    boys_wait(scheme, 3, MUST_BE_A_MAN, SPEAKS_TIGRINYA)
    boys_wait(scheme, 3, MUST_BE_A_MAN)


def test_a_manager_publishes_a_coarser_sentence(client, manager, scheme, six_boys):
    assert "Say it in public" in words(client.get(NEEDED))
    told = words(client.get(address_of(scheme)))
    assert "Three boys in the middle wait for a man who speaks Tigrinya." in told
    assert "Young people in the middle are waiting for a volunteer: a man." in told
    assert "Fewer than 5 children ask for this" in told
    response = client.post(address_of(scheme), until(DAY + timedelta(days=60)), follow=True)
    assert (
        "It stands on the public page of Northbridge visitors until 23 January 2027."
        in response.content.decode()
    )
    appeal = Appeal.objects.get()
    assert (appeal.words, appeal.scheme) == (
        "Young people in the middle are waiting for a volunteer: a man.",
        scheme,
    )
    assert appeal.created_by == manager
    assert "Tigrinya" not in appeal.words
    assert appeal.words in words(client.get(NEEDED))
    client.logout()
    assert appeal.words in words(client.get(reverse("recruitment:enquire", args=[scheme.public_id])))


def test_where_fewer_than_five_wait_there_is_nothing_to_publish(client, manager, scheme):
    boys_wait(scheme, 3, MUST_BE_A_MAN)
    told = words(client.get(address_of(scheme)))
    assert "Nothing can be said of this in public. Fewer than 5 children wait here." in told
    client.post(address_of(scheme), until(DAY + timedelta(days=60)))
    assert not Appeal.objects.exists()


def test_words_that_are_sent_along_are_not_published(client, manager, scheme, six_boys):
    client.post(address_of(scheme), until(DAY + timedelta(days=9)) | {"words": "Dawit waits for a man."})
    assert "Dawit" not in Appeal.objects.get().words


def test_a_day_too_far_is_refused_in_words_and_stays_in_its_boxes(client, manager, scheme, six_boys):
    response = client.post(address_of(scheme), until(DAY + timedelta(days=500)))
    assert "Half a year at most: what is needed changes." in words(response)
    assert 'value="2028"' in response.content.decode()
    assert "must be a real date" in words(
        client.post(address_of(scheme), {"until_day": "31", "until_month": "2", "until_year": "2027"})
    )
    assert not Appeal.objects.exists()


def test_what_stands_there_already_is_not_published_again(client, manager, scheme, six_boys):
    client.post(address_of(scheme), until(DAY + timedelta(days=9)))
    told = words(client.get(address_of(scheme, 1)))
    assert "This stands on the public page until 3 December 2026" in told
    assert "Put it on the public page" not in told
    again = client.post(address_of(scheme, 1), until(DAY + timedelta(days=9)))
    assert "This is on the page already." in words(again)
    assert Appeal.objects.count() == 1


def test_a_sentence_that_has_changed_leads_back_to_todays(client, manager, scheme, six_boys):
    gone = reverse("planning:appeal", args=[scheme.public_id, "0123456789abcdef"])
    assert "no longer as it was" in client.get(gone, follow=True).content.decode()


def test_a_coordinator_who_keeps_the_public_page_may_publish_too(client, coordinator, scheme, six_boys):
    client.post(address_of(scheme), until(DAY + timedelta(days=9)))
    assert Appeal.objects.get().created_by == coordinator


def test_a_manager_elsewhere_and_a_commissioner_do_not_publish(client, scheme, six_boys):
    client.force_login(a_member(Role.MANAGER, a_paid_scheme("Another scheme")))
    assert client.get(address_of(scheme)).status_code == 404
    client.force_login(a_member(Role.COMMISSIONER, scheme.contracts.get().commissioner))
    assert client.get(address_of(scheme)).status_code == 403
