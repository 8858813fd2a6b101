"""A child's time in care: theorems over any history, and the cases the law and the return speak of."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.science.care import (
    Episode,
    LeaverStatus,
    PathwayKind,
    Period,
    ReviewIntervals,
    SdqReturn,
    add_months,
    add_working_days,
    age_on,
    birthday,
    days_looked_after,
    leaver_status,
    looked_after_on,
    pathway_points,
    periods_of_care,
    placements_in,
    review_due,
    sdq_series,
    unstable,
)

ENGLAND = ReviewIntervals("England", date(2011, 4, 1), 20, 3, 6, "SI 2010/959, reg 33")
DAY_ONE = date(2015, 1, 1)
DOB = date(2008, 6, 15)


def weekdays(day: date) -> bool:
    return day.weekday() < 5


days = st.dates(min_value=DAY_ONE, max_value=date(2026, 12, 31))
births = st.dates(min_value=date(1995, 1, 1), max_value=date(2014, 12, 31))


@st.composite
def episodes(draw):
    began = draw(days)
    length = draw(st.none() | st.integers(min_value=0, max_value=1500))
    return Episode(
        began=began,
        ended=None if length is None else began + timedelta(days=length),
        reason_begun=draw(st.sampled_from("SLPTBU")),
        reason_ended=draw(st.sampled_from(["", "X1", "E4A", "E17"])),
        legal_status=draw(st.sampled_from(["C2", "V2", "V3", "V4"])),
        placement=draw(st.sampled_from(["U6", "U4", "K2", "T0", "T4", ""])),
        site=draw(st.sampled_from(["", "one", "two"])),
    )


histories = st.lists(episodes(), max_size=8)


@given(histories, days)
def test_a_child_looked_after_on_a_day_is_in_exactly_one_period(history, day):
    periods = periods_of_care(history)
    assert sum(period.contains(day) for period in periods) == looked_after_on(history, day)


@given(histories, births, days)
def test_the_same_holds_when_the_date_of_birth_is_known(history, dob, day):
    periods = periods_of_care(history, dob=dob)
    assert sum(period.contains(day) for period in periods) == looked_after_on(history, day, dob=dob)


@given(histories)
def test_periods_come_in_order_and_never_overlap(history):
    periods = periods_of_care(history, short_breaks=True)
    for period in periods:
        assert period.ended is None or period.began < period.ended
    for earlier, later in zip(periods, periods[1:], strict=False):
        assert earlier.ended is not None
        assert earlier.ended <= later.began


@given(histories, births)
def test_nobody_is_looked_after_from_their_eighteenth_birthday(history, dob):
    eighteen = birthday(dob, 18)
    for period in periods_of_care(history, dob=dob):
        assert period.ended is not None
        assert period.ended <= eighteen
    assert not looked_after_on(history, eighteen, dob=dob)


@given(histories, births, days, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(history, dob, day, random: Random):
    shuffled = list(history)
    random.shuffle(shuffled)
    assert periods_of_care(shuffled, dob=dob) == periods_of_care(history, dob=dob)
    assert placements_in(shuffled, until=day) == placements_in(history, until=day)
    if dob <= day:
        assert leaver_status(shuffled, dob, day) == leaver_status(history, dob, day)
    assert pathway_points(shuffled, [day], dob, until=day) == pathway_points(history, [day], dob, until=day)


@given(histories)
def test_periods_read_as_episodes_give_the_same_periods(history):
    periods = periods_of_care(history)
    again = [Episode(p.began, p.ended, "S" if p.beginning_known else "P", p.reason_ended) for p in periods]
    assert [(p.began, p.ended) for p in periods_of_care(again)] == [(p.began, p.ended) for p in periods]


@given(histories, days, days)
def test_days_in_care_add_up_over_any_cut(history, one, other):
    first, last = min(one, other), max(one, other)
    middle = first + (last - first) // 2
    periods = periods_of_care(history)
    whole = days_looked_after(periods, since=first, before=last)
    parts = (
        days_looked_after(periods, since=first, before=middle),
        days_looked_after(periods, since=middle, before=last),
    )
    assert whole == sum(parts)
    assert 0 <= whole <= (last - first).days


@given(histories, days)
def test_carer_changes_never_outnumber_placements_nor_placements_the_episodes(history, day):
    count = placements_in(history, until=day)
    assert 0 <= count.carer_changes <= count.placements
    assert count.placements + count.temporary + count.returns <= len(history)


@given(histories, days)
def test_a_longer_look_back_never_finds_fewer_placements(history, day):
    assert (
        placements_in(history, until=day, months=24).placements
        >= placements_in(history, until=day).placements
    )


@given(days, st.booleans(), st.lists(days, max_size=6), days)
def test_a_later_review_never_makes_the_next_one_due_earlier(began, known, held, later):
    period = Period(began, None, beginning_known=known)
    before = review_due(held, period, ENGLAND, is_working_day=weekdays)
    after = review_due([*held, max([*held, began, later])], period, ENGLAND, is_working_day=weekdays)
    assert before is not None
    assert after is not None
    assert after.day >= before.day


@given(days, st.integers(min_value=0, max_value=60))
def test_as_many_working_days_lie_between_as_were_counted(day, count):
    reached = add_working_days(day, count, weekdays)
    between = sum(weekdays(day + timedelta(days=n + 1)) for n in range((reached - day).days))
    assert between == count
    assert count == 0 or weekdays(reached)


@given(births, st.integers(min_value=0, max_value=30))
def test_an_age_is_reached_on_its_birthday_and_not_the_day_before(dob, age):
    day = birthday(dob, age)
    assert age_on(dob, day) == age
    if age:
        assert age_on(dob, day - timedelta(days=1)) == age - 1


@given(days, st.integers(min_value=-48, max_value=48))
def test_adding_months_lands_in_the_month_meant(day, months):
    reached = add_months(day, months)
    assert (reached.year * 12 + reached.month) - (day.year * 12 + day.month) == months
    assert reached.day <= day.day


@given(histories, births, st.lists(days, max_size=5), days)
def test_points_are_in_order_and_each_key_is_there_once(history, dob, reviews, day):
    points = pathway_points(history, reviews, dob, until=day)
    assert points == sorted(points)
    assert len({point.key for point in points}) == len(points)
    assert all(point.day <= day for point in points)


@given(histories, births, st.lists(days, max_size=5), days, days)
def test_time_passing_only_adds_points(history, dob, reviews, one, other):
    earlier = pathway_points(history, reviews, dob, until=min(one, other))
    later = pathway_points(history, reviews, dob, until=max(one, other))
    assert later[: len(earlier)] == earlier


@given(st.lists(st.builds(SdqReturn, st.integers(2016, 2026), st.none() | st.integers(0, 40)), max_size=12))
def test_the_changes_of_a_series_add_up_to_last_minus_first(returns):
    scores = [point.score for point in sdq_series(returns) if point.score is not None]
    changes = [point.change for point in sdq_series(returns) if point.change is not None]
    if scores:
        assert sum(changes) == scores[-1] - scores[0]
    assert len(sdq_series(returns)) == len({entry.year for entry in returns})


# ------------------------------------------------------------------------------------------ the cases spoken of


def test_a_child_born_on_29_february_comes_of_age_on_1_march():
    leapling = date(2008, 2, 29)
    assert birthday(leapling, 18) == date(2026, 3, 1)
    assert age_on(leapling, date(2026, 2, 28)) == 17
    assert birthday(leapling, 16) == date(2024, 2, 29)


def test_an_age_before_birth_is_refused():
    with pytest.raises(ValueError, match="before they are born"):
        age_on(DOB, DOB - timedelta(days=1))


def test_moving_on_the_same_day_is_one_period_and_coming_back_is_a_second():
    history = [
        Episode(date(2020, 1, 6), date(2020, 5, 10), "S", "X1"),
        Episode(date(2020, 5, 10), date(2020, 9, 1), "P", "E4A"),
        Episode(date(2021, 3, 1), None, "S"),
    ]
    first, second = periods_of_care(history)
    assert (first.began, first.ended, first.reason_ended) == (date(2020, 1, 6), date(2020, 9, 1), "E4A")
    assert (second.began, second.ended, second.beginning_known) == (date(2021, 3, 1), None, True)
    assert looked_after_on(history, date(2020, 5, 10))
    assert not looked_after_on(history, date(2020, 9, 1))


def test_care_that_ends_and_starts_again_the_same_day_is_two_periods():
    history = [
        Episode(date(2020, 1, 6), date(2020, 5, 10), "S", "E4B"),
        Episode(date(2020, 5, 10), None, "S"),
    ]
    assert [period.began for period in periods_of_care(history)] == [date(2020, 1, 6), date(2020, 5, 10)]


def test_short_breaks_are_not_being_in_care_unless_asked_for():
    history = [Episode(date(2020, 1, 6), None, "S", legal_status="V4")]
    assert not looked_after_on(history, date(2020, 2, 1))
    assert looked_after_on(history, date(2020, 2, 1), short_breaks=True)
    assert periods_of_care(history) == []


def test_the_beginning_is_unknown_where_the_first_row_is_no_start():
    (period,) = periods_of_care([Episode(date(2020, 1, 6), None, "P")])
    assert not period.beginning_known


def test_a_holiday_and_the_return_from_it_are_no_placements():
    history = [
        Episode(date(2026, 1, 5), date(2026, 7, 20), "S", placement="U6", site="one"),
        Episode(date(2026, 7, 20), date(2026, 8, 3), "P", placement="T3", site="two"),
        Episode(date(2026, 8, 3), None, "P", placement="U6", site="one"),
    ]
    count = placements_in(history, until=date(2026, 11, 21))
    assert (count.placements, count.carer_changes, count.temporary, count.returns) == (1, 0, 1, 1)


def test_going_somewhere_else_after_hospital_is_a_move():
    history = [
        Episode(date(2026, 1, 5), date(2026, 7, 20), "S", placement="U6", site="one"),
        Episode(date(2026, 7, 20), date(2026, 8, 3), "P", placement="T1"),
        Episode(date(2026, 8, 3), None, "P", placement="K2", site="three"),
    ]
    count = placements_in(history, until=date(2026, 11, 21))
    assert (count.placements, count.carer_changes, count.returns) == (2, 1, 0)


def test_a_change_of_legal_status_alone_is_no_placement():
    history = [
        Episode(date(2026, 1, 5), date(2026, 7, 20), "S", placement="U6"),
        Episode(date(2026, 7, 20), None, "L", placement="U6"),
    ]
    assert placements_in(history, until=date(2026, 11, 21)).placements == 1


def test_three_placements_in_a_year_are_unstable_and_two_are_not():
    moves = [Episode(date(2026, month, 1), None, "P", placement="U6") for month in (2, 4, 6)]
    until = date(2026, 11, 21)
    assert unstable(placements_in(moves, until=until))
    assert not unstable(placements_in(moves[:2], until=until))
    assert not unstable(placements_in(moves, until=date(2027, 4, 1)))


def test_counting_over_no_time_is_refused():
    with pytest.raises(ValueError, match="at least one month"):
        placements_in([], until=DAY_ONE, months=0)


def test_the_first_review_is_due_after_twenty_working_days():
    period = Period(date(2026, 3, 2), None, beginning_known=True)
    easter = {date(2026, 4, 3), date(2026, 4, 6)}
    due = review_due([], period, ENGLAND, is_working_day=lambda day: weekdays(day) and day not in easter)
    assert due is not None
    assert (due.day, due.number) == (date(2026, 3, 30), 1)
    later = replace(period, began=date(2026, 3, 16))
    due = review_due([], later, ENGLAND, is_working_day=lambda day: weekdays(day) and day not in easter)
    assert due is not None
    assert due.day == date(2026, 4, 15)


def test_the_second_is_due_after_three_months_and_the_third_after_six():
    period = Period(date(2026, 3, 2), None, beginning_known=True)
    second = review_due([date(2026, 3, 27)], period, ENGLAND, is_working_day=weekdays)
    third = review_due([date(2026, 3, 27), date(2026, 6, 20)], period, ENGLAND, is_working_day=weekdays)
    assert second is not None
    assert third is not None
    assert (second.day, second.number) == (date(2026, 6, 27), 2)
    assert (third.day, third.number) == (date(2026, 12, 20), 3)


def test_a_review_of_an_earlier_period_counts_for_nothing():
    period = Period(date(2026, 3, 2), None, beginning_known=True)
    due = review_due([date(2025, 3, 27)], period, ENGLAND, is_working_day=weekdays)
    assert due is not None
    assert due.number == 1


def test_nothing_is_due_once_care_has_ended_or_will_have_ended_by_then():
    ended = Period(date(2026, 3, 2), date(2026, 9, 1), beginning_known=True)
    assert review_due([], ended, ENGLAND, is_working_day=weekdays) is None
    almost_eighteen = Period(date(2020, 3, 2), date(2026, 12, 1), beginning_known=True, by_age=True)
    held = [date(2020, 3, 20), date(2020, 6, 1), date(2026, 8, 1)]
    assert review_due(held, almost_eighteen, ENGLAND, is_working_day=weekdays) is None
    assert review_due(held[:2], almost_eighteen, ENGLAND, is_working_day=weekdays) is not None


def test_intervals_that_shrink_after_the_second_review_are_refused():
    with pytest.raises(ValueError, match="second review"):
        ReviewIntervals("Nowhere", DAY_ONE, 20, 6, 3, "nobody")


def test_a_calendar_without_working_days_is_refused():
    with pytest.raises(ValueError, match="calendar"):
        add_working_days(DAY_ONE, 1, lambda day: False)


STILL_IN_CARE = [Episode(date(2020, 1, 6), None, "S", legal_status="C2")]


@pytest.mark.parametrize(
    ("history", "day", "status"),
    [
        (STILL_IN_CARE, birthday(DOB, 16) - timedelta(days=1), LeaverStatus.NONE),
        (STILL_IN_CARE, birthday(DOB, 16), LeaverStatus.ELIGIBLE),
        (STILL_IN_CARE, birthday(DOB, 18), LeaverStatus.FORMER_RELEVANT),
        (STILL_IN_CARE, birthday(DOB, 25) - timedelta(days=1), LeaverStatus.FORMER_RELEVANT),
        (STILL_IN_CARE, birthday(DOB, 25), LeaverStatus.NONE),
        ([Episode(date(2020, 1, 6), date(2024, 9, 1), "S", "E4A")], date(2024, 10, 1), LeaverStatus.RELEVANT),
        (
            [Episode(date(2020, 1, 6), date(2024, 9, 1), "S", "E4A")],
            date(2026, 10, 1),
            LeaverStatus.FORMER_RELEVANT,
        ),
        (
            [Episode(date(2024, 8, 1), date(2024, 9, 1), "S", "E4A")],
            date(2024, 10, 1),
            LeaverStatus.QUALIFYING,
        ),
        ([Episode(date(2024, 8, 1), None, "S")], date(2024, 9, 1), LeaverStatus.NONE),
        ([Episode(date(2020, 1, 6), date(2024, 6, 1), "S", "E4A")], date(2024, 10, 1), LeaverStatus.NONE),
        ([Episode(date(2020, 1, 6), None, "S", legal_status="V4")], date(2024, 10, 1), LeaverStatus.NONE),
    ],
)
def test_the_kind_of_care_leaver(history, day, status):
    assert leaver_status(history, DOB, day).status == status


def test_thirteen_weeks_need_not_follow_one_another_and_ninety_days_are_not_enough():
    def status(first_days: int) -> LeaverStatus:
        history = [
            Episode(date(2023, 1, 1), date(2023, 1, 1) + timedelta(days=first_days), "S", "E4A"),
            Episode(date(2024, 7, 1), date(2024, 7, 31), "S", "E4A"),
        ]
        return leaver_status(history, DOB, date(2024, 10, 1)).status

    assert status(61) == LeaverStatus.RELEVANT
    assert status(60) == LeaverStatus.QUALIFYING


def test_the_points_of_one_life_in_care():
    history = [
        Episode(date(2019, 2, 4), date(2021, 5, 1), "S", "X1", "C2", "U6", "one"),
        Episode(date(2021, 5, 1), None, "P", "", "C2", "K2", "two"),
    ]
    points = pathway_points(history, [date(2019, 3, 1), date(2018, 1, 1)], DOB, until=date(2026, 12, 31))
    assert [(point.day, point.kind) for point in points] == [
        (date(2019, 2, 4), PathwayKind.CAME_INTO_CARE),
        (date(2019, 3, 1), PathwayKind.REVIEW),
        (date(2021, 5, 1), PathwayKind.MOVED),
        (date(2021, 6, 15), PathwayKind.THIRTEEN),
        (date(2024, 6, 15), PathwayKind.SIXTEEN),
        (date(2025, 6, 15), PathwayKind.SEVENTEEN),
        (date(2026, 6, 15), PathwayKind.LEFT_CARE),
    ]


def test_a_corrected_date_of_birth_moves_a_birthday_and_keeps_its_key():
    history = [Episode(date(2019, 2, 4), None, "S")]
    keys = [
        {point.key for point in pathway_points(history, [], dob, until=date(2022, 12, 31))}
        for dob in (DOB, DOB + timedelta(days=3))
    ]
    assert keys[0] == keys[1] == {"came into care:2019-02-04", "thirteen"}


def test_a_review_before_a_beginning_nobody_knows_was_held_in_care():
    points = pathway_points(
        [Episode(date(2020, 1, 6), None, "P")], [date(2019, 1, 1)], DOB, until=DAY_ONE.replace(2021)
    )
    assert points[0].kind == PathwayKind.REVIEW
    assert points[0].day == date(2019, 1, 1)


def test_the_series_says_band_and_change():
    first, second, third = sdq_series(
        [SdqReturn(2026, 12), SdqReturn(2024, 18), SdqReturn(2025, None, "SDQ2")]
    )
    assert (first.band, first.change) == ("a cause for concern", None)
    assert (second.score, second.reason, second.change) == (None, "SDQ2", None)
    assert (third.band, third.change, third.years_between) == ("usual", -6, 2)


def test_a_score_outside_the_measure_is_refused():
    with pytest.raises(ValueError, match="outside the bands"):
        sdq_series([SdqReturn(2026, 41)])
