"""The desk says of which sessions nobody has said who came, and whose training runs out; a volunteer hears it at home."""

from datetime import timedelta

import pytest
from django.urls import reverse

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.foundation.dates import now, today
from kith.schemes.tests.factories import a_scheme
from kith.training.actions import confirm_finish, record_attendance, say_finished
from kith.training.tests.factories import a_completion, a_course, a_session, a_trainee
from kith.web.desk import AtHand, groups

pytestmark = pytest.mark.django_db


@pytest.fixture
def scheme():
    return a_scheme()


@pytest.fixture
def amara(scheme):
    return a_member(Role.COORDINATOR, scheme, first_name="Amara")


def needs_of(user):
    return [need for group in groups(AtHand(user, at=now(), on=today())) for need in group.needs]


def its_end(days):
    return {"on": today() - timedelta(days=900), "until": today() + timedelta(days=days)}


def test_a_session_that_nobody_has_written_down_is_on_the_desk_until_somebody_does(amara):
    session = a_session(days=-5)
    (need,) = needs_of(amara)
    assert need.what == "Who came to Safeguarding on 19 November 2026?"
    assert need.url == reverse("training:attendance", args=[session.public_id])
    assert need.how_soon == "soon"
    record_attendance(session=session, marks={}, by=amara, at=now())
    assert needs_of(amara) == []


def test_a_session_of_another_scheme_is_not_on_my_desk(amara):
    a_session(a_course(owner=a_scheme("Mentors", preset="goal-mentoring")), days=-5)
    assert needs_of(amara) == []


def test_training_that_runs_out_within_a_month_is_one_line(amara):
    course = a_course()
    a_completion(a_trainee("Dee"), course, **its_end(6))
    (need,) = needs_of(amara)
    assert need.what == "Dee’s training in Safeguarding runs out in 6 days"
    a_completion(a_trainee("Ben"), course, **its_end(20))
    a_completion(a_trainee("Joe"), course, **its_end(50))
    (need,) = needs_of(amara)
    assert need.what == "Two volunteers have training that runs out within a month"
    assert need.why == "Dee’s is the first: Safeguarding, in 6 days. Plan a session in time."


def test_whoever_does_not_run_training_is_not_asked_for_sessions(scheme):
    a_completion(a_trainee("Dee"), a_course(), **its_end(6))
    assert needs_of(a_member(Role.SAFEGUARDING_LEAD, scheme)) == []


def test_a_volunteer_reads_at_home_what_is_to_be_done_again(client):
    dee = a_trainee("Dee")
    client.force_login(dee.user)
    assert "Training to do again" not in client.get("/").text
    a_completion(dee, a_course(), **its_end(6))
    page = client.get("/").text
    assert "Safeguarding: runs out in 6 days." in page
    assert reverse("training:mine") in page


def test_what_a_volunteer_says_is_finished_is_on_the_desk_until_it_is_answered(amara, scheme):
    course = a_course("Online safety", scheme, how="e-learning", link="https://learning.example/x")
    ruth = a_trainee("Ruth", scheme)
    finish = say_finished(course=course, volunteer=ruth, finished_on=today(), by=ruth.user, on=today())
    (need,) = needs_of(amara)
    assert (need.what, need.url) == (
        "Ruth says that Online safety is finished",
        reverse("training:finishes"),
    )
    confirm_finish(finish=finish, by=amara, on=today())
    assert needs_of(amara) == []
