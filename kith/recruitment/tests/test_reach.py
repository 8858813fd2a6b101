"""Who may open which page, and who reads what on it: insider, lesser role, stranger; numbers and words stay with those who vet."""

from io import BytesIO

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.audit.models import Look
from kith.foundation.dates import today
from kith.people.tests.factories import a_card, a_volunteer
from kith.recruitment.actions import decline, suspend, withdraw
from kith.recruitment.models import Check
from kith.recruitment.tests.factories import a_check, an_application, an_approved_volunteer
from kith.schemes.tests.factories import a_provider, a_scheme

pytestmark = pytest.mark.django_db
NUMBER, PRIVATE, REFEREE, DECLINED = "001234567890", "A caution in 2019", "Joan Bell", "Could not hear a no"
INSIDERS = (Role.COORDINATOR, Role.MANAGER, Role.VETTING_OFFICER, Role.SAFEGUARDING_LEAD)
VETTERS = (Role.MANAGER, Role.VETTING_OFFICER, Role.SAFEGUARDING_LEAD)


@pytest.fixture
def application(day):
    """An application with everything in it that only those who vet may read."""
    application = an_application("Ruth", status="checking", why="I was in care myself")
    volunteer, scheme = application.volunteer, application.scheme
    details = {"level": "enhanced", "issued_on": "2026-08-01", "update_service": True, "result": "current"}
    a_check(volunteer, scheme, "dbs", number=NUMBER, details=details, vetting_words=PRIVATE)
    a_check(volunteer, scheme, "reference", given_by=REFEREE, vetting_words=PRIVATE)
    a_check(
        volunteer, scheme, "self-declaration", passed=False, vetting_words=PRIVATE, details={"declared": True}
    )
    Check.objects.filter(kind="self-declaration").update(
        complete=True, passed=False
    )  # decided, and against them
    a_check(volunteer, scheme, "interview", vetting_words=PRIVATE)
    return application


def somebody(role, application):
    return a_member(role, application.scheme, first_name=role.value.title())


def stranger():
    elsewhere = a_scheme("Elsewhere", provider=a_provider("Others"))
    return a_member(Role.MANAGER, elsewhere, first_name="Stranger")


def opened(client, user, name, *args, **query):
    client.force_login(user)
    return client.get(reverse(f"recruitment:{name}", args=args), query)


@pytest.mark.parametrize("role", INSIDERS)
def test_the_schemes_staff_open_an_application(client, application, role):
    response = opened(client, somebody(role, application), "application", application.public_id)
    assert response.status_code == 200
    assert "I was in care myself" in response.text


@pytest.mark.parametrize(
    "role",
    [Role.WORKER, Role.CARER, Role.COMMISSIONER, Role.DATA_OFFICER, Role.ADMINISTRATOR, Role.VOLUNTEER],
)
def test_nobody_else_does(client, application, role):
    assert (
        opened(client, somebody(role, application), "application", application.public_id).status_code == 404
    )


def test_a_stranger_cannot_tell_it_from_one_that_does_not_exist(client, application):
    pages = ("application", "file", "approve", "decline", "withdraw", "reopen", "check")
    for page in pages:
        assert opened(client, stranger(), page, application.public_id).status_code == 404, page
    volunteer = application.volunteer.public_id
    for page in ("profile", "suspend", "lift"):
        assert opened(client, stranger(), page, volunteer).status_code == 404, page
    card = a_card(application.volunteer, approved=False)
    assert opened(client, stranger(), "approve_card", card.public_id).status_code == 404


def test_without_signing_in_there_is_only_the_sign_in_page(client, application):
    response = client.get(reverse("recruitment:application", args=[application.public_id]))
    assert response.status_code == 302
    assert response.url.startswith("/account/login/")


def test_a_coordinator_sees_how_it_stands_and_never_why(client, application):
    coordinator = somebody(Role.COORDINATOR, application)
    told = opened(client, coordinator, "application", application.public_id).text
    assert "DBS check" in told
    assert "Stands in the way" in told
    told += opened(client, coordinator, "check", application.public_id, "interview").text
    told += opened(client, coordinator, "check", application.public_id, "training").text
    told += opened(client, coordinator, "volunteers", group="all").text
    for secret in (NUMBER, PRIVATE, REFEREE, "Update Service"):
        assert secret not in told.replace("the Update Service asked if they are on it", ""), secret


