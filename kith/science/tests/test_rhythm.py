from datetime import date, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.science.rhythm import (
    Rhythm,
    Share,
    State,
    Unit,
    gap_allowed,
    is_quiet,
    kept_share,
    longest_gap,
    planned_days,
    quiet_from,
    week_starts,
    weeks_strip,
)

days = st.dates(date(2020, 1, 1), date(2030, 12, 31))
rhythms = st.builds(
    Rhythm,
    every=st.integers(1, 6),
    unit=st.sampled_from(Unit),
    begins=days,
    weekday=st.none() | st.integers(0, 6),
)
stretches = st.tuples(days, st.integers(0, 400)).map(
    lambda pair: (pair[0], pair[0] + timedelta(days=pair[1]))
)
states = st.sampled_from(list(State))


def day(text):
    return date.fromisoformat(text)


def test_every_other_saturday():
    rhythm = Rhythm(2, Unit.WEEKS, day("2026-11-05"), weekday=5, at=time(14, 0))
    assert planned_days(rhythm, day("2026-11-01"), day("2026-12-31")) == [
        day("2026-11-07"),
        day("2026-11-21"),
        day("2026-12-05"),
        day("2026-12-19"),
    ]
    assert rhythm.words() == "every 2 weeks"


def test_a_monthly_rhythm_keeps_its_place_in_the_month():
    rhythm = Rhythm(1, Unit.MONTHS, day("2026-11-14"))  # the second Saturday
    assert planned_days(rhythm, day("2026-12-01"), day("2027-03-31")) == [
        day("2026-12-12"),
        day("2027-01-09"),
        day("2027-02-13"),
        day("2027-03-13"),
    ]


def test_a_fifth_saturday_becomes_the_last_one():
    rhythm = Rhythm(1, Unit.MONTHS, day("2026-10-31"))
    assert planned_days(rhythm, day("2026-10-01"), day("2027-01-31")) == [
        day("2026-10-31"),
        day("2026-11-28"),
        day("2026-12-26"),
        day("2027-01-30"),
    ]


def test_a_day_when_somebody_is_away_is_left_out_and_the_others_stay():
    rhythm = Rhythm(1, Unit.WEEKS, day("2026-12-05"))
    christmas = (day("2026-12-19"), day("2027-01-01"))
    assert planned_days(rhythm, day("2026-12-01"), day("2027-01-10"), away=[christmas]) == [
        day("2026-12-05"),
        day("2026-12-12"),
        day("2027-01-02"),
        day("2027-01-09"),
    ]


@pytest.mark.parametrize("wrong", [{"every": 0}, {"weekday": 7}, {"unit": "moons"}])
def test_a_rhythm_nobody_could_keep_is_refused(wrong):
    with pytest.raises(ValueError, match=".+"):
        Rhythm(**{"every": 1, "unit": "weeks", "begins": day("2026-11-21"), **wrong})


@given(rhythms, stretches)
def test_every_planned_day_is_in_the_stretch_on_its_weekday_and_after_the_beginning(rhythm, stretch):
    planned = planned_days(rhythm, *stretch)
    assert planned == sorted(set(planned))
    for each in planned:
        assert max(stretch[0], rhythm.begins) <= each <= stretch[1]
        assert each.weekday() == (rhythm.begins.weekday() if rhythm.weekday is None else rhythm.weekday)


@given(rhythms, stretches, st.integers(0, 400))
def test_a_plan_made_in_two_parts_is_the_plan_made_at_once(rhythm, stretch, days_in):
    first, last = stretch
    cut = min(first + timedelta(days=days_in), last)
    parts = planned_days(rhythm, first, cut) + planned_days(rhythm, cut + timedelta(days=1), last)
    assert parts == planned_days(rhythm, first, last)


@given(rhythms)
def test_no_two_planned_days_lie_farther_apart_than_is_allowed(rhythm):
    planned = planned_days(rhythm, rhythm.begins, rhythm.begins + timedelta(days=1500))
    assert planned[0] == rhythm.first
    assert all((later - earlier).days <= gap_allowed(rhythm) for earlier, later in pairwise(planned))


@pytest.mark.parametrize("every", [1, 2, 3, 6, 12])
def test_the_gap_allowed_in_months_is_one_the_calendar_makes(every):
    longest = 0
    for start in range(365 * 4):
        rhythm = Rhythm(every, Unit.MONTHS, day("2023-01-01") + timedelta(days=start))
        one, two, *_ = planned_days(rhythm, rhythm.begins, rhythm.begins + timedelta(days=31 * every + 40))
        longest = max(longest, (two - one).days)
    assert longest == gap_allowed(rhythm)


