"""Two trained people talk with an applicant, each writes their own view first, and one impression never decides."""

from datetime import timedelta

import pytest
from django.urls import reverse

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.foundation.dates import today
from kith.recruitment.actions import call_off_interview, plan_interview, record_check, write_view
from kith.recruitment.models import Check, Interview, Interviewer
from kith.recruitment.refusals import CannotInterview, CannotRecord
from kith.recruitment.states import Status
from kith.recruitment.tests.factories import a_check, an_application, trained_to_interview
from kith.recruitment.tests.pages import RECENTLY, at

pytestmark = pytest.mark.django_db
SAID = "He could say what he would do if a child told him something."


@pytest.fixture
def tom(scheme):
    user = a_member(Role.COORDINATOR, scheme, first_name="Tom")
    trained_to_interview(user, scheme=scheme, on=today())
    return user


@pytest.fixture
def application(scheme, coordinator):
    trained_to_interview(coordinator, scheme=scheme, on=today())
    return an_application("Daniel", scheme, status="applied", recruiter=coordinator, on=RECENTLY)


def planned(application, first, second, on=None):
    return plan_interview(
        application=application, first=first, second=second, held_on=on or today(), by=first, on=today()
    )


def writes(interview, who, leaning="yes", words=SAID):
    return write_view(
        interview=interview, leaning=leaning, met={"staying": 3}, words=words, by=who, on=today()
    )


def test_two_yeses_make_the_check_and_take_the_step(application, coordinator, tom):
    interview = planned(application, coordinator, tom)
    writes(interview, coordinator)
    application.refresh_from_db()
    assert application.status == Status.APPLIED
    assert not Check.objects.filter(kind="interview").exists()
    writes(interview, tom)
    application.refresh_from_db()
    assert application.status == Status.INTERVIEWED
    check = Check.objects.get(kind="interview")
    assert (check.passed, check.details) == (True, {"first": "Rina Okafor", "second": "Tom Okafor"})


@pytest.mark.parametrize("leaning", ["unsure", "no"])
def test_one_doubt_is_enough_to_stop(application, coordinator, tom, leaning):
    interview = planned(application, coordinator, tom)
    writes(interview, coordinator)
    writes(interview, tom, leaning)
    application.refresh_from_db()
    assert application.status == Status.APPLIED
    assert not Check.objects.get(kind="interview").passed


def test_the_two_are_two_who_work_here(application, coordinator, tom):
    with pytest.raises(CannotInterview, match="Two different people"):
        planned(application, coordinator, coordinator)
    stranger = a_member(Role.WORKER, application.scheme, first_name="Wendy")
    with pytest.raises(CannotInterview, match="Wendy Okafor does not work with volunteers"):
        planned(application, coordinator, stranger)
    planned(application, coordinator, tom)
    with pytest.raises(CannotInterview, match="There is an interview already"):
        planned(application, coordinator, tom)


def test_a_view_is_written_once_after_the_day_with_a_reason(application, coordinator, tom, manager):
    interview = planned(application, coordinator, tom, on=today() + timedelta(days=3))
    with pytest.raises(CannotInterview, match="has not taken place yet"):
        writes(interview, coordinator)
    Interview.objects.update(on=today())
    interview.refresh_from_db()
    with pytest.raises(CannotInterview, match="Say why"):
        writes(interview, coordinator, "no", words="")
    with pytest.raises(CannotInterview, match="not one of the two"):
        writes(interview, manager)
    writes(interview, coordinator)
    with pytest.raises(CannotInterview, match="written your view already"):
        writes(interview, coordinator)


def test_an_interview_that_is_called_off_leaves_room_for_another(application, coordinator, tom):
    interview = planned(application, coordinator, tom)
    call_off_interview(interview=interview, by=tom, on=today())
    with pytest.raises(CannotInterview, match="called off"):
        writes(interview, tom)
    planned(application, coordinator, tom)


def test_somebody_who_is_not_trained_is_named_at_their_box(application, coordinator, tom):
    Interviewer.objects.filter(user=tom).delete()
    with pytest.raises(CannotInterview, match="Tom Okafor is not written down as trained") as refusal:
        planned(application, coordinator, tom)
    assert refusal.value.field == "second"


