"""A day and clock times in London, as they are typed for anything that people are asked to come to."""

from datetime import date, datetime, time
from typing import Any

from kith.foundation.dates import LONDON, moment, time_words
from kith.foundation.forms import Form
from kith.foundation.gov.fields import DateField, TimeField


def left_out(day: date, clock: time) -> str:
    """What is said of a time that the clocks leave out that night; empty for any other."""
    if moment(day, clock).astimezone(LONDON).time() == clock:
        return ""
    return f"The clocks go forward that night, so there is no {time_words(clock)}. Choose another time"


class Span(Form):
    """A day, a beginning and an end; what is cleaned are two moments, `begins_at` and `ends_at`."""

    day = DateField(label="Which day?")
    begins = TimeField(label="When does it begin?")
    ends = TimeField(label="When does it end?")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        day, begins, ends = (cleaned.pop(name, None) for name in ("day", "begins", "ends"))
        if begins and ends and ends <= begins:
            self.add_error("ends", f"It begins at {time_words(begins)}, so it must end later than that")
        if day and begins and ends:
            cleaned["begins_at"], cleaned["ends_at"] = moment(day, begins), moment(day, ends)
            for name, clock in (("begins", begins), ("ends", ends)):
                if words := left_out(day, clock):
                    self.add_error(name, words)
        return cleaned


def as_typed(begins_at: datetime, ends_at: datetime) -> dict[str, Any]:
    """What stands in the three boxes when it is changed."""
    begins, ends = (at.astimezone(LONDON) for at in (begins_at, ends_at))
    return {"day": begins.date(), "begins": begins.time(), "ends": ends.time()}