def test_a_monthly_match_is_quiet_only_after_its_longest_month_and_the_grace():
    monthly = Rhythm(1, Unit.MONTHS, day("2026-01-10"))
    assert gap_allowed(monthly, grace_days=7) == 42
    assert not is_quiet(day("2026-10-10"), monthly, 7, on=day("2026-11-21"))
    assert is_quiet(day("2026-10-10"), monthly, 7, on=day("2026-11-22"))


def test_a_match_that_never_met_is_counted_from_its_beginning():
    weekly = Rhythm(1, Unit.WEEKS, day("2026-11-01"))
    assert quiet_from(None, weekly, 3) == day("2026-11-12")


def test_days_away_do_not_make_a_match_quiet():
    weekly = Rhythm(1, Unit.WEEKS, day("2026-07-01"))
    holiday = [(day("2026-07-20"), day("2026-08-31")), (day("2026-08-10"), day("2026-08-20"))]
    assert quiet_from(day("2026-07-18"), weekly, 3, holiday) == day("2026-09-10")
    assert quiet_from(day("2026-07-18"), weekly, 3) == day("2026-07-29")


@given(days, rhythms, st.integers(0, 30), days)
def test_quiet_begins_on_one_day_and_lasts(last, rhythm, grace, on):
    begins = quiet_from(last, rhythm, grace)
    assert is_quiet(last, rhythm, grace, on) == (on >= begins)
    assert (begins - last).days == gap_allowed(rhythm, grace) + 1


@given(rhythms, st.integers(0, 30))
def test_a_match_that_keeps_its_rhythm_is_never_quiet(rhythm, grace):
    kept = planned_days(rhythm, rhythm.begins, rhythm.begins + timedelta(days=900))
    for before, after in pairwise(kept):
        assert not is_quiet(before, rhythm, grace, on=after)


def test_the_strip_shows_the_gravest_unless_they_met():
    meetings = [
        (day("2026-11-02"), State.MISSED),
        (day("2026-11-04"), "withheld"),
        (day("2026-11-09"), "moved"),
        (day("2026-11-14"), "kept"),
        (day("2026-11-16"), "moved"),
        (day("2026-11-22"), "planned"),
        (day("2026-11-28"), "kept"),
    ]
    strip = weeks_strip(meetings, until=day("2026-11-21"), weeks=4)
    assert strip == [State.NONE, State.WITHHELD, State.KEPT, State.MOVED]
    assert weeks_strip(meetings, until=day("2026-11-23"), weeks=2) == [State.MOVED, State.NONE]
    assert weeks_strip([(day("2026-11-28"), "planned")], until=day("2026-11-23"), weeks=2) == [
        State.NONE,
        State.PLANNED,
    ]
    assert week_starts(day("2026-11-21"), 4) == [
        day(f"2026-{d}") for d in ("10-26", "11-02", "11-09", "11-16")
    ]


@given(
    st.lists(st.tuples(days, states), max_size=30),
    days,
    st.integers(1, 20),
    st.randoms(use_true_random=False),
)
def test_the_strip_is_as_long_as_asked_and_does_not_depend_on_the_order(meetings, until, weeks, random):
    strip = weeks_strip(meetings, until, weeks)
    assert len(strip) == weeks == len(week_starts(until, weeks))
    assert week_starts(until, weeks)[-1] <= until < week_starts(until, weeks)[-1] + timedelta(days=7)
    random.shuffle(meetings)
    assert weeks_strip(meetings, until, weeks) == strip
    for monday, state in zip(week_starts(until, weeks), strip, strict=True):
        that_week = {
            s
            for d, s in meetings
            if monday <= d < monday + timedelta(days=7) and (d <= until or s == State.PLANNED)
        }
        assert (State.KEPT in that_week) == (state is State.KEPT)
        assert state in that_week or state is State.NONE


def test_the_share_kept_counts_a_moved_meeting_on_its_new_day_only():
    assert kept_share(["kept", "kept", "missed", "withheld", "moved", "planned"]) == Share(2, 4)
    assert kept_share([]) == Share(0, 0)


def test_the_longest_gap_counts_the_ends_too():
    kept = [day("2026-10-10"), day("2026-09-01"), day("2026-12-25")]
    assert longest_gap(kept, day("2026-09-01"), day("2026-11-21")) == 42
    assert longest_gap([], day("2026-09-01"), day("2026-09-30")) == 29
