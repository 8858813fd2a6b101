"""A planned ending: how it is begun, moved, called off and done."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from kith.audit.models import Event
from kith.endings import actions
from kith.endings.actions import CannotCallOff, CannotEnd, CannotMoveLastDay, CannotTell
from kith.endings.models import Ending
from kith.endings.queries import earliest_last_day, winding_down_days
from kith.endings.tests.factories import (
    SATURDAY,
    TUESDAY,
    a_match,
    a_worker_near,
    an_ending,
    coordinator_of,
    everything_done,
)
from kith.meetings import actions as meetings
from kith.meetings.models import Meeting
from kith.meetings.tests.factories import a_meeting, at
from kith.messages.models import OutboxMessage
from kith.people.models import Involvement
from kith.recruitment.models import Check
from kith.schemes.tests.factories import a_scheme

pytestmark = pytest.mark.django_db


def every_other_saturday(count, first=SATURDAY):
    return [first + timedelta(weeks=2 * turn) for turn in range(count)]


# ------------------------------------------------------------------------------------- how soon


def test_a_goodbye_takes_as_many_meetings_as_the_scheme_winds_down_over():
    match = a_match()
    a_meeting(match, SATURDAY - timedelta(weeks=2), status="kept")
    assert winding_down_days(match, TUESDAY) == every_other_saturday(4)


def test_meetings_that_are_planned_already_count():
    match = a_match()
    for day in (26, 27, 29, 30):
        a_meeting(match, date(2026, 11, day))
    assert earliest_last_day(match, TUESDAY) == date(2026, 11, 30)


def test_a_meeting_today_is_not_part_of_the_goodbye():
    match = a_match()
    a_meeting(match, TUESDAY)
    assert TUESDAY not in winding_down_days(match, TUESDAY)


def test_where_the_day_varies_the_weeks_are_counted():
    match = a_match(agreed={"weekday": None, "usual_time": None, "every": 1})
    a_meeting(match, TUESDAY, status="kept")
    assert earliest_last_day(match, TUESDAY) == TUESDAY + timedelta(weeks=4)


def test_a_last_day_that_is_too_soon_is_refused_with_the_earliest_and_another_way():
    match = a_match()
    a_meeting(match, SATURDAY - timedelta(weeks=2), status="kept")
    with pytest.raises(CannotEnd) as refused:
        an_ending(match, last_day=SATURDAY)
    assert str(refused.value) == (
        "Northbridge visitors winds down over 4 meetings, so the earliest last day is 9 January 2027. "
        "Choose that day or a later one. If it cannot wait, choose that it ends today."
    )
    match.refresh_from_db()
    assert match.status == "active"


def test_the_young_person_chooses_their_own_last_day():
    ending = an_ending(kind=Ending.Kind.CHILD, last_day=SATURDAY)
    assert ending.last_day == SATURDAY


@pytest.mark.parametrize(
    ("last_day", "said"), [(TUESDAY - timedelta(days=1), "has passed"), (date(2028, 1, 1), "within a year")]
)
def test_a_last_day_that_cannot_be_meant_is_refused(last_day, said):
    with pytest.raises(CannotEnd, match=said):
        an_ending(last_day=last_day)


# ------------------------------------------------------------------------------------- begun


def test_a_planned_ending_winds_the_match_down_and_leaves_access_as_it_is():
    ending = an_ending(reason_words="She moves to another city.", child_words="I knew. It is okay.")
    match = ending.match
    match.refresh_from_db()
    assert (ending.status, match.status) == ("winding down", "ending")
    assert ending.planned
    assert ending.child_words == "I knew. It is okay."
    assert match.child.involvements.open_on(TUESDAY).of(Involvement.Part.VOLUNTEER).exists()
    assert Event.objects.filter(kind="ending begun", about=ending.public_id).count() == 1


def test_the_meetings_until_the_last_day_are_planned_and_none_beyond():
    match = a_match()
    ending = an_ending(match)
    days = [meeting.on() for meeting in Meeting.objects.filter(match=match, status="planned").order_by("at")]
    assert days == winding_down_days(match, TUESDAY)
    assert days[-1] == ending.last_day


def test_where_nothing_can_be_planned_ahead_the_ending_begins_all_the_same():
    match = a_match(agreed={"weekday": None, "usual_time": None})
    ending = an_ending(match)
    assert ending.status == "winding down"
    assert not Meeting.objects.filter(match=match).exists()


def test_steps_are_due_in_order_and_counted_back_from_the_last_day():
    ending = an_ending()
    due = {step.key: step.due_on for step in ending.steps.all()}
    last = ending.last_day
    assert list(due.values()) == sorted(due.values())
    assert due["tell"] == max(TUESDAY, last - timedelta(weeks=8))
    assert due["outing"] == due["contact"] == last - timedelta(weeks=4)
    assert due["letter"] == due["last"] == due["meetings"] == last
    assert due["again"] == last + timedelta(days=28)


def test_a_scheme_with_a_graduation_plans_one_with_a_certificate():
    scheme = a_scheme("Goals", preset="goal-mentoring")
    ending = an_ending(a_match(scheme=scheme))
    words = {step.key: step.words for step in ending.steps.all()}
    assert words["last"] == "Graduation, with a certificate"
    assert words["meetings"] == "Six meetings to wind down"


def test_somebody_who_left_care_is_not_asked_whether_they_want_somebody_again():
    ending = an_ending(kind=Ending.Kind.LEFT_CARE)
    assert not ending.steps.filter(key="again").exists()


def test_what_is_not_safe_is_not_wound_down():
    with pytest.raises(CannotEnd, match="not wound down"):
        an_ending(kind=Ending.Kind.SAFETY)


def test_a_kind_must_be_chosen():
    with pytest.raises(CannotEnd, match="Choose what kind"):
        an_ending(kind="failed")


def test_a_second_ending_is_refused():
    match = a_match()
    an_ending(match)
    with pytest.raises(CannotEnd, match="under way already"):
        an_ending(match)


def test_the_database_too_refuses_a_second_ending():
    ending = an_ending()
    with pytest.raises(IntegrityError), transaction.atomic():
        Ending.objects.create(match=ending.match, kind="completed", planned=True, begun_on=TUESDAY)


def test_a_paused_match_can_wind_down():
    ending = an_ending(a_match(status="paused"))
    ending.match.refresh_from_db()
    assert ending.match.status == "ending"


# ------------------------------------------------------------------------------------- told


def test_meetings_after_the_last_day_stay_until_the_child_has_been_told():
    match = a_match()
    beyond = a_meeting(match, SATURDAY + timedelta(weeks=20))
    ending = an_ending(match, last_day=SATURDAY + timedelta(weeks=8))
    beyond.refresh_from_db()
    assert beyond.status == "planned"
    actions.tell(
        ending=ending, told_on=TUESDAY, told_how="by Ruth, in person", by=coordinator_of(match), on=TUESDAY
    )
    beyond.refresh_from_db()
    assert beyond.status == "called off"
    assert Meeting.objects.filter(match=match, status="planned").exists()


def test_telling_does_its_step_and_keeps_the_child_s_words():
    ending = an_ending(child_words="I knew.")
    actions.tell(
        ending=ending,
        told_on=TUESDAY,
        told_how="by Ruth, in person",
        child_words="Can we go to the sea?",
        by=coordinator_of(ending.match),
        on=TUESDAY,
    )
    step = ending.steps.get(key="tell")
    assert step.done_on == TUESDAY
    assert ending.child_words == "I knew.\nCan we go to the sea?"


@pytest.mark.parametrize(
    ("told_on", "told_how", "said"),
    [
        (TUESDAY + timedelta(days=1), "by Ruth", "cannot be one to come"),
        (date(2026, 1, 1), "by Ruth", "They began on 5 September 2026"),
        (TUESDAY, " ", "Say how Ana was told"),
    ],
)
def test_what_is_said_about_telling_must_be_possible(told_on, told_how, said):
    ending = an_ending()
    with pytest.raises(CannotTell, match=said):
        actions.tell(
            ending=ending, told_on=told_on, told_how=told_how, by=coordinator_of(ending.match), on=TUESDAY
        )


# ------------------------------------------------------------------------------------- moved


def test_a_later_last_day_takes_the_open_steps_with_it():
    ending = an_ending()
    before = {step.key: step.due_on for step in ending.steps.all()}
    step = ending.steps.get(key="prepare")
    actions.do_step(step=step, by=coordinator_of(ending.match), on=TUESDAY)
    actions.move_last_day(
        ending=ending, to=ending.last_day + timedelta(days=14), by=coordinator_of(ending.match), on=TUESDAY
    )
    after = {step.key: step.due_on for step in ending.steps.all()}
    assert after["prepare"] == before["prepare"]
    assert after["letter"] == before["letter"] + timedelta(days=14)


def test_a_sooner_last_day_is_not_slipped_in():
    ending = an_ending()
    with pytest.raises(CannotMoveLastDay, match="end it on that day and say why"):
        actions.move_last_day(ending=ending, to=SATURDAY, by=coordinator_of(ending.match), on=TUESDAY)


# ------------------------------------------------------------------------------------- called off


def test_an_ending_called_off_lets_the_two_go_on():
    ending = an_ending()
    actions.call_off(ending=ending, why="She stays.", by=coordinator_of(ending.match), on=TUESDAY)
    ending.match.refresh_from_db()
    assert (ending.status, ending.match.status) == ("called off", "active")
    assert meetings.plan(match=ending.match, at=at(date(2027, 3, 3)), by=None, on=TUESDAY)


def test_an_ending_called_off_leaves_room_for_another():
    ending = an_ending()
    actions.call_off(ending=ending, why="She stays.", by=coordinator_of(ending.match), on=TUESDAY)
    assert an_ending(ending.match).pk != ending.pk


def test_only_the_young_person_takes_back_their_own_stop():
    ending = an_ending(kind=Ending.Kind.CHILD)
    by = coordinator_of(ending.match)
    with pytest.raises(CannotCallOff, match="only Ana can take that back"):
        actions.call_off(ending=ending, why="A pity to stop.", by=by, on=TUESDAY)
    actions.call_off(ending=ending, why="Ana asked to go on.", childs_wish=True, by=by, on=TUESDAY)
    assert ending.status == "called off"


def test_nothing_goes_on_with_a_volunteer_who_may_not_meet_a_child():
    ending = an_ending()
    Check.objects.filter(volunteer=ending.match.volunteer, kind="dbs").update(until=date(2026, 11, 1))
    with pytest.raises(CannotCallOff, match="DBS"):
        actions.call_off(ending=ending, why="She stays.", by=coordinator_of(ending.match), on=TUESDAY)


def test_calling_off_needs_a_reason():
    ending = an_ending()
    with pytest.raises(CannotCallOff, match="Say in a few words why"):
        actions.call_off(ending=ending, why=" ", by=coordinator_of(ending.match), on=TUESDAY)


# ------------------------------------------------------------------------------------- ended


def told_the_meetings(match):
    Meeting.objects.filter(match=match, status="planned").update(status="kept", minutes=120)


def test_on_its_last_day_it_ends_and_everything_closes():
    ending = an_ending()
    match, day = ending.match, ending.last_day
    told_the_meetings(match)
    worker = a_worker_near(match)
    actions.end(ending=ending, by=coordinator_of(match), on=day)
    match.refresh_from_db()
    assert (ending.status, ending.ended_on) == ("ended", day)
    assert (match.status, match.ended_on) == ("ended", day)
    assert match.changes.last().step == "end"
    near = match.child.involvements.open_on(day)
    assert not near.of(Involvement.Part.VOLUNTEER).exists()
    assert near.of(Involvement.Part.COORDINATOR).exists()
    assert OutboxMessage.objects.filter(to=worker, event="something new").exists()
    assert Event.objects.filter(kind="match ended").count() == 1


def test_ending_sooner_needs_a_reason():
    ending = an_ending()
    with pytest.raises(CannotEnd, match="The last day is .* Say in a few words why it ends sooner"):
        actions.end(ending=ending, by=coordinator_of(ending.match), on=TUESDAY)
    actions.end(ending=ending, words="She moved on Sunday.", by=coordinator_of(ending.match), on=TUESDAY)
    assert ending.changes.last().words == "She moved on Sunday."


def test_what_became_of_today_s_meeting_is_said_first():
    ending = an_ending()
    with pytest.raises(CannotEnd, match="planned for today at 2pm. Say first what became of it"):
        actions.end(ending=ending, by=coordinator_of(ending.match), on=ending.last_day)


def test_no_meeting_can_be_planned_after_the_ending():
    ending = an_ending()
    actions.end(ending=ending, words="Moved.", by=coordinator_of(ending.match), on=TUESDAY)
    match = ending.match
    match.refresh_from_db()
    assert not Meeting.objects.filter(match=match, status="planned").exists()
    with pytest.raises(meetings.CannotPlan, match="ended"):
        meetings.plan(match=match, at=at(SATURDAY), by=None, on=TUESDAY)


def test_two_people_at_once_end_it_once():
    ending = an_ending()
    first, second = Ending.objects.get(pk=ending.pk), Ending.objects.get(pk=ending.pk)
    second.match.child  # read before the first has ended it  # noqa: B018
    by = coordinator_of(ending.match)
    actions.end(ending=first, words="Moved.", by=by, on=TUESDAY)
    with pytest.raises(CannotEnd, match="ended on 24 November 2026. It is done"):
        actions.end(ending=second, words="Moved.", by=by, on=TUESDAY)
    assert ending.match.changes.filter(step="end").count() == 1


def test_an_ended_match_cannot_be_ended_in_another_way():
    ending = an_ending()
    by = coordinator_of(ending.match)
    actions.end(ending=ending, words="Moved.", by=by, on=TUESDAY)
    with pytest.raises(CannotEnd, match="have ended already"):
        actions.end_unplanned(match=ending.match, kind="unknown", by=by, on=TUESDAY)


# ------------------------------------------------------------------------------------- let go


def test_the_coordinator_stays_near_until_the_last_step_and_then_leaves():
    ending = an_ending()
    match = ending.match
    near = match.child.involvements
    actions.end(ending=ending, words="Moved.", by=coordinator_of(match), on=TUESDAY)
    everything_done(ending, TUESDAY, but=("summary",))
    assert near.open_on(TUESDAY).of(Involvement.Part.COORDINATOR).exists()
    assert near.open_on(TUESDAY).of(Involvement.Part.SCHEME).exists()
    actions.do_step(step=ending.steps.get(key="summary"), by=coordinator_of(match), on=TUESDAY)
    assert not near.open_on(TUESDAY).of(Involvement.Part.COORDINATOR).exists()
    assert not near.open_on(TUESDAY).of(Involvement.Part.SCHEME).exists()
    match.referral.refresh_from_db()
    assert match.referral.status == "closed"


def test_steps_done_before_the_end_close_nothing():
    ending = an_ending()
    everything_done(ending, TUESDAY)
    assert ending.match.child.involvements.open_on(TUESDAY).of(Involvement.Part.COORDINATOR).exists()


def test_who_is_with_the_child_in_two_schemes_keeps_the_other():
    match = a_match()
    other_scheme = a_scheme("Northbridge mentors", preset="leaving-care-mentoring")
    other = a_match(match.child, match.volunteer, scheme=other_scheme, coordinator=coordinator_of(match))
    ending = an_ending(match)
    actions.end(ending=ending, words="One is enough.", by=coordinator_of(match), on=TUESDAY)
    assert match.child.involvements.open_on(TUESDAY).of(Involvement.Part.VOLUNTEER).exists()
    other.refresh_from_db()
    assert other.status == "active"


def test_the_scheme_stays_while_another_match_of_the_child_lives_in_it():
    scheme = a_scheme("Together", preset="group")
    first = a_match("Ana", "Ruth", scheme=scheme, in_group=True)
    a_match(first.child, "Tom", scheme=scheme, in_group=True, coordinator=coordinator_of(first))
    ending = an_ending(first)
    actions.end(ending=ending, words="Moved.", by=coordinator_of(first), on=TUESDAY)
    everything_done(ending, TUESDAY)
    near = first.child.involvements.open_on(TUESDAY)
    assert near.of(Involvement.Part.SCHEME).exists()
    assert near.of(Involvement.Part.COORDINATOR).exists()
