"""The pages of references: the referee's, who has no account; the coordinator's; and those who vet."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.foundation.dates import today
from kith.recruitment.actions import ask_for_reference, take_back_reference
from kith.recruitment.models import Reference
from kith.recruitment.tests.applicants import an_application_sent
from kith.recruitment.tests.pages import an_applicant, at
from kith.recruitment.vetting.links import address_of_reference
from kith.schemes.tests.factories import a_scheme

pytestmark = pytest.mark.django_db
ANSWERS = {
    "how": {"relation": "work", "years": "4"},
    "like": {"like": "Kind, and never late."},
    "relied-on": {"relied_on": "yes"},
    "children": {"worry": "yes", "worry_words": "I saw them lose their temper."},
    "phone": {"phone": "0113 496 0123"},
}


def words(response):
    return re.sub(r"<[^>]+>", " ", response.content.decode())


@pytest.fixture
def vera(scheme):
    return a_member(Role.VETTING_OFFICER, scheme, first_name="Vera")


@pytest.fixture
def reference(scheme, vera):
    application = an_applicant(scheme)
    return ask_for_reference(
        application=application,
        name="Joan Bell",
        email="joan@example.org",
        relation="work",
        by=application.recruiter,
        on=today(),
    )


@pytest.fixture
def link(reference):
    return address_of_reference(reference)


def answer_all(client, link, **changed):
    for slug, said in (ANSWERS | changed).items():
        response = client.post(f"{link}{slug}/", said)
        assert response.status_code == 302, words(response)
    return client.post(f"{link}check/", {})


def test_the_letter_s_link_opens_without_an_account_and_says_whom_it_is_about(client, link):
    page = words(client.get(link))
    assert "A word for Ruth Ashworth" in page
    assert "you need no account" in page


def test_five_questions_one_a_page_then_everything_before_it_is_sent(client, link, reference):
    response = answer_all(client, link)
    assert response.url == link
    reference.refresh_from_db()
    assert (reference.status, reference.worry) == ("answered", True)
    assert "Thank you" in words(client.get(link))


def test_what_was_typed_is_kept_when_something_is_missing(client, link):
    response = client.post(f"{link}children/", {"worry": "yes", "worry_words": ""})
    assert "Say what you know" in words(response)
    response = client.post(f"{link}how/", {"relation": "work", "years": "a few"})
    assert 'value="a few"' in response.content.decode()


def test_the_check_page_shows_each_answer_with_its_question(client, link):
    for slug, said in ANSWERS.items():
        client.post(f"{link}{slug}/", said)
    page = words(client.get(f"{link}check/"))
    assert "Do you know of any reason why Ruth should not be with children?" in page
    assert "I saw them lose their temper." in page


def test_family_is_thanked_and_goes_no_further(client, link, reference):
    response = client.post(f"{link}how/", {"relation": "relative", "years": "30"})
    assert response.url == f"{link}no/"
    assert "Family cannot be a referee" in words(client.get(response.url))
    client.post(f"{link}no/", {})
    reference.refresh_from_db()
    assert reference.status == "refused"


def test_somebody_may_rather_not(client, link, reference):
    client.post(f"{link}no/", {})
    reference.refresh_from_db()
    assert reference.status == "refused"


def test_a_wrong_key_is_as_good_as_no_page(client, reference):
    wrong = reverse("recruitment:reference", args=[reference.public_id, "0" * 32])
    assert client.get(wrong).status_code == 404


def test_a_link_taken_back_says_only_that_it_is_closed(client, link, reference):
    take_back_reference(reference=reference, by=reference.created_by, on=today())
    response = client.get(link)
    assert response.status_code == 410
    assert "Ruth" not in words(response)
    assert client.post(f"{link}how/", ANSWERS["how"]).status_code == 410


def test_a_link_that_ran_out_is_closed(client, link, reference):
    Reference.objects.filter(pk=reference.pk).update(open_until=today() - timedelta(days=1))
    assert client.get(link).status_code == 410


def test_a_coordinator_asks_and_sees_how_it_stands_and_never_what_was_said(client, scheme, vera):
    rina = a_member(Role.COORDINATOR, scheme, first_name="Rina")
    application = an_applicant(scheme, recruiter=rina)
    client.force_login(rina)
    assert "Nobody has been asked yet" in words(client.get(at("references", application)))
    asked = {"name": "Joan Bell", "email": "joan@example.org", "relation": "work"}
    client.post(at("ask_for_reference", application), asked)
    reference = Reference.objects.get()
    client.logout()
    answer_all(client, address_of_reference(reference))
    client.force_login(rina)
    page = words(client.get(at("references", application)))
    assert "Answered" in page
    assert "This answer worries" not in page
    assert "temper" not in page
    assert client.get(at("read_reference", reference)).status_code == 404


def test_a_relative_is_named_at_the_box_and_nothing_typed_is_lost(client, coordinator, vera, scheme):
    application = an_applicant(scheme)
    response = client.post(
        at("ask_for_reference", application),
        {"name": "Joan Bell", "email": "joan@example.org", "relation": "relative"},
    )
    assert "A reference from family does not count." in words(response)
    assert 'value="Joan Bell"' in response.content.decode()
    assert not Reference.objects.exists()


def test_the_vetting_officer_reads_and_verifies(client, vera, link, reference, scheme):
    answer_all(client, link)
    client.force_login(vera)
    page = words(client.get(at("read_reference", reference)))
    assert "This answer worries." in page
    assert "I saw them lose their temper." in page
    response = client.post(
        at("read_reference", reference),
        {"verified": "phone", "vetting_words": "She stands by it.", "passed": "no"},
    )
    assert response.status_code == 302
    reference.refresh_from_db()
    assert reference.status == "verified"
    assert not reference.check_made.passed


@pytest.mark.parametrize("role", [Role.MANAGER, Role.SAFEGUARDING_LEAD, Role.COORDINATOR])
def test_nobody_else_reads_an_answer(client, role, reference, scheme):
    client.force_login(a_member(role, scheme))
    assert client.get(at("read_reference", reference)).status_code == 404


def test_a_vetting_officer_of_another_scheme_reads_nothing(client, reference):
    client.force_login(a_member(Role.VETTING_OFFICER, a_scheme("Elsewhere")))
    assert client.get(at("read_reference", reference)).status_code == 404


# ------------------------------------------------------------------------------- whom they named in their form


def test_whom_they_named_in_the_form_is_asked_with_one_press(client, coordinator, vera, scheme):
    application = an_application_sent(scheme, on=today())
    page = words(client.get(at("references", application)))
    assert "Pat Dunmore" in page
    assert "From work, for 4 years, pat@example.org" in page
    assert client.post(at("ask_for_reference", application), {"referee": "1"}).status_code == 302
    reference = Reference.objects.get()
    assert (reference.name, reference.email, reference.relation) == ("Pat Dunmore", "pat@example.org", "work")
    assert "Named in the form" in words(client.get(at("references", application)))  # Lee is still to be asked
    assert "Ask Pat Dunmore" not in words(client.get(at("references", application)))


def test_a_referee_without_an_address_is_refused_at_its_box_with_the_rest_kept(
    client, coordinator, vera, scheme
):
    application = an_application_sent(scheme, on=today())
    response = client.post(at("ask_for_reference", application), {"referee": "2"})
    assert list(response.context["form"].errors) == ["email"]
    assert 'value="Lee Farrow"' in response.text
    assert not Reference.objects.exists()


def test_a_relative_whom_they_named_is_refused_in_words(client, coordinator, vera, scheme):
    application = an_application_sent(scheme, on=today(), referees={"relation_1": "relative"})
    response = client.post(at("ask_for_reference", application), {"referee": "1"})
    assert list(response.context["form"].errors) == ["relation"]
    assert "A reference from family does not count" in response.text


def test_what_they_named_can_be_changed_before_anybody_is_asked(client, coordinator, vera, scheme):
    application = an_application_sent(scheme, on=today())
    form = client.get(at("ask_for_reference", application), {"referee": "2"}).context["form"]
    assert (form.initial["name"], form.initial["phone"]) == ("Lee Farrow", "0113 496 0123")
    assert not client.get(at("ask_for_reference", application), {"referee": "9"}).context["form"].initial
