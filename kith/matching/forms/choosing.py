"""Which cards to show, who to search for, and what the child says about each card."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.forms import BoundField

from kith.foundation.forms import Form
from kith.foundation.gov.widgets import Tiles
from kith.matching.forms.hearing import HeardFields
from kith.matching.models import CardShown
from kith.matching.queries import Hearing
from kith.people.models import Volunteer

RANKS = (("1", "My first choice"), ("2", "Second"), ("3", "Third"))
ASIDE = ("no", "Not for me")
UNSURE = ("", "Not sure yet")
CHOOSE, OTHERS, NOT_NOW = "choose", "others", "not now"


class PickForm(HeardFields):
    """Of those who fit, whose cards the child is to see; and what carer and worker say, if that is not known yet."""

    show = forms.MultipleChoiceField(
        label="Cards to show", required=True, error_messages={"required": "Choose at least one card to show"}
    )
    again = forms.MultipleChoiceField(required=False)

    def __init__(
        self,
        data: Any = None,
        *,
        people: Sequence[Volunteer],
        again: Sequence[Volunteer] = (),
        to_hear: Sequence[Hearing] = (),
        on: date,
        name: str,
    ) -> None:
        super().__init__(data, to_hear=to_hear, on=on, name=name)
        self.people = {str(volunteer.public_id): volunteer for volunteer in people}
        self.fields["show"].choices = [(key, each.first_name) for key, each in self.people.items()]  # type: ignore[attr-defined]
        self.back = {str(volunteer.public_id): volunteer for volunteer in again}
        self.fields["again"].choices = [(key, key) for key in self.back]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> list[Volunteer]:
        return [self.people[key] for key in self.cleaned_data["show"]]


class WhoForm(Form):
    """“Why not …?”: a volunteer by the beginning of their name."""

    who = forms.CharField(label="Name of a volunteer", max_length=80, required=False)
    says_optional = False

    @property
    def words(self) -> str:
        return self.cleaned_data["who"] if self.is_valid() else ""


class CardsForm(Form):
    """One question a card: first, second or third choice, not for me, or nothing yet; then one of three buttons."""

    say = forms.ChoiceField(
        choices=[(CHOOSE, "This is my choice"), (OTHERS, "Show me others"), (NOT_NOW, "Not now")],
        required=False,
        widget=forms.HiddenInput,
    )
    says_optional = False

    def __init__(self, data: Any = None, *, cards: Sequence[CardShown]) -> None:
        super().__init__(data)
        self.cards = {f"card_{card.place}": card for card in cards}
        ranks = RANKS[: len(self.cards)]
        for name, card in self.cards.items():
            self.fields[name] = forms.ChoiceField(
                label=f"What about {card.volunteer.first_name}?",
                required=False,
                choices=[*ranks, ASIDE, UNSURE],
                widget=Tiles,
            )

    def field_of(self, card: CardShown) -> BoundField:
        return self[f"card_{card.place}"]

    def _answered(self, answer: str) -> list[CardShown]:
        return [card for name, card in self.cards.items() if self.cleaned_data.get(name) == answer]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if (said.get("say") or CHOOSE) != CHOOSE:
            return said
        for rank, words in RANKS:
            twice = self._answered(rank)
            if len(twice) > 1:
                names = " and ".join(card.volunteer.first_name for card in twice)
                self.add_error(
                    f"card_{twice[-1].place}",
                    f"You said “{words.lower()}” for {names}. Give it to one of them",
                )
        if not self.errors and not self.ranked():
            self.add_error(None, "Pick your first choice, or press “Show me others” or “Not now”.")
        return said

    def ranked(self) -> list[CardShown]:
        return [card for rank, _ in RANKS for card in self._answered(rank)]

    def told(self) -> dict[str, Any]:
        """What the deed is told. Whoever asks for others, or says not now, has chosen nobody."""
        say = self.cleaned_data.get("say") or CHOOSE
        return {
            "ranked": self.ranked() if say == CHOOSE else [],
            "set_aside": self._answered(ASIDE[0]),
            "others": say == OTHERS,
            "not_now": say == NOT_NOW,
        }
