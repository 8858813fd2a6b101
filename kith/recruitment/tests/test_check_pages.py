"""Recording each kind of check: what is kept, what is refused at which box, and how a mistake is taken back."""

from datetime import timedelta

import pytest
from django.db import connection

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
    "identity": {"documents": ["passport", "bank letter"], **day_boxes("ends_passport", NEXT_YEAR)},
    "right-to-volunteer": {"basis": "citizen"},
    "self-declaration": {"declared": "no"},
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
    "overseas": {
        "lived": "yes",
        "countries": "Poland\nEritrea",
        "certificates": "eritrea\nPoland",
        "shows": "no",
    },
    "driving": {
        **day_boxes("licence", NEXT_YEAR),
        **day_boxes("insurance", NEXT_YEAR),
        **day_boxes("mot", NEXT_YEAR),
    },
    "training": {},
    "agreement": {},
}


@pytest.mark.parametrize("slug", list(SENT))
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
    (
        "identity",
        {"documents": ["bank letter", "utility bill"]},
        "documents",
        "One of them must have a photograph",
    ),
    (
        "identity",
        {"documents": ["passport", "birth certificate"]},
        "documents",
        "One of them must have their address",
    ),
    (
        "identity",
        day_boxes("ends_passport", RECENTLY),
        "ends_passport",
        "This ran out on",
    ),
    (
        "identity",
        {"ends_passport_day": 31, "ends_passport_month": 2},
        "ends_passport",
        "Last day of the passport must be a real date",
    ),
    (
        "identity",
        {"documents": ["driving licence", "bank letter"]},
        "ends_driving_licence",
        "Enter the last day of the driving licence",
    ),
    ("right-to-volunteer", {"basis": "visa"}, "until", "Enter the day the visa runs out"),
    ("right-to-volunteer", {"basis": "visa", **day_boxes("until", RECENTLY)}, "until", "This ran out on"),
    ("self-declaration", {"declared": ""}, "declared", "This field is required"),
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
    ("overseas", {"shows": ""}, "shows", "Say whether any of the certificates shows anything"),
    ("overseas", {"certificates": "", "shows": "yes"}, "certificates", "Enter the country whose certificate"),
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


def test_what_was_seen_is_asked_for_where_the_policy_says_so(client, vetter, scheme):
    a_policy(scheme, "agreement", evidence="needed")
    application = an_applicant(scheme)
    sent = day_boxes("done_on", today())
    assert list(client.post(check_at(application, "agreement"), sent).context["form"].errors) == ["documents"]
    client.post(
        check_at(application, "agreement"),
        sent | {"documents": ["signed agreement"], "seen": "Paper file 12, drawer B"},
    )
    check = Check.objects.get()
    assert (check.seen, check.evidence.get().kind) == ("Paper file 12, drawer B", "signed agreement")


def test_what_was_seen_is_not_asked_where_the_policy_wants_nothing_noted(client, vetter, scheme):
    a_policy(scheme, "agreement", evidence="none")
    page = client.get(check_at(an_applicant(scheme), "agreement"))
    assert "documents" not in page.context["form"].fields
    assert "seen" not in page.context["form"].fields


def test_only_the_documents_that_the_policy_names_are_offered(client, vetter, scheme):
    a_policy(scheme, "right to volunteer", evidence="needed", documents=["passport", "share code"])
    application = an_applicant(scheme)
    form = client.get(check_at(application, "right-to-volunteer")).context["form"]
    assert [kind for kind, _ in form.fields["documents"].choices] == ["passport", "share code"]
    sent = SENT["right-to-volunteer"] | {"documents": ["visa"]} | day_boxes("done_on", today())
    form = client.post(check_at(application, "right-to-volunteer"), sent).context["form"]
    assert list(form.errors) == ["documents"]


def test_a_document_is_kept_with_its_number_its_last_day_who_saw_it_and_when(client, vetter, scheme):
    application = an_applicant(scheme)
    sent = SENT["identity"] | {"number_passport": "533401372"} | day_boxes("done_on", RECENTLY)
    client.post(check_at(application, "identity"), sent)
    passport = Check.objects.get().evidence.get(kind="passport")
    assert (passport.number, passport.runs_out_on) == ("533401372", NEXT_YEAR)
    assert (passport.seen_on, passport.created_by) == (RECENTLY, vetter)
    with connection.cursor() as cursor:
        cursor.execute("SELECT number FROM recruitment_evidence")
        assert not any("533401372" in number for (number,) in cursor.fetchall())
    assert "533401372" in client.get(at("file", application)).text


def test_the_number_of_a_document_is_read_by_those_who_vet_alone(client, vetter, coordinator, scheme):
    application = an_applicant(scheme)
    sent = SENT["identity"] | {"number_passport": "533401372"} | day_boxes("done_on", today())
    client.post(check_at(application, "identity"), sent)
    page = client.get(check_at(application, "identity")).text
    assert "Passport, until" in page
    assert "533401372" not in page


def test_a_declaration_that_shows_something_leads_to_judging_the_risk(client, vetter, scheme):
    application = an_applicant(scheme)
    sent = {"declared": "yes"} | day_boxes("done_on", today())
    response = client.post(check_at(application, "self-declaration"), sent)
    check = Check.objects.get()
    assert (response.url, check.complete) == (at("judge_risk", check), False)
    assert "’s self-declaration shows" in client.get(response.url).text
    assert "Judge what it shows" in client.get(check_at(application, "self-declaration")).text


def test_nobody_records_an_interview_alone(client, vetter, scheme):
    application = an_applicant(scheme, status="applied")
    page = client.get(check_at(application, "interview"))
    assert "form" not in page.context
    assert at("plan_interview", application) in page.text
    client.post(check_at(application, "interview"), {"passed": "yes"} | day_boxes("done_on", today()))
    assert not Check.objects.exists()
