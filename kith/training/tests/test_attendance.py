"""Who came: the whole group at once, undone at once; what was done elsewhere."""

from datetime import timedelta

import pytest

from kith.audit.models import Event
from kith.foundation.dates import months_after, now, today
from kith.schemes.tests.factories import a_provider, a_scheme
from kith.training import actions
from kith.training.models import Completion
from kith.training.refusals import CannotPlan, CannotRecord, CannotSignUp
from kith.training.states import BookingStatus, SessionStatus
from kith.training.tests.factories import (
    a_completion,
    a_coordinator,
    a_course,
    a_place,
    a_session,
    a_trainee,
)

pytestmark = pytest.mark.django_db

S = BookingStatus


@pytest.fixture
def amara():
    return a_coordinator()


@pytest.fixture
def group():
    """Four people who had a place yesterday."""
    session = a_session(days=-1)
    return session, [a_place(session, a_trainee(name)) for name in ("Ruth", "Ben", "Mo", "Dee")]


def says(session, bookings, by, *marks):
    return actions.record_attendance(
        session=session, marks=dict(zip(bookings, marks, strict=True)), by=by, at=now()
    )


def done():
    return set(Completion.objects.standing().values_list("volunteer__first_name", flat=True))


def test_who_came_also_late_has_done_the_course_and_nobody_else(group, amara):
    session, bookings = group
    session = says(session, bookings, amara, S.CAME, S.LATE, S.MISSED, S.APOLOGIES)
    assert session.status == SessionStatus.HELD
    assert done() == {"Ruth", "Ben"}
    ruth = Completion.objects.get(volunteer__first_name="Ruth")
    assert ruth.on == session.day
    assert ruth.until == months_after(session.day, 36)
    assert ruth.booking == bookings[0]


def test_attendance_before_it_took_place_is_refused(amara):
    session = a_session(days=3)
    booking = a_place(session)
    with pytest.raises(CannotRecord, match="Say who came once it has begun"):
        says(session, [booking], amara, S.CAME)


def test_everybody_is_spoken_of(group, amara):
    session, bookings = group
    with pytest.raises(CannotRecord, match="Not said yet: Dee"):
        says(session, bookings[:3], amara, S.CAME, S.CAME, S.CAME)
    assert done() == set()


def test_undoing_puts_everything_back_and_it_may_be_said_anew(group, amara):
    session, bookings = group
    says(session, bookings, amara, S.CAME, S.CAME, S.CAME, S.CAME)
    actions.undo_attendance(session=session, by=amara, at=now())
    session.refresh_from_db()
    assert session.status == SessionStatus.PLANNED
    assert done() == set()
    says(session, bookings, amara, S.MISSED, S.CAME, S.CAME, S.CAME)
    assert done() == {"Ben", "Mo", "Dee"}
    assert Completion.objects.count() == 4 + 3  # what was withdrawn stays on record
    with pytest.raises(CannotRecord, match="nothing to undo"):
        actions.undo_attendance(session=a_session(session.course, days=-1), by=amara, at=now())


def test_a_mark_may_be_changed_without_undoing(group, amara):
    session, bookings = group
    says(session, bookings, amara, S.CAME, S.CAME, S.CAME, S.CAME)
    for booking in bookings:
        booking.refresh_from_db()
    says(session, bookings, amara, S.MISSED, S.LATE, S.CAME, S.CAME)
    assert done() == {"Ben", "Mo", "Dee"}
    bookings[0].refresh_from_db()
    assert [change.step for change in bookings[0].changes.all()] == ["come", "put back", "miss"]


def test_nobody_says_of_themself_that_they_came(amara):
    session = a_session(days=-1)
    ruth = a_trainee()
    a_coordinator_too = ruth.user
    own, other = a_place(session, ruth), a_place(session, a_trainee("Ben"))
    says(session, [own, other], a_coordinator_too, S.CAME, S.CAME)
    assert done() == {"Ben"}


def test_one_deed_is_audited_for_the_whole_group(group, amara):
    session, bookings = group
    says(session, bookings, amara, S.CAME, S.CAME, S.MISSED, S.CAME)
    event = Event.objects.get(kind="attendance recorded")
    assert event.details == {"came": 3, "expected": 4}


def test_a_session_with_who_came_is_not_called_off_before_that_is_undone(group, amara):
    session, bookings = group
    session = says(session, bookings, amara, S.CAME, S.CAME, S.CAME, S.CAME)
    with pytest.raises(CannotPlan, match="Undo that before you call it off"):
        actions.call_off(session=session, by=amara, at=now())


def test_e_learning_is_written_down_with_what_was_seen(amara):
    course = a_course(
        "Online safety", how="e-learning", link="https://learn.example/online", months=12, need="yearly"
    )
    made = actions.record_completion(
        volunteer=a_trainee(),
        course=course,
        done_on=today() - timedelta(days=2),
        evidence="screen",
        by=amara,
        on=today(),
    )
    assert made.until == months_after(today() - timedelta(days=2), 12)


@pytest.mark.parametrize(
    ("given", "field", "words"),
    [
        ({"done_on": today() + timedelta(days=1)}, "done_on", "still to come"),
        ({"evidence": "attendance"}, "evidence", "session’s own page"),
    ],
)
def test_what_was_done_elsewhere_is_refused_at_its_box(given, field, words, amara):
    asked = {"done_on": today(), "evidence": "certificate"} | given
    with pytest.raises(CannotRecord, match=words) as refused:
        actions.record_completion(volunteer=a_trainee(), course=a_course(), by=amara, on=today(), **asked)
    assert refused.value.field == field


def test_a_course_of_somebody_else_s_scheme_is_refused_at_the_box(amara):
    theirs = a_scheme("Bright goals", preset="goal-mentoring", provider=a_provider("Bright Steps"))
    with pytest.raises(CannotRecord, match="Ruth does not volunteer there") as refused:
        actions.record_completion(
            volunteer=a_trainee(),
            course=a_course("Goals", owner=theirs),
            done_on=today(),
            evidence="screen",
            by=amara,
            on=today(),
        )
    assert refused.value.field == "course"


def test_nobody_records_their_own_training():
    ruth = a_trainee()
    with pytest.raises(CannotRecord, match="Somebody else must record it"):
        actions.record_completion(
            volunteer=ruth, course=a_course(), done_on=today(), evidence="screen", by=ruth.user, on=today()
        )


def test_what_was_recorded_by_mistake_is_withdrawn_and_what_was_attended_is_changed_where_it_stands(
    group, amara
):
    session, bookings = group
    says(session, bookings, amara, S.CAME, S.CAME, S.CAME, S.CAME)
    with pytest.raises(CannotRecord, match="on the session’s page"):
        actions.withdraw_completion(completion=Completion.objects.first(), by=amara, on=today())
    elsewhere = a_completion(a_trainee("Ola"), a_course("Trauma"))
    actions.withdraw_completion(completion=elsewhere, by=amara, on=today())
    assert "Ola" not in done()


def test_one_line_about_how_it_was_is_said_by_those_who_came(group, amara):
    session, bookings = group
    ruth = bookings[0]
    with pytest.raises(CannotSignUp, match="once it is written down"):
        actions.say_how_it_was(booking=ruth, words="Good!", by=ruth.volunteer.user, at=now())
    says(session, bookings, amara, S.CAME, S.CAME, S.CAME, S.CAME)
    ruth.refresh_from_db()
    actions.say_how_it_was(booking=ruth, words=" Good! ", by=ruth.volunteer.user, at=now())
    assert ruth.feedback == "Good!"
