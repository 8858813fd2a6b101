"""Forms that are due, ready to print."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse

from kith.foundation.dates import day_words, near_words
from kith.outcomes.queries.due import Due
from kith.outcomes.registry import who_words
from kith.outcomes.waves import wave_words

CLOSE = timedelta(days=21)


@dataclass(frozen=True)
class DueLine:
    """One form in the list."""

    match: str
    scheme: str
    measure: str
    who: str
    wave: str
    until: str
    why: str
    url: str
    soon: bool
    asks: bool


def due_lines(found: Iterable[Due], on: date) -> list[DueLine]:
    return [
        DueLine(
            match=one.match.name,
            scheme=one.match.scheme.name,
            measure=one.use.of.short,
            who=who_words(one.use.informant),
            wave=wave_words(one.wave),
            until=day_words(one.window.until_day),
            why=_why(one, on),
            url=reverse("outcomes:record", args=[one.match.public_id, one.use.public_id, one.wave]),
            soon=one.asks and not one.asked and one.window.until_day - on <= CLOSE,
            asks=one.asks,
        )
        for one in found
    ]


def _why(one: Due, on: date) -> str:
    if one.refused:
        return "They do not want to be asked again. That is an answer."
    if one.too_young:
        return f"{one.match.child.name} is too young for this form."
    if one.asked:
        return f"Asked {near_words(one.asked.asked_on, on)}, no answer yet. Taken until {day_words(one.asked.open_until)}."
    if one.state == "missed":
        return f"Its days ended {near_words(one.window.until_day, on)}. A form from then can still be written down."
    if one.state == "coming":
        return f"Its days begin {near_words(one.window.from_day, on)}."
    return f"Counts until {day_words(one.window.until_day)}."