def test_the_vetting_file_is_for_those_who_vet(client, application):
    for role in VETTERS:
        response = opened(client, somebody(role, application), "file", application.public_id)
        assert response.status_code == 200
        for told in (NUMBER, PRIVATE, REFEREE, "It is still current"):
            assert told in response.text, (role, told)
    assert (
        opened(client, somebody(Role.COORDINATOR, application), "file", application.public_id).status_code
        == 404
    )


def test_opening_the_file_leaves_a_trace(client, application):
    vetter = somebody(Role.VETTING_OFFICER, application)
    opened(client, vetter, "file", application.public_id)
    look = Look.objects.latest("pk")
    assert (look.by, look.page, look.about) == (vetter.public_id, "recruitment:file", application.public_id)


def test_only_a_vetting_officer_records_what_is_for_vetting(client, application):
    for slug in ("dbs", "dbs-status", "reference", "self-declaration", "independence"):
        for role, status in ((Role.VETTING_OFFICER, 200), (Role.COORDINATOR, 403), (Role.MANAGER, 403)):
            response = opened(client, somebody(role, application), "check", application.public_id, slug)
            assert response.status_code == status, (slug, role)


def test_a_refusal_says_who_can(client, application):
    client.force_login(somebody(Role.COORDINATOR, application))
    response = client.get(reverse("recruitment:check", args=[application.public_id, "dbs"]))
    assert "Vera Okafor can." in response.text


def test_what_is_for_vetting_is_not_recorded_by_others_however_they_ask(client, application):
    client.force_login(somebody(Role.MANAGER, application))
    sent = {"result": "clear", "done_on": "2026-11-20"}
    response = client.post(reverse("recruitment:check", args=[application.public_id, "dbs-status"]), sent)
    assert response.status_code == 403


def test_a_check_for_vetting_is_taken_back_by_a_vetting_officer_only(client, application):
    check = a_check(application.volunteer, application.scheme, "reference", given_by="Al Cole")
    for role, status in ((Role.VETTING_OFFICER, 200), (Role.COORDINATOR, 403)):
        assert (
            opened(client, somebody(role, application), "withdraw_check", check.public_id).status_code
            == status
        )
    assert opened(client, stranger(), "withdraw_check", check.public_id).status_code == 404


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.VETTING_OFFICER, Role.SAFEGUARDING_LEAD])
def test_only_a_manager_declines(client, application, role):
    assert opened(client, somebody(role, application), "decline", application.public_id).status_code == 404
    manager = somebody(Role.MANAGER, application)
    assert opened(client, manager, "decline", application.public_id).status_code == 200


def test_whoever_keeps_the_checklist_puts_people_before_a_panel_and_nobody_else(client, application):
    answers = {
        Role.COORDINATOR: 200,
        Role.VETTING_OFFICER: 200,
        Role.MANAGER: 200,
        Role.SAFEGUARDING_LEAD: 404,
    }
    for role, status in answers.items():
        page = opened(client, somebody(role, application), "approve", application.public_id)
        assert page.status_code == status, role
    assert opened(client, stranger(), "approve", application.public_id).status_code == 404


def test_why_somebody_was_declined_is_told_to_those_who_vet(client, application, day):
    manager = somebody(Role.MANAGER, application)
    decline(application=application, reason="motives", words=DECLINED, by=manager, on=day)
    for role in INSIDERS:
        told = opened(client, somebody(role, application), "application", application.public_id).text
        assert "Declined" in told
        assert (DECLINED in told) == (role in VETTERS), role
        assert ("Why they want to do it" in told) == (role in VETTERS), role


def test_what_was_declined_is_opened_again_by_a_manager_only(client, application, day):
    decline(application=application, reason="motives", by=somebody(Role.MANAGER, application), on=day)
    coordinator = somebody(Role.COORDINATOR, application)
    assert opened(client, coordinator, "reopen", application.public_id).status_code == 403
    assert (
        opened(client, somebody(Role.MANAGER, application), "reopen", application.public_id).status_code
        == 200
    )


def test_what_was_withdrawn_is_opened_again_by_the_coordinator(client, application, day):
    coordinator = somebody(Role.COORDINATOR, application)
    withdraw(application=application, reason="time", by=coordinator, on=day)
    assert opened(client, coordinator, "reopen", application.public_id).status_code == 200


