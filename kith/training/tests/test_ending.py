"""What of training runs out, and that each is noticed once at each distance."""

from datetime import date, timedelta

import pytest

from kith.recruitment.actions.lapses import distance_of
from kith.schemes.tests.factories import LONG_AGO, a_provider, a_scheme
from kith.training import actions
from kith.training.queries import ending
from kith.training.tests.factories import a_completion, a_coordinator, a_course, a_trainee

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 24)
SOON, FAR = timedelta(days=60), timedelta(days=14)


def ends(on=DAY):
    return [(one.volunteer_id, one.name, one.until) for one in ending(on, on - FAR, on + SOON)]


def noticed(on):
    return len(actions.notice_ends(first=on - FAR, last=on + SOON, distance_of=distance_of, on=on))


def test_what_is_asked_for_and_ends_within_the_days_is_found_and_nothing_else():
    ruth, last = a_trainee("Ruth"), DAY + timedelta(days=40)
    asked, liked = a_course(), a_course("Trauma", need="optional")
    for course in (asked, liked):
        a_completion(ruth, course, on=date(2024, 1, 5), until=last)
    a_completion(ruth, a_course("Endings", months=None), on=date(2024, 1, 5))
    assert ends() == [(ruth.pk, "Safeguarding", last)]
    assert ends(DAY - timedelta(days=21)) == []
    assert ends(last + FAR + timedelta(days=1)) == []


def test_what_has_been_done_anew_is_not_found():
    ruth, course = a_trainee("Ruth"), a_course()
    a_completion(ruth, course, on=date(2023, 12, 5), until=DAY + timedelta(days=11))
    assert ends()
    a_completion(ruth, course, on=DAY - timedelta(days=3))
    assert ends() == []


def test_whoever_has_gone_and_what_is_no_longer_taught_is_not_found():
    gone, stays, course = a_trainee("Gone"), a_trainee("Stays"), a_course()
    for who in (gone, stays):
        a_completion(who, course, on=date(2024, 1, 5), until=DAY + timedelta(days=11))
    gone.enlistments.update(until_day=DAY - timedelta(days=1))
    assert [who for who, *_ in ends()] == [stays.pk]
    actions.retire_course(course=course, by=a_coordinator(), on=DAY)
    assert ends() == []


def test_a_new_version_that_must_be_done_by_a_day_makes_the_old_one_run_out_then():
    ruth, course = a_trainee("Ruth"), a_course(months=None)
    a_completion(ruth, course, on=date(2024, 1, 5))
    assert ends() == []
    again_by = DAY + timedelta(days=50)
    actions.change_course(course=course, summary="New law", again_by=again_by, by=a_coordinator(), on=DAY)
    assert ends() == [(ruth.pk, "Safeguarding", again_by)]


def test_a_yearly_course_that_is_not_asked_of_a_newcomer_when_it_ends_is_not_found():
    ruth, scheme = a_trainee("Ruth"), a_scheme()
    course = a_course("Online safety", need="yearly", months=12)
    until = DAY + timedelta(days=20)
    a_completion(ruth, course, on=date(2025, 12, 14), until=until)
    ruth.enlistments.update(from_day=DAY - timedelta(days=100))
    assert ends() == []
    ruth.enlistments.update(from_day=LONG_AGO)
    assert ends() == [(ruth.pk, "Online safety", until)]
    assert scheme.pk == next(ending(DAY, DAY, DAY + SOON)).scheme_id


def test_each_is_noticed_once_at_each_distance_and_once_when_it_has_run_out():
    last = DAY + timedelta(days=75)
    a_completion(a_trainee(), a_course(), on=date(2024, 1, 5), until=last)
    days = [before for before in range(75, -20, -1) if noticed(last - timedelta(days=before))]
    assert days == [60, 30, 7, -1]


def test_a_course_of_a_whole_provider_is_noticed_for_each_scheme_and_told_of_once():
    provider = a_provider()
    ruth = a_trainee("Ruth", a_scheme("First", provider=provider))
    second = a_scheme("Second", provider=provider)
    ruth.enlistments.create(scheme=second, from_day=LONG_AGO)
    a_completion(ruth, a_course(owner=provider), on=date(2024, 1, 5), until=DAY + timedelta(days=30))
    assert noticed(DAY) == 2
    assert noticed(DAY) == 0


def test_it_asks_as_many_questions_for_many(django_assert_max_num_queries):
    course = a_course()
    for number in range(12):
        a_completion(a_trainee(f"R{number}"), course, on=date(2024, 1, 5), until=DAY + timedelta(days=30))
    with django_assert_max_num_queries(6):
        assert len(ends()) == 12
