"""What volunteers are reminded of by the clock, each once, and never a word too many."""

from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from kith.foundation.dates import moment
from kith.foundation.schedules import SCHEDULES
from kith.messages.actions import send_due
from kith.messages.letters import LETTERS
from kith.messages.models import OutboxMessage
from kith.people.tests.factories import a_volunteer
from kith.schemes.tests.factories import a_scheme
from kith.training import actions
from kith.training.states import BookingStatus, SessionStatus
from kith.training.tests.factories import a_coordinator, a_place, a_session, a_trainee

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 24)  # of the session
EVENING = moment(DAY, time(18))


def morning(days_before: int) -> datetime:
    return moment(DAY - timedelta(days=days_before), time(8, 30))


def a_session_that_evening(**given):
    return a_session(begins_at=EVENING, ends_at=EVENING + timedelta(hours=2), at=morning(60), **given)


def a_place_since(days_before, session, who, **fields):
    return a_place(session, who, signed_up_at=morning(days_before), **fields)


def letters(event="training soon"):
    return OutboxMessage.objects.filter(event=event).count()


def test_somebody_is_reminded_a_week_and_a_day_before_and_no_oftener():
    a_place_since(30, a_session_that_evening(), a_trainee())
    filed = [actions.remind(at=morning(days)) for days in range(12, -1, -1)]
    assert [12 - turn for turn, many in enumerate(filed) if many] == [7, 1]
    assert letters() == 2
    actions.remind(at=morning(1))
    assert letters() == 2


def test_a_machine_that_slept_reminds_when_it_wakes():
    a_place_since(30, a_session_that_evening(), a_trainee())
    assert actions.remind(at=morning(4)) == 1
    assert actions.remind(at=morning(0)) == 1


def test_whoever_signed_up_this_week_is_reminded_the_day_before_only():
    a_place_since(5, a_session_that_evening(), a_trainee())
    assert sum(actions.remind(at=morning(days)) for days in range(5, -1, -1)) == 1


@pytest.mark.parametrize("status", [BookingStatus.WAITING, BookingStatus.CANCELLED])
def test_whoever_has_no_place_is_not_reminded(status):
    a_place_since(30, a_session_that_evening(), a_trainee(), status=status)
    assert actions.remind(at=morning(7)) == 0


def test_a_session_that_was_called_off_reminds_nobody_of_itself():
    session = a_session_that_evening()
    a_place_since(30, session, a_trainee())
    actions.call_off(session=session, by=a_coordinator(), at=morning(9))
    assert actions.remind(at=morning(7)) == 0


def test_a_session_that_moves_is_told_of_again():
    session = a_session_that_evening()
    a_place_since(30, session, a_trainee())
    actions.remind(at=morning(7))
    later = timedelta(days=10)
    actions.change_session(
        session=session,
        begins_at=EVENING + later,
        ends_at=EVENING + later + timedelta(hours=2),
        by=a_coordinator(),
        at=morning(6),
    )
    assert actions.remind(at=morning(1)) == 0
    assert actions.remind(at=morning(-3)) == 1


def test_somebody_without_an_account_is_reminded_by_letter():
    nadia = a_volunteer("Nadia", a_scheme(), user=None, email="nadia@example.org")
    a_place_since(30, a_session_that_evening(), nadia)
    actions.remind(at=morning(7))
    assert OutboxMessage.objects.get().to_address == "nadia@example.org"


def test_those_who_came_hear_once_that_there_is_something_for_them():
    session = a_session_that_evening()
    session.status = SessionStatus.HELD
    session.save()
    a_place_since(30, session, a_trainee("Ruth"), status=BookingStatus.CAME)
    a_place_since(30, session, a_trainee("Ben"), status=BookingStatus.MISSED)
    assert [actions.remind(at=morning(days)) for days in (0, -1, -2)] == [0, 1, 0]
    assert letters("something new") == 1


def test_the_letters_name_neither_the_course_nor_the_place_nor_the_person(mailoutbox):
    session = a_session_that_evening(place="The Hub, 4 Mill Lane")
    a_place_since(30, session, a_trainee("Ruth"))
    actions.remind(at=morning(7))
    actions.change_session(session=session, place="Room 2", by=a_coordinator(), at=morning(5))
    actions.call_off(session=session, by=a_coordinator(), at=morning(4), why="The trainer is ill.")
    send_due(at=morning(3))
    assert len(mailoutbox) == 3
    for letter in mailoutbox:
        told = letter.subject + letter.body.partition("http")[0]
        for word in ("Safeguarding", "Ruth", "Hub", "Room 2", "trainer", "Alongside", "child"):
            assert word not in told, word


def test_every_letter_about_training_is_sent_by_this_room_and_the_clock_knows_of_it():
    room = Path(actions.__file__).parent
    words = "".join(each.read_text() for each in room.glob("*.py"))
    written = {event for event in LETTERS if event.startswith("training")}
    assert written
    assert not [event for event in written if f'"{event}"' not in words]
    assert "remind of training" in SCHEDULES