def test_why_somebody_did_not_go_on_is_told_to_those_who_vet(client, application, day):
    coordinator = somebody(Role.COORDINATOR, application)
    withdraw(application=application, reason="time", words="Her mother is ill", by=coordinator, on=day)
    for role in INSIDERS:
        told = opened(client, somebody(role, application), "application", application.public_id).text
        assert "Did not go on" in told
        for words in ("They have no time now", "Her mother is ill"):
            assert (words in told) == (role in VETTERS), (role, words)


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.MANAGER, 200),
        (Role.SAFEGUARDING_LEAD, 200),
        (Role.COORDINATOR, 404),
        (Role.VETTING_OFFICER, 404),
    ],
)
def test_who_may_suspend(client, role, status, application):
    assert (
        opened(client, somebody(role, application), "suspend", application.volunteer.public_id).status_code
        == status
    )


def test_a_colleague_who_volunteers_here_never_reads_or_decides_about_themself(client):
    scheme = a_scheme()
    manager = a_member(Role.MANAGER, scheme, first_name="Mona")
    application = an_application("Mona", scheme, status="checking")
    application.volunteer.user = manager
    application.volunteer.save()
    client.force_login(manager)
    at = [application.public_id]
    assert client.get(reverse("recruitment:application", args=at)).url == reverse("recruitment:my_checks")
    for page in ("file", "approve", "decline", "withdraw"):
        assert client.get(reverse(f"recruitment:{page}", args=at)).status_code == 403, page
    assert client.get(reverse("recruitment:volunteers"), {"group": "all"}).context["rows"] == []


def test_a_volunteer_sees_their_own_papers_and_nothing_about_why(client):
    volunteer, day = an_approved_volunteer("Ben"), today()
    scheme = a_scheme()
    a_check(volunteer, scheme, "self-declaration", on=day, passed=False, vetting_words=PRIVATE)
    suspend(volunteer=volunteer, reason="concern", by=a_member(Role.MANAGER, scheme), on=day)
    client.force_login(volunteer.user)
    told = client.get(reverse("recruitment:my_checks")).text
    assert "Let’s talk" in told
    assert "You are not meeting anybody for now." in told
    assert PRIVATE not in told
    assert "looked into" not in told


def test_a_volunteer_is_sent_from_the_staffs_list_to_their_own(client):
    volunteer = an_approved_volunteer("Ben")
    client.force_login(volunteer.user)
    assert client.get(reverse("recruitment:volunteers")).url == reverse("recruitment:my_checks")


def test_a_volunteer_cannot_use_the_staffs_pages_about_themself(client):
    volunteer = an_approved_volunteer("Ben")
    client.force_login(volunteer.user)
    assert client.get(reverse("recruitment:profile", args=[volunteer.public_id])).status_code == 404
    card = a_card(volunteer, approved=False)
    assert client.get(reverse("recruitment:approve_card", args=[card.public_id])).status_code == 403


def test_the_list_ends_where_the_schemes_end(client):
    here, there = a_scheme(), a_scheme("Elsewhere", provider=a_provider("Others"))
    an_application("Ruth", here)
    an_application("Zebedee", there)
    told = opened(client, a_member(Role.COORDINATOR, here), "volunteers", group="all").text
    assert "Ruth" in told
    assert "Zebedee" not in told
    assert "Elsewhere" not in told


def test_the_spreadsheet_holds_no_number_and_no_words(client, application):
    response = opened(client, somebody(Role.MANAGER, application), "volunteers_sheet", group="all")
    sheets = CalamineWorkbook.from_filelike(BytesIO(response.content))
    cells = str([sheets.get_sheet_by_name(name).to_python() for name in sheets.sheet_names])
    assert "Ruth" in cells
    for secret in (NUMBER, PRIVATE, REFEREE):
        assert secret not in cells


def test_a_suspension_of_another_schemes_volunteer_is_out_of_reach(client):
    volunteer = a_volunteer("Far", scheme=a_scheme("Elsewhere", provider=a_provider("Others")))
    manager = a_member(Role.MANAGER, a_scheme())
    assert opened(client, manager, "suspend", volunteer.public_id).status_code == 404
