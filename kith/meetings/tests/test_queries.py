"""Questions over many matches: right for one, no dearer for thirty, and read by nobody else."""

from datetime import date, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.foundation import schedules
from kith.foundation.charts import Week
from kith.matching.models import Match
from kith.meetings import tasks
from kith.meetings.models import Meeting, Note, PlanningRun
from kith.meetings.queries import (
    awaiting_word,
    feelings_readable,
    last_kept,
    next_meetings,
    plans_ahead,
    quiet,
    readable_notes,
    strips,
    withheld_often,
)
from kith.meetings.tests.factories import a_coordinator, a_match, a_meeting, at
from kith.people.tests.factories import with_account
from kith.recruitment.models import Suspension
from kith.schemes.tests.factories import a_scheme

pytestmark = pytest.mark.django_db
TUESDAY = date(2026, 11, 24)
NOON = at(TUESDAY, 12)


def days_ago(days):
    return TUESDAY - timedelta(days=days)


def test_twelve_weeks_show_the_gravest_that_happened_and_kept_before_all():
    match = a_match()
    a_meeting(match, days_ago(80), status="kept")  # first week of the twelve
    a_meeting(match, days_ago(17), status="moved")
    a_meeting(match, days_ago(16), status="kept")
    a_meeting(match, days_ago(10), status="withheld")
    a_meeting(match, days_ago(3), status="missed")
    weeks = strips([match], until=TUESDAY)[match.pk]
    assert len(weeks) == 12
    assert weeks[-4:] == [Week.KEPT, Week.WITHHELD, Week.MISSED, Week.NONE]


def test_a_week_whose_meeting_nobody_has_told_of_says_so_and_this_week_says_what_is_planned():
    match = a_match()
    a_meeting(match, days_ago(10))
    a_meeting(match, days_ago(3), status="missed")
    a_meeting(match, days_ago(2))
    a_meeting(match, days_ago(-4))
    a_meeting(match, days_ago(-14))
    assert strips([match], until=TUESDAY)[match.pk][-3:] == [Week.PLANNED, Week.MISSED, Week.PLANNED]


def test_a_match_without_meetings_has_twelve_empty_weeks():
    match = a_match()
    assert strips([match], until=TUESDAY) == {match.pk: [Week.NONE] * 12}


def test_the_next_meeting_is_the_first_planned_one_of_a_match_that_goes_on():
    match, paused = a_match(), a_match("Leah", "Mo", status="paused")
    a_meeting(match, date(2026, 12, 12))
    first = a_meeting(match, date(2026, 11, 28))
    a_meeting(match, days_ago(3))
    a_meeting(match, date(2026, 11, 26), status="called off")
    a_meeting(paused, date(2026, 11, 28))
    assert next_meetings([match, paused], NOON) == {match.pk: first}
    assert next_meetings(Match.objects.all(), NOON) == {match.pk: first}


def test_the_last_kept_meeting_is_the_latest_one_kept():
    match, never = a_match(), a_match("Leah", "Mo")
    a_meeting(match, days_ago(17), status="kept")
    latest = a_meeting(match, days_ago(10), status="kept")
    a_meeting(match, days_ago(3), status="missed")
    assert last_kept([match, never]) == {match.pk: latest}


def test_a_meeting_awaits_a_word_once_its_time_has_come():
    match = a_match()
    ended_today = a_meeting(match, TUESDAY, hour=11)
    a_meeting(match, TUESDAY, hour=13)
    older = a_meeting(match, days_ago(3))
    assert awaiting_word([match], NOON) == [older, ended_today]


def with_a_note(match, readers):
    meeting = a_meeting(match, days_ago(3), status="kept", feeling="good")
    Note.objects.create(
        meeting=meeting, words="Seals.", readers=readers, at=NOON, created_by=match.volunteer.user
    )
    return meeting


def test_a_note_is_read_by_whoever_was_named_and_by_whoever_wrote_it():
    priya, match = a_coordinator(), None
    match = a_match(coordinator=priya)
    meeting = with_a_note(match, ["coordinator"])
    child = with_account(match.child)
    manager = a_member(Role.MANAGER, match.scheme)

    def reads(user):
        return bool(readable_notes([meeting], user, TUESDAY))

    assert reads(priya)
    assert reads(match.volunteer.user)
    assert not reads(child)
    assert not reads(manager)
    assert not reads(a_coordinator(first_name="Noor"))


