"""Returns laid together, whatever they tell: theorems over any rows, and what follows from one child's rows."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.register.comparing.merging import Covered, merged_episodes, merged_reviews
from kith.register.comparing.tables import Told
from kith.register.facts import CareFacts, Stay, derive
from kith.register.reading.years import return_year

DAY_ONE = date(2022, 1, 1)
days = st.dates(DAY_ONE, date(2026, 12, 31))


def stay(
    start: date, end: date | None = None, new: str = "S", annex: bool = False, home: str = "U6", **more
) -> Stay:
    given = {"legal_status": "C2", "home_area": "LS1", "placement_area": "LS11"} | more
    columns: dict[str, Any] = dict.fromkeys(Stay._fields, "") | {"set_aside": False} | given
    columns |= {"start": start, "end": end, "reason_new": new, "from_annex_a": annex, "placement": home}
    return Stay(**columns)


@st.composite
def stays(draw, year: int | None = None):
    found = {}
    for start in draw(st.lists(days, max_size=6, unique=True)):
        length = draw(st.none() | st.integers(0, 500))
        told = stay(
            start,
            None if length is None else start + timedelta(days=length),
            draw(st.sampled_from("SLPB")),
            home=draw(st.sampled_from(["U6", "K2"])),
        )
        found[start] = Told(told, year or draw(st.sampled_from([2024, 2025, 2026])))
    return found


@st.composite
def readings(draw):
    year = draw(st.sampled_from([2024, 2025, 2026, 2027]))
    return draw(stays(year)), Covered(frozenset({year}), draw(days))


histories = st.lists(readings(), min_size=1, max_size=4)


def laid_together(history):
    held: dict = {}
    for told, covered in history:
        held = merged_episodes(held, told, covered)
    return held


@given(histories)
def test_the_same_return_twice_changes_nothing(history):
    once = laid_together(history)
    told, covered = history[-1]
    assert merged_episodes(once, told, covered) == once


@given(histories)
def test_no_episode_that_was_ever_told_is_lost(history):
    starts = {start for told, _ in history for start in told}
    assert set(laid_together(history)) == starts


@given(histories)
def test_standing_episodes_never_run_beside_each_other(history):
    rows = sorted(row.values for row in laid_together(history).values() if not row.values.set_aside)
    for before, after in pairwise(rows):
        assert before.end is not None
        assert before.end <= after.start


@given(histories)
def test_no_episode_ends_before_it_begins(history):
    assert all(
        row.values.end is None or row.values.end >= row.values.start
        for row in laid_together(history).values()
    )


@given(stays(2026), stays(2024))
def test_an_older_return_overtakes_nothing(newer, older):
    covered = Covered(frozenset({2024}), date(2026, 12, 31))
    held = merged_episodes({}, newer, Covered(frozenset({2026}), date(2026, 12, 31)))
    after = merged_episodes(held, older, covered)
    for start in set(newer) & set(older):
        if not held[start].values.set_aside:
            assert after[start].year == 2026


@given(st.lists(days, unique=True), st.lists(days, unique=True), days)
def test_only_reviews_of_a_year_that_is_told_are_set_aside(before, now, until):
    held = {day: Told(("PN1", False), 2025) for day in before}
    told = {day: Told(("PN1", False), 2026) for day in now}
    merged = merged_reviews(held, told, Covered(frozenset({2026}), until))
    for day, row in merged.items():
        aside = day not in told and return_year(day) == 2026 and day <= until
        assert row.values[1] is aside


def test_annex_a_closes_what_the_return_left_open_and_overtakes_nothing_else():
    held = {DAY_ONE: Told(stay(DAY_ONE, home="K2"), 2025)}
    picture = {DAY_ONE: Told(stay(DAY_ONE, date(2026, 3, 1), annex=True, home=""), 2026)}
    merged = merged_episodes(held, picture, Covered(frozenset(), date(2026, 3, 1)))
    assert (merged[DAY_ONE].values.placement, merged[DAY_ONE].values.end) == ("K2", date(2026, 3, 1))


# ---------------------------------------------------------------------------------- what follows of it

TODAY = date(2026, 11, 24)


def facts(*rows: Stay, **more) -> CareFacts:
    given = {"born": date(2012, 6, 15), "reviews": (), "sdq": {}, "on": TODAY, "told_until": TODAY} | more
    return CareFacts(stays=rows, **given)


def test_a_child_who_came_into_care_has_a_first_review_due_in_twenty_working_days():
    derived = derive(facts(stay(date(2026, 11, 2))))
    assert derived.summary["review_due"] == date(2026, 11, 30)
    assert derived.points["review after:2026-11-02"].expected


def test_the_second_review_is_due_three_months_after_the_first_and_later_ones_after_six():
    first = derive(facts(stay(date(2026, 9, 1)), reviews=(date(2026, 9, 25),)))
    assert first.summary["review_due"] == date(2026, 12, 25)
    second = derive(facts(stay(date(2026, 5, 1)), reviews=(date(2026, 5, 25), date(2026, 8, 20))))
    assert second.summary["review_due"] == date(2027, 2, 20)


def test_nobody_is_called_late_for_want_of_an_earlier_file():
    """Care began years before the first review that is told: the ones between are in returns that were not read."""
    derived = derive(facts(stay(date(2019, 2, 4)), reviews=(date(2026, 8, 1),)))
    assert derived.summary["review_due"] == date(2027, 2, 1)


@pytest.mark.parametrize(("area", "least", "most"), [("LS1", 0, 0), ("LS11", 1, 3), ("HU5", 45, 60)])
def test_how_far_from_home_is_about_whole_miles(area, least, most):
    miles = derive(facts(stay(date(2020, 1, 6), placement_area=area))).summary["miles_from_home"]
    assert isinstance(miles, int)
    assert least <= miles <= most


@pytest.mark.parametrize("area", ["", "ZZ99"])
def test_a_distance_that_cannot_be_known_is_not_guessed(area):
    assert derive(facts(stay(date(2020, 1, 6), placement_area=area))).summary["miles_from_home"] is None


def test_what_lies_ahead_and_what_was_set_aside_counts_for_nothing():
    ahead = stay(TODAY + timedelta(days=3), new="P", home="K2")
    wrong = stay(date(2019, 1, 1))._replace(set_aside=True)
    derived = derive(facts(wrong, stay(date(2020, 1, 6), TODAY + timedelta(days=3)), ahead))
    assert derived.summary["placement"] == "U6"
    assert derived.summary["period_began"] == date(2020, 1, 6)
    assert derived.looked_after


def test_a_child_of_whom_no_birth_is_known_has_no_points_by_age_and_no_fault():
    derived = derive(facts(stay(date(2020, 1, 6)), born=None))
    assert derived.looked_after
    assert {point.expected for point in derived.points.values()} <= {True}
