"""A volunteer's own training on a phone; the certificate; one's place without an account; the calendar file."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar

from kith.foundation.dates import now, today
from kith.messages.models import OutboxMessage
from kith.people.tests.factories import a_volunteer
from kith.schemes.tests.factories import a_provider, a_scheme
from kith.training import actions
from kith.training.actions.telling import place_key
from kith.training.calendar import calendar_file
from kith.training.paper import certificate, certified
from kith.training.states import BookingStatus
from kith.training.tests.factories import (
    a_completion,
    a_coordinator,
    a_course,
    a_place,
    a_session,
    a_trainee,
)
from kith.training.tests.pages import opened, sent, words

pytestmark = pytest.mark.django_db


def test_a_volunteer_sees_what_they_lack_and_signs_up_in_one_tap(client):
    ruth = a_trainee()
    session = a_session(places=1)
    told = words(opened(client, ruth.user, "mine"))
    assert "Not done yet" in told
    assert "1 place left" in told
    page = sent(client, ruth.user, "session_mine", session)
    assert "You have a place. See you there." in words(page)
    assert "see or change it" in words(opened(client, ruth.user, "mine"))


def test_a_full_session_has_a_waiting_list(client):
    session = a_session(places=1)
    a_place(session, a_trainee("Ben"))
    ruth = a_trainee()
    assert "Join the waiting list" in words(opened(client, ruth.user, "session_mine", session))
    assert "You hear when a place is free" in words(sent(client, ruth.user, "session_mine", session))


def test_a_place_is_given_back_after_a_look_at_it(client):
    session, ruth = a_session(), a_trainee()
    sent(client, ruth.user, "session_mine", session)
    assert "Give your place back?" in words(opened(client, ruth.user, "give_back", session))
    assert "Somebody else can have the place now" in words(sent(client, ruth.user, "give_back", session))
    assert opened(client, ruth.user, "give_back", session).status_code == 404


def test_a_refusal_is_read_on_the_page(client):
    session, ruth = a_session(), a_trainee()
    other = a_session(a_course("Endings"), begins_at=session.begins_at, ends_at=session.ends_at)
    sent(client, ruth.user, "session_mine", session)
    assert "at the same time. Give that place back first." in words(
        sent(client, ruth.user, "session_mine", other)
    )


def test_a_session_called_off_says_why_and_what_to_do(client):
    session, ruth = a_session(), a_trainee()
    sent(client, ruth.user, "session_mine", session)
    actions.call_off(session=session, by=a_coordinator(), at=now(), why="The trainer is ill.")
    told = words(opened(client, ruth.user, "session_mine", session))
    assert "This will not take place" in told
    assert "The trainer is ill." in told
    assert "You need do nothing" in told


def test_the_address_of_the_meeting_is_for_those_who_have_a_place(client):
    session, ruth = a_session(link="https://meet.example/abc"), a_trainee()
    assert "Join online" not in words(opened(client, ruth.user, "session_mine", session))
    assert "Join online" in words(sent(client, ruth.user, "session_mine", session))


def test_e_learning_is_a_link_and_what_was_done_is_not_asked_again(client):
    ruth = a_trainee()
    course = a_course("Online safety", how="e-learning", link="https://learn.example/x", months=36)
    assert "Go to the website" in words(opened(client, ruth.user, "mine"))
    a_completion(ruth, course)
    told = words(opened(client, ruth.user, "mine"))
    assert "Go to the website" not in told
    assert "You have done everything that is asked" in told
    assert "Hours by topic" in told


def test_what_runs_out_soon_is_offered_again(client):
    ruth, course = a_trainee(), a_course()
    a_completion(ruth, course, on=today() - timedelta(days=900), until=today() + timedelta(days=20))
    a_session(course)
    assert "Runs out in 20 days" in words(opened(client, ruth.user, "mine"))


def test_nothing_taught_says_what_will_stand_there(client):
    assert "As soon as your scheme plans training" in words(opened(client, a_trainee().user, "mine"))


def test_how_it_was_is_asked_where_one_looks_and_said_once(client):
    ruth = a_trainee()
    booking = a_place(a_session(days=-2), ruth, status=BookingStatus.CAME)
    assert "How was it?" in words(opened(client, ruth.user, "mine"))
    page = sent(client, ruth.user, "how_it_was", booking, words="Good.")
    assert "Thank you" in words(page)
    assert "How was it?" not in words(page)
    ben = a_trainee("Ben")
    assert opened(client, ben.user, "how_it_was", booking).status_code == 404


def test_another_volunteer_s_certificate_does_not_open(client):
    ruth, ben = a_trainee("Ruth"), a_trainee("Ben")
    done = a_completion(ruth, a_course())
    assert "Certificate of training" in words(opened(client, ruth.user, "certificate", done))
    for name in ("certificate", "certificate_pdf"):
        assert opened(client, ben.user, name, done).status_code == 404


def test_a_certificate_that_was_withdrawn_opens_no_more(client):
    ruth = a_trainee()
    done = a_completion(ruth, a_course(), withdrawn_on=today())
    assert opened(client, ruth.user, "certificate", done).status_code == 404
    assert opened(client, ruth.user, "certificate_pdf", done).status_code == 404


def test_a_certificate_says_what_was_done_in_the_version_that_was_done():
    ruth, course = a_trainee(), a_course(topics=[{"topic": "Endings", "hours": 1.5}])
    done = a_completion(ruth, course, on=today() - timedelta(days=10))
    actions.change_course(course=course, by=a_coordinator(), on=today(), name="Endings and beginnings")
    done.refresh_from_db()
    told = certified(done)
    assert (told["name"], told["course"], told["version"]) == ("Ruth Ashworth", "Safeguarding", "1")
    assert told["topics"] == [["Endings", "1½ hours"]]
    assert told["provider"] == "Alongside"


def test_a_certificate_on_paper_is_an_accessible_pdf_whatever_stands_in_it():
    ruth = a_trainee("Ruth #strong[x]", last_name="O’Brien-Ashworth & Söhne $x$")
    made = certificate(a_completion(ruth, a_course("Boundaries *and* _more_ #let")))
    assert made.startswith(b"%PDF-")
    assert b"/MarkInfo" in made
    assert b"pdfuaid" in made


def test_the_calendar_file_names_the_training_its_time_and_nobody(client):
    ruth = a_trainee()
    session = a_session(note="Bring a pen.", link="https://meet.example/abc")
    a_place(session, ruth)
    answer = opened(client, ruth.user, "calendar", session)
    assert answer.headers["Content-Type"].startswith("text/calendar")
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert event["summary"] == "Training: Safeguarding"
    assert event.decoded("dtstart") == session.begins_at
    assert event.decoded("dtend") == session.ends_at
    assert "https://meet.example/abc" in event["description"]
    assert b"Ruth" not in answer.content


def test_a_later_calendar_file_takes_the_place_of_the_earlier_one():
    session, by = a_session(), a_coordinator()
    first = Calendar.from_ical(calendar_file(session)).walk("VEVENT")[0]
    session = actions.change_session(session=session, place="Room 2", by=by, at=now())
    actions.call_off(session=session, by=by, at=now())
    session.refresh_from_db()
    later = Calendar.from_ical(calendar_file(session)).walk("VEVENT")[0]
    assert first["uid"] == later["uid"]
    assert int(later["sequence"]) > int(first["sequence"])
    assert later["status"] == "CANCELLED"


def test_somebody_without_an_account_sees_and_gives_back_their_place_by_the_letter(client):
    nadia = a_volunteer("Nadia", a_scheme(), user=None, email="nadia@example.org")
    booking = actions.sign_up(session=a_session(), volunteer=nadia, by=a_coordinator(), at=now())
    link = OutboxMessage.objects.get().values["link"].partition("/training/")[2]
    page = client.get(f"/training/{link}")
    assert "You have a place" in words(page)
    assert "Nadia" not in words(page)
    assert client.get(f"/training/{link}calendar.ics").status_code == 200
    assert "You are no longer signed up" in words(client.post(f"/training/{link}", follow=True))
    booking.refresh_from_db()
    assert booking.status == BookingStatus.CANCELLED


def test_a_key_that_we_did_not_sign_and_one_of_somebody_with_an_account_open_nothing(client):
    booking = a_place(a_session(), a_trainee())
    assert client.get(reverse("training:place", args=["made-up"])).status_code == 404
    assert client.get(reverse("training:place", args=[place_key(booking)])).status_code == 404


def test_another_provider_s_session_does_not_open(client):
    mo = a_trainee(
        "Mo", a_scheme("Bright goals", preset="goal-mentoring", provider=a_provider("Bright Steps"))
    )
    assert opened(client, mo.user, "session_mine", a_session()).status_code == 404


def test_my_training_asks_the_same_however_much_i_have_done(client):
    ruth = a_trainee()

    def cost(number, prefix):
        for turn in range(number):
            course = a_course(f"{prefix} {turn}")
            a_completion(ruth, course)
            a_session(a_course(f"{prefix} more {turn}"), days=3 + turn)
        client.force_login(ruth.user)
        with CaptureQueriesContext(connection) as queries:
            assert f"{prefix} 0" in words(client.get(reverse("training:mine")))
        return len(queries)

    assert cost(2, "Early") == cost(12, "Late")