def test_how_it_was_is_read_by_the_coordinator_and_never_by_the_volunteer_or_the_manager():
    priya = a_coordinator()
    match = a_match(coordinator=priya)
    meeting = with_a_note(match, [])

    def reads(user):
        return meeting.pk in feelings_readable([meeting], user, TUESDAY)

    assert reads(priya)
    assert reads(with_account(match.child))
    assert not reads(match.volunteer.user)
    assert not reads(a_member(Role.MANAGER, match.scheme))


def test_a_peer_mentor_who_is_a_young_person_too_does_not_read_how_their_own_mentee_felt():
    match = a_match()
    a_member(Role.YOUNG_PERSON, match.scheme, user=match.volunteer.user)
    meeting = with_a_note(match, [])
    assert not feelings_readable([meeting], match.volunteer.user, TUESDAY)


def test_a_volunteer_who_is_being_looked_into_sees_no_meetings():
    match = a_match()
    a_meeting(match, days_ago(3))
    seen = Meeting.objects.reachable_by(match.volunteer.user, "see when meetings are", TUESDAY)
    assert seen.count() == 1
    Suspension.objects.create(volunteer=match.volunteer, reason="concern", from_day=TUESDAY)
    assert Meeting.objects.reachable_by(match.volunteer.user, "see when meetings are", TUESDAY).count() == 0


def many_matches(number, scheme, prefix):
    made = []
    for turn in range(number):
        match = a_match(f"{prefix}{turn}", f"Ruth{prefix}{turn}", scheme=scheme)
        a_meeting(match, days_ago(40), status="kept")
        a_meeting(match, days_ago(12), status="withheld", who="carer", reason="family")
        a_meeting(match, days_ago(11), status="withheld", who="carer", reason="family")
        a_meeting(match, days_ago(5))
        a_meeting(match, date(2026, 11, 28))
        made.append(match.pk)
    return made


QUESTIONS = {
    "quiet": lambda matches: quiet(matches, TUESDAY),
    "withheld": lambda matches: withheld_often(matches, TUESDAY),
    "strips": lambda matches: strips(matches, until=TUESDAY),
    "next": lambda matches: next_meetings(matches, NOON),
    "last": lambda matches: last_kept(matches),
    "awaiting": lambda matches: awaiting_word(matches, NOON),
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_over_thirty_matches_asks_the_database_as_often_as_over_three(question):
    scheme = a_scheme()
    few = many_matches(3, scheme, "Ana")
    many = few + many_matches(9, scheme, "Leah")

    def cost(ids):
        matches = list(Match.objects.filter(pk__in=ids))
        with CaptureQueriesContext(connection) as queries:
            answer = QUESTIONS[question](matches)
        assert len(answer) == len(ids)
        return len(queries)

    assert cost(few) == cost(many)


def test_whether_a_volunteer_may_meet_is_asked_once_for_all_their_matches():
    scheme = a_scheme("Group", preset="group")
    sunil = a_match("Kofi", "Sunil", scheme=scheme).volunteer
    made = [a_match(f"Child {turn}", sunil, scheme=scheme).pk for turn in range(6)]

    def cost(ids):
        matches = list(Match.objects.filter(pk__in=ids))
        with CaptureQueriesContext(connection) as queries:
            plans_ahead(matches, on=TUESDAY, until=TUESDAY + timedelta(weeks=3))
        return len(queries)

    assert cost(made[:2]) == cost(made)


def test_meetings_are_planned_ahead_every_night_by_the_clock(django_capture_on_commit_callbacks):
    match = a_match(approved=True)
    plan = schedules.SCHEDULES["plan meetings ahead"]
    assert schedules.latest_due(plan, NOON) == at(TUESDAY, 4, 20)
    with django_capture_on_commit_callbacks(execute=True):
        plan.deed(at(TUESDAY, 4, 20))
    run = PlanningRun.objects.get()
    tasks.work.call(str(run.public_id))
    planned = Meeting.objects.filter(match=match)
    assert planned.count() == 4
    assert {meeting.at.time() for meeting in planned} == {time(14)}
    run.refresh_from_db()
    assert (run.whole, run.done, run.planned) == (1, 1, 4)
    assert run.finished_at
