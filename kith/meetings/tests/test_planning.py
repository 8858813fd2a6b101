"""Planning: one meeting, eight weeks of them, and every night for everybody."""

from datetime import date, time, timedelta

import pytest

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.audit.models import Event
from kith.foundation.dates import LONDON
from kith.meetings.actions import (
    CannotCallOff,
    CannotPlan,
    call_off,
    call_off_ahead,
    plan,
    plan_ahead,
    plan_everything_ahead,
)
from kith.meetings.models import Meeting
from kith.meetings.tests.factories import a_coordinator, a_match, a_meeting, an_agreement, at
from kith.messages.models import OutboxMessage
from kith.people.actions import involve
from kith.people.models import Involvement
from kith.people.tests.factories import a_carer
from kith.recruitment.models import Check
from kith.recruitment.tests.factories import a_policy
from kith.recruitment.vetting.requirements import FIRST_MEETING

pytestmark = pytest.mark.django_db
TUESDAY = date(2026, 11, 24)
SATURDAY = date(2026, 11, 28)


def days_of(match):
    return [meeting.on() for meeting in Meeting.objects.filter(match=match, status="planned").order_by("at")]


def lapse(match, kind="dbs", until=date(2026, 11, 23)):
    Check.objects.filter(volunteer=match.volunteer, kind__startswith=kind).update(until=until)


def test_a_meeting_is_planned_where_they_agreed_to_meet():
    match = a_match(approved=True)
    meeting = plan(match=match, at=at(SATURDAY), by=match.volunteer.user, on=TUESDAY)
    assert meeting.status == "planned"
    assert (meeting.on(), meeting.place, meeting.minutes_planned) == (SATURDAY, "outside the pool", 120)
    assert Event.objects.get(kind="meeting planned").about == meeting.public_id


def test_everybody_but_whoever_planned_it_is_told_and_no_child_is_named():
    match = a_match(approved=True)
    carer = a_carer(user=a_member(Role.CARER, match.scheme, first_name="Jo"))
    involve(child=match.child, person=carer, part=Involvement.Part.CARER, by=None, on=TUESDAY, act="test")
    plan(match=match, at=at(SATURDAY), by=a_coordinator(), on=TUESDAY)
    sent = OutboxMessage.objects.filter(event="meeting changed")
    assert {message.to for message in sent} == {match.volunteer.user, carer.user}
    assert not any(match.child.name in str(message.values) for message in sent)


def test_whoever_changed_the_plan_is_not_told_of_it():
    match = a_match(approved=True)
    plan(match=match, at=at(SATURDAY), by=match.volunteer.user, on=TUESDAY)
    assert not OutboxMessage.objects.filter(event="meeting changed").exists()


def test_no_meeting_is_planned_for_a_day_that_has_passed():
    match = a_match(approved=True)
    with pytest.raises(CannotPlan, match="That day has passed"):
        plan(match=match, at=at(TUESDAY - timedelta(days=1)), by=None, on=TUESDAY)


@pytest.mark.parametrize(("status", "said"), [("paused", "paused"), ("ended", "ended")])
def test_no_meeting_is_planned_for_a_match_that_is_paused_or_over(status, said):
    ended = {"ended_on": TUESDAY} if status == "ended" else {}
    match = a_match(status=status, approved=True, **ended)
    with pytest.raises(CannotPlan, match=said):
        plan(match=match, at=at(SATURDAY), by=None, on=TUESDAY)


def test_a_match_that_is_winding_down_still_meets():
    match = a_match(status="ending", approved=True)
    assert plan(match=match, at=at(SATURDAY), by=None, on=TUESDAY).pk


def test_no_meeting_is_planned_once_a_check_has_lapsed_and_the_refusal_names_it():
    match = a_match(approved=True)
    lapse(match)
    with pytest.raises(CannotPlan, match="No new meeting can be planned for 28 November 2026.*DBS"):
        plan(match=match, at=at(SATURDAY), by=None, on=TUESDAY)
    assert not Meeting.objects.exists()


def test_no_meeting_is_planned_for_a_day_after_a_check_will_have_lapsed():
    match = a_match(approved=True)
    lapse(match, until=date(2026, 12, 1))
    plan(match=match, at=at(SATURDAY), by=None, on=TUESDAY)
    with pytest.raises(CannotPlan, match="DBS"):
        plan(match=match, at=at(date(2026, 12, 5)), by=None, on=TUESDAY)


def test_a_volunteer_who_was_never_approved_meets_nobody():
    match = a_match(approved=False)
    with pytest.raises(CannotPlan, match="not approved"):
        plan(match=match, at=at(SATURDAY), by=None, on=TUESDAY)


def test_a_match_is_not_planned_twice_at_one_time():
    match = a_match(approved=True)
    plan(match=match, at=at(SATURDAY), by=None, on=TUESDAY)
    with pytest.raises(CannotPlan, match="Saturday 28 November at 2pm already"):
        plan(match=match, at=at(SATURDAY), by=None, on=TUESDAY)


# ------------------------------------------------------------------------------------------- ahead


