"""A young person comes in by a key; whatever is wrong with a key, the answer is the same."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from kith.access.actions import issue_key
from kith.foundation.dates import today
from kith.people.actions import open_space
from kith.people.tests.factories import a_child, with_account
from kith.web.tests.factories import a_coordinator
from kith.web.views import KEYS_TRIED, NO_SUCH_KEY

pytestmark = pytest.mark.django_db
COME_IN = "/my-space/"


@pytest.fixture(autouse=True)
def nobody_has_tried_yet():
    cache.clear()


def a_key(child=None):
    return open_space(child=child or a_child("Ana"), by=a_coordinator(), on=today())


def tried(client, key):
    return client.post(COME_IN, {"key": key})


@pytest.mark.parametrize("shape", [str, str.lower, lambda key: key.replace("-", " "), lambda key: f" {key} "])
def test_a_key_opens_my_space_however_it_is_typed(client, shape):
    answer = tried(client, shape(a_key()))
    assert answer.status_code == 302
    assert answer["Location"] == reverse("web:home")
    assert "Hello Ana" in client.get("/").content.decode()


def test_a_new_key_ends_the_one_before(client):
    child = a_child("Ana")
    first, second = a_key(child), a_key(child)
    assert NO_SUCH_KEY in tried(client, first).content.decode()
    assert tried(client, second).status_code == 302


def test_a_new_key_ends_the_visit_of_whoever_had_the_one_before(client):
    child = a_child("Ana")
    tried(client, a_key(child))
    assert client.get("/").status_code == 200
    a_key(child)
    assert client.get("/").status_code == 302


def answer_without_tokens(answer):
    lines = answer.content.decode().splitlines()
    return [line for line in lines if "csrfmiddlewaretoken" not in line and 'name="key"' not in line]


def test_unknown_revoked_and_inactive_keys_are_answered_alike(client):
    child, other = a_child("Ana"), a_child("Kofi")
    revoked = a_key(child)
    a_key(child)
    inactive = a_key(other)
    other.user.is_active = False
    other.user.save()
    answers = [tried(client, key) for key in ("ABCD-2345-EFGH", revoked, inactive, "Ana")]
    assert {answer.status_code for answer in answers} == {200}
    assert len({tuple(answer_without_tokens(answer)) for answer in answers}) == 1
    assert NO_SUCH_KEY in answers[0].content.decode()


def test_whoever_types_what_cannot_be_a_key_keeps_what_they_typed(client):
    page = tried(client, "my key is lost").content.decode()
    assert 'value="my key is lost"' in page


def test_after_many_tries_even_the_right_key_has_to_wait(client):
    key = a_key()
    for _ in range(KEYS_TRIED.per_address):
        tried(client, "ABCD-2345-EFGH")
    page = tried(client, key).content.decode()
    assert "Wait a little, then try again." in page
    cache.clear()
    assert tried(client, key).status_code == 302


def test_a_right_key_is_not_counted(client):
    child = a_child("Ana")
    for _ in range(KEYS_TRIED.per_address + 1):
        assert tried(client, a_key(child)).status_code == 302
        client.logout()


def test_coming_in_on_a_shared_tablet_ends_the_visit_of_whoever_was_there_before(client):
    coordinator = a_coordinator()
    client.force_login(coordinator)
    client.session["left"] = "something"
    tried(client, a_key())
    assert "left" not in client.session
    assert "What needs you today" not in client.get("/").content.decode()


def test_the_page_says_nothing_about_care_and_leads_out_and_to_safety(client):
    page = client.get(COME_IN).content.decode()
    assert "<title>My space" in page
    assert "Leave quickly" in page
    assert "I don’t feel safe" in page
    assert "Kith" not in page[page.index("<body") :]


def test_a_key_is_issued_to_the_account_there_is(client):
    user = with_account(a_child("Ana"))
    code = issue_key(user=user, by=a_coordinator(), on=today())
    tried(client, code)
    assert int(client.session["_auth_user_id"]) == user.pk
