"""Telling what became of a meeting: honestly, once, and put right when it was wrong."""

from datetime import date

import pytest

from kith.audit.models import Event
from kith.meetings.actions import (
    CannotRecord,
    record_kept,
    record_missed,
    record_off_plan,
    withhold,
)
from kith.meetings.models import Meeting, Note
from kith.meetings.tests.factories import a_coordinator, a_match, a_meeting, at
from kith.messages.models import OutboxMessage

pytestmark = pytest.mark.django_db
LAST_SATURDAY, NEXT_SATURDAY = date(2026, 11, 21), date(2026, 11, 28)
TUESDAY = date(2026, 11, 24)
NOON = at(TUESDAY, 12)


def keep(meeting, **changed):
    given = {"minutes": 120, "activities": ["out", "food"], "by": meeting.match.volunteer.user, "at": NOON}
    return record_kept(meeting=meeting, **(given | changed))


def test_a_kept_meeting_says_how_long_and_what_they_did():
    meeting = keep(a_meeting(a_match(), LAST_SATURDAY))
    meeting.refresh_from_db()
    assert (meeting.status, meeting.minutes, meeting.activities) == ("kept", 120, ["out", "food"])
    event = Event.objects.get(kind="meeting kept")
    assert event.child == meeting.child.public_id
    assert event.details == {"minutes": 120, "days_after": 3}


def test_a_meeting_to_come_cannot_have_been_kept():
    meeting = a_meeting(a_match(), TUESDAY, hour=16)
    with pytest.raises(CannotRecord, match="Tuesday 24 November at 4pm, which has not come yet"):
        keep(meeting)
    meeting.refresh_from_db()
    assert meeting.status == "planned"


def test_a_meeting_may_be_told_of_a_month_late_and_the_record_says_how_late():
    meeting = a_meeting(a_match(), date(2026, 10, 24))
    keep(meeting)
    assert Event.objects.get(kind="meeting kept").details["days_after"] == 31
    assert meeting.changes.get().on == TUESDAY


def test_of_two_people_who_tell_of_the_same_meeting_the_second_sees_what_the_first_said():
    meeting = a_meeting(a_match(), LAST_SATURDAY)
    seen_by_the_second = Meeting.objects.get(pk=meeting.pk)
    keep(meeting, note="She liked the seals.")
    seen_by_the_second.refresh_from_db()
    with pytest.raises(CannotRecord, match="Ruth has said already .* they met, 2 hours"):
        keep(seen_by_the_second, minutes=60, note="It rained.", by=a_coordinator())
    assert Note.objects.get().words == "She liked the seals."


def test_two_who_tell_of_it_in_the_same_moment_do_not_double_it():
    meeting = a_meeting(a_match(), LAST_SATURDAY)
    at_the_same_time = Meeting.objects.get(pk=meeting.pk)
    keep(meeting, note="First.")
    with pytest.raises(CannotRecord, match="Ruth has said already .* they met, 2 hours"):
        keep(at_the_same_time, note="Second.")
    assert Note.objects.count() == 1
    assert Event.objects.filter(kind="meeting kept").count() == 1


@pytest.mark.parametrize("minutes", [0, 4, 1441])
def test_a_meeting_lasts_no_shorter_than_5_minutes_and_no_longer_than_a_day(minutes):
    with pytest.raises(CannotRecord, match="5 minutes to 24 hours"):
        keep(a_meeting(a_match(), LAST_SATURDAY), minutes=minutes)


def test_only_what_stands_on_the_pictures_was_done():
    with pytest.raises(CannotRecord, match="skydiving"):
        keep(a_meeting(a_match(), LAST_SATURDAY), activities=["skydiving"])


def test_a_refused_telling_leaves_the_meeting_as_it_was():
    meeting = a_meeting(a_match(), LAST_SATURDAY)
    with pytest.raises(CannotRecord):
        keep(meeting, minutes=1)
    meeting.refresh_from_db()
    assert meeting.status == "planned"
    assert not meeting.changes.exists()


def test_a_note_keeps_who_was_named_as_its_readers():
    keep(a_meeting(a_match(), LAST_SATURDAY), note="She liked the seals.", readers=["child", "coordinator"])
    note = Note.objects.get()
    assert note.readers == ["child", "coordinator"]
    assert note.created_by.first_name == "Ruth"


def test_no_note_is_kept_where_nothing_was_written():
    keep(a_meeting(a_match(), LAST_SATURDAY), note="   ")
    assert not Note.objects.exists()


