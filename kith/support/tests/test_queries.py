"""When supervision is due, and why."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kith.matching.models import Match
from kith.meetings.tests.factories import a_match, a_meeting
from kith.schemes.tests.factories import a_scheme
from kith.support.models import Supervision
from kith.support.queries import suggested_next, supervision_due, supervision_next

pytestmark = pytest.mark.django_db
TUESDAY = date(2026, 11, 24)


def days_ago(days):
    return TUESDAY - timedelta(days=days)


def a_talk(match, on, /, **fields):
    given = {"match": match, "how": "phone"} | fields
    return Supervision.objects.create(volunteer=match.volunteer, scheme=match.scheme, on=on, **given)


def only(dues):
    (due,) = dues
    return due


def test_a_talk_is_due_a_week_after_each_of_the_first_three_meetings():
    match = a_match(begun_on=days_ago(20))
    a_meeting(match, days_ago(10), status="kept")
    due = only(supervision_due([match], TUESDAY))
    assert due.due_on == days_ago(3)
    assert due.why == (
        "They met for the first time on 14 November 2026; a talk belongs after each of the first three."
    )


def test_one_talk_covers_every_meeting_before_it():
    match = a_match(begun_on=days_ago(30))
    a_meeting(match, days_ago(24), status="kept")
    a_meeting(match, days_ago(17), status="kept")
    a_talk(match, days_ago(17))
    assert supervision_due([match], TUESDAY) == []
    a_meeting(match, days_ago(8), status="kept")
    assert only(supervision_due([match], TUESDAY)).why.startswith("They met for the third time")


def test_after_the_first_three_the_scheme_s_rhythm_holds():
    match = a_match(begun_on=days_ago(300))
    for days in (290, 280, 270, 20):
        a_meeting(match, days_ago(days), status="kept")
    a_talk(match, days_ago(43))
    due = only(supervision_due([match], TUESDAY))
    assert due.due_on == days_ago(1)
    assert due.why == "The last talk was 1 month ago; the rhythm is every 6 weeks."


def test_what_was_agreed_at_the_last_talk_goes_before_the_rhythm():
    match = a_match(begun_on=days_ago(200))
    a_talk(match, days_ago(60), next_on=TUESDAY + timedelta(days=5))
    assert supervision_due([match], TUESDAY) == []
    due = only(supervision_next([match], TUESDAY))
    assert due.why == "Agreed for 29 November 2026 at the last talk."


def test_a_volunteer_who_has_met_nobody_yet_is_talked_with_too():
    match = a_match(begun_on=days_ago(50))
    due = only(supervision_due([match], TUESDAY))
    assert due.due_on == days_ago(22)
    assert due.why.startswith("They began 1 month ago, and there has been no talk yet;")


def test_a_talk_with_the_volunteer_about_no_match_in_particular_counts_for_all_of_theirs():
    match = a_match(begun_on=days_ago(200))
    a_talk(match, days_ago(3), match=None, how="group")
    assert supervision_due([match], TUESDAY) == []


def test_a_talk_about_another_match_of_the_volunteer_does_not_count():
    scheme = a_scheme("Group", preset="group")
    match = a_match(scheme=scheme, begun_on=days_ago(200))
    other = a_match("Leah", match.volunteer, scheme=scheme, begun_on=days_ago(200))
    a_talk(other, days_ago(3))
    assert [due.match_id for due in supervision_due([match, other], TUESDAY)] == [match.pk]


def test_a_talk_taken_back_no_longer_counts():
    match = a_match(begun_on=days_ago(200))
    a_talk(match, days_ago(3), taken_back_on=TUESDAY)
    assert only(supervision_due([match], TUESDAY)).match_id == match.pk


def test_nobody_is_asked_to_supervise_a_match_that_has_ended_and_a_paused_one_is_not_forgotten():
    ended = a_match(status="ended", ended_on=TUESDAY, begun_on=days_ago(200))
    paused = a_match("Leah", "Mo", status="paused", begun_on=days_ago(200))
    assert [due.match_id for due in supervision_due([ended, paused], TUESDAY)] == [paused.pk]


def test_the_longest_wait_comes_first():
    recent = a_match(begun_on=days_ago(50))
    longest = a_match("Leah", "Mo", begun_on=days_ago(90))
    assert [due.match_id for due in supervision_due([recent, longest], TUESDAY)] == [longest.pk, recent.pk]


def test_the_next_talk_is_suggested_after_the_next_of_the_first_meetings():
    match = a_match(begun_on=days_ago(20))
    a_meeting(match, days_ago(3), status="kept")
    a_meeting(match, date(2026, 12, 5))
    assert suggested_next(match, TUESDAY) == (
        date(2026, 12, 12),
        "Suggested because their next meeting is on 5 December 2026.",
    )


def test_once_settled_the_next_talk_is_suggested_on_the_rhythm():
    match = a_match(begun_on=days_ago(200))
    for days in (190, 176, 162):
        a_meeting(match, days_ago(days), status="kept")
    a_meeting(match, date(2026, 12, 5))
    day, why = suggested_next(match, TUESDAY)
    assert day == TUESDAY + timedelta(days=42)
    assert why == "Suggested because the rhythm is every 6 weeks."


def test_the_rhythm_thins_from_each_meeting_to_four_weeks_to_what_the_scheme_says():
    match = a_match(begun_on=days_ago(130))
    for days in (120, 106, 92):
        a_meeting(match, days_ago(days), status="kept")
    a_talk(match, days_ago(60))
    due = only(supervision_due([match], TUESDAY))
    assert due.due_on == days_ago(32)
    assert due.why == "The last talk was 1 month ago; the rhythm is every 4 weeks until month 6."
    assert suggested_next(match, TUESDAY)[0] == TUESDAY + timedelta(days=28)
    match.scheme.rules.update(monthly_until=0)
    assert only(supervision_next([match], TUESDAY)).due_on == days_ago(18)
    match.scheme.rules.update(monthly_until=6, supervision_days=14)
    assert only(supervision_next([match], TUESDAY)).due_on == days_ago(46)


def test_thirty_matches_cost_no_more_questions_than_three():
    scheme = a_scheme()

    def some(number, prefix):
        made = []
        for turn in range(number):
            match = a_match(f"{prefix}{turn}", f"Ruth{prefix}{turn}", scheme=scheme, begun_on=days_ago(200))
            a_meeting(match, days_ago(150), status="kept")
            a_talk(match, days_ago(60))
            made.append(match.pk)
        return made

    def cost(ids):
        matches = list(Match.objects.filter(pk__in=ids))
        with CaptureQueriesContext(connection) as queries:
            assert len(supervision_due(matches, TUESDAY)) == len(ids)
        return len(queries)

    few = some(3, "Ana")
    assert cost(few) == cost(few + some(9, "Leah"))
