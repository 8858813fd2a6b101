"""How wishes, days and distances are said: the phrases that reasons and refusals are made of."""

from collections.abc import Iterable

from kith.science.fit.people import Asked
from kith.science.vocabulary import ATTRIBUTES, DAYS, PARTS, WEEKDAYS, WEEKEND, slots_of

_WANTED = {
    "gender": "{}",
    "age": "someone {}",
    "ethnicity": "someone whose background is {}",
    "faith": "someone whose faith is {}",
    "language": "someone who speaks {}",
    "interest": "someone who likes {}",
    "experience": "someone who {}",
    "pets": "someone with {}",
    "smoking": "someone who smokes",
    "time": "someone free on {}",
}
_SAID = {
    "gender": "is {}",
    "age": "is {}",
    "ethnicity": "has the background {}",
    "faith": "has the faith {}",
    "language": "speaks {}",
    "interest": "likes {}",
    "experience": "{}",
    "pets": "has {}",
    "smoking": "smokes",
    "time": "is free on {}",
}

_SAME = {"gender": "gender", "ethnicity": "background", "faith": "faith"}


def listed(words: Iterable[str], last: str = "and") -> str:
    """ "a", "a and b", "a, b and c"."""
    *most, end = list(words) or [""]
    return f"{', '.join(most)} {last} {end}" if most else end


def counted(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


def labels(asked: Asked) -> str:
    """The values wished: "a man", "Saturdays or Sundays". A wish for "the same" that nobody can judge stays one."""
    terms = ATTRIBUTES[asked.attribute].terms
    return (
        listed((terms[value].label for value in asked.values), "or")
        or f"of the same {_SAME[asked.attribute]}"
    )


def wanted(asked: Asked) -> str:
    """A wish as the end of a sentence: "a man", "someone who speaks Tigrinya"."""
    return (_WANTED[asked.attribute] if asked.values else "someone {}").format(labels(asked))


def said(asked: Asked) -> str:
    """What would be true of a volunteer who meets the wish: "is a man", "speaks Tigrinya"."""
    return (_SAID[asked.attribute] if asked.values else "is {}").format(labels(asked))


def miles_words(miles: int) -> str:
    return "in the same area" if miles == 0 else f"about {counted(miles, 'mile')} away"


def free_words(times: Iterable[str]) -> str:
    """Days in plain words: "Saturdays and Sundays", "Saturday mornings", "weekday evenings"."""
    slots = slots_of(times)
    whole = [day for day in DAYS if slots.issuperset(slots_of([day]))]
    if len(whole) == len(DAYS):
        return "any day"
    words = [_days_words(whole, "")] if whole else []
    for part in PARTS:
        days = [day for day in DAYS if f"{day}_{part}" in slots and day not in whole]
        if days:
            words.append(_days_words(days, f" {part}"))
    return listed(words)


def _days_words(days: list[str], part: str) -> str:
    if tuple(days) == WEEKDAYS:
        return f"weekday{part}s"
    if part and tuple(days) == WEEKEND:
        return f"weekend{part}s"
    if part:
        return listed(day.capitalize() for day in days) + f"{part}s"
    return listed(f"{day.capitalize()}s" for day in days)
