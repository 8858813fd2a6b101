"""Dates and times as people write them."""

from contextlib import suppress
from datetime import date, datetime, time
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as some

from kith.foundation.dates import LONDON
from kith.foundation.gov.fields import DateField, TimeField, read_time
from kith.foundation.gov.widgets import ClockTime, DateBoxes, DateParts


class Birthday(forms.Form):
    born = DateField(label="Date of birth")


def asked(**boxes: str) -> Birthday:
    return Birthday({f"born_{part}": typed for part, typed in boxes.items()})


@pytest.mark.parametrize("month", ["3", "03", "Mar", "march", "March"])
def test_a_month_may_be_a_number_or_a_name(month):
    form = asked(day="27", month=month, year="2012")
    assert form.is_valid()
    assert form.cleaned_data["born"] == date(2012, 3, 27)


def test_a_date_in_one_piece_is_taken_too():
    form = Birthday({"born": "2012-03-27"})
    assert form.is_valid()
    assert form.cleaned_data["born"] == date(2012, 3, 27)


@pytest.mark.parametrize(
    ("boxes", "words", "box"),
    [
        ({}, "Enter date of birth", "day"),
        ({"day": "27"}, "Date of birth must include a month and year", "month"),
        ({"day": "27", "month": "3"}, "Date of birth must include a year", "year"),
        ({"month": "3", "year": "2012"}, "Date of birth must include a day", "day"),
        ({"day": "27", "month": "3", "year": "12"}, "Year must include 4 numbers", "year"),
        ({"day": "31", "month": "2", "year": "2012"}, "Date of birth must be a real date", "day"),
        ({"day": "x", "month": "y", "year": "2012"}, "Date of birth must be a real date", "day"),
    ],
)
def test_a_refusal_names_the_part_and_points_at_its_box(boxes, words, box):
    bound: Any = asked(**boxes)["born"]
    assert bound.messages == [words]
    assert bound.first_box == f"id_born-{box}"


def test_what_was_typed_stays_in_its_boxes():
    html = str(asked(day="27", month="Febtober")["born"])
    assert 'value="27"' in html
    assert 'value="Febtober"' in html


def test_only_the_boxes_to_mend_are_red():
    html = str(asked(day="27", month="3")["born"])
    assert html.count("govuk-input--error") == 1


def test_the_group_has_another_id_than_its_first_box():
    html = str(asked()["born"])
    assert html.count('id="id_born"') == 1
    assert 'for="id_born-day"' in html


def test_a_date_that_is_there_fills_the_boxes():
    for value in (date(2012, 3, 7), datetime(2012, 3, 7, 12, tzinfo=LONDON), "2012-03-07"):
        assert DateBoxes().format_value(value) == DateParts("7", "3", "2012")


def test_a_date_that_did_not_change_is_known_not_to_have():
    form = Birthday(
        {"born_day": "7", "born_month": "03", "born_year": "2012"}, initial={"born": date(2012, 3, 7)}
    )
    assert not form.has_changed()


def test_a_date_keeps_within_its_limits():
    field = DateField(label="Start", earliest=date(2026, 1, 1), latest=date(2026, 12, 31))
    assert field.clean(DateParts("1", "1", "2026")) == date(2026, 1, 1)
    with pytest.raises(ValidationError, match="Start must be 1 January 2026 or later"):
        field.clean(DateParts("31", "12", "2025"))
    with pytest.raises(ValidationError, match="Start must be 31 December 2026 or earlier"):
        field.clean(DateParts("1", "1", "2027"))


def test_a_question_is_not_used_as_the_name_of_the_date():
    with pytest.raises(ValidationError, match="The date must include a day"):
        DateField(label="When were they born?").clean(DateParts("", "3", "2012"))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("5:30pm", time(17, 30)),
        ("5.30 pm", time(17, 30)),
        ("530pm", time(17, 30)),
        ("5 PM", time(17)),
        ("5 p.m.", time(17)),
        ("11:45am", time(11, 45)),
        ("12am", time(0)),
        ("12pm", time(12)),
        ("17:30", time(17, 30)),
        ("1730", time(17, 30)),
        ("05:30", time(5, 30)),
        ("10:00:00", time(10)),
        ("midday", time(12)),
        ("Noon", time(12)),
        ("midnight", time(0)),
    ],
)
def test_a_time_is_read_as_people_write_it(typed, meant):
    assert read_time(typed) == meant
    assert TimeField().clean(typed) == meant


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("5:30", "Say whether it is morning or evening: 5:30am or 5:30pm"),
        ("5", "Say whether it is morning or evening: 5am or 5pm"),
        ("half past five", "Write the time like 5:30pm"),
        ("5m", "Write the time like 5:30pm"),
        ("17:30pm", "Write the time like 5:30pm or 17:30"),
        ("25:00", "Write a time that a clock can show, such as 5:30pm"),
        ("10:75", "Write a time that a clock can show, such as 5:30pm"),
    ],
)
def test_a_time_that_is_unclear_is_asked_again(typed, words):
    with pytest.raises(ValidationError) as refusal:
        TimeField().clean(typed)
    assert refusal.value.messages == [words]


@given(some.times().map(lambda at: at.replace(second=0, microsecond=0)))
def test_every_time_that_kith_prints_can_be_typed_again(at):
    shown = ClockTime().format_value(at)
    assert shown is not None
    assert read_time(shown) == at


@given(some.text(max_size=12))
def test_no_text_at_all_breaks_the_clock(typed):
    with suppress(ValueError):
        assert isinstance(read_time(typed), time)


def test_the_box_for_a_time_shows_how_to_write_it():
    class Start(forms.Form):
        at = TimeField()

    assert "For example, 5:30pm" in str(Start()["at"])
    assert 'value="5:30pm"' in str(Start(initial={"at": time(17, 30)})["at"])
