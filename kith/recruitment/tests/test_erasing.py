"""Applicants who were declined or have gone are erased on schedule; codes to count by stay, and nobody else's rows go."""

from datetime import date, time, timedelta

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.audit.models import Event
from kith.foundation.dates import moment, months_after, now, today
from kith.messages.models import OutboxMessage
from kith.people.models import Enlistment, Volunteer
from kith.recruitment import tasks
from kith.recruitment.actions import change_keeping, decline, erase_due, erasing, withdraw, write_letter
from kith.recruitment.actions.erasing import CannotKeep
from kith.recruitment.erasure import GOES, due, pointing_at
from kith.recruitment.keeping import keeping_for
from kith.recruitment.models import Application, Check, Erased, Flag
from kith.recruitment.tests.applicants import an_application_sent
from kith.recruitment.tests.factories import a_check, a_colleague, an_application, an_approved_volunteer
from kith.safeguarding.tests.factories import a_concern
from kith.schemes.tests.factories import a_scheme

pytestmark = pytest.mark.django_db
DAY = date(2026, 9, 1)
LAST_DAY = months_after(DAY, 12)
"""Kept until then, and then too."""
A_YEAR_ON = LAST_DAY + timedelta(days=1)


def night(day):
    return moment(day, time(2, 50))


def declined(scheme, on=DAY):
    """Everything an applicant may leave behind: a form, a letter, a flag, checks, messages."""
    application = an_application_sent(scheme, on=on)
    manager = a_colleague(Role.MANAGER, scheme, "Mona")
    a_check(application.volunteer, scheme, "identity", on=on)
    a_check(application.volunteer, scheme, "reference", on=on)
    decline(application=application, reason="motives", words="He asked about bathing.", by=manager, on=on)
    write_letter(
        application=application, kind="declined", how="e-mail", words="Thank you.", by=manager, on=on
    )
    return application


def everything_kept():
    """Every value of every table but the two chains of the audit, as text."""
    told = []
    with connection.cursor() as cursor:
        for model in apps.get_models():
            if model._meta.app_label == "audit" or not model._meta.managed:
                continue
            cursor.execute(f'SELECT * FROM "{model._meta.db_table}"')
            told.append(str(cursor.fetchall()))
    return "\n".join(told)


def test_nothing_of_a_declined_applicant_is_left_but_codes(scheme):
    application = declined(scheme)
    assert "daniel.reed@example.org" in everything_kept()
    assert erase_due(at=night(LAST_DAY)) == 0
    assert erase_due(at=night(A_YEAR_ON)) == 1
    left = everything_kept()
    for canary in ("Daniel", "Reed", "daniel.reed", "07700 900123", "LS9 9ZZ", str(application.public_id)):
        assert canary not in left, canary
    assert not Volunteer.objects.exists()
    assert not OutboxMessage.objects.filter(to_address__icontains="reed").exists()
    erased = Erased.objects.get()
    assert (erased.outcome, erased.reason, erased.furthest) == ("declined", "motives", "applied")
    assert (erased.received_in, erased.erased_on) == (DAY, A_YEAR_ON)
    event = Event.objects.get(kind="applicant erased")
    assert "Daniel" not in str(event.details)


def test_who_withdrew_goes_sooner(scheme, manager):
    application = an_application("Ruth", scheme, on=DAY)
    withdraw(application=application, reason="time", by=manager, on=DAY)
    assert erase_due(at=night(months_after(DAY, 6) + timedelta(days=1))) == 1


def test_a_scheme_says_itself_how_long_it_keeps(scheme, manager):
    application = an_application("Ruth", scheme, on=DAY)
    withdraw(application=application, reason="time", by=manager, on=DAY)
    change_keeping(
        scheme=scheme, lapse_days=30, warning_days=7, declined_months=3, gone_months=1, by=manager, on=DAY
    )
    assert keeping_for(scheme, DAY).gone_months == 1
    assert keeping_for(scheme, DAY - timedelta(days=1)).gone_months == 6
    assert [one.application for one in due(months_after(DAY, 1) + timedelta(days=1))] == [application]
    with pytest.raises(CannotKeep, match="warning must come before"):
        change_keeping(
            scheme=scheme, lapse_days=7, warning_days=7, declined_months=3, gone_months=1, by=manager, on=DAY
        )


def test_whoever_is_on_the_way_or_approved_stays(scheme):
    an_application("Ruth", scheme, on=DAY, status="applied")
    an_approved_volunteer("Ben", scheme, on=DAY)
    assert erase_due(at=night(months_after(DAY, 120))) == 0


def test_somebody_who_came_again_keeps_what_the_new_application_needs(scheme, manager):
    first = declined(scheme, on=DAY)
    again = an_application(
        "Daniel", scheme, on=DAY + timedelta(days=40), last_name="Reed", email="daniel.reed@example.org"
    )
    assert again.volunteer == first.volunteer
    assert erase_due(at=night(A_YEAR_ON)) == 1
    assert Application.objects.get() == again
    assert Check.objects.filter(volunteer=again.volunteer).count() == 2
    assert not Flag.objects.exists()
    assert Enlistment.objects.filter(volunteer=again.volunteer).exists()


