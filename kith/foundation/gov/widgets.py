"""How a question is asked where Django has no widget of its own: dates in three boxes, clock times, choices with more to say."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any, NamedTuple

from django import forms

from kith.foundation.dates import time_words


class DateParts(NamedTuple):
    """A date as it was typed, kept so that it can be shown again."""

    day: str
    month: str
    year: str

    @property
    def missing(self) -> list[str]:
        return [part for part, typed in self._asdict().items() if not typed]


class DateBoxes(forms.Widget):
    """Day, month and year, posted as `name_day`, `name_month`, `name_year`; a whole `name=2026-11-21` is taken too."""

    def id_for_label(self, id_: str | None) -> str:
        return f"{id_}-day" if id_ else ""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> DateParts | str | None:
        if data.get(name):
            return str(data[name])
        typed = DateParts(*(str(data.get(f"{name}_{part}", "")).strip() for part in DateParts._fields))
        return typed if any(typed) else None

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return name not in data and not any(f"{name}_{part}" in data for part in DateParts._fields)

    def format_value(self, value: Any) -> DateParts:
        if isinstance(value, DateParts):
            return value
        if isinstance(value, date | datetime):
            return DateParts(str(value.day), str(value.month), str(value.year))
        year, _, rest = str(value or "").partition("-")
        month, _, day = rest.partition("-")
        return (
            DateParts(day.lstrip("0"), month.lstrip("0"), year)
            if day
            else DateParts(str(value or ""), "", "")
        )


class ClockTime(forms.TextInput):
    """One box for a time as people write it."""

    def format_value(self, value: Any) -> str | None:
        return time_words(value) if isinstance(value, time | datetime) else super().format_value(value)


class _Choices(forms.widgets.ChoiceWidget):
    """What a list of choices may say about itself, by the value of a choice (or its text in the database)."""

    tiles = False

    def __init__(
        self,
        attrs: dict[str, Any] | None = None,
        choices: Any = (),
        *,
        hints: Mapping[Any, str] | None = None,
        dividers: Mapping[Any, str] | None = None,
        reveals: Mapping[Any, str] | None = None,
        pictures: Mapping[Any, str] | None = None,
        inline: bool = False,
    ) -> None:
        super().__init__(attrs, choices)
        self.hints = _by_text(hints)  # under the choice
        self.dividers = _by_text(dividers)  # a word before the choice, such as "or"
        self.reveals = _by_text(reveals)  # the field that the choice uncovers, or several with spaces between
        self.pictures = _by_text(pictures)  # a picture's name; tiles only
        self.inline = inline


def _by_text(said: Mapping[Any, str] | None) -> dict[str, str]:
    return {str(value): words for value, words in (said or {}).items()}


class Radios(_Choices, forms.RadioSelect):
    """One of a few."""


class Checkboxes(_Choices, forms.CheckboxSelectMultiple):
    """Any of a few; `nothing` names the choice that unticks all the others."""

    def __init__(self, *args: Any, nothing: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.nothing = None if nothing is None else str(nothing)


class Names(Checkboxes):
    """Any of many people: in a frame of its own, whoever is ticked first, and a box to find one where there is a script."""


class Tiles(Radios):
    """One of a few, large enough for a thumb."""

    tiles = True


class TileCheckboxes(Checkboxes):
    """Any of a few, large enough for a thumb."""

    tiles = True
