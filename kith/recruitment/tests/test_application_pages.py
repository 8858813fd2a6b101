"""Somebody new, the page of an application, and the decisions about it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kith.foundation.dates import today
from kith.recruitment.models import Application
from kith.recruitment.queries import is_suspended
from kith.recruitment.states import Status
from kith.recruitment.tests.factories import (
    a_check,
    an_approved_volunteer,
    an_interview_held,
    everything_checked,
)
from kith.recruitment.tests.pages import RECENTLY, an_applicant, at
from kith.schemes.tests.factories import a_provider, a_scheme

pytestmark = pytest.mark.django_db


def test_somebody_new_is_written_down(client, coordinator, scheme):
    sent = {"scheme": str(scheme.public_id), "first_name": "Ruth", "last_name": "Ade", "postcode": "ls62aa"}
    response = client.post(reverse("recruitment:new"), sent)
    application = Application.objects.get()
    assert response.url == at("application", application)
    assert application.recruiter == coordinator
    assert application.volunteer.postcode == "LS6 2AA"


def test_a_mistake_keeps_what_was_typed(client, coordinator, scheme):
    sent = {
        "scheme": str(scheme.public_id),
        "first_name": "Ruth",
        "postcode": "nowhere",
        "phone": "12",
        "why": "To help",
    }
    told = client.post(reverse("recruitment:new"), sent).text
    assert "There is a problem" in told
    for words in (
        "Enter last name",
        "Enter a postcode, like LS6 2AA",
        "Enter a phone number",
        "To help",
        'value="nowhere"',
    ):
        assert words in told, words
    assert not Application.objects.exists()


def test_somebody_known_is_not_written_down_twice(client, coordinator, scheme):
    an_applicant(scheme, email="ruth@example.org")
    sent = {
        "scheme": str(scheme.public_id),
        "first_name": "Ruth",
        "last_name": "Ashworth",
        "email": "ruth@example.org",
    }
    told = client.post(reverse("recruitment:new"), sent).text
    assert "already has an application here (enquired)" in told


def test_another_providers_scheme_cannot_be_named(client, coordinator, scheme):
    elsewhere = a_scheme("Elsewhere", provider=a_provider("Others"))
    sent = {"scheme": str(elsewhere.public_id), "first_name": "Ruth", "last_name": "Ade"}
    client.post(reverse("recruitment:new"), sent)
    assert not Application.objects.exists()


def test_the_page_says_what_to_do_next_at_every_step(client, coordinator, scheme):
    application = an_applicant(scheme, recruiter=coordinator)
    page = at("application", application)
    assert client.get(page).context["next"].action == "Send the form"
    client.post(at("send_form", application))
    assert client.get(page).context["next"].action == "It is back"
    client.post(reverse("recruitment:step", args=[application.public_id, "apply"]))
    assert client.get(page).context["next"].action == "Plan an interview by two people"
    application.refresh_from_db()
    an_interview_held(application, on=today())
    assert client.get(page).context["next"].action == "Begin the checks"
    client.post(reverse("recruitment:step", args=[application.public_id, "check"]))
    assert client.get(page).context["next"].what == "Ruth still needs to show who they are"
    everything_checked(application.volunteer, scheme, on=RECENTLY)
    assert client.get(page).context["next"].action == "Put to the panel"
    client.post(reverse("recruitment:step", args=[application.public_id, "put-to-panel"]))
    assert client.get(page).context["next"].action == "Choose a panel"
    client.post(at("approve", application), {"panel": "today"})
    waiting = client.get(page).context["next"]
    assert (waiting.action, waiting.how_soon) == ("Read the pack", "calm"), (
        "a recruiter reads, and does not decide"
    )


def test_a_coordinator_is_told_who_records_what_is_left(client, coordinator, scheme):
    application = an_applicant(scheme, status="checking")
    everything_checked(application.volunteer, scheme, on=RECENTLY, but=("dbs",))
    left = client.get(at("application", application)).context["next"]
    assert (left.action, left.why) == ("", "Vera Okafor records what is left.")


def test_a_step_refused_says_why_and_changes_nothing(client, coordinator, scheme):
    application = an_applicant(scheme, status="checking")
    response = client.post(
        reverse("recruitment:step", args=[application.public_id, "put-to-panel"]), follow=True
    )
    assert "The panel needs everything first. Ruth still needs to show who they are." in response.text
    application.refresh_from_db()
    assert application.status == Status.CHECKING


def test_a_step_that_does_not_follow_is_refused_in_words(client, coordinator, scheme):
    application = an_applicant(scheme)
    response = client.post(reverse("recruitment:step", args=[application.public_id, "check"]), follow=True)
    assert "This application is enquired" in response.text
    assert (
        client.post(reverse("recruitment:step", args=[application.public_id, "approve"])).status_code == 404
    )


def test_a_step_is_not_taken_by_looking(client, coordinator, scheme):
    assert (
        client.get(reverse("recruitment:step", args=[an_applicant(scheme).public_id, "apply"])).status_code
        == 405
    )


def test_an_application_costs_the_same_however_much_has_happened(client, vetter, scheme):
    application = an_applicant(scheme, status="checking")

    def asked():
        with CaptureQueriesContext(connection) as queries:
            client.get(at("application", application))
        return len(queries)

    everything_checked(application.volunteer, scheme, on=RECENTLY, but=("training",))
    few = asked()
    for _ in range(10):
        a_check(application.volunteer, scheme, "identity", on=RECENTLY)
    assert asked() == few


def test_declining_and_opening_again(client, manager, scheme):
    application = an_applicant(scheme)
    assert "Say why" in client.post(at("decline", application), {"words": "No"}).text
    client.post(at("decline", application), {"reason": "motives", "words": "Private"})
    application.refresh_from_db()
    assert application.status == Status.DECLINED
    assert (
        "Nothing is asked of Ruth while the application is closed."
        in client.get(at("application", application)).text
    )
    client.post(at("reopen", application))
    application.refresh_from_db()
    assert application.status == Status.APPLIED


def test_somebody_who_does_not_go_on(client, coordinator, scheme):
    application = an_applicant(scheme)
    client.post(at("withdraw", application), {"reason": "too slow"})
    application.refresh_from_db()
    assert application.status == Status.WITHDRAWN
    page = client.get(at("application", application)).text
    assert "Did not go on" in page
    assert "We took too long" not in page


def test_suspending_and_lifting(client, manager, scheme):
    volunteer = an_approved_volunteer("Ben", scheme, on=RECENTLY)
    assert "From this moment Ben meets no child" in client.get(at("suspend", volunteer)).text
    client.post(at("suspend", volunteer), {"reason": "concern"})
    assert is_suspended(volunteer, today())
    assert client.get(at("suspend", volunteer)).url == at("lift", volunteer)
    client.post(at("lift", volunteer))
    assert not is_suspended(volunteer, today())
