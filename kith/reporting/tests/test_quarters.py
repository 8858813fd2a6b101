"""Quarters follow the calendar, never overlap, and are reported on when they are over."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.reporting.quarters import (
    Span,
    last_whole_quarter,
    quarter_before,
    quarter_of,
    span_from,
    whole_quarters,
)

DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 12, 31))


@given(DAYS)
def test_every_day_lies_in_one_quarter_and_the_one_before_ends_the_day_before_it(day):
    span = quarter_of(day)
    assert day in span
    assert span.from_day.day == 1
    assert quarter_of(span.until_day) == span
    assert quarter_before(span).until_day == span.from_day - timedelta(days=1)
    assert not span.touches(quarter_before(span))


@given(DAYS)
def test_the_last_whole_quarter_is_over(day):
    assert last_whole_quarter(day).until_day < day <= quarter_of(day).until_day


def test_quarters_have_their_words():
    assert quarter_of(date(2026, 11, 24)).words == "October to December 2026"
    assert quarter_of(date(2026, 1, 1)) == Span(date(2026, 1, 1), date(2026, 3, 31))
    assert Span(date(2026, 7, 1), date(2026, 8, 14)).words == "1 July 2026 to 14 August 2026"
    assert quarter_of(date(2026, 7, 4)).slug == "2026-07-to-09"


def test_only_quarters_that_are_over_and_reach_into_the_contract_are_offered():
    offered = whole_quarters(date(2026, 11, 24), since=date(2026, 5, 20), most=4)
    assert [span.words for span in offered] == ["July to September 2026", "April to June 2026"]
    assert whole_quarters(date(2026, 11, 24), since=date(2026, 10, 1), most=4) == []


def test_what_is_left_open_is_filled_from_the_quarter(day):
    assert span_from(None, None, day) == quarter_of(date(2026, 7, 1))
    assert span_from(date(2026, 2, 10), None, day) == Span(date(2026, 2, 10), date(2026, 3, 31))
    assert span_from(None, date(2026, 2, 10), day) == Span(date(2026, 1, 1), date(2026, 2, 10))
    with pytest.raises(ValueError, match="ends after"):
        span_from(date(2026, 2, 10), date(2026, 2, 9), day)
