"""The pages of those who run training: lists, forms with what is wrong at its box, one deed each."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.foundation.dates import now, today
from kith.people.tests.factories import a_volunteer
from kith.schemes.tests.factories import a_provider, a_scheme
from kith.training import actions
from kith.training.models import Booking, Completion, Course, Session
from kith.training.states import BookingStatus
from kith.training.tests.factories import (
    a_completion,
    a_coordinator,
    a_course,
    a_place,
    a_session,
    a_trainee,
)
from kith.training.tests.pages import day_boxes, opened, sent, words

pytestmark = pytest.mark.django_db

TOPICS = "Safeguarding 1.5\nBoundaries: 1 hour"
A_SESSION = {
    **day_boxes("day", today() + timedelta(days=9)),
    "begins": "6pm",
    "ends": "8:30pm",
    "place": "The Hub",
    "places": "12",
    "trainer": "Noor",
}


@pytest.fixture
def amara():
    return a_coordinator()


def test_an_empty_house_says_what_to_do_first(client, amara):
    assert "Begin with ordinary courses" in words(opened(client, amara, "home"))
    assert "Begin with ordinary courses" in words(opened(client, amara, "courses"))
    assert "Nothing is asked yet" in words(opened(client, amara, "lacking"))


def test_ordinary_courses_are_added_and_can_be_changed(client, amara):
    scheme = a_scheme()
    page = sent(
        client, amara, "begin", keys=["safeguarding", "endings"], owner=str(scheme.provider.public_id)
    )
    assert "2 courses added" in words(page)
    course = Course.objects.get(key="safeguarding")
    assert "Before matching" in words(opened(client, amara, "course", course))
    page = sent(
        client, amara, "change_course", course,
        name="Safeguarding", how="session", need="before", months="24", topics=TOPICS, what_changed="Shorter", again="no",
    )  # fmt: skip
    assert "Saved as version 2" in words(page)
    assert "Shorter" in words(page)


def test_no_course_chosen_is_said_at_the_box(client, amara):
    page = sent(client, amara, "begin", owner=str(a_provider().public_id))
    assert "Choose at least one course" in words(page)


def test_a_course_of_our_own_keeps_what_was_typed_and_names_what_is_wrong(client, amara):
    typed = {
        "name": "Money",
        "owner": str(a_provider().public_id),
        "how": "e-learning",
        "need": "yearly",
        "topics": "Money two hours",
    }
    told = words(sent(client, amara, "new_course", **typed))
    assert "Enter the address at which the e-learning is found" in told
    assert "A course for every year holds for a time" in told
    assert "Line 1, “Money two hours”: write the topic and then its hours" in told
    assert 'value="Money"' in told
    typed |= {"link": "https://learn.example/money", "months": "12", "topics": "Money 2"}
    assert "Plan the first session" in words(sent(client, amara, "new_course", **typed))


def test_doing_it_again_needs_a_day(client, amara):
    course = a_course()
    typed = {"name": "New", "how": "session", "need": "before", "topics": TOPICS, "again": "yes"}
    assert "Enter the day by which it must be done again" in words(
        sent(client, amara, "change_course", course, **typed)
    )


def test_a_session_is_planned_and_what_is_wrong_is_named_at_its_box(client, amara):
    course = a_course()
    page = sent(client, amara, "plan", course, **A_SESSION | {"ends": "5pm", "place": ""})
    assert "It begins at 6pm, so it must end later than that" in words(page)
    assert "Say where it is" in words(page)
    page = sent(client, amara, "plan", course, **A_SESSION | {"link": "http://meet.example/x"})
    assert "begins with https://" in words(page)
    assert 'value="http://meet.example/x"' in page.text
    page = sent(client, amara, "plan", course, **A_SESSION)
    assert "6pm to 8:30pm" in words(page)
    assert Session.objects.get().places == 12


def test_a_session_is_changed_and_fewer_places_than_people_are_refused(client, amara):
    session = a_session(places=3)
    for name in ("Ruth", "Ben"):
        a_place(session, a_trainee(name))
    page = sent(client, amara, "change_session", session, **A_SESSION | {"places": "1"})
    assert "2 people have a place already" in words(page)
    page = sent(client, amara, "change_session", session, **A_SESSION)
    assert "Everybody who signed up has been told" in words(page)


def test_calling_off_asks_first_and_tells_how_many_heard(client, amara):
    session = a_session()
    a_place(session, a_trainee())
    assert "All of them are told at once" in words(opened(client, amara, "call_off", session))
    page = sent(client, amara, "call_off", session, why="The trainer is ill.")
    assert "1 person has been told" in words(page)
    assert "The trainer is ill." in words(page)


def test_people_are_signed_up_from_those_who_have_not_done_it_or_by_name(client, amara):
    course = a_course()
    session, ruth, ben = a_session(course, places=1), a_trainee("Ruth"), a_trainee("Ben")
    a_completion(ben, course)
    told = words(opened(client, amara, "sign_up", session))
    assert "Ruth" in told
    assert "Ben" not in told
    assert "Has done this course" in words(opened(client, amara, "sign_up", session, words="ben"))
    page = sent(client, amara, "sign_up", session, volunteers=[ruth.pk])
    assert "1 person has a place" in words(page)
    client.force_login(amara)
    page = client.post(
        reverse("training:sign_up", args=[session.public_id]) + "?words=ben",
        {"volunteers": [ben.pk]},
        follow=True,
    )
    assert "1 person is on the waiting list" in words(page)
    assert "Nobody of that name" in words(opened(client, amara, "sign_up", session, words="Zebedee"))


def test_who_came_is_written_down_for_the_whole_group_and_undone(client, amara):
    session = a_session(days=-1)
    bookings = [a_place(session, a_trainee(name)) for name in ("Ruth", "Ben")]
    told = words(opened(client, amara, "attendance", session))
    assert told.count("checked") == 2
    marks = {f"b{booking.public_id.hex}": "came" for booking in bookings}
    page = sent(
        client, amara, "attendance", session, **marks | {f"b{bookings[1].public_id.hex}": "apologies"}
    )
    assert "Written down" in words(page)
    assert Completion.objects.standing().count() == 1
    page = sent(client, amara, "undo_attendance", session)
    assert "Put back" in words(page)
    assert Completion.objects.standing().count() == 0
    assert opened(client, amara, "undo_attendance", session).status_code == 405


def test_who_came_before_it_began_is_refused_in_words(client, amara):
    session = a_session(days=2)
    booking = a_place(session, a_trainee())
    assert "It has not begun yet" in words(opened(client, amara, "attendance", session))
    page = sent(client, amara, "attendance", session, **{f"b{booking.public_id.hex}": "came"})
    assert booking.completions.count() == 0
    assert "has not begun yet" in words(page)


def test_a_mark_that_is_missing_is_named_at_the_person(client, amara):
    session = a_session(days=-1)
    a_place(session, a_trainee("Ruth"))
    assert "Say whether Ruth came" in words(sent(client, amara, "attendance", session))


def test_what_was_done_elsewhere_is_written_down_and_withdrawn(client, amara):
    course, ruth = a_course(), a_trainee()
    typed = {"course": str(course.public_id), "evidence": "screen", "evidence_words": "Shown in supervision"}
    page = sent(client, amara, "record", ruth, **typed, **day_boxes("done_on", today() + timedelta(days=1)))
    assert "or earlier" in words(page)
    assert "Shown in supervision" in words(page)
    page = sent(client, amara, "record", ruth, **typed, **day_boxes("done_on", today()))
    assert "Safeguarding is written down" in words(page)
    page = sent(client, amara, "withdraw", Completion.objects.get())
    assert "Withdrawn" in words(page)
    assert "Not done yet" in words(page)


def test_a_course_that_is_not_the_scheme_s_cannot_be_chosen(client, amara):
    a_course()
    theirs = a_course("Goals", owner=a_provider("Bright Steps"))
    page = sent(
        client,
        amara,
        "record",
        a_trainee(),
        course=str(theirs.public_id),
        evidence="screen",
        **day_boxes("done_on", today()),
    )
    assert "is not there any more" in words(page)


def test_how_it_was_is_read_without_a_name(client, amara):
    session = a_session(days=-1)
    booking = a_place(session, a_trainee("Ruth"), feedback="Too many slides.", status=BookingStatus.CAME)
    session.move("record", by=amara, on=today())
    told = words(opened(client, amara, "session", session))
    assert "Too many slides." in told
    assert "Ruth" not in told.partition("How it was")[2].partition("without their names")[0]
    assert booking.feedback


# ------------------------------------------------------------------------------- who lacks what


def names(client, user, **asked):
    told = words(opened(client, user, "lacking", **asked))
    return {name for name in ("Ruth", "Ben", "Mo", "Nadia") if f">{name} Ashworth<" in told}


@pytest.fixture
def four():
    """One who has all, one whose training runs out, one who lacks it, one who is on the way."""
    scheme, course = a_scheme(), a_course()
    a_completion(a_trainee("Ruth"), course, on=today() - timedelta(days=100))
    a_completion(
        a_trainee("Ben"), course, on=today() - timedelta(days=1000), until=today() + timedelta(days=20)
    )
    a_trainee("Mo")
    a_volunteer("Nadia", scheme, user=None)
    return scheme


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, {"Mo"}),
        ({"group": "soon"}, {"Ben"}),
        ({"group": "fine"}, {"Ruth", "Ben"}),
        ({"group": "all"}, {"Ruth", "Ben", "Mo"}),
        ({"group": "new"}, {"Nadia"}),
        ({"group": "all", "words": "be"}, {"Ben"}),
        ({"group": "no such group"}, {"Mo"}),
    ],
)
def test_the_list_is_filtered(client, amara, four, asked, found):
    assert names(client, amara, **asked) == found


def test_a_month_keeps_its_capital_where_something_ran_out(client, amara, four):
    until = date(today().year - 1, 3, 5)
    a_completion(a_trainee("Mo"), Course.objects.get(), on=until - timedelta(days=300), until=until)
    assert f"ran out on 5 March {until.year}" in words(opened(client, amara, "lacking", group="all"))


def test_the_list_is_filtered_by_what_is_lacking_and_by_scheme(client, amara, four):
    other = a_scheme("Peer mentors", preset="peer-mentoring")
    course = Course.objects.get()
    assert names(client, amara, group="all", course=str(course.public_id)) == {"Mo"}
    assert names(client, amara, group="all", scheme=str(other.public_id)) == set()
    assert "Nobody fits that" in words(opened(client, amara, "lacking", words="Zebedee"))


def test_the_list_is_taken_out_as_a_spreadsheet_with_its_filters(client, amara, four):
    answer = opened(client, amara, "lacking", **{"as": "xlsx", "group": "all"})
    assert answer.headers["Content-Type"].endswith("spreadsheetml.sheet")
    book = CalamineWorkbook.from_filelike(BytesIO(answer.content))
    lines = book.get_sheet_by_index(0).to_python()
    assert lines[0] == ["Volunteer", "Scheme", "Lacks", "Safeguarding"]
    assert [line[0] for line in lines[1:]] == ["Ben Ashworth", "Mo Ashworth", "Ruth Ashworth"]
    assert ["Shown", "All volunteers"] in book.get_sheet_by_name("About this file").to_python()


def test_a_list_of_twenty_asks_no_more_than_one_of_three(client, amara):
    a_scheme()
    a_course()
    other = a_course("Endings")

    def cost(number, prefix):
        for turn in range(number):
            volunteer = a_trainee(f"{prefix}{turn}")
            a_completion(volunteer, other)
        client.force_login(amara)
        with CaptureQueriesContext(connection) as queries:
            assert f"{prefix}0" in words(client.get(reverse("training:lacking")))
        return len(queries)

    assert cost(3, "Aa") == cost(17, "Ab")


def test_the_sessions_of_thirty_ask_no_more_than_those_of_three(client, amara):
    course = a_course()

    def cost(number, first):
        for turn in range(number):
            session = a_session(course, days=first + turn)
            a_place(session, a_trainee(f"V{first + turn}"))
        client.force_login(amara)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("training:home")).status_code == 200
        return len(queries)

    assert cost(3, 2) == cost(20, 10)


def test_one_session_with_many_asks_no_more_than_with_few(client, amara):
    session = a_session(places=60)

    def cost(number, prefix):
        for turn in range(number):
            a_place(session, a_trainee(f"{prefix}{turn}"))
        client.force_login(amara)
        with CaptureQueriesContext(connection) as queries:
            assert f"{prefix}0" in words(client.get(reverse("training:session", args=[session.public_id])))
        return len(queries)

    assert cost(3, "Aa") == cost(20, "Ab")


# ------------------------------------------------------------------------------- who comes in


def test_staff_of_another_provider_find_nothing(client, amara):
    tess = a_coordinator(a_provider("Bright Steps"), first_name="Tess")
    course = a_course()
    session, ruth = a_session(course), a_trainee()
    booking, done = a_place(session, ruth), a_completion(ruth, course)
    for name, row in (
        ("course", course), ("plan", course), ("session", session), ("attendance", session), ("call_off", session),
        ("sign_up", session), ("take_off", booking), ("volunteer", ruth), ("record", ruth), ("certificate", done),
        ("certificate_pdf", done), ("withdraw", done),
    ):  # fmt: skip
        assert opened(client, tess, name, row).status_code == 404, name
        assert opened(client, amara, name, row).status_code == 200, name
    assert "Ruth" not in words(opened(client, tess, "lacking", group="all"))


def test_a_volunteer_runs_no_training_and_a_worker_sees_none(client):
    session, ruth = a_session(), a_trainee()
    for name in ("home", "courses", "lacking"):
        assert opened(client, ruth.user, name).status_code == 403
    assert opened(client, ruth.user, "session", session).status_code == 404
    assert opened(client, ruth.user, "attendance", session).status_code == 404
    nia = a_member(Role.WORKER, a_provider(), first_name="Nia")
    assert opened(client, nia, "mine").status_code == 403
    assert opened(client, nia, "calendar", session).status_code == 404


def test_whoever_vets_sees_who_has_done_what_and_runs_nothing(client):
    vera = a_member(Role.VETTING_OFFICER, a_provider(), first_name="Vera")
    course, ruth = a_course(), a_trainee()
    assert opened(client, vera, "lacking").status_code == 200
    assert opened(client, vera, "volunteer", ruth).status_code == 200
    assert opened(client, vera, "home").status_code == 403
    assert opened(client, vera, "plan", course).status_code == 404


def test_who_works_for_one_scheme_changes_no_course_of_all_and_sees_nobody_of_the_others(client):
    visitors, other = a_scheme(), a_scheme("Peer mentors", preset="peer-mentoring")
    noor = a_coordinator(visitors, first_name="Noor")
    course = a_course()
    session = a_session(course, days=-1)
    a_place(session, a_trainee("Ruth", visitors))
    assert opened(client, noor, "change_course", course).status_code == 403
    assert opened(client, noor, "attendance", session).status_code == 200
    a_place(session, a_trainee("Ben", other))
    told = words(opened(client, noor, "session", session))
    assert "Ruth" in told
    assert "Ben" not in told
    assert "1 person of schemes that you do not work for" in told
    assert opened(client, noor, "attendance", session).status_code == 403


def test_nobody_reads_or_records_their_own_training_as_staff(client):
    scheme = a_scheme()
    ruth = a_trainee("Ruth", scheme)
    a_member(Role.COORDINATOR, a_provider(), user=ruth.user)
    a_course()
    assert opened(client, ruth.user, "volunteer", ruth).status_code == 403
    assert opened(client, ruth.user, "record", ruth).status_code == 403
    assert "Ruth" not in words(opened(client, ruth.user, "lacking", group="all"))


def test_the_deeds_are_done_once_however_often_they_are_sent(client, amara):
    session, ruth = a_session(), a_trainee()
    once = {"once": "5b5b4a8e-9f0e-4d9a-8f6b-7f7d0a523c11", "volunteers": [ruth.pk]}
    for _ in range(2):
        sent(client, amara, "sign_up", session, **once)
    assert Booking.objects.count() == 1
    assert actions.offer(session=session, volunteers=[ruth], by=amara, at=now()) == 0
