"""Asking a young person how it was, and stopping when they say stop."""

from datetime import date, timedelta

import pytest

from kith.audit.models import Event
from kith.meetings.actions import CannotSay, ask_again, put_off_saying, say_how_it_was, stop_asking
from kith.meetings.queries import is_asked, to_ask_about
from kith.meetings.tests.factories import a_coordinator, a_match, a_meeting, at
from kith.people.tests.factories import with_account

pytestmark = pytest.mark.django_db
LAST_SATURDAY, TUESDAY = date(2026, 11, 21), date(2026, 11, 24)
NOON = at(TUESDAY, 12)


def a_kept_meeting(on=LAST_SATURDAY):
    meeting = a_meeting(a_match(), on, status="kept")
    with_account(meeting.match.child)
    return meeting


def test_a_young_person_says_how_it_was_and_their_words_stay_out_of_the_audit():
    meeting = a_kept_meeting()
    say_how_it_was(meeting=meeting, feeling="good", words="The seals waved.", by=meeting.child.user, at=NOON)
    meeting.refresh_from_db()
    assert (meeting.feeling, meeting.feeling_words) == ("good", "The seals waved.")
    assert Event.objects.get(kind="how it was").details == {"with_words": True}


def test_nobody_says_it_in_their_place():
    meeting = a_kept_meeting()
    for somebody in (meeting.match.volunteer.user, a_coordinator()):
        with pytest.raises(CannotSay, match="Only the young person"):
            say_how_it_was(meeting=meeting, feeling="good", by=somebody, at=NOON)


def test_nothing_is_asked_of_a_meeting_that_was_not():
    match = a_match()
    with_account(match.child)
    missed = a_meeting(match, LAST_SATURDAY, status="missed")
    with pytest.raises(CannotSay):
        say_how_it_was(meeting=missed, feeling="good", by=match.child.user, at=NOON)
    assert to_ask_about(match.child, TUESDAY) is None


def test_only_the_three_faces_are_answers():
    meeting = a_kept_meeting()
    with pytest.raises(CannotSay, match="three faces"):
        say_how_it_was(meeting=meeting, feeling="terrific", by=meeting.child.user, at=NOON)


def test_the_latest_meeting_of_two_weeks_is_asked_about_until_it_is_answered():
    meeting = a_kept_meeting()
    child = meeting.child
    a_meeting(meeting.match, date(2026, 11, 14), status="kept")
    assert to_ask_about(child, TUESDAY) == meeting
    assert to_ask_about(child, LAST_SATURDAY + timedelta(days=15)) is None
    say_how_it_was(meeting=meeting, feeling="okay", by=child.user, at=NOON)
    assert to_ask_about(child, TUESDAY) is None


def test_not_now_puts_the_question_off_and_the_young_person_may_still_come_back_to_it():
    meeting = a_kept_meeting()
    put_off_saying(meeting=meeting, by=meeting.child.user, on=TUESDAY)
    assert to_ask_about(meeting.child, TUESDAY) is None
    say_how_it_was(meeting=meeting, feeling="not great", by=meeting.child.user, at=NOON)
    meeting.refresh_from_db()
    assert (meeting.feeling, meeting.not_now_on) == ("not great", None)


def test_stop_asking_me_is_an_answer_until_they_say_otherwise():
    meeting = a_kept_meeting()
    child = meeting.child
    stop_asking(child=child, by=child.user, on=TUESDAY)
    stop_asking(child=child, by=child.user, on=TUESDAY)
    assert not is_asked(child, TUESDAY)
    assert to_ask_about(child, TUESDAY) is None
    ask_again(child=child, by=child.user, on=TUESDAY + timedelta(days=3))
    assert not is_asked(child, TUESDAY + timedelta(days=2))
    assert is_asked(child, TUESDAY + timedelta(days=3))
    assert [event.details["asked"] for event in Event.objects.filter(kind="asking changed")] == [False, True]


def test_nobody_stops_or_starts_the_asking_for_them():
    child = a_kept_meeting().child
    for deed in (stop_asking, ask_again):
        with pytest.raises(CannotSay):
            deed(child=child, by=a_coordinator(), on=TUESDAY)
