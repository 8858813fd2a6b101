"""Another time for a meeting, and taking back what was said of one."""

from datetime import date, timedelta

import pytest

from kith.audit.models import Event
from kith.meetings.actions import (
    CannotPlan,
    CannotPutRight,
    CannotRecord,
    call_off,
    move,
    put_right,
    record_kept,
    record_missed,
    record_off_plan,
)
from kith.meetings.models import Note
from kith.meetings.tests.factories import a_coordinator, a_match, a_meeting, at
from kith.messages.models import OutboxMessage

pytestmark = pytest.mark.django_db
LAST_SATURDAY, NEXT_SATURDAY = date(2026, 11, 21), date(2026, 11, 28)
TUESDAY = date(2026, 11, 24)
NOON = at(TUESDAY, 12)


def keep(meeting, **changed):
    given = {"minutes": 120, "activities": ["out", "food"], "by": meeting.match.volunteer.user, "at": NOON}
    return record_kept(meeting=meeting, **(given | changed))


def off_plan(match, when, **changed):
    given = {"minutes": 60, "activities": ["talking"], "by": match.volunteer.user, "said_at": NOON}
    return record_off_plan(match=match, at=when, **(given | changed))


def move_to(meeting, to, **changed):
    given = {"who": "volunteer", "reason": "work", "by": meeting.match.volunteer.user, "at": NOON}
    return move(meeting=meeting, to=to, **(given | changed))


def test_a_moved_meeting_points_to_a_new_one_and_the_other_side_is_told():
    priya = a_coordinator()
    match = a_match(approved=True)
    meeting = a_meeting(match, NEXT_SATURDAY)
    new = move_to(meeting, at(date(2026, 11, 29), 11), by=priya)
    meeting.refresh_from_db()
    assert (meeting.status, meeting.moved_to, meeting.who) == ("moved", new, "volunteer")
    assert (new.status, new.place) == ("planned", "outside the pool")
    assert OutboxMessage.objects.get(event="meeting changed").to == match.volunteer.user


def test_a_meeting_is_not_moved_beyond_the_day_a_check_lapses():
    meeting = a_meeting(a_match(), NEXT_SATURDAY)
    with pytest.raises(CannotPlan, match="not approved"):
        move_to(meeting, at(date(2026, 11, 29)))
    meeting.refresh_from_db()
    assert meeting.status == "planned"


def test_a_meeting_that_was_moved_into_the_past_may_be_told_of_afterwards():
    meeting = a_meeting(a_match(), LAST_SATURDAY)
    new = move_to(meeting, at(date(2026, 11, 22)))
    assert keep(new).status == "kept"


def test_a_meeting_is_not_moved_to_when_it_is():
    meeting = a_meeting(a_match(approved=True), NEXT_SATURDAY)
    with pytest.raises(CannotRecord, match="That is when it was planned"):
        move_to(meeting, meeting.at)


def test_a_meeting_is_not_moved_to_before_they_began():
    with pytest.raises(CannotRecord, match="They began on 5 September 2026"):
        move_to(a_meeting(a_match(), LAST_SATURDAY), at(date(2026, 9, 1)))


def test_what_was_said_is_taken_back_and_stays_in_the_story():
    meeting = keep(a_meeting(a_match(), LAST_SATURDAY), note="About somebody else’s child.")
    put_right(meeting=meeting, by=a_coordinator(), at=NOON)
    meeting.refresh_from_db()
    assert (meeting.status, meeting.minutes, meeting.activities) == ("planned", None, [])
    change = meeting.changes.last()
    assert (change.step, change.was["status"], change.was["minutes"]) == ("put right", "kept", 120)
    assert Event.objects.get(kind="meeting put right").details == {"was": "kept"}


def test_a_note_that_was_taken_back_is_read_by_nobody_and_not_lost():
    meeting = keep(a_meeting(a_match(), LAST_SATURDAY), note="About somebody else’s child.")
    put_right(meeting=meeting, by=None, at=NOON)
    assert list(meeting.notes.all()) == []
    assert Note._base_manager.get(meeting=meeting).taken_back_on == TUESDAY


def test_a_meeting_put_right_can_be_told_of_anew():
    meeting = keep(a_meeting(a_match(), LAST_SATURDAY))
    put_right(meeting=meeting, by=None, at=NOON)
    record_missed(meeting=meeting, who="volunteer", reason="forgot", by=None, at=NOON)
    assert [change.step for change in meeting.changes.all()] == ["keep", "put right", "miss"]


def test_an_unplanned_meeting_taken_back_is_gone_from_the_plan_and_may_be_told_of_again():
    match = a_match()
    meeting = off_plan(match, at(LAST_SATURDAY))
    put_right(meeting=meeting, by=None, at=NOON)
    meeting.refresh_from_db()
    assert meeting.status == "called off"
    with pytest.raises(CannotPutRight, match="say so once more"):
        put_right(meeting=meeting, by=None, at=NOON)
    assert off_plan(match, at(LAST_SATURDAY)).status == "kept"


def test_a_move_taken_back_restores_the_old_time_and_takes_away_the_new_one():
    match = a_match(approved=True)
    meeting = a_meeting(match, NEXT_SATURDAY)
    new = move_to(meeting, at(date(2026, 11, 29)))
    put_right(meeting=meeting, by=None, at=NOON)
    meeting.refresh_from_db()
    new.refresh_from_db()
    assert (meeting.status, meeting.moved_to, meeting.who) == ("planned", None, "")
    assert new.status == "called off"


def test_a_move_is_not_taken_back_once_the_new_meeting_was_told_of():
    meeting = a_meeting(a_match(), LAST_SATURDAY)
    keep(move_to(meeting, at(date(2026, 11, 22))))
    with pytest.raises(CannotPutRight, match="Put that one right first"):
        put_right(meeting=meeting, by=None, at=NOON)


def test_a_meeting_called_off_by_mistake_stands_again():
    meeting = a_meeting(a_match(approved=True), NEXT_SATURDAY)
    call_off(meeting=meeting, by=None, on=TUESDAY)
    put_right(meeting=meeting, by=None, at=NOON)
    meeting.refresh_from_db()
    assert meeting.status == "planned"


def test_a_meeting_called_off_stays_so_once_its_day_has_passed_or_the_match_pauses():
    past = a_meeting(a_match(), LAST_SATURDAY, status="called off")
    with pytest.raises(CannotPutRight, match="its day has passed"):
        put_right(meeting=past, by=None, at=NOON)
    paused = a_meeting(a_match("Leah", "Mo", status="paused"), NEXT_SATURDAY, status="called off")
    with pytest.raises(CannotPutRight, match="paused"):
        put_right(meeting=paused, by=None, at=NOON)


def test_a_meeting_does_not_stand_again_where_another_has_taken_its_time():
    match = a_match(approved=True)
    called_off = a_meeting(match, NEXT_SATURDAY, status="called off")
    a_meeting(match, NEXT_SATURDAY)
    with pytest.raises(CannotPutRight, match="Another meeting stands"):
        put_right(meeting=called_off, by=None, at=NOON)


def test_a_match_that_met_in_its_pause_says_so():
    match = a_match(status="paused")
    assert off_plan(match, at(LAST_SATURDAY)).status == "kept"
    assert keep(a_meeting(match, TUESDAY - timedelta(days=14))).status == "kept"
