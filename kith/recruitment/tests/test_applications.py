"""An application: how it comes in, goes its steps, ends and begins again, and the sentence of each refusal."""

from datetime import time, timedelta

import pytest
from django.urls import reverse

from kith.access.roles import Role
from kith.access.tests.factories import a_member, a_user
from kith.audit.models import Event
from kith.foundation.dates import moment, today
from kith.foundation.lifecycle import CannotMove
from kith.messages.models import OutboxMessage
from kith.people.models import Volunteer
from kith.people.tests.factories import a_volunteer
from kith.recruitment.actions import (
    await_answer,
    change_profile,
    decline,
    receive_application,
    reopen,
    see_to_the_quiet,
    take_step,
    withdraw,
)
from kith.recruitment.models import ApplicationChange
from kith.recruitment.refusals import (
    AlreadyApplied,
    CannotReceive,
    CannotRecord,
    CannotStep,
)
from kith.recruitment.states import Status
from kith.recruitment.tests.factories import (
    SEPTEMBER,
    a_check,
    an_application,
    an_approved_volunteer,
    everything_checked,
)
from kith.schemes.tests.factories import a_provider, a_scheme

pytestmark = pytest.mark.django_db
TERMS = {"age_from": 8, "age_to": 17, "places": 1}


def a_manager(scheme):
    return a_member(Role.MANAGER, scheme, first_name="Mona")


# Coming in


def test_somebody_who_offers_themself_can_be_seen_by_the_scheme(day):
    scheme = a_scheme()
    application = receive_application(
        scheme=scheme, first_name=" Ruth ", last_name="Ade", email="Ruth@Example.org", by=None, on=day
    )
    assert application.status == Status.ENQUIRED
    assert application.recruiter is None
    assert (application.volunteer.first_name, application.volunteer.email) == ("Ruth", "ruth@example.org")
    assert application.volunteer.enlistments.get().scheme == scheme
    assert Event.objects.filter(kind="application received", about=application.public_id).exists()


def test_an_enquiry_from_outside_is_told_to_those_who_can_answer(day):
    scheme = a_scheme()
    coordinator = a_member(Role.COORDINATOR, scheme)
    a_member(Role.COORDINATOR, a_scheme("Elsewhere", provider=a_provider("Others")))
    receive_application(scheme=scheme, first_name="Ruth", last_name="Ade", by=None, on=day)
    assert [message.to for message in OutboxMessage.objects.all()] == [coordinator]


def test_what_staff_write_down_themselves_is_told_to_nobody(day):
    an_application()
    assert not OutboxMessage.objects.exists()


def test_nobody_has_two_open_applications_to_a_scheme(day):
    application = an_application("Ruth", email="ruth@example.org")
    with pytest.raises(AlreadyApplied, match="Ruth Ashworth already has an application here \\(enquired\\)"):
        an_application("ruth", application.scheme, email="RUTH@example.org")


def test_somebody_approved_does_not_apply_again():
    scheme = a_scheme()
    an_approved_volunteer("Ruth", scheme, email="ruth@example.org")
    with pytest.raises(AlreadyApplied, match="already approved for Northbridge visitors"):
        an_application("Ruth", scheme, email="ruth@example.org")


def test_the_same_person_at_another_scheme_of_the_provider_stays_one_person():
    first = an_application("Ruth", email="ruth@example.org", phone="")
    other = a_scheme("Mentors", preset="goal-mentoring")
    second = an_application("Ruth", other, email="ruth@example.org", phone="0113 496 0123", postcode="M1 1AA")
    assert first.volunteer == second.volunteer
    volunteer = Volunteer.objects.get()
    assert volunteer.phone == "0113 496 0123"
    assert volunteer.postcode == "LS6 2AA", "what they said before stays"


def test_another_provider_learns_nothing_of_the_same_person():
    first = an_application("Ruth", email="ruth@example.org")
    elsewhere = a_scheme("Elsewhere", provider=a_provider("Others"))
    assert an_application("Ruth", elsewhere, email="ruth@example.org").volunteer != first.volunteer


def test_a_closed_scheme_takes_nobody_in(day):
    scheme = a_scheme(closed_on=day)
    with pytest.raises(CannotReceive, match="takes no new volunteers"):
        receive_application(scheme=scheme, first_name="Ruth", last_name="Ade", by=None, on=day)


def test_a_name_that_a_profile_does_not_have_is_a_mistake(day):
    with pytest.raises(TypeError, match="shoe_size"):
        receive_application(scheme=a_scheme(), first_name="R", last_name="A", by=None, on=day, shoe_size=5)


# Steps


def test_each_step_is_dated_and_signed(day):
    application = an_application(recruiter=a_user("Rina"))
    by = a_user("Tom")
    take_step(application=application, step="apply", by=by, on=day)
    change = application.changes.get()
    assert (change.step, change.on, change.by, application.status) == ("apply", day, by, Status.APPLIED)


def test_a_step_cannot_be_left_out(day):
    with pytest.raises(CannotMove, match="This application is enquired"):
        take_step(application=an_application(), step="check", by=a_user(), on=day)


@pytest.mark.parametrize("step", ["approve", "decline", "withdraw", "reopen", "dance"])
def test_a_decision_is_not_a_step(step, day):
    with pytest.raises(CannotStep, match="is not a step of an application"):
        take_step(application=an_application(), step=step, by=a_user(), on=day)


def test_a_step_can_be_taken_back(day):
    application = an_application(status="checking")
    for step in ("back to interview", "back to application", "back to enquiry"):
        take_step(application=application, step=step, by=a_user(), on=day)
    assert application.status == Status.ENQUIRED