def test_a_missed_meeting_says_who_and_why():
    meeting = a_meeting(a_match(), LAST_SATURDAY)
    record_missed(meeting=meeting, who="child", reason="ill", words="A cold.", by=None, at=NOON)
    meeting.refresh_from_db()
    assert (meeting.status, meeting.who, meeting.reason, meeting.reason_words) == (
        "missed",
        "child",
        "ill",
        "A cold.",
    )
    assert meeting.changes.get().reason == "ill"
    assert "cold" not in str(Event.objects.get(kind="meeting not kept").details)


def test_a_meeting_that_will_not_be_is_told_to_the_other_side_at_once():
    match = a_match()
    meeting = a_meeting(match, NEXT_SATURDAY)
    record_missed(meeting=meeting, who="child", reason="school", by=a_coordinator(), at=NOON)
    assert OutboxMessage.objects.get().to == match.volunteer.user


def test_a_meeting_in_the_past_that_was_missed_is_told_to_nobody():
    record_missed(meeting=a_meeting(a_match(), LAST_SATURDAY), who="child", reason="ill", by=None, at=NOON)
    assert not OutboxMessage.objects.exists()


def test_a_punishment_is_never_recorded_as_something_that_got_in_the_way():
    meeting = a_meeting(a_match(), LAST_SATURDAY)
    with pytest.raises(CannotRecord, match="punishment was withheld"):
        record_missed(meeting=meeting, who="carer", reason="sanction", by=None, at=NOON)


def test_a_withheld_meeting_names_who_decided_it_and_the_coordinator_hears_at_once():
    priya = a_coordinator()
    match = a_match(coordinator=priya)
    meeting = a_meeting(match, LAST_SATURDAY)
    withhold(
        meeting=meeting,
        who="carer",
        reason="sanction",
        words="He was rude at home.",
        by=match.volunteer.user,
        at=NOON,
    )
    meeting.refresh_from_db()
    assert (meeting.status, meeting.who, meeting.reason) == ("withheld", "carer", "sanction")
    assert OutboxMessage.objects.get(event="something new").to == priya


@pytest.mark.parametrize("who", ["child", "volunteer"])
def test_neither_the_young_person_nor_the_volunteer_withholds_a_meeting(who):
    meeting = a_meeting(a_match(), LAST_SATURDAY)
    with pytest.raises(CannotRecord, match="got in the way"):
        withhold(meeting=meeting, who=who, reason="other", words="", by=None, at=NOON)


def off_plan(match, when, **changed):
    given = {"minutes": 60, "activities": ["talking"], "by": match.volunteer.user, "said_at": NOON}
    return record_off_plan(match=match, at=when, **(given | changed))


def test_a_meeting_that_nobody_planned_is_recorded_as_what_it_was():
    meeting = off_plan(a_match(), at(date(2026, 11, 23), 17), note="We bumped into each other.")
    assert (meeting.status, meeting.off_plan, meeting.minutes) == ("kept", True, 60)
    assert Note.objects.get().meeting == meeting


def test_a_meeting_that_should_not_have_been_is_still_recorded_honestly():
    """The volunteer of this match was never approved; hiding that they met would help nobody."""
    assert off_plan(a_match(approved=False), at(LAST_SATURDAY)).pk


def test_an_unplanned_meeting_told_twice_is_one_meeting():
    match = a_match()
    off_plan(match, at(LAST_SATURDAY, 14))
    with pytest.raises(CannotRecord, match="recorded already. Nothing was added"):
        off_plan(match, at(LAST_SATURDAY, 15), by=a_coordinator())
    assert Meeting.objects.count() == 1


def test_where_a_meeting_was_planned_that_day_it_is_told_of_and_no_second_one_made():
    match = a_match()
    a_meeting(match, LAST_SATURDAY)
    with pytest.raises(CannotRecord, match="Say how that one went instead"):
        off_plan(match, at(LAST_SATURDAY, 17))


@pytest.mark.parametrize(
    ("when", "said"),
    [
        (at(TUESDAY, 13), "has not come yet"),
        (at(date(2026, 9, 4)), "They began on 5 September 2026"),
    ],
)
def test_an_unplanned_meeting_lies_between_the_beginning_and_now(when, said):
    with pytest.raises(CannotRecord, match=said):
        off_plan(a_match(), when)


def test_no_meeting_is_added_to_a_match_after_it_ended():
    match = a_match(status="ended", ended_on=date(2026, 11, 20))
    with pytest.raises(CannotRecord, match="ended on 20 November 2026"):
        off_plan(match, at(LAST_SATURDAY))
    assert off_plan(match, at(date(2026, 11, 20))).pk
