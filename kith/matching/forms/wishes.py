"""The conversation guide: what a child would like to do, whom with, when, how far, and in their words.

Short lists of the vocabulary are asked value by value (doesn't matter, would like, must, not); long ones (languages,
backgrounds, interests) are picked from, a few at a time. Both become the same wishes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField

from kith.foundation.forms import Form
from kith.foundation.gov.widgets import Checkboxes, Radios, TileCheckboxes, Tiles
from kith.matching.clashes import clashes
from kith.matching.facts import own_traits
from kith.matching.models import WishList
from kith.people.models import Child
from kith.science import fit
from kith.science.vocabulary import (
    ATTRIBUTES,
    BACKGROUNDS,
    BROAD_BACKGROUNDS,
    DAYS,
    INTERESTS,
    LANGUAGES,
    PARTS,
    SAME,
    Terms,
)

Said = tuple[str, str, str]  # kind, attribute, value
HOW = [("", "Doesn’t matter"), ("like", "Would like"), ("must", "Must"), ("not", "Not")]
PICKED_HOW = [("like", "Would like"), ("must", "Must"), ("not", "Not")]
MILES = (5, 10, 15, 20, 25)
SPARE = 2  # empty places to pick in, beyond what was picked before


@dataclass(frozen=True)
class Section:
    """One part of the guide: its heading, what to say first, and which attribute it asks about."""

    title: str
    hint: str
    rated: tuple[tuple[str, str], ...] = ()
    picked: str = ""
    noun: str = ""
    folded: bool = True


def _rated(attribute: str) -> tuple[tuple[str, str], ...]:
    return tuple((attribute, value) for value, _ in ATTRIBUTES[attribute].choices())


BROAD = tuple(("ethnicity", value) for value in (*BROAD_BACKGROUNDS, SAME))
SECTIONS = (
    Section("A man or a woman?", "It is fine if it doesn’t matter.", rated=_rated("gender"), folded=False),
    Section("How old?", "Somebody like a big brother or sister, or more like a gran?", rated=_rated("age"), folded=False),
    Section("Pets and smoking", "Some children are afraid of dogs; some would love one.", rated=(*_rated("pets"), *_rated("smoking"))),
    Section("Language", "One they feel at home in.", picked="language", noun="language"),
    Section("Background", "Whether it matters that somebody is like them.", rated=BROAD, picked="ethnicity", noun="background"),
    Section("Faith", "Whether it matters, and which.", rated=_rated("faith")),
    Section("What somebody has lived through", "Some want somebody who knows what it is like.", rated=_rated("experience")),
    Section("Somebody who likes …", "Beyond what they want to do together.", picked="interest", noun="interest"),
)  # fmt: skip
PICK_FROM: dict[str, Terms] = {"language": LANGUAGES, "ethnicity": BACKGROUNDS, "interest": INTERESTS}


def _name(attribute: str, value: str) -> str:
    return f"who_{attribute}_{value}"


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _groups(terms: Terms) -> dict[str, list[tuple[str, str]]]:
    groups: dict[str, list[tuple[str, str]]] = {}
    for term in terms.values():
        groups.setdefault(term.group, []).append((term.key, _sentence(term.label)))
    return groups


def _field_of(group: str) -> str:
    return "to_do_" + "_".join(group.lower().replace(",", "").split())


TO_DO = {_field_of(group): (group, choices) for group, choices in _groups(INTERESTS).items()}
DAY_PARTS = {day: f"{day}_parts" for day in DAYS}


class WishForm(Form):
    """One page, filled in while talking; only how it was learnt has to be said."""

    words = forms.CharField(
        label="What did they say?",
        help_text="As they said it, if they like you to write it down.",
        max_length=1500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    free_days = forms.MultipleChoiceField(
        label="Which days are good?",
        required=False,
        choices=[(day, f"{day.capitalize()}s") for day in DAYS],
        widget=Checkboxes(reveals=DAY_PARTS),
    )
    travel_miles = forms.TypedChoiceField(
        label="How far away may somebody live?",
        help_text="In a straight line. Farther means more people to choose from, and longer ways to meet.",
        choices=[(miles, f"{miles} miles") for miles in MILES],
        coerce=int,
        widget=Radios(inline=True),
    )
    learnt = forms.ChoiceField(
        label="How did you learn this?", choices=WishList.Learnt.choices, widget=Radios
    )
    says_optional = False

    def __init__(self, data: Any = None, *, child: Child, before: WishList | None) -> None:
        self.child = child
        told = _told_before(before)
        super().__init__(data, initial=told)
        if before and before.travel_miles not in MILES:
            miles = sorted({*MILES, before.travel_miles})
            self.fields["travel_miles"].choices = [(each, f"{each} miles") for each in miles]  # type: ignore[attr-defined]
        for name, (group, choices) in TO_DO.items():
            self.fields[name] = forms.MultipleChoiceField(
                label=group, required=False, choices=choices, widget=TileCheckboxes
            )
        for day, name in DAY_PARTS.items():
            self.fields[name] = forms.MultipleChoiceField(
                label=f"On {day.capitalize()}s, when?",
                help_text="Tick none if any time is good.",
                required=False,
                choices=[(f"{day}_{part}", part.capitalize()) for part in PARTS],
                widget=Checkboxes(inline=True),
            )
        self.places = {
            section.picked: _places(section.picked, before) for section in SECTIONS if section.picked
        }
        for section in SECTIONS:
            self._ask(section)

    def _ask(self, section: Section) -> None:
        for attribute, value in section.rated:
            label = dict(ATTRIBUTES[attribute].choices())[value]
            self.fields[_name(attribute, value)] = forms.ChoiceField(
                label=_sentence(label),
                required=False,
                choices=HOW,
                widget=Tiles,
            )
        if not section.picked:
            return
        terms = PICK_FROM[section.picked]
        grouped = [("", "---------")] + [choice for choices in _groups(terms).values() for choice in choices]
        for place in range(1, self.places[section.picked] + 1):
            self.fields[f"{section.picked}_{place}"] = forms.ChoiceField(
                label=_sentence(section.noun) if place == 1 else f"Another {section.noun}",
                required=False,
                choices=grouped,
            )
            self.fields[f"{section.picked}_{place}_how"] = forms.ChoiceField(
                label="How much does it matter?",
                required=False,
                choices=PICKED_HOW,
                widget=Tiles,
            )

    # ------------------------------------------------------------------------------- as the page prints it

    def to_do_fields(self) -> list[BoundField]:
        return [self[name] for name in TO_DO]

    def sections(self) -> list[dict[str, Any]]:
        """Each part with its fields; folded up unless something in it was said or is wrong."""
        return [self._section(section) for section in SECTIONS]

    def _section(self, section: Section) -> dict[str, Any]:
        rated = [self[_name(attribute, value)] for attribute, value in section.rated]
        places = range(1, self.places.get(section.picked, 0) + 1)
        picked = [
            (self[f"{section.picked}_{place}"], self[f"{section.picked}_{place}_how"]) for place in places
        ]
        fields = [*rated, *(field for pair in picked for field in pair)]
        touched = any(field.value() or field.errors for field in fields)
        return {
            "title": section.title,
            "hint": section.hint,
            "rated": rated,
            "picked": picked,
            "open": touched or not section.folded,
            "folded": section.folded,
        }

    # ------------------------------------------------------------------------------- what was said

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        for attribute, place, value, how in self._picked():
            if value and not how:
                self.add_error(f"{attribute}_{place}_how", "Say how much it matters")
            elif how and not value:
                self.add_error(f"{attribute}_{place}", "Choose one, or leave “how much” alone")
        self._refuse_clashes()
        return said

    def _refuse_clashes(self) -> None:
        wishes = self.wishes()
        seen: set[tuple[str, str]] = set()
        for attribute, place, value, how in self._picked():
            if value and how and (attribute, value) in seen:
                self.add_error(f"{attribute}_{place}", "This is said above already. Keep one of the two")
            seen.add((attribute, value))
        said = [fit.Wish(fit.Kind(kind), attribute, value) for kind, attribute, value in wishes]
        liked = [fit.Wish(fit.Kind.LIKE, "interest", key) for key in self.to_do()]
        for clash in clashes([*said, *liked], own_traits(self.child)):
            self.add_error(self._where(clash.attribute, clash.value), clash.words)

    def _where(self, attribute: str, value: str) -> str:
        """The field at which a wish was said."""
        for picked, place, picked_value, how in self._picked():
            if (picked, picked_value) == (attribute, value) and how != "not":
                return f"{attribute}_{place}"
        if attribute == "interest":
            return _field_of(INTERESTS[value].group)
        return _name(attribute, value)

    def _picked(self) -> Iterator[tuple[str, int, str, str]]:
        for attribute, places in self.places.items():
            for place in range(1, places + 1):
                value = self.cleaned_data.get(f"{attribute}_{place}") or ""
                yield attribute, place, value, self.cleaned_data.get(f"{attribute}_{place}_how") or ""

    def wishes(self) -> list[Said]:
        rated = [pair for section in SECTIONS for pair in section.rated]
        said = [
            (how, attribute, value)
            for attribute, value in rated
            if (how := self.cleaned_data.get(_name(attribute, value)))
        ]
        picked = [(how, attribute, value) for attribute, _, value, how in self._picked() if value and how]
        return list(dict.fromkeys([*said, *picked]))

    def to_do(self) -> list[str]:
        return [key for name in TO_DO for key in self.cleaned_data.get(name) or []]

    def told(self) -> dict[str, Any]:
        """What the deed is told."""
        said = self.cleaned_data
        return {
            "learnt": said["learnt"],
            "words": said["words"],
            "to_do": self.to_do(),
            "wishes": self.wishes(),
            "free_days": [
                time for day in DAYS if day in said["free_days"] for time in said[DAY_PARTS[day]] or [day]
            ],
            "travel_miles": said["travel_miles"],
        }


def _picked_before(attribute: str, before: WishList | None) -> list[tuple[str, str]]:
    """Value and how of the wishes that are picked from a list, not asked one by one."""
    if before is None:
        return []
    rated = {pair for section in SECTIONS for pair in section.rated}
    return [
        (wish.value, wish.kind)
        for wish in before.wishes.all()
        if wish.attribute == attribute and (wish.attribute, wish.value) not in rated
    ]


def _places(attribute: str, before: WishList | None) -> int:
    return len(_picked_before(attribute, before)) + SPARE


def _told_before(before: WishList | None) -> dict[str, Any]:
    """The last version, as the form asks for it; how it was learnt is asked anew each time."""
    if before is None:
        return {"travel_miles": 10}
    told: dict[str, Any] = {"words": before.words, "travel_miles": before.travel_miles}
    for wish in before.wishes.all():
        told[_name(wish.attribute, wish.value)] = wish.kind
    for attribute in PICK_FROM:
        for place, (value, how) in enumerate(_picked_before(attribute, before), start=1):
            told |= {f"{attribute}_{place}": value, f"{attribute}_{place}_how": how}
    for name, (_, choices) in TO_DO.items():
        told[name] = [key for key, _ in choices if key in before.to_do]
    told["free_days"] = sorted({time.split("_")[0] for time in before.free_days}, key=DAYS.index)
    for day, name in DAY_PARTS.items():
        told[name] = [time for time in before.free_days if time.startswith(f"{day}_")]
    return told
