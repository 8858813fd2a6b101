"""A sign of life, the style guide, the sign-in page of a demonstration, and what is said when something is wrong."""

import pytest
from django.http import Http404
from django.test import Client
from django.urls import path, reverse

from kith.access.doors import public
from kith.access.roles import Role
from kith.access.tests.factories import a_member, a_user
from kith.config.urls import urlpatterns as ours
from kith.demo.cast import PASSWORD
from kith.people.tests.factories import a_child, with_account
from kith.referral.tests.factories import a_paid_scheme
from kith.web.tests.factories import a_coordinator

pytestmark = pytest.mark.django_db


def test_the_machine_hears_a_sign_of_life_without_signing_in(client):
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json() == {"well": True}


def test_the_style_guide_is_there_for_builders_and_absent_in_production(client, settings):
    assert client.get("/styles/").status_code == 200
    settings.PRODUCTION = True
    assert client.get("/styles/").status_code == 404


def page_of(answer):
    return answer.content.decode()


def test_what_is_not_there_is_said_in_the_reader_s_own_frame(client):
    answer = client.get("/nowhere")
    assert answer.status_code == 404
    assert "There is nothing here that you can see" in page_of(answer)
    client.force_login(with_account(a_child()))
    page = page_of(client.get("/nowhere"))
    assert "Back to My space" in page
    assert "Kith" not in page[page.index("<title") :]
    client.force_login(a_coordinator())
    assert 'aria-label="Main"' in page_of(client.get("/nowhere"))


def test_what_is_not_theirs_is_said_with_the_right_that_is_missing(client):
    client.force_login(a_member(Role.VOLUNTEER, a_paid_scheme()))
    answer = client.get(reverse("casefile:matches"))
    assert answer.status_code == 403
    assert "Your role does not let you see a match." in page_of(answer)
    client.force_login(with_account(a_child()))
    page = page_of(client.get(reverse("casefile:matches")))
    assert "This page is not for you" in page
    assert "Back to My space" in page


@public
def breaks(request):
    raise RuntimeError("secret of the house")


@public
def misread(request):
    from django.core.exceptions import SuspiciousOperation

    raise SuspiciousOperation("secret of the house")


@public
def missing(request):
    raise Http404("secret of the house")


urlpatterns = [path("breaks", breaks), path("misread", misread), path("missing", missing), *ours]


@pytest.mark.urls(__name__)
@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/breaks", 500, "That is our fault, not yours."),
        ("/misread", 400, "We could not read that"),
        ("/missing", 404, "There is nothing here"),
    ],
)
def test_what_goes_wrong_is_said_in_words_without_the_reason(address, status, said):
    answer = Client(raise_request_exception=False).get(address)
    assert answer.status_code == status
    assert said in page_of(answer)
    assert "secret of the house" not in page_of(answer)


def test_a_form_without_its_token_is_sent_back_in_words():
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/my-space/", {"key": "ABCD"})
    assert answer.status_code == 403
    assert "Please send that again" in page_of(answer)


def a_demonstration():
    scheme = a_paid_scheme()
    amara = a_user("Amara", "Bello", email="amara.bello@alongside.example")
    amara.set_password(PASSWORD)
    amara.save()
    return a_member(Role.COORDINATOR, scheme, user=amara)


def test_in_a_demonstration_one_click_signs_in(client, settings):
    settings.DEMO = True
    a_demonstration()
    page = page_of(client.get("/account/login/"))
    assert "This is a demonstration" in page
    assert "amara.bello@alongside.example" in page
    assert PASSWORD in page
    answer = client.post(reverse("web:demo_sign_in"), {"person": "amara.bello@alongside.example"})
    assert answer.status_code == 302
    assert "What needs you today" in page_of(client.get("/"))
    client.logout()
    answer = client.post("/account/login/", {"login": "amara.bello@alongside.example", "password": PASSWORD})
    assert answer.status_code == 302


def test_in_a_demonstration_nobody_is_signed_in_who_does_not_stand_there(client, settings):
    settings.DEMO = True
    a_demonstration()
    somebody = a_user("Nora")
    for person in (somebody.email, "", "nobody@example.org"):
        assert client.post(reverse("web:demo_sign_in"), {"person": person}).status_code == 404
    assert client.get(reverse("web:demo_sign_in")).status_code == 404
    assert client.get("/").status_code == 302


def test_outside_a_demonstration_nobody_comes_in_by_a_click(client):
    amara = a_demonstration()
    assert client.post(reverse("web:demo_sign_in"), {"person": amara.email}).status_code == 404
    assert client.get("/").status_code == 302


def test_outside_a_demonstration_the_sign_in_page_names_nobody(client):
    a_demonstration()
    page = page_of(client.get("/account/login/"))
    assert "demonstration" not in page
    assert "amara" not in page.lower()
    assert PASSWORD not in page


def test_the_sign_in_page_leads_to_my_space(client):
    assert reverse("web:my_space_key") in page_of(client.get("/account/login/"))