def test_another_scheme_keeps_its_own(scheme):
    first = declined(scheme)
    other = a_scheme("Mentors", preset="goal-mentoring")
    second = an_application("Daniel", other, on=DAY, last_name="Reed", email="daniel.reed@example.org")
    assert first.volunteer == second.volunteer
    a_check(second.volunteer, other, "identity", on=DAY)
    erase_due(at=night(A_YEAR_ON))
    assert [check.scheme for check in Check.objects.all()] == [other]
    assert [enlistment.scheme for enlistment in Enlistment.objects.all()] == [other]


def test_somebody_whom_a_concern_is_about_is_not_forgotten(scheme):
    application = declined(scheme)
    a_concern(volunteer=application.volunteer, scheme=scheme)
    erase_due(at=night(A_YEAR_ON))
    assert Volunteer.objects.get() == application.volunteer
    assert not Application.objects.exists()
    assert not Check.objects.exists()


def test_the_codes_of_what_was_left_are_counted(client, manager, scheme):
    declined(scheme)
    erase_due(at=night(A_YEAR_ON))
    told = client.get(reverse("recruitment:erasing"))
    assert ("Declined", "Why they want to do it", 1) in told.context["counted"]


def test_who_will_be_erased_can_be_seen_before(client, manager, scheme):
    assert "Nobody in the next month" in client.get(reverse("recruitment:erasing")).text
    declined(scheme, on=months_after(today(), -12) + timedelta(days=20))
    told = client.get(reverse("recruitment:erasing")).text
    assert "Daniel Reed" in told
    assert "The person and everything about them" in told
    assert "declined 12 months" in told


def test_what_stays_is_said_and_thirty_ask_as_many_questions_as_three(
    client, manager, scheme, django_assert_max_num_queries
):
    long_ago = months_after(today(), -12) + timedelta(days=20)
    first = declined(scheme, on=long_ago)
    a_concern(volunteer=first.volunteer, scheme=scheme)
    for number in range(20):
        one = an_application(f"Ann{number}", scheme, on=long_ago)
        decline(application=one, reason="time", by=manager, on=long_ago)
    with django_assert_max_num_queries(60):
        told = client.get(reverse("recruitment:erasing")).text
    assert "The person stays: there is a concern" in told


def test_how_long_is_changed_by_a_manager_on_a_page(client, manager, scheme):
    page = reverse("recruitment:keeping", args=[scheme.public_id])
    sent = {"lapse_days": 30, "warning_days": 40, "declined_months": 6, "gone_months": 3}
    assert "The warning must come before" in client.post(page, sent).text
    client.post(page, sent | {"warning_days": 10})
    assert keeping_for(scheme, today()).declined_months == 6


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.VOLUNTEER])
def test_who_does_not_vet_does_not_see_the_page(client, scheme, role):
    client.force_login(a_member(role, scheme, first_name="Olu"))
    assert client.get(reverse("recruitment:erasing")).status_code == 403


def test_every_table_that_points_at_an_applicant_goes_or_holds_the_person():
    """A new table in the rooms that go is found by itself; one elsewhere must be a reason to keep somebody."""
    holders = {key.model._meta.app_label for model in (Volunteer, Application) for key in pointing_at(model)}
    assert holders - set(GOES) <= {
        "safeguarding", "matching", "meetings", "support", "endings", "planning", "reporting", "casefile",
    }  # fmt: skip
    assert {"recruitment", "people"} <= holders


def test_the_page_says_how_far_it_is_and_begins_it(
    client, scheme, manager, django_capture_on_commit_callbacks
):
    long_ago = months_after(today(), -13)
    for number in range(3):
        one = an_application(f"Ruth{number}", scheme, on=long_ago)
        decline(application=one, reason="time", by=manager, on=long_ago)
    client.force_login(manager)
    page = client.get(reverse("recruitment:erasing")).text
    assert "0 applications erased, 3 applications due." in page
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("recruitment:erase_now"))
    erase_due(at=now(), most=2)
    page = client.get(reverse("recruitment:erasing")).text
    assert "2 applications erased, 1 application due." in page
    assert "66%" in page
    assert tasks.erase.call([str(scheme.public_id)]) is None
    page = client.get(reverse("recruitment:erasing")).text
    assert "3 applications erased, 0 applications due. Everything that was due is done." in page


def test_only_a_manager_begins_it_and_only_in_their_schemes(client, scheme, manager):
    long_ago = months_after(today(), -13)
    other = a_scheme(provider=None, name="Elsewhere")
    for each in (scheme, other):
        one = an_application("Ruth", each, on=long_ago)
        decline(application=one, reason="time", by=a_colleague(Role.MANAGER, each, "Mona"), on=long_ago)
    client.force_login(a_member(Role.VETTING_OFFICER, scheme, first_name="Vera"))
    assert client.post(reverse("recruitment:erase_now")).status_code == 403
    tasks.erase.call([str(scheme.public_id)])
    assert [row.scheme for row in Application.objects.all()] == [other]


def test_no_more_than_a_few_hundred_lie_in_one_transaction(scheme, manager, monkeypatch):
    monkeypatch.setattr(erasing, "A_BATCH", 2)
    long_ago = months_after(today(), -13)
    for number in range(5):
        one = an_application(f"Ruth{number}", scheme, on=long_ago)
        decline(application=one, reason="time", by=manager, on=long_ago)
    with CaptureQueriesContext(connection) as asked:
        assert erase_due(at=now()) == 5
    savepoints = [query["sql"] for query in asked.captured_queries if query["sql"].startswith("SAVEPOINT")]
    assert len(savepoints) >= 3
