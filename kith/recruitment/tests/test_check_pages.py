"""Recording each kind of check: what is kept, what is refused at which box, and how a mistake is taken back."""

from datetime import timedelta

import pytest

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.foundation.dates import today
from kith.recruitment.models import Check
from kith.recruitment.tests.factories import (
    a_check,
    a_policy,
)
from kith.recruitment.tests.pages import RECENTLY, an_applicant, at, check_at, day_boxes
from kith.recruitment.vetting.requirements import BY_SLUG
from kith.schemes.tests.factories import a_contract, a_scheme

pytestmark = pytest.mark.django_db


def test_each_kind_has_its_page(client, vetter, scheme):
    a_contract(scheme)
    a_policy(scheme, "overseas", "driving")
    application = an_applicant(scheme)
    for slug in (*BY_SLUG, "dbs-status"):
        assert client.get(check_at(application, slug)).status_code == 200, slug
    assert client.get(check_at(application, "swimming")).status_code == 404
    assert "Do you work for Northbridge?" in client.get(check_at(application, "independence")).text


def test_independence_has_no_page_where_it_is_not_asked(client, vetter):
    mentors = a_scheme("Mentors", preset="goal-mentoring")
    a_member(Role.VETTING_OFFICER, mentors, user=vetter)
    assert client.get(check_at(an_applicant(mentors), "independence")).status_code == 404


NEXT_YEAR = today() + timedelta(days=300)
SENT = {
    "identity": {"documents": ["passport", "bank letter"]},
    "right-to-volunteer": {"basis": "citizen"},
    "self-declaration": {"declared": "no", "passed": "yes"},
    "interview": {"passed": "yes"},
    "reference": {
        "given_by": "Joan Bell",
        "relation": "work",
        "verified": "phone",
        "worry": "no",
        "passed": "yes",
    },
    "dbs": {
        "number": "0012 3456 7890",
        "level": "enhanced",
        "update_service": "no",
        "shows": "no",
        **day_boxes("issued_on", RECENTLY),
    },
    "independence": dict.fromkeys(("member", "employee", "relative", "household", "home"), "no"),
    "overseas": {"lived": "yes", "countries": "Poland\nEritrea", "certificates": "eritrea\nPoland"},
    "driving": {
        **day_boxes("licence", NEXT_YEAR),
        **day_boxes("insurance", NEXT_YEAR),
        **day_boxes("mot", NEXT_YEAR),
    },
    "training": {},
    "agreement": {},
}


@pytest.mark.parametrize("slug", list(BY_SLUG))
def test_each_kind_can_be_recorded(client, vetter, scheme, slug):
    a_policy(scheme, "overseas", "driving")
    application = an_applicant(scheme)
    response = client.post(check_at(application, slug), SENT[slug] | day_boxes("done_on", today()))
    assert response.status_code == 302, response.context["form"].errors
    check = Check.objects.get()
    assert (check.kind, check.passed, check.created_by, check.on) == (
        BY_SLUG[slug].key,
        True,
        vetter,
        today(),
    )


WRONG = [
    ("identity", {"documents": ["passport"]}, "documents", "Choose at least two documents"),
    ("right-to-volunteer", {"basis": "visa"}, "until", "Enter the day the visa runs out"),
    ("right-to-volunteer", {"basis": "visa", **day_boxes("until", RECENTLY)}, "until", "This ran out on"),
    ("self-declaration", {"declared": "yes"}, "vetting_words", "Say why what they declared"),
    ("reference", {"relation": "relative"}, "relation", "A reference from family does not count"),
    ("reference", {"worry": ""}, "worry", "This field is required"),
    ("dbs", {"number": "123"}, "number", "The certificate number has 12 figures"),
    ("dbs", {"level": "enhanced with children's barred list"}, "level", "It is an offence"),
    ("dbs", day_boxes("issued_on", today() + timedelta(days=1)), "issued_on", "The day of issue must be"),
    ("dbs", {"issued_on_day": 31, "issued_on_month": 2}, "issued_on", "Date of issue must be a real date"),
    ("dbs", {"update_service": "yes"}, "result", "Choose what the Update Service answered"),
    ("independence", {"household": ""}, "household", "This field is required"),
    ("overseas", {"countries": ""}, "countries", "Enter the countries, one a line"),
    ("overseas", {"certificates": "France"}, "certificates", "France is not among the countries"),
    ("driving", day_boxes("insurance", RECENTLY), "insurance", "This ran out on"),
    ("driving", {"mot_day": 31, "mot_month": 2}, "mot", "must be a real date"),
    (
        "training",
        day_boxes("done_on", today() + timedelta(days=1)),
        "done_on",
        "must be today or in the past",
    ),
    ("agreement", {"done_on_day": 30, "done_on_month": 2}, "done_on", "must be a real date"),
]


