"""The words in which a child says who they would like, and a volunteer says who they are.

Forms in the recruitment and matching rooms offer these choices and `fit` compares them, so that both sides speak the
same language. The words themselves stand in `vocabulary.json`. A key is stored, a label is shown: labels may be
improved, keys are never renamed or reused.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

SAME = "same"
"""The value of a wish for somebody who is, in this respect, as the child is."""

ENGLISH = "english"
NO_PETS = "none"
"""What a volunteer says who has no pets. Nothing at all says that they were not asked, or would rather not say."""

ETHNICITY_NOT_KNOWN = frozenset({"REFU", "NOBT"})
"""Codes of the national return that say nothing about the background: refused, not yet obtained."""

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAYS, WEEKEND = DAYS[:5], DAYS[5:]
PARTS = ("morning", "afternoon", "evening")
SLOTS = tuple(f"{day}_{part}" for day in DAYS for part in PARTS)


@dataclass(frozen=True, slots=True)
class Term:
    """One choice: `label` is what the form shows; `group` is the heading, or the wider term, it belongs to."""

    key: str
    label: str
    group: str = ""


Terms = Mapping[str, Term]


@dataclass(frozen=True, slots=True)
class AgeBand:
    """An age as children say it, both ends included. Bands meet: a volunteer of 30 is in two of them."""

    key: str
    label: str
    from_: int
    to: int


@dataclass(frozen=True, slots=True)
class Attribute:
    """Something that may be wished of a volunteer.

    `each`: every value wished counts on its own (football *and* cooking); otherwise any one of them will do
    (Saturday *or* Sunday). `same`: "the same as me" may be wished.
    """

    key: str
    label: str
    terms: Terms = field(repr=False)
    each: bool
    same: bool = False

    def choices(self) -> list[tuple[str, str]]:
        """For a form: (key, label), with "the same as me" last where it can be wished."""
        listed = [(term.key, term.label) for term in self.terms.values()]
        return [*listed, (SAME, "the same as me")] if self.same else listed


def _read() -> dict[str, Any]:
    content: dict[str, Any] = json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))
    return content


def _terms(groups: Mapping[str, Mapping[str, str]]) -> Terms:
    return MappingProxyType(
        {key: Term(key, label, group) for group, words in groups.items() for key, label in words.items()}
    )


_words = _read()

GENDERS = _terms(_words["gender"])
CHILD_GENDERS = _terms(_words["child_gender"])
AGE_BANDS: Mapping[str, AgeBand] = MappingProxyType(
    {key: AgeBand(key, band["label"], band["from"], band["to"]) for key, band in _words["age"].items()}
)
AGES = _terms({"": {band.key: band.label for band in AGE_BANDS.values()}})
BROAD_BACKGROUNDS = _terms(_words["broad_background"])
BACKGROUNDS = _terms(_words["background"])  # the group of each is the key of its broad background
FAITHS = _terms(_words["faith"])
LANGUAGES = _terms(_words["language"])
INTERESTS = _terms(_words["interest"])  # each label can stand after "likes"
EXPERIENCE = _terms(
    _words["experience"]
)  # what a volunteer chose to tell; each can stand after "someone who"
PETS = _terms(_words["pets"])
SMOKING = _terms(_words["smoking"])
TIMES = _terms(
    {
        "Days": {day: f"{day.capitalize()}s" for day in DAYS},
        "Parts of a day": {f"{day}_{part}": f"{day.capitalize()} {part}s" for day in DAYS for part in PARTS},
    }
)

ATTRIBUTES: Mapping[str, Attribute] = MappingProxyType(
    {
        attribute.key: attribute
        for attribute in (
            Attribute("gender", "Man or woman", GENDERS, each=False, same=True),
            Attribute("age", "How old", AGES, each=False),
            Attribute("ethnicity", "Background", {**BROAD_BACKGROUNDS, **BACKGROUNDS}, each=False, same=True),
            Attribute("faith", "Faith", FAITHS, each=False, same=True),
            Attribute("language", "Language", LANGUAGES, each=True),
            Attribute("interest", "Likes doing", INTERESTS, each=True),
            Attribute("experience", "What they have lived through", EXPERIENCE, each=True),
            Attribute("pets", "Pets", PETS, each=True),
            Attribute("smoking", "Smoking", SMOKING, each=True),
            Attribute("time", "Days", TIMES, each=False),
        )
    }
)


def slots_of(times: Iterable[str]) -> frozenset[str]:
    """The parts of days that a list of days and parts of days covers: "saturday" covers its three parts."""
    slots: set[str] = set()
    for time in times:
        if time not in TIMES:
            raise ValueError(f"“{time}” is not a day or a part of a day.")
        slots.update(f"{time}_{part}" for part in PARTS) if time in DAYS else slots.add(time)
    return frozenset(slots)


def age_bands_of(age: int) -> tuple[str, ...]:
    return tuple(band.key for band in AGE_BANDS.values() if band.from_ <= age <= band.to)


def label_of(attribute: str, value: str) -> str:
    """What to show for a stored wish: "a man", "football", "the same as me"."""
    return dict(ATTRIBUTES[attribute].choices())[value]


def check_value(attribute: str, value: str) -> None:
    """Raise ValueError, in words, when the vocabulary does not know the attribute or the value."""
    if attribute not in ATTRIBUTES:
        raise ValueError(
            f"“{attribute}” is not something that can be wished. Choose one of: {', '.join(ATTRIBUTES)}."
        )
    known = ATTRIBUTES[attribute]
    if value not in known.terms and not (known.same and value == SAME):
        raise ValueError(f"“{value}” is not a choice for {known.label.lower()}.")