def test_eight_weeks_are_planned_on_the_agreed_rhythm():
    match = a_match(approved=True)
    plan_ahead(match=match, until=TUESDAY + timedelta(weeks=8), by=None, on=TUESDAY)
    assert days_of(match) == [date(2026, 11, 28), date(2026, 12, 12), date(2026, 12, 26), date(2027, 1, 9)]


def test_the_plan_goes_on_in_step_with_the_meetings_that_are_there():
    match = a_match(approved=True)
    a_meeting(match, date(2026, 11, 21), status="kept")
    plan_ahead(match=match, until=date(2026, 12, 31), by=None, on=TUESDAY)
    assert days_of(match) == [date(2026, 12, 5), date(2026, 12, 19)]


def test_a_meeting_that_was_moved_or_added_does_not_shift_the_rhythm():
    match = a_match(approved=True)
    sunday = a_meeting(match, date(2026, 11, 22), status="kept")
    a_meeting(match, date(2026, 11, 21), status="moved", moved_to=sunday)
    a_meeting(match, date(2026, 11, 14), status="kept", off_plan=True)
    plan_ahead(match=match, until=date(2026, 12, 31), by=None, on=TUESDAY)
    assert days_of(match) == [date(2026, 12, 5), date(2026, 12, 19)]


def test_planning_ahead_twice_adds_nothing():
    match = a_match(approved=True)
    until = TUESDAY + timedelta(weeks=8)
    first = plan_ahead(match=match, until=until, by=None, on=TUESDAY)
    assert plan_ahead(match=match, until=until, by=None, on=TUESDAY) == []
    assert len(days_of(match)) == len(first) == 4


def test_a_day_on_which_something_was_said_already_stays_as_it_is():
    match = a_match(approved=True)
    a_meeting(match, date(2026, 11, 28), status="missed", who="child", reason="holiday")
    a_meeting(match, date(2026, 12, 12), status="called off", reason="other")
    plan_ahead(match=match, until=date(2026, 12, 31), by=None, on=TUESDAY)
    assert days_of(match) == [date(2026, 12, 26)]


def test_days_that_a_pause_took_away_are_planned_again():
    match = a_match(approved=True)
    a_meeting(match, date(2026, 11, 28), status="called off", reason="match ended")
    plan_ahead(match=match, until=date(2026, 12, 1), by=None, on=TUESDAY)
    assert days_of(match) == [date(2026, 11, 28)]


def test_two_o_clock_stays_two_o_clock_when_the_clocks_change():
    match = a_match(approved=True, agreed={"every": 1})
    planned = plan_ahead(match=match, until=date(2026, 11, 1), by=None, on=date(2026, 10, 20))
    assert [meeting.on() for meeting in planned] == [date(2026, 10, 24), date(2026, 10, 31)]
    assert {meeting.at.astimezone(LONDON).time() for meeting in planned} == {time(14)}
    assert [meeting.at.hour for meeting in planned] == [13, 14]


def test_a_monthly_rhythm_keeps_its_place_in_the_month():
    match = a_match(approved=True, agreed={"every": 1, "unit": "month"})
    a_meeting(match, date(2026, 11, 14), status="kept")
    plan_ahead(match=match, until=date(2027, 2, 28), by=None, on=TUESDAY)
    assert days_of(match) == [date(2026, 12, 12), date(2027, 1, 9), date(2027, 2, 13)]


def test_a_new_agreement_sets_the_rhythm_from_its_day():
    match = a_match(approved=True)
    a_meeting(match, date(2026, 11, 21), status="kept")
    an_agreement(match, on=TUESDAY, weekday=6, every=1, usual_time=time(11))
    match = type(match).objects.get(pk=match.pk)
    planned = plan_ahead(match=match, until=date(2026, 12, 8), by=None, on=TUESDAY)
    assert [meeting.on() for meeting in planned] == [date(2026, 11, 29), date(2026, 12, 6)]
    assert planned[0].at == at(date(2026, 11, 29), 11)


def test_where_the_day_varies_nothing_is_planned_ahead():
    match = a_match(approved=True, agreed={"weekday": None})
    with pytest.raises(CannotPlan, match="varies"):
        plan_ahead(match=match, until=date(2026, 12, 31), by=None, on=TUESDAY)


def test_nothing_is_planned_ahead_while_a_match_winds_down():
    match = a_match(status="ending", approved=True)
    with pytest.raises(CannotPlan, match="winding down"):
        plan_ahead(match=match, until=date(2026, 12, 31), by=None, on=TUESDAY)


def test_planning_ahead_stops_at_the_day_a_check_lapses():
    match = a_match(approved=True)
    lapse(match, until=date(2026, 12, 20))
    plan_ahead(match=match, until=date(2027, 1, 19), by=None, on=TUESDAY)
    assert days_of(match) == [date(2026, 11, 28), date(2026, 12, 12)]


def test_planning_ahead_is_refused_with_the_check_that_has_lapsed():
    match = a_match(approved=True)
    lapse(match)
    with pytest.raises(CannotPlan, match="No new meeting can be planned.*DBS"):
        plan_ahead(match=match, until=date(2026, 12, 31), by=None, on=TUESDAY)


