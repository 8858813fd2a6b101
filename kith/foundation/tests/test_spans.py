"""A day, a beginning and an end become two moments, or are refused at the box they are about."""

from datetime import UTC, datetime

from kith.foundation.spans import Span, as_typed


def typed(day, begins, ends):
    year, month, number = day
    return Span({"day_day": number, "day_month": month, "day_year": year, "begins": begins, "ends": ends})


def test_two_moments_in_london_and_back_into_the_boxes():
    form = typed((2026, 7, 4), "2pm", "4:30pm")
    assert form.is_valid(), form.errors
    moments = datetime(2026, 7, 4, 13, tzinfo=UTC), datetime(2026, 7, 4, 15, 30, tzinfo=UTC)
    assert (form.cleaned_data["begins_at"], form.cleaned_data["ends_at"]) == moments
    assert {key: str(value) for key, value in as_typed(*moments).items()} == {
        "day": "2026-07-04", "begins": "14:00:00", "ends": "16:30:00"
    }  # fmt: skip


def test_it_ends_later_than_it_begins():
    form = typed((2026, 7, 4), "2pm", "2pm")
    assert form.errors["ends"] == ["It begins at 2pm, so it must end later than that"]


def test_a_time_that_the_clocks_leave_out_is_refused_at_its_box():
    form = typed((2027, 3, 28), "00:30", "1:30am")
    assert list(form.errors) == ["ends"]
    assert form.errors["ends"] == [
        "The clocks go forward that night, so there is no 1:30am. Choose another time"
    ]
