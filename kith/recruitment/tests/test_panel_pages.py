"""The pages of a panel and of reviews: who reads what, one decides and another agrees, and what was typed is never lost."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.foundation.dates import day_words, today
from kith.recruitment.actions.panels import call_panel, put_before, put_on_agenda
from kith.recruitment.models import AgendaItem, Application, Approval, Check, Leaving, Panel, Review
from kith.recruitment.presenters.panels import panel_words
from kith.recruitment.tests.factories import a_check, an_application, an_approved_volunteer
from kith.recruitment.tests.pages import RECENTLY, an_applicant, at, day_boxes
from kith.schemes.tests.factories import a_provider, a_scheme
from kith.training.tests.factories import a_completion, a_course

pytestmark = pytest.mark.django_db

SECRET = "Spoke of a hard year in 2011."
TERMS = {"age_from": 9, "age_to": 14, "places": 2}


@pytest.fixture
def item(scheme):
    application = an_applicant(scheme, status="ready", email="ruth@example.org")
    Check.objects.filter(kind="interview").update(withdrawn_on=today())
    a_check(
        application.volunteer, scheme, "interview", on=RECENTLY, vetting_words=SECRET, by=_rina(application)
    )
    sam = a_member(Role.MANAGER, scheme, first_name="Sam")
    return put_before(panel=None, application=application, by=sam, on=today())


def _rina(application):
    return application.recruiter


def as_a(client, role, scheme, name="Somebody"):
    user = a_member(role, scheme, first_name=name)
    client.force_login(user)
    return user


def test_from_ready_to_approved_by_two_people(client, scheme):
    as_a(client, Role.MANAGER, scheme, "Mona")
    application = an_applicant(scheme, status="ready", email="ruth@example.org")
    assert "Put Ruth before a panel" in client.get(at("application", application)).text
    client.post(at("approve", application), {"panel": "today"})
    item = AgendaItem.objects.get()
    page = client.get(at("decide", item))
    assert page.context["form"].initial["age_to"] == 17
    client.post(at("decide", item), {"outcome": "approve", "minutes": "Warm.", **TERMS})
    assert "A second person must agree" in client.get(at("agenda_item", item)).text
    mona = page.wsgi_request.user
    as_a(client, Role.VETTING_OFFICER, scheme, "Vera")
    client.post(at("agree", item))
    client.force_login(mona)
    page = client.get(at("settle", item))
    assert "gets an account at ruth@example.org" in page.text
    client.post(at("settle", item))
    assert "For ages 9 to 14, 2 children at a time" in client.get(at("application", application)).text


def test_what_was_typed_stays_when_a_decision_is_refused(client, scheme, item):
    as_a(client, Role.MANAGER, scheme)
    page = client.post(
        at("decide", item),
        {"outcome": "approve", "minutes": "All went well.", "age_from": 3, "age_to": 14, "places": 2},
    )
    assert "is for children and young people from 8 to 17" in page.context["form"].errors["age_from"][0]
    assert "All went well." in page.text


def test_each_gap_is_named_on_its_own_line(client, scheme, item):
    as_a(client, Role.MANAGER, scheme)
    Check.objects.filter(kind__in=["dbs", "agreement"]).update(withdrawn_on=today())
    page = client.post(at("decide", item), {"outcome": "approve", **TERMS})
    assert list(page.context["form"].non_field_errors()) == [
        "Ruth still needs a DBS check.",
        "Ruth still needs to sign the volunteer agreement.",
    ]


READERS = {
    Role.MANAGER: True,
    Role.VETTING_OFFICER: True,
    Role.SAFEGUARDING_LEAD: True,
    Role.COORDINATOR: False,
}


@pytest.mark.parametrize(("role", "reads"), READERS.items(), ids=[role.value for role in READERS])
def test_interview_notes_are_read_by_those_who_vet_on_page_and_paper(client, scheme, item, role, reads):
    as_a(client, role, scheme)
    page = client.get(at("agenda_item", item)).text
    assert (SECRET in page) is reads
    assert ("Read by managers" in page) is not reads
    paper = client.get(at("panel_pack", item.panel))
    assert paper.content.startswith(b"%PDF-")
    assert (SECRET in words_of(paper.content)) is reads


def test_the_pack_names_the_courses_they_have_done(client, scheme, item):
    course = a_course("Safeguarding", scheme, months=36)
    a_completion(item.application.volunteer, course, on=RECENTLY)
    as_a(client, Role.MANAGER, scheme)
    page = client.get(at("agenda_item", item)).text
    assert "Safeguarding" in page
    assert f"{day_words(RECENTLY)}, holds until" in page


def words_of(pdf):
    """The words of a PDF, by the reader of this machine."""
    import shutil
    import subprocess

    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext is not here")
    told = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(told.stdout.decode().split())


def test_what_was_decided_is_not_told_to_a_coordinator_before_the_letter(client, scheme, item):
    as_a(client, Role.MANAGER, scheme)
    client.post(at("decide", item), {"outcome": "decline", "reason": "motives", "minutes": SECRET})
    as_a(client, Role.COORDINATOR, scheme)
    for page in (at("agenda_item", item), at("panel", item.panel)):
        told = client.get(page).text
        for secret in ("Decline", "Why they want to do it", SECRET):
            assert secret not in told, (page, secret)


def test_a_recruiter_sees_who_decides_and_no_form(client, scheme):
    me = as_a(client, Role.MANAGER, scheme, "Mona")
    application = an_application("Ruth", scheme, recruiter=me, on=RECENTLY, status="ready")
    item = put_before(panel=None, application=application, by=me, on=today())
    assert "You are Ruth’s recruiter" in client.get(at("agenda_item", item)).text
    assert 'name="outcome"' not in client.get(at("decide", item)).text
    refused = client.post(at("decide", item), {"outcome": "approve", **TERMS})
    assert refused.status_code == 200
    item.refresh_from_db()
    assert item.outcome == ""


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.VETTING_OFFICER, Role.SAFEGUARDING_LEAD])
def test_only_managers_write_down_decisions(client, scheme, item, role):
    as_a(client, role, scheme)
    assert client.get(at("decide", item)).status_code == 404
    assert client.post(at("take_back", item)).status_code == 404
    assert client.get(at("settle", item)).status_code == 404


def test_a_stranger_finds_nothing(client, scheme, item):
    as_a(client, Role.MANAGER, a_scheme("Elsewhere", provider=a_provider("Another")))
    for name, row in (
        ("agenda_item", item),
        ("decide", item),
        ("panel", item.panel),
        ("panel_pack", item.panel),
    ):
        assert client.get(at(name, row)).status_code == 404, name


def test_the_applicant_finds_nothing_of_their_own_panel(client, scheme, item):
    ruth = a_member(Role.COORDINATOR, scheme, first_name="Ruth")
    volunteer = item.application.volunteer
    volunteer.user = ruth
    volunteer.save()
    client.force_login(ruth)
    assert client.get(at("agenda_item", item)).status_code == 403
    assert "Ashworth" not in client.get(at("panel", item.panel)).text


def test_a_month_keeps_its_capital_where_a_panel_says_its_day():
    panel = Panel(on=date(2025, 9, 27), place="Room 2")
    assert panel_words(panel, date(2026, 11, 22)) == "On 27 September 2025, Room 2"


def test_a_coordinator_calls_a_panel_and_puts_people_on_it(client, coordinator, scheme):
    assert "No panel has been called yet" in client.get(reverse("recruitment:panels")).text
    next_week = today() + timedelta(days=7)
    client.post(reverse("recruitment:panels"), {**day_boxes("meets_on", next_week), "place": "Room 4"})
    panel = Panel.objects.get()
    application = an_applicant(scheme, status="ready")
    page = client.get(at("panel", panel))
    assert "The agenda is empty" in page.text
    assert "Ruth Ashworth" in page.text
    client.post(reverse("recruitment:put_on_agenda", args=[application.public_id, panel.public_id]))
    assert "Take off" in client.get(at("panel", panel)).text
    again = client.post(
        reverse("recruitment:panels"), {**day_boxes("meets_on", next_week), "place": "Room 4"}
    )
    assert "is called for" in again.context["form"].errors["meets_on"][0]


def test_agendas_cost_the_same_however_long(client, scheme, manager, django_assert_max_num_queries):
    def asked():
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as counted:
            client.get(at("panel", panel))
        return len(counted)

    panel = call_panel(provider=scheme.provider, meets_on=today(), by=manager, on=today())
    for name in ("Ben", "Ruth"):
        put_on_agenda(
            panel=panel,
            application=an_application(name, scheme, on=RECENTLY, status="ready"),
            by=manager,
            on=today(),
        )
    few = asked()
    for name in ("Omar", "Grace", "Li"):
        put_on_agenda(
            panel=panel,
            application=an_application(name, scheme, on=RECENTLY, status="ready"),
            by=manager,
            on=today(),
        )
    assert asked() == few


# ------------------------------------------------------------------------------------------- reviews


@pytest.fixture
def approved(scheme):
    long_ago = today() - timedelta(days=120)
    ben = an_approved_volunteer("Ben", scheme, on=long_ago)
    return Application.objects.get(volunteer=ben)


def test_a_review_that_is_due_is_on_the_list_and_held(client, coordinator, approved):
    page = client.get(reverse("recruitment:reviews"))
    assert "Ben Ashworth" in page.text
    assert "Late" in page.text
    page = client.get(at("review", approved))
    assert "Review after three months: Ben" in page.text
    assert 'name="age_from"' not in page.text, "a recruiter changes no terms"
    client.post(
        at("review", approved), {**day_boxes("held_on", today()), "outcome": "goes on", "agreed": "All well."}
    )
    assert Review.objects.get().agreed == "All well."
    assert "No review is due" in client.get(reverse("recruitment:reviews")).text


def test_a_manager_changes_the_terms_at_a_review(client, manager, approved):
    said = {**day_boxes("held_on", today()), "outcome": "changed", "age_from": 10, "age_to": 12, "places": 1}
    client.post(at("review", approved), said)
    now_open = Approval.objects.get(until_day=None)
    assert (now_open.age_from, now_open.age_to) == (10, 12)
    assert "ages 10 to 12" in client.get(at("review", approved)).text


def test_an_end_needs_a_reason_and_keeps_what_was_typed(client, manager, approved):
    said = {**day_boxes("held_on", today()), "outcome": "ends", "agreed": "We talked it over."}
    page = client.post(at("review", approved), said)
    assert "Say why, for those who vet." in page.context["form"].errors["vetting_words"]
    assert "We talked it over." in page.text
    client.post(at("review", approved), said | {"vetting_words": SECRET})
    assert client.get(at("review", approved)).status_code == 404, "there is nothing left to review"


def test_who_leaves_is_asked_why_and_what_stays_with_those_who_vet_stays_there(
    client, manager, scheme, approved
):
    page = client.get(at("leave", approved))
    assert "It ends no match" in page.text
    page = client.post(at("leave", approved), {**day_boxes("last_day", today())})
    assert page.context["form"].errors["why"]
    client.post(
        at("leave", approved),
        {**day_boxes("last_day", today()), "why": "moved", "talk": "held", "vetting_words": SECRET},
    )
    left = Leaving.objects.get()
    assert SECRET in client.get(at("leaving", left)).text
    as_a(client, Role.COORDINATOR, scheme)
    assert client.get(at("leaving", left)).status_code == 404


def test_a_stranger_reviews_nobody(client, approved):
    as_a(client, Role.MANAGER, a_scheme("Elsewhere", provider=a_provider("Another")))
    for name in ("review", "leave"):
        assert client.get(at(name, approved)).status_code == 404


def test_a_volunteer_reads_what_was_agreed_and_not_what_those_who_vet_know(client, manager, approved):
    said = {
        **day_boxes("held_on", today()),
        "outcome": "goes on",
        "agreed": "More ideas for wet days.",
        "vetting_words": SECRET,
    }
    client.post(at("review", approved), said)
    client.force_login(approved.volunteer.user)
    page = client.get(reverse("recruitment:my_checks")).text
    assert "More ideas for wet days." in page
    assert SECRET not in page
