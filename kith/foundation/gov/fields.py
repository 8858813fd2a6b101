"""Dates and times as people write them, refused with a sentence that says which part to mend."""

import re
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from kith.foundation.dates import day_words
from kith.foundation.gov.widgets import ClockTime, DateBoxes, DateParts

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
CLOCK = re.compile(r"(?P<hour>\d{1,2})(?:[:.]?(?P<minute>\d{2})(?::00)?)?\s*(?:(?P<half>[ap])\.?m?\.?)?")
WORDS = {"midday": time(12), "noon": time(12), "12 noon": time(12), "midnight": time(0)}


def _and(words: list[str]) -> str:
    return " and ".join(words)


def _month(typed: str) -> int:
    """11, Nov or November; ValueError for anything else."""
    return int(typed) if typed.isdigit() else MONTHS.index(typed[:3].lower()) + 1


class DateField(forms.DateField):
    """A day in three boxes. `earliest` and `latest` are the limits, both allowed."""

    widget = DateBoxes

    def __init__(self, *, earliest: date | None = None, latest: date | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.earliest = earliest
        self.latest = latest

    @property
    def called(self) -> str:
        label = str(self.label or "The date")
        return "The date" if label.endswith("?") else label

    def to_python(self, value: Any) -> date | None:
        if isinstance(value, DateParts):
            return self._from_parts(value)
        try:
            return super().to_python(value)
        except ValidationError as error:
            raise ValidationError(f"{self.called} must be a real date", code="invalid") from error

    def _from_parts(self, typed: DateParts) -> date:
        if typed.missing:
            raise ValidationError(
                f"{self.called} must include a {_and(typed.missing)}", code=" ".join(typed.missing)
            )
        if not re.fullmatch(r"\d{4}", typed.year):
            raise ValidationError("Year must include 4 numbers", code="year")
        try:
            return date(int(typed.year), _month(typed.month), int(typed.day))
        except ValueError as error:
            raise ValidationError(f"{self.called} must be a real date", code="invalid") from error

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and self.earliest and value < self.earliest:
            raise ValidationError(
                f"{self.called} must be {day_words(self.earliest)} or later", code="too_early"
            )
        if value and self.latest and value > self.latest:
            raise ValidationError(
                f"{self.called} must be {day_words(self.latest)} or earlier", code="too_late"
            )


def read_time(typed: str) -> time:
    """5:30pm, 5.30 pm, 5pm, 17:30, 1730, midday. ValueError says what is unclear.

    One figure before the colon and no am or pm could be morning or evening, so that is asked again, not guessed.
    """
    typed = " ".join(typed.lower().split())
    if typed in WORDS:
        return WORDS[typed]
    found = CLOCK.fullmatch(typed)
    if not found:
        raise ValueError("Write the time like 5:30pm")
    hour, minute, half = int(found["hour"]), int(found["minute"] or 0), found["half"]
    if half and not 1 <= hour <= 12:
        raise ValueError("Write the time like 5:30pm or 17:30")
    if not half and len(found["hour"]) == 1:
        clock = f"{hour}:{minute:02d}" if minute else str(hour)
        raise ValueError(f"Say whether it is morning or evening: {clock}am or {clock}pm")
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23 or minute > 59:
        raise ValueError("Write a time that a clock can show, such as 5:30pm")
    return time(hour, minute)


class TimeField(forms.TimeField):
    """A time of day in one box, typed as people write it."""

    widget = ClockTime

    def to_python(self, value: Any) -> time | None:
        if isinstance(value, time):
            return value
        if isinstance(value, datetime):
            return value.time()
        if value in self.empty_values:
            return None
        try:
            return read_time(str(value))
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from error