def test_training_that_runs_out_before_the_day_does_not_count(application, coordinator, tom):
    Interviewer.objects.filter(user=tom).update(until=today() + timedelta(days=5))
    with pytest.raises(CannotInterview, match="Tom Okafor is not written down as trained"):
        planned(application, coordinator, tom, on=today() + timedelta(days=6))
    assert planned(application, coordinator, tom, on=today() + timedelta(days=5))


def test_a_view_of_somebody_whose_training_was_taken_back_does_not_count(application, coordinator, tom):
    interview = planned(application, coordinator, tom)
    writes(interview, coordinator)
    Interviewer.objects.filter(user=tom).update(ended_on=today())
    with pytest.raises(CannotInterview, match="your view cannot count"):
        writes(interview, tom)
    assert not Check.objects.filter(kind="interview").exists()


def test_one_person_cannot_record_an_interview(application, coordinator):
    with pytest.raises(CannotRecord, match="Two people who are trained interview"):
        record_check(
            volunteer=application.volunteer,
            scheme=application.scheme,
            kind="interview",
            by=coordinator,
            on=today(),
        )


@pytest.mark.parametrize("second", ["", "ida  NASH"])
def test_an_interview_brought_in_names_two_different_people(application, second):
    with pytest.raises(CannotRecord):
        a_check(
            application.volunteer,
            application.scheme,
            "interview",
            on=RECENTLY,
            details={"first": "Ida Nash", "second": second},
        )


def test_somebody_approved_may_be_interviewed_again(coordinator, tom, scheme):
    trained_to_interview(coordinator, scheme=scheme, on=today())
    ready = an_application("Ruth", scheme, status="ready", recruiter=coordinator, on=RECENTLY)
    interview = planned(ready, coordinator, tom)
    writes(interview, coordinator)
    writes(interview, tom)
    ready.refresh_from_db()
    assert ready.status == Status.READY
    assert Check.objects.filter(kind="interview", volunteer=ready.volunteer).count() == 2


# ------------------------------------------------------------------------------- the pages


def boxes(name, day):
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def test_the_pages_lead_through_it(client, application, coordinator, tom):
    page = at("plan_interview", application)
    sent = {"first": coordinator.public_id, "second": tom.public_id, "place": "By video"}
    wrong = client.post(page, sent | {"second": coordinator.public_id} | boxes("held_on", today()))
    assert "Two different people must be there" in wrong.text
    client.post(page, sent | boxes("held_on", today()))
    interview = Interview.objects.get()
    assert client.get(at("application", application)).context["next"].action == "Write it down"
    client.post(at("interview", interview), {"leaning": "yes", "words": SAID, "met_staying": "3"})
    assert "Tom Okafor still to write" in client.get(at("interview", interview)).text
    client.force_login(tom)
    told = client.get(at("interview", interview)).text
    assert SAID not in told
    told = client.post(at("interview", interview), {"leaning": "no"})
    assert "Say why" in told.text
    client.post(at("interview", interview), {"leaning": "no", "words": "He would not ask for help."})
    assert SAID not in client.get(at("interview", interview)).text
    assert "He would not ask for help." in client.get(at("interview", interview)).text


def test_both_views_are_read_by_those_who_vet(client, application, coordinator, tom, manager):
    interview = planned(application, coordinator, tom)
    writes(interview, coordinator)
    client.force_login(manager)
    told = client.get(at("interview", interview)).text
    assert SAID in told
    assert "Turning up, and staying: 3 of 4" in told


def test_who_vets_and_was_there_writes_before_reading(client, application, coordinator, manager):
    trained_to_interview(manager, scheme=application.scheme, on=today())
    interview = planned(application, coordinator, manager)
    writes(interview, coordinator)
    client.force_login(manager)
    assert SAID not in client.get(at("interview", interview)).text
    writes(interview, manager)
    assert SAID in client.get(at("interview", interview)).text


def test_elsewhere_nobody_finds_it(client, application, coordinator, tom):
    interview = planned(application, coordinator, tom)
    from kith.schemes.tests.factories import a_scheme

    client.force_login(a_member(Role.COORDINATOR, a_scheme("Mentors"), first_name="Eva"))
    assert client.get(at("interview", interview)).status_code == 404
    assert (
        client.post(reverse("recruitment:call_off_interview", args=[interview.public_id])).status_code == 404
    )
