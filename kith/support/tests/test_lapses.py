"""Sixty, thirty and seven days before something runs out, and on the day: who is told, once, and what stops."""

from datetime import date, datetime, time, timedelta

import pytest

from kith.access.roles import Role
from kith.endings.tests.factories import a_match, coordinator_of
from kith.foundation.dates import moment
from kith.meetings.actions import plan
from kith.meetings.actions.planning import CannotPlan
from kith.messages.models import OutboxMessage
from kith.recruitment.actions import suspend
from kith.recruitment.models import Check, Exemption, LapseNotice
from kith.recruitment.queries import cleared_volunteers, obstacles
from kith.recruitment.tests.factories import (
    a_check,
    a_colleague,
    a_policy,
    an_application,
    an_approved_volunteer,
)
from kith.schemes.tests.factories import a_scheme
from kith.support.lapses import tell_of_lapses
from kith.training.tests.factories import a_completion, a_course

pytestmark = pytest.mark.django_db
ENDS = date(2027, 9, 1)  # independence, asked on 1 September 2026


def morning(day: date) -> datetime:
    return moment(day, time(7))


def told(days_before: int) -> int:
    return tell_of_lapses(at=morning(ENDS - timedelta(days=days_before)))


def letters() -> list[tuple[str, str]]:
    return sorted(
        (letter.to.first_name, letter.event)
        for letter in OutboxMessage.objects.filter(event__endswith="lapsing")
    )


@pytest.fixture
def ben():
    scheme = a_scheme()
    a_colleague(Role.MANAGER, scheme, "Mona")
    return an_approved_volunteer("Ben", scheme=scheme), scheme


def test_each_is_told_at_60_30_and_7_days_and_when_it_has_run_out_and_never_twice(ben):
    days = [before for before in range(75, -20, -1) if told(before)]
    assert days == [60, 30, 7, -1]
    assert letters() == sorted(
        [("Ben", "check lapsing"), ("Mona", "papers lapsing"), ("Rina", "papers lapsing")] * 4
    )


def test_the_same_morning_twice_tells_once(ben):
    assert (told(60), told(60)) == (1, 0)
    assert len(letters()) == 3


def test_a_morning_that_was_missed_is_caught_up_with_the_nearest_distance(ben):
    assert told(25) == 1
    assert LapseNotice.objects.get().days == 30
    assert told(24) == 0


def test_the_coordinator_of_the_match_is_told_rather_than_the_recruiter():
    match = a_match(begun_on=date(2026, 10, 1))
    asked = a_check(match.volunteer, match.scheme, "training", on=date(2026, 10, 1), until=date(2027, 1, 15))
    tell_of_lapses(at=morning(asked.until - timedelta(days=60)))
    heard = {letter.to_id for letter in OutboxMessage.objects.filter(event="papers lapsing")}
    assert coordinator_of(match).pk in heard


def test_an_exemption_is_told_of_like_what_it_stands_for(ben):
    volunteer, scheme = ben
    Check.objects.filter(volunteer=volunteer, kind="agreement").update(withdrawn_on=ENDS)
    Exemption.objects.create(
        volunteer=volunteer,
        scheme=scheme,
        kind="agreement",
        reason="He is abroad",
        from_day=date(2026, 10, 1),
        until_day=date(2027, 3, 1),
    )
    days = [
        before
        for before in range(70, -20, -1)
        if tell_of_lapses(at=morning(date(2027, 3, 1) - timedelta(before)))
    ]
    assert days == [60, 30, 7, -1]


def test_a_course_that_a_list_names_is_told_of_though_it_is_optional(ben):
    volunteer, scheme = ben
    course = a_course("Swimming with children", scheme, need="optional", months=12)
    a_completion(volunteer, course, on=date(2026, 3, 1), until=date(2027, 3, 1))
    assert not tell_of_lapses(at=morning(date(2027, 1, 10)))
    a_policy(scheme, "training", modules=[course.pk])
    assert tell_of_lapses(at=morning(date(2027, 1, 10)))


