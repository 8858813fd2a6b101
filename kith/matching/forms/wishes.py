"""The conversation guide as a form: what a child would like to do, whom with, when, how far, what for, and in their words."""

from collections.abc import Iterator, Mapping
from typing import Any, cast

from django import forms
from django.forms import BoundField
from django.http import QueryDict

from kith.foundation.forms import Form
from kith.foundation.gov.widgets import Checkboxes, Radios, TileCheckboxes, Tiles
from kith.matching.clashes import clashes
from kith.matching.facts import own_traits
from kith.matching.forms.guide import (
    DAY_PARTS,
    DAYS_MATTER,
    HOW,
    MILES,
    MUST_BE_THEN,
    PICK_FROM,
    PICKED_HOW,
    SECTIONS,
    TO_DO,
    Said,
    Section,
    field_name,
    field_of,
    groups,
    sentence,
)
from kith.matching.forms.told_before import places, told_before, typed_before
from kith.matching.models import WishList
from kith.people.models import Child
from kith.science import fit
from kith.science.vocabulary import ATTRIBUTES, DAYS, INTERESTS, PARTS

LONGEST_VERSION = 5  # figures


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
    days_matter = forms.ChoiceField(
        label="How much do these days matter?",
        choices=DAYS_MATTER,
        required=False,
        widget=Radios(inline=True),
    )
    how_often = forms.ChoiceField(
        label="How often would be nice?", choices=WishList.HowOften.choices, required=False, widget=Tiles
    )
    where = forms.CharField(
        label="Where would you like to meet, and where not?",
        help_text="The park, a café, anywhere but near school.",
        max_length=200,
        required=False,
    )
    what_for = forms.MultipleChoiceField(
        label="What would you like somebody for?",
        choices=WishList.WhatFor.choices,
        required=False,
        widget=TileCheckboxes,
    )
    how_long = forms.ChoiceField(
        label="For how long?", choices=WishList.HowLong.choices, required=False, widget=Tiles
    )
    share = forms.MultipleChoiceField(
        label="What may they hear before they say yes?",
        help_text="Never your name, where you live or why. You can change this.",
        choices=WishList.Share.choices,
        required=False,
        widget=Checkboxes,
    )
    keep_back = forms.CharField(
        label="Is there anything nobody should tell them?",
        help_text="Write it in their words. It stays with us.",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    learnt = forms.ChoiceField(
        label="How did you learn this?", choices=WishList.Learnt.choices, widget=Radios
    )
    started_from = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    says_optional = False

    def __init__(
        self,
        data: Any = None,
        *,
        child: Child,
        before: WishList | None,
        typed: Mapping[str, list[str]] | None = None,
    ) -> None:
        self.child = child
        told = told_before(before)
        super().__init__(data, initial=told)
        self.initial["started_from"] = before.version if before else 0
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
        filled = data or {name: values[0] for name, values in (typed or {}).items() if values}
        self.places = {
            section.picked: places(section.picked, before, filled) for section in SECTIONS if section.picked
        }
        for section in SECTIONS:
            self._ask(section)
        if typed is not None and data is None:
            started = self.initial["started_from"]
            self.initial = typed_before(typed, self.fields) | {"started_from": started}

    def _ask(self, section: Section) -> None:
        for attribute, value in section.rated:
            label = dict(ATTRIBUTES[attribute].choices())[value]
            self.fields[field_name(attribute, value)] = forms.ChoiceField(
                label=sentence(label),
                required=False,
                choices=HOW,
                widget=Tiles,
            )
        if not section.picked:
            return
        terms = PICK_FROM[section.picked]
        grouped = [("", "---------")] + [choice for choices in groups(terms).values() for choice in choices]
        for place in range(1, self.places[section.picked] + 1):
            self.fields[f"{section.picked}_{place}"] = forms.ChoiceField(
                label=sentence(section.noun) if place == 1 else f"Another {section.noun}",
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
        rated = [self[field_name(attribute, value)] for attribute, value in section.rated]
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
        if said.get("days_matter") == MUST_BE_THEN and not said.get("free_days"):
            self.add_error("free_days", "Choose the days it has to be, or say that they are good days")
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
        if attribute == "time":
            return "free_days"
        if attribute == "interest":
            return field_of(INTERESTS[value].group)
        return field_name(attribute, value)

    def _picked(self) -> Iterator[tuple[str, int, str, str]]:
        for attribute, number in self.places.items():
            for place in range(1, number + 1):
                value = self.cleaned_data.get(f"{attribute}_{place}") or ""
                yield attribute, place, value, self.cleaned_data.get(f"{attribute}_{place}_how") or ""

    def wishes(self) -> list[Said]:
        rated = [pair for section in SECTIONS for pair in section.rated]
        said = [
            (how, attribute, value)
            for attribute, value in rated
            if (how := self.cleaned_data.get(field_name(attribute, value)))
        ]
        picked = [(how, attribute, value) for attribute, _, value, how in self._picked() if value and how]
        must_be_then = self.cleaned_data.get("days_matter") == MUST_BE_THEN
        then = [("must", "time", time) for time in self.times()] if must_be_then else []
        return list(dict.fromkeys([*said, *picked, *then]))

    def times(self) -> list[str]:
        """Whole days, or the parts of a day that were named."""
        said = self.cleaned_data
        days = said.get("free_days") or []
        return [time for day in DAYS if day in days for time in said.get(DAY_PARTS[day]) or [day]]

    def to_do(self) -> list[str]:
        return [key for name in TO_DO for key in self.cleaned_data.get(name) or []]

    def started_from_version(self) -> int:
        """The version that was on the page when they began to type."""
        sent = str(self.data.get("started_from", ""))
        return int(sent) if sent.isdecimal() and len(sent) < LONGEST_VERSION else 0

    def starts_from(self, latest: WishList | None) -> None:
        """After a refusal: what was typed stays, and is now beside the newest version."""
        data = cast(QueryDict, self.data).copy()
        data["started_from"] = str(latest.version if latest else 0)
        self.data = data

    def typed(self) -> dict[str, list[str]]:
        """Whatever has been typed into the fields of the guide, as it stands."""
        return {
            name: cast(QueryDict, self.data).getlist(name)
            for name in self.fields
            if name in self.data and name != "started_from"
        }

    def told(self) -> dict[str, Any]:
        """What the deed is told."""
        said = self.cleaned_data
        return {
            "learnt": said["learnt"],
            "words": said["words"],
            "to_do": self.to_do(),
            "wishes": self.wishes(),
            "free_days": self.times(),
            "travel_miles": said["travel_miles"],
            "what_for": said["what_for"],
            "how_often": said["how_often"],
            "how_long": said["how_long"],
            "where": said["where"],
            "share": said["share"],
            "keep_back": said["keep_back"],
            "started_from": said["started_from"],
        }