def test_who_takes_an_enquiry_up_becomes_its_recruiter(day):
    application = receive_application(scheme=a_scheme(), first_name="Ruth", last_name="Ade", by=None, on=day)
    first, second = a_user("First"), a_user("Second")
    take_step(application=application, step="apply", by=first, on=day)
    take_step(application=application, step="interview", by=second, on=day)
    application.refresh_from_db()
    assert application.recruiter == first


def test_the_panel_is_not_asked_before_everything_is_there(day):
    application = an_application("Ruth", status="checking")
    everything_checked(application.volunteer, application.scheme, but=("training", "dbs"))
    with pytest.raises(CannotStep, match="Ruth still needs a DBS check. Ruth still needs training."):
        take_step(application=application, step="put to panel", by=a_user(), on=day)


# No


def test_the_words_of_a_decline_are_unreadable_in_the_database(day):
    from django.db import connection

    application = an_application(status="interviewed")
    words = "Spoke of children as property"
    decline(application=application, reason="motives", words=words, by=a_manager(application.scheme), on=day)
    assert application.status == Status.DECLINED
    assert ApplicationChange.objects.latest("pk").words == words
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM recruitment_applicationchange ORDER BY id DESC LIMIT 1")
        (stored,) = cursor.fetchone()
    assert words not in stored


def test_neither_reason_nor_words_of_a_decline_reach_the_audit(day):
    application = an_application()
    decline(application=application, reason="motives", words="Private", by=a_user(), on=day)
    (event,) = Event.objects.filter(kind="volunteer declined")
    assert event.details == {}


def test_somebody_who_withdrew_can_come_back(day):
    application = an_application(status="checking")
    a_check(application.volunteer, application.scheme, "identity")
    withdraw(application=application, reason="time", by=a_user(), on=day)
    reopen(application=application, by=a_user(), on=day)
    assert application.status == Status.APPLIED


def test_an_application_is_not_opened_again_beside_another(day):
    scheme = a_scheme()
    old = an_application("Ruth", scheme, email="ruth@example.org")
    withdraw(application=old, reason="time", by=a_user(), on=day)
    an_application("Ruth", scheme, email="ruth@example.org")
    with pytest.raises(AlreadyApplied):
        reopen(application=old, by=a_user(), on=day)


# Profile


def test_only_what_changed_is_written_down(day):
    volunteer = an_application(phone="0113 496 0000").volunteer
    change_profile(volunteer=volunteer, by=a_user(), on=day, phone="0113 496 0000", interests=["football"])
    volunteer.refresh_from_db()
    assert volunteer.interests == ["football"]
    (event,) = Event.objects.filter(kind="profile changed")
    assert event.details == {"changed": ["interests"]}
    change_profile(volunteer=volunteer, by=a_user(), on=day, interests=["football"])
    assert Event.objects.filter(kind="profile changed").count() == 1


def test_a_colleague_records_nothing_about_themself(day):
    user = a_user("Vera")
    volunteer = a_volunteer("Vera", scheme=a_scheme(), user=user)
    with pytest.raises(CannotRecord, match="This is about you"):
        a_check(volunteer, a_scheme(), "identity", on=SEPTEMBER, by=user)


# Whom the scheme's staff see


def is_enlisted(application, day):
    theirs = application.volunteer.enlistments.open_on(day)
    return theirs.filter(scheme=application.scheme).exists()


ENDS = {
    "declined": lambda one, by, on: decline(application=one, reason="time", by=by, on=on),
    "withdrawn": lambda one, by, on: withdraw(application=one, reason="time", by=by, on=on),
}


@pytest.mark.parametrize("how", ENDS)
def test_whoever_is_declined_or_goes_is_offered_to_the_scheme_no_longer(how, day):
    application = an_application(status="applied")
    ENDS[how](application, a_manager(application.scheme), day)
    assert not is_enlisted(application, day)
    assert is_enlisted(application, day - timedelta(days=1)), "what was seen before was seen by right"


def test_whoever_is_taken_up_again_is_offered_again(day):
    application = an_application(status="applied")
    manager = a_manager(application.scheme)
    withdraw(application=application, reason="time", by=manager, on=day)
    reopen(application=application, by=manager, on=day)
    assert is_enlisted(application, day)
    withdraw(application=application, reason="time", by=manager, on=day + timedelta(days=3))
    assert not is_enlisted(application, day + timedelta(days=3))


def test_an_application_elsewhere_stays_where_it_is(day):
    first = an_application("Ruth", email="ruth@example.org", status="applied")
    other = a_scheme("Mentors", preset="goal-mentoring")
    second = an_application("Ruth", other, email="ruth@example.org")
    decline(application=first, reason="time", by=a_manager(first.scheme), on=day)
    assert first.volunteer == second.volunteer
    assert not is_enlisted(first, day)
    assert is_enlisted(second, day)


def test_who_does_not_answer_is_offered_no_longer(day):
    application = an_application(on=SEPTEMBER)
    await_answer(application=application, by=application.recruiter, on=SEPTEMBER)
    for later in (50, 70):
        see_to_the_quiet(at=moment(SEPTEMBER + timedelta(days=later), time(6, 40)))
    application.refresh_from_db()
    assert application.status == Status.LAPSED
    assert not is_enlisted(application, SEPTEMBER + timedelta(days=70))


def test_a_profile_is_not_changed_while_nothing_is_asked(client, coordinator, scheme):
    application = an_application("Ruth", scheme, on=SEPTEMBER)
    withdraw(application=application, reason="time", by=coordinator, on=today())
    page = client.get(reverse("recruitment:application", args=[application.public_id]))
    assert page.status_code == 200
    assert "Change the profile" not in page.text