def test_what_was_renewed_is_not_told_of(ben):
    volunteer, scheme = ben
    a_check(volunteer, scheme, "independence", on=ENDS - timedelta(days=61))
    assert told(60) == 0


def test_nobody_hears_of_somebody_who_is_neither_approved_nor_on_the_way(ben):
    from kith.recruitment.models import Application, Approval

    Approval.objects.update(until_day=date(2026, 12, 1))
    Application.objects.update(status="withdrawn")
    assert told(60) == 0


def test_applicants_are_told_of_too(ben):
    _, scheme = ben
    ruth = an_application("Ruth", scheme).volunteer
    a_check(ruth, scheme, "right to volunteer", until=ENDS)
    assert told(60) == 2


def test_a_course_that_runs_out_is_told_of_here_and_nowhere_else(ben):
    volunteer, scheme = ben
    a_completion(volunteer, a_course(owner=scheme), on=date(2024, 9, 1), until=ENDS - timedelta(days=90))
    days = [before for before in range(165, 91, -1) if told(before)]
    assert days == [150, 120, 97]
    assert letters() == sorted(
        [("Ben", "check lapsing"), ("Mona", "papers lapsing"), ("Rina", "papers lapsing")] * 3
    )
    links = {letter.values["link"] for letter in OutboxMessage.objects.filter(event="check lapsing")}
    assert {link.partition("/training/")[2] for link in links} == {"mine/"}


def test_whoever_has_a_check_and_a_course_running_out_gets_one_letter(ben):
    volunteer, scheme = ben
    a_completion(volunteer, a_course(owner=scheme), on=date(2024, 9, 1), until=ENDS)
    assert told(60) == 2
    assert letters() == [("Ben", "check lapsing"), ("Mona", "papers lapsing"), ("Rina", "papers lapsing")]


def test_a_letter_names_nobody(ben):
    told(60)
    for letter in OutboxMessage.objects.filter(event__endswith="lapsing"):
        assert "Ben" not in str(letter.values)


def test_it_costs_the_same_for_many(ben, django_assert_max_num_queries):
    _, scheme = ben
    for name in ("Ruth", "Samir", "Ada", "Joe"):
        an_approved_volunteer(name, scheme=scheme)
    with django_assert_max_num_queries(31):  # of which PostgreSQL asks one for a lock
        assert told(60) == 5


def test_on_the_day_no_new_match_and_no_new_meeting():
    match = a_match(begun_on=date(2026, 10, 1))
    volunteer, scheme = match.volunteer, match.scheme
    last = date(2026, 12, 10)
    a_check(volunteer, scheme, "training", on=date(2026, 10, 1), until=last)
    coordinator = coordinator_of(match)
    day = date(2026, 11, 24)
    assert plan(match=match, at=moment(last, time(15)), by=coordinator, on=day)
    with pytest.raises(CannotPlan, match="training ran out on 10 December 2026"):
        plan(match=match, at=moment(last + timedelta(days=1), time(15)), by=coordinator, on=day)
    assert volunteer in cleared_volunteers(scheme, last)
    assert volunteer not in cleared_volunteers(scheme, last + timedelta(days=1))


def test_a_suspension_takes_effect_at_once_in_every_scheme():
    match = a_match(begun_on=date(2026, 10, 1))
    volunteer, day = match.volunteer, date(2026, 11, 24)
    mentors = a_scheme("Mentors", preset="leaving-care-mentoring")
    suspend(volunteer=volunteer, reason="other", by=a_colleague(Role.MANAGER, match.scheme, "Mona"), on=day)
    for scheme in (match.scheme, mentors):
        assert f"{volunteer.first_name} is suspended and meets no child for now." in obstacles(
            volunteer, scheme, day
        )
        assert volunteer not in cleared_volunteers(scheme, day)
    with pytest.raises(CannotPlan, match="is suspended"):
        plan(match=match, at=moment(day, time(18)), by=coordinator_of(match), on=day)
