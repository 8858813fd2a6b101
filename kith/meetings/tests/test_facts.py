"""From rows to the dates that the rhythm reckons with."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kith.foundation.dates import LONDON
from kith.foundation.gov.pictures import PICTURES
from kith.matching.models import MatchChange
from kith.meetings import activities
from kith.meetings.facts import day_of, in_step, pauses
from kith.meetings.forms import PlanForm
from kith.meetings.presenters import clock_change, day_notes, lately_words
from kith.meetings.tests.factories import a_match, at
from kith.meetings.words import agreement_words, minutes_words, rhythm_words
from kith.science.rhythm import Rhythm, planned_days

TUESDAY = date(2026, 11, 24)
DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


@given(every=st.integers(1, 6), unit=st.sampled_from(["weeks", "months"]), day=DAYS, back=st.integers(0, 500))
def test_a_rhythm_in_step_with_a_day_has_that_day(every, unit, day, back):
    rhythm = in_step(Rhythm(every, unit, day, weekday=day.weekday()), day, day - timedelta(days=back))
    assert rhythm.begins <= day - timedelta(days=back)
    assert day in planned_days(rhythm, day - timedelta(days=back), day)


@given(
    every=st.integers(1, 4), unit=st.sampled_from(["weeks", "months"]), first=DAYS, later=st.integers(1, 20)
)
def test_being_in_step_with_a_later_day_of_a_rhythm_changes_none_of_its_days(every, unit, first, later):
    assume(first.day <= 28)
    rhythm = Rhythm(every, unit, first, weekday=first.weekday())
    days = planned_days(rhythm, first, first + timedelta(days=31 * every * later))
    again = in_step(rhythm, days[-1], first)
    assert planned_days(again, first, days[-1]) == days


@pytest.mark.django_db
def test_a_pause_lasts_from_its_day_to_the_day_before_it_went_on():
    match = a_match()
    for step, to, on in (
        ("pause", "paused", date(2026, 9, 10)),
        ("resume", "active", date(2026, 9, 20)),
        ("pause", "paused", date(2026, 11, 1)),
    ):
        MatchChange.objects.create(of=match, step=step, from_status="", to_status=to, on=on)
    assert pauses(match, until=TUESDAY) == [
        (date(2026, 9, 10), date(2026, 9, 19)),
        (date(2026, 11, 1), TUESDAY),
    ]


def test_the_day_of_a_meeting_is_the_day_in_london():
    assert day_of(at(date(2026, 6, 1), 0, 30)) == date(2026, 6, 1)


def test_the_nights_on_which_the_clocks_change_are_named():
    assert clock_change(date(2026, 10, 25)) == "back"
    assert clock_change(date(2027, 3, 28)) == "forward"
    assert clock_change(TUESDAY) == ""
    assert day_notes(date(2026, 10, 25)) == "the clocks go back"
    assert day_notes(date(2026, 12, 25)) == "bank holiday"


@pytest.mark.django_db
def test_the_hour_that_comes_twice_is_taken_the_first_time():
    match = a_match()
    typed = {"day": "2026-10-25", "time": "1:30am", "minutes": "60"}
    form = PlanForm(typed, match=match, on=date(2026, 10, 20))
    assert form.is_valid()
    moment = form.cleaned_data["moment"]
    assert moment.astimezone(LONDON).strftime("%H:%M %Z") == "01:30 BST"


def test_every_activity_has_a_drawing_and_its_own_words():
    assert len(activities.choices()) == 11
    assert {activity.picture for activity in activities.activities().values()} <= set(PICTURES)
    assert activities.words_of(["out", "food"]) == "Out and about, food."
    assert activities.words_of([]) == ""
    assert activities.words_of(["a key of long ago"]) == ""


@pytest.mark.parametrize(
    ("every", "unit", "weekday", "said"),
    [
        (1, "weeks", 5, "every Saturday"),
        (2, "weeks", 5, "every other Saturday"),
        (2, "weeks", None, "every other week"),
        (3, "weeks", 5, "every 3 weeks"),
        (1, "months", 5, "every month"),
        (2, "months", None, "every other month"),
    ],
)
def test_a_rhythm_is_said_as_people_say_it(every, unit, weekday, said):
    assert rhythm_words(Rhythm(every, unit, TUESDAY, weekday=weekday)) == said


@pytest.mark.django_db
def test_an_agreement_says_day_time_and_place():
    assert agreement_words(a_match().agreement) == "every other Saturday at 2pm, outside the pool"
    monthly = a_match("Leah", "Mo", agreed={"every": 1, "unit": "month"}).agreement
    assert agreement_words(monthly) == "every month, on a Saturday at 2pm, outside the pool"


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(30, "half an hour"), (45, "45 minutes"), (60, "1 hour"), (80, "1 hour 20 minutes"), (90, "1½ hours")],
)
def test_a_length_is_said_as_people_say_it(minutes, said):
    assert minutes_words(minutes) == said


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (TUESDAY, "today"),
        (date(2026, 11, 23), "yesterday"),
        (date(2026, 11, 21), "last Saturday"),
        (date(2026, 11, 14), "Saturday 14 November"),
        (date(2025, 11, 15), "15 November 2025"),
    ],
)
def test_a_day_not_long_ago_is_said_as_people_say_it(day, said):
    assert lately_words(day, TUESDAY) == said