def test_planning_ahead_tells_everybody_once():
    match = a_match(approved=True)
    plan_ahead(match=match, until=TUESDAY + timedelta(weeks=8), by=a_coordinator(), on=TUESDAY)
    assert OutboxMessage.objects.filter(event="meeting changed", to=match.volunteer.user).count() == 1


# ------------------------------------------------------------------------------------------- every night


def test_every_night_active_matches_are_planned_eight_weeks_ahead_and_nobody_is_written_to():
    match = a_match(approved=True)
    lapsed = a_match("Leah", "Mo", approved=True)
    lapse(lapsed)
    unwritten = a_match("Kofi", "Sunil", approved=True, agreed={"usual_time": None})
    assert plan_everything_ahead(at=at(TUESDAY, 4)).planned == 4
    assert days_of(match)[-1] == date(2027, 1, 9)
    assert days_of(lapsed) == days_of(unwritten) == []
    assert not OutboxMessage.objects.filter(event="meeting changed").exists()
    assert plan_everything_ahead(at=at(TUESDAY, 4)).planned == 0


@pytest.mark.parametrize("of_one", [True, False])
def test_who_may_meet_a_child_only_in_the_middle_of_a_plan_is_planned_for_those_days(of_one):
    """The scheme asks for less from 10 December, and the volunteer’s DBS check lapses on the 28th."""
    match = a_match(approved=True)
    a_policy(match.scheme, "driving", before=FIRST_MEETING, duties=[])
    a_policy(match.scheme, from_day=date(2026, 12, 10))
    lapse(match, until=date(2026, 12, 28))
    if of_one:
        plan_ahead(match=match, until=TUESDAY + timedelta(weeks=8), by=None, on=TUESDAY)
    else:
        plan_everything_ahead(at=at(TUESDAY, 4))
    assert days_of(match) == [date(2026, 12, 12), date(2026, 12, 26)]


def test_who_may_not_meet_a_child_in_the_middle_of_a_plan_is_not_planned_for_those_days():
    match = a_match(approved=True)
    a_policy(match.scheme, "driving", from_day=date(2026, 12, 10), before=FIRST_MEETING, duties=[])
    a_policy(match.scheme, from_day=date(2026, 12, 20))
    plan_everything_ahead(at=at(TUESDAY, 4))
    assert days_of(match) == [date(2026, 11, 28), date(2026, 12, 26), date(2027, 1, 9)]


def test_every_night_the_meetings_of_paused_matches_are_called_off_and_their_days_told():
    match = a_match(status="paused", approved=True)
    a_meeting(match, SATURDAY)
    plan_everything_ahead(at=at(TUESDAY, 4))
    meeting = Meeting.objects.get()
    assert (meeting.status, meeting.reason) == ("called off", "match ended")
    assert OutboxMessage.objects.filter(event="meeting changed", to=match.volunteer.user).count() == 1


def test_what_somebody_plans_at_the_same_moment_is_refused_in_words_and_the_rest_of_the_night_goes_on():
    """Both had looked before either wrote: the database lets only one in."""
    from kith.meetings.actions.planning import _carry_out, _carry_out_by_night
    from kith.meetings.queries import plans_ahead

    match, other = a_match(approved=True), a_match(approved=True)
    seen = plans_ahead([match, other], on=TUESDAY, until=date(2026, 12, 31))
    a_meeting(match, SATURDAY)
    with pytest.raises(CannotPlan, match="Somebody has just planned one of these"):
        _carry_out(seen[:1], by=None, on=TUESDAY)
    _carry_out_by_night(seen, None, TUESDAY)
    assert days_of(match) == [SATURDAY]
    assert SATURDAY in days_of(other)
    assert len(days_of(other)) > 1


# ------------------------------------------------------------------------------------------- called off


def test_a_meeting_ahead_can_be_taken_out_of_the_plan():
    match = a_match(approved=True)
    meeting = a_meeting(match, SATURDAY)
    call_off(meeting=meeting, words="We are away.", by=a_coordinator(), on=TUESDAY)
    meeting.refresh_from_db()
    assert (meeting.status, meeting.reason_words) == ("called off", "We are away.")


def test_a_meeting_whose_day_has_passed_is_not_called_off():
    meeting = a_meeting(a_match(), date(2026, 11, 21))
    with pytest.raises(CannotCallOff, match="what became of it"):
        call_off(meeting=meeting, by=None, on=TUESDAY)


def test_when_a_match_ends_everything_ahead_is_called_off_and_the_past_stays():
    match = a_match()
    past, ahead = a_meeting(match, date(2026, 11, 21)), a_meeting(match, SATURDAY)
    called_off = call_off_ahead(match=match, reason="match ended", by=a_coordinator(), on=TUESDAY)
    assert called_off == [ahead]
    past.refresh_from_db()
    assert past.status == "planned"
    assert OutboxMessage.objects.filter(event="meeting changed").count() == 1
