"""Doors: may I, fetch it, log the look, all or nothing; refusals tell nothing."""

import uuid

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpResponse
from django.test import RequestFactory
from django.urls import reverse

from kith.access import doors
from kith.access.policy import Permission
from kith.access.roles import Role
from kith.access.tests.factories import a_member, a_user
from kith.audit import chain
from kith.audit.models import Look
from kith.people.models import Child
from kith.people.tests.factories import a_child_served_by
from kith.schemes.tests.factories import a_scheme

pytestmark = pytest.mark.django_db


@doors.opens(Child, Permission.SEE_CHILD)
def shows(request, child):
    return HttpResponse(child.first_name)


def a_request(user):
    request = RequestFactory().get("/")
    request.user, request.resolver_match = user, None
    return request


@pytest.fixture
def coordinator():
    return a_member(Role.COORDINATOR, a_scheme())


def test_a_row_within_reach_is_shown_and_the_look_is_kept(coordinator):
    child = a_child_served_by(a_scheme(), coordinator)
    assert shows(a_request(coordinator), public_id=child.public_id).content == b"Tariq"
    look = Look.objects.get()
    assert (look.by, look.child, look.permission) == (
        coordinator.public_id,
        child.public_id,
        "see a child's story",
    )


def test_a_row_out_of_reach_and_one_that_is_not_there_are_refused_alike_and_leave_no_look(coordinator):
    beyond = a_child_served_by(a_scheme("Elsewhere"))
    told = []
    for public_id in (beyond.public_id, uuid.uuid4()):
        with pytest.raises(Http404) as refusal:
            shows(a_request(coordinator), public_id=public_id)
        told.append(str(refusal.value))
    assert told[0] == told[1]
    assert not Look.objects.exists()


def test_when_the_look_cannot_be_kept_nothing_is_shown(coordinator, monkeypatch):
    child = a_child_served_by(a_scheme(), coordinator)

    def broken(link):
        raise OSError("the disk is full")

    monkeypatch.setattr(chain, "append", broken)
    with pytest.raises(OSError, match="disk"):
        shows(a_request(coordinator), public_id=child.public_id)


def test_somebody_who_is_not_signed_in_is_sent_to_sign_in():
    answer = shows(a_request(AnonymousUser()), public_id=uuid.uuid4())
    assert answer.status_code == 302
    assert reverse("account_login") in answer["Location"]


def test_pages_of_somebody_signed_in_are_kept_nowhere(client, coordinator):
    client.force_login(coordinator)
    answer = client.get(reverse("safeguarding:raise"))
    assert answer["Cache-Control"] == "no-store"
    assert "geolocation=()" in answer["Permissions-Policy"]


def test_staff_without_a_second_factor_get_no_further_than_setting_one_up(client, coordinator, settings):
    settings.STAFF_NEED_SECOND_FACTOR = True
    client.force_login(coordinator)
    answer = client.get(reverse("safeguarding:concerns"))
    assert answer.status_code == 302
    assert answer["Location"] == reverse("mfa_index")
    client.force_login(a_member(Role.VOLUNTEER, a_scheme()))
    assert client.get(reverse("safeguarding:raise")).status_code == 200


def test_nobody_signs_up_by_themselves(client):
    page = client.get("/account/signup/")
    assert "password1" not in page.content.decode()


def test_a_wrong_password_and_an_unknown_address_are_answered_alike(client):
    a_user("Ana", email="ana@example.org")
    pages = [
        client.post("/account/login/", {"login": login, "password": "not the password"}).content.decode()
        for login in ("ana@example.org", "nobody@example.org")
    ]
    assert pages[0].count("govuk-error") == pages[1].count("govuk-error") > 0


def test_whoever_had_to_sign_in_again_when_they_pressed_a_button_is_told_to_press_it_once_more(client):
    """Signing in leads back to the address of the button, which is no page."""
    client.force_login(a_member(Role.MANAGER, a_scheme()))
    answer = client.get(reverse("recruitment:erase_now"))
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    assert "press it once more" in answer.text
