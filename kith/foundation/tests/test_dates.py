"""Days and times as people say them, and the clock of London."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.foundation import dates

DAYS = st.dates(date(1995, 1, 1), date(2045, 12, 31))


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (time(17, 30), "5:30pm"),
        (time(9), "9am"),
        (time(12), "midday"),
        (time(0), "midnight"),
        (time(0, 5), "12:05am"),
    ],
)
def test_a_time_is_said_as_people_say_it(at, said):
    assert dates.time_words(at) == said


def test_a_day_is_said_in_full():
    assert dates.day_words(date(2026, 11, 21)) == "21 November 2026"
    assert dates.short_day(date(2026, 11, 21)) == "Sat 21 Nov"


@pytest.mark.parametrize(
    ("end", "said"),
    [
        (date(2024, 4, 29), "9 days"),
        (date(2024, 5, 11), "3 weeks"),
        (date(2024, 9, 20), "5 months"),
        (date(2025, 4, 20), "1 year"),
        (date(2026, 11, 21), "2 years and 7 months"),
    ],
)
def test_a_length_is_said_in_the_units_that_say_enough(end, said):
    assert dates.length_words(date(2024, 4, 20), end) == said


@pytest.mark.parametrize(
    ("day", "said"),
    [(24, "today"), (25, "tomorrow"), (23, "yesterday"), (28, "in 4 days"), (12, "12 days ago")],
)
def test_a_near_day_is_said_from_here(day, said):
    assert dates.near_words(date(2026, 11, day), date(2026, 11, 24)) == said


def test_a_birthday_on_a_leap_day_is_the_first_of_march_in_other_years():
    born = date(2012, 2, 29)
    assert dates.age_on(born, date(2025, 2, 28)) == 12
    assert dates.age_on(born, date(2025, 3, 1)) == 13


def test_a_working_day_is_neither_a_weekend_nor_a_bank_holiday():
    assert not dates.is_working_day(date(2026, 11, 21))
    assert not dates.is_working_day(date(2027, 12, 27))  # the day instead of Christmas Day
    assert dates.working_days_between(date(2026, 12, 24), date(2026, 12, 29)) == 1


@given(DAYS, DAYS)
def test_working_days_never_outnumber_days(one, other):
    start, end = sorted((one, min(other, date(one.year + 1, 12, 31))))
    assert 0 <= dates.working_days_between(start, end) <= max(0, (end - start).days)


def test_a_meeting_at_an_hour_that_the_clocks_skip_is_an_hour_later():
    skipped = dates.moment(date(2027, 3, 28), time(1, 30))
    assert skipped.astimezone(dates.LONDON).time() == time(2, 30)


@given(DAYS, st.integers(0, 23))
def test_a_moment_in_london_is_the_day_and_hour_it_was_made_from(day, hour):
    at = dates.moment(day, time(hour))
    local = at.astimezone(dates.LONDON)
    assert local.date() == day
    assert local.hour == hour or (day.month == 3 and hour == 1)
    assert isinstance(at, datetime)


@given(
    kept_since=st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    later=st.integers(-3, 3),
    months=st.integers(1, 24),
)
def test_what_is_kept_until_a_day_is_over_on_the_day_after_it_and_not_on_it(kept_since, later, months):
    kept_until = dates.months_after(kept_since, months)
    on = kept_until + timedelta(days=later)
    assert (kept_since <= dates.last_day_over(on, months)) is (kept_until < on)
