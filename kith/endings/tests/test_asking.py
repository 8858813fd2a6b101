"""A young person asks for a change, a break or a stop, and is heard at once."""

from datetime import time

import pytest

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.endings import actions
from kith.endings.actions import CannotAnswer, CannotAsk
from kith.endings.models import Ask, Ending
from kith.endings.tests.factories import (
    SATURDAY,
    TUESDAY,
    a_match,
    a_young_person,
    an_ending,
    coordinator_of,
)
from kith.foundation.dates import moment
from kith.meetings.actions import CannotPlan, plan
from kith.meetings.models import Meeting
from kith.meetings.tests.factories import a_meeting
from kith.messages.models import OutboxMessage
from kith.people.actions import leave
from kith.people.models import Involvement
from kith.recruitment.models import Check

pytestmark = pytest.mark.django_db


def asked(match, kind, words=""):
    return actions.ask(match=match, kind=kind, words=words, by=a_young_person(match), on=TUESDAY)


def test_a_stop_is_heard_at_once():
    match = a_match()
    meeting = a_meeting(match, SATURDAY)
    asked(match, Ask.Kind.STOP, "I don’t want to any more.")
    match.refresh_from_db()
    meeting.refresh_from_db()
    assert match.status == "ending"
    assert meeting.status == "called off"
    ending = Ending.objects.get(match=match)
    assert (ending.kind, ending.status, ending.last_day) == (Ending.Kind.CHILD, "winding down", TUESDAY)


def test_after_a_stop_the_volunteer_plans_nothing_and_the_coordinator_may_if_the_child_would_like_a_goodbye():
    match = a_match()
    asked(match, Ask.Kind.STOP)
    match.refresh_from_db()
    with pytest.raises(CannotPlan, match="decided to stop"):
        plan(match=match, at=moment(SATURDAY, time(14)), by=match.volunteer.user, on=TUESDAY)
    assert (
        plan(match=match, at=moment(SATURDAY, time(14)), by=coordinator_of(match), on=TUESDAY).status
        == "planned"
    )


def test_a_stop_needs_no_reason_and_the_words_stay_in_what_was_asked():
    match = a_match()
    assert asked(match, Ask.Kind.STOP).words == ""
    other = a_match("Tariq", "Ben")
    asked(other, Ask.Kind.STOP, "He is always late.")
    assert Ending.objects.get(match=other).child_words == ""


def test_a_stop_begins_with_listening_and_counts_from_that_day():
    match = a_match()
    asked(match, Ask.Kind.STOP)
    steps = list(Ending.objects.get(match=match).steps.all())
    assert steps[0].key == "hear"
    assert "They need not say why" in steps[0].words
    assert not {"tell", "meetings", "outing"} & {step.key for step in steps}


def test_the_coordinator_can_end_it_the_same_day_without_another_reason():
    match = a_match()
    asked(match, Ask.Kind.STOP)
    ending = Ending.objects.get(match=match)
    assert actions.end(ending=ending, by=coordinator_of(match), on=TUESDAY).status == "ended"


def test_a_stop_while_it_winds_down_brings_the_last_day_forward():
    ending = an_ending()
    asked(ending.match, Ask.Kind.STOP)
    ending.refresh_from_db()
    assert ending.last_day == TUESDAY
    assert ending.kind == Ending.Kind.COMPLETED
    assert Ending.objects.count() == 1
    assert not Meeting.objects.filter(match=ending.match, status="planned").exists()


def test_a_break_rests_the_match_at_once():
    match = a_match()
    meeting = a_meeting(match, SATURDAY)
    asked(match, Ask.Kind.BREAK)
    match.refresh_from_db()
    meeting.refresh_from_db()
    assert (match.status, meeting.status) == ("paused", "called off")