@pytest.mark.parametrize(("slug", "wrong", "box", "words"), WRONG)
def test_a_mistake_is_named_at_its_box_and_nothing_is_lost(client, vetter, scheme, slug, wrong, box, words):
    a_policy(scheme, "overseas", "driving")
    application = an_applicant(scheme)
    typed = SENT[slug] | day_boxes("done_on", today()) | {"vetting_words": ""} | wrong
    response = client.post(check_at(application, slug), typed)
    assert response.status_code == 200
    form = response.context["form"]
    assert list(form.errors) == [box]
    assert words in str(form.errors[box])
    assert not Check.objects.exists()
    for name, value in typed.items():
        assert form.data.getlist(name) == ([str(value)] if not isinstance(value, list) else value)


def test_a_number_of_somebody_else_is_refused_at_its_box(client, vetter, scheme):
    details = {"level": "enhanced", "issued_on": RECENTLY.isoformat()}
    a_check(
        an_applicant(scheme, "Samir").volunteer,
        scheme,
        "dbs",
        on=today(),
        number="001234567890",
        details=details,
    )
    response = client.post(check_at(an_applicant(scheme), "dbs"), SENT["dbs"] | day_boxes("done_on", today()))
    assert "already recorded for somebody else" in str(response.context["form"].errors["number"])
    assert 'value="0012 3456 7890"' in response.text


def test_a_later_look_into_the_update_service_is_recorded(client, vetter, scheme):
    application = an_applicant(scheme)
    with_consent = SENT["dbs"] | {"update_service": "yes", "result": "clear"} | day_boxes("done_on", RECENTLY)
    client.post(check_at(application, "dbs"), with_consent)
    assert "Look at the Update Service again" in client.get(check_at(application, "dbs")).text
    client.post(check_at(application, "dbs-status"), {"result": "current"} | day_boxes("done_on", today()))
    check = Check.objects.latest("pk")
    assert (check.passed, check.details) == (True, {"result": "current", "evidence": "status check"})


def test_the_warning_against_the_barred_list_stands_on_the_page(client, vetter, scheme):
    told = client.get(check_at(an_applicant(scheme), "dbs")).text
    assert "It is an offence to ask for a barred-list check that a role is not eligible for." in told


def test_a_check_recorded_by_mistake_is_taken_back(client, coordinator, scheme):
    application = an_applicant(scheme)
    check = a_check(application.volunteer, scheme, "identity", on=RECENTLY)
    assert "Only if it was recorded by mistake" in client.get(at("withdraw_check", check)).text
    assert client.post(at("withdraw_check", check)).url == at("application", application)
    check.refresh_from_db()
    assert (check.withdrawn_by, check.withdrawn_on) == (coordinator, today())
    assert "This check has already been taken back." in client.post(at("withdraw_check", check)).text


def test_sent_twice_it_is_recorded_once(client, vetter, scheme):
    application = an_applicant(scheme)
    sent = SENT["training"] | day_boxes("done_on", today()) | {"once": "7f7d0a52-5b5b-4a8e-9f0e-0d9a2f6b3c11"}
    assert client.post(check_at(application, "training"), sent).status_code == 302
    assert client.post(check_at(application, "training"), sent).status_code == 302
    assert Check.objects.count() == 1


def test_a_country_whose_certificate_is_still_to_come_waits_and_stands_in_nobody_s_way(
    client, vetter, scheme
):
    a_policy(scheme, "overseas")
    application = an_applicant(scheme)
    some = SENT["overseas"] | {"certificates": "Poland"} | day_boxes("done_on", today())
    client.post(check_at(application, "overseas"), some)
    assert not Check.objects.get().complete
    page = client.get(check_at(application, "overseas")).text
    assert "Certificate still to come" in page
    assert "Still needed" in client.get(at("application", application)).text


def test_a_note_of_what_was_seen_is_asked_for_where_the_policy_says_so(client, vetter, scheme):
    a_policy(scheme, "identity", evidence="needed")
    application = an_applicant(scheme)
    sent = SENT["identity"] | day_boxes("done_on", today())
    response = client.post(check_at(application, "identity"), sent)
    assert list(response.context["form"].errors) == ["seen"]
    client.post(check_at(application, "identity"), sent | {"seen": "Paper file 12, drawer B"})
    assert Check.objects.get().seen == "Paper file 12, drawer B"