@pytest.mark.parametrize("status", ["paused", "ending"])
def test_a_break_is_heard_in_every_state(status):
    match = a_match(status=status)
    meeting = a_meeting(match, SATURDAY)
    asked(match, Ask.Kind.BREAK)
    meeting.refresh_from_db()
    match.refresh_from_db()
    assert (match.status, meeting.status) == (status, "called off")


def test_a_change_is_told_and_changes_nothing_by_itself():
    match = a_match()
    meeting = a_meeting(match, SATURDAY)
    asked(match, Ask.Kind.CHANGE, "Another day please")
    match.refresh_from_db()
    meeting.refresh_from_db()
    assert (match.status, meeting.status) == ("active", "planned")


@pytest.mark.parametrize("kind", Ask.Kind.values)
def test_the_coordinator_is_told_at_once_and_the_letter_names_nobody(kind):
    match = a_match()
    asked(match, kind, "Because of Ruth")
    message = OutboxMessage.objects.get(event="child asked")
    assert message.to == coordinator_of(match)
    assert not any(name in str(message.values) for name in ("Ana", "Ruth"))


def test_where_no_coordinator_is_near_the_manager_hears():
    match = a_match()
    manager = a_member(Role.MANAGER, match.scheme, first_name="Dana")
    for near in match.child.involvements.of(Involvement.Part.COORDINATOR):
        leave(involvement=near, by=None, on=TUESDAY, act="test")
    asked(match, Ask.Kind.STOP)
    told = set(OutboxMessage.objects.filter(event="child asked").values_list("to", flat=True))
    assert manager.pk in told


def test_only_the_young_person_asks_here():
    match = a_match()
    with pytest.raises(CannotAsk, match="Only the young person"):
        actions.ask(match=match, kind=Ask.Kind.STOP, by=match.volunteer.user, on=TUESDAY)
    match.refresh_from_db()
    assert match.status == "active"


def test_what_is_over_need_not_be_stopped():
    match = a_match()
    actions.end_unplanned(match=match, kind="unknown", by=coordinator_of(match), on=TUESDAY)
    with pytest.raises(CannotAsk, match="You and Ruth don’t meet any more"):
        asked(match, Ask.Kind.STOP)


def test_one_of_the_three_must_be_chosen():
    with pytest.raises(CannotAsk, match="Choose what you want"):
        asked(a_match(), "")


# ------------------------------------------------------------------------------------- answered


def answer(ask, words="We talked. You rest for now.", **given):
    return actions.answer_ask(ask=ask, words=words, by=coordinator_of(ask.match), on=SATURDAY, **given)


def test_an_answer_is_kept_with_who_gave_it():
    ask = answer(asked(a_match(), Ask.Kind.CHANGE))
    assert (ask.answered_on, ask.answered_by) == (SATURDAY, coordinator_of(ask.match))
    with pytest.raises(CannotAnswer, match="was answered on 28 November 2026"):
        answer(ask)


def test_an_answer_has_words():
    with pytest.raises(CannotAnswer, match="Write down what you told Ana"):
        answer(asked(a_match(), Ask.Kind.CHANGE), words=" ")


def test_a_break_goes_on_until_the_answer_says_it_is_over():
    resting = a_match()
    answer(asked(resting, Ask.Kind.BREAK))
    resting.refresh_from_db()
    assert resting.status == "paused"
    going_on = a_match("Tariq", "Ben")
    answer(asked(going_on, Ask.Kind.BREAK), resume=True)
    going_on.refresh_from_db()
    assert going_on.status == "active"
    assert Meeting.objects.filter(match=going_on, status="planned").exists()


def test_a_break_is_not_over_while_the_volunteer_may_not_meet_a_child():
    match = a_match()
    ask = asked(match, Ask.Kind.BREAK)
    Check.objects.filter(volunteer=match.volunteer, kind="dbs").update(until=TUESDAY)
    with pytest.raises(Exception, match="DBS"):
        answer(ask, resume=True)
    ask.refresh_from_db()
    assert ask.answered_on is None
