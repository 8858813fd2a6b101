"""What carer and worker say before a child is shown cards; and what a child is told when nobody fits."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from kith.foundation.forms import Form
from kith.foundation.gov.fields import DateField
from kith.matching.queries import Hearing


class HeardFields(Form):
    """For each who is heard: what they say, or why they were not asked; one of the two."""

    says_optional = False
    must_hear = True

    def __init__(self, data: Any = None, *, to_hear: Sequence[Hearing], on: date, name: str) -> None:
        super().__init__(data)
        self.to_hear = list(to_hear)
        for each in self.to_hear:
            whom = each.who.label.lower()
            self.fields[f"{each.who.value}_words"] = forms.CharField(
                label=f"What does {name}’s {each.who.value} say?",
                help_text="As they said it, in a sentence or two.",
                max_length=500,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
            self.fields[f"{each.who.value}_on"] = DateField(
                label="When did they say it?", latest=on, required=False, initial=on
            )
            self.fields[f"{each.who.value}_why_not"] = forms.CharField(
                label=f"Or why was {whom} not asked?", max_length=300, required=False
            )

    def groups(self) -> list[dict[str, Any]]:
        return [
            {
                "who": each.who.label,
                "said": each.said,
                "fields": [self[f"{each.who.value}_{part}"] for part in ("words", "on", "why_not")],
            }
            for each in self.to_hear
        ]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        for each in self.to_hear:
            who = each.who.value
            words, why_not = said.get(f"{who}_words"), said.get(f"{who}_why_not")
            if words and why_not:
                self.add_error(f"{who}_why_not", "Write down one of the two: what they said, or why not")
            elif self.must_hear and not (words or why_not):
                self.add_error(
                    f"{who}_words",
                    f"Write down what {each.who.label.lower()} says, or why they were not asked",
                )
        return said

    def heard(self) -> list[dict[str, Any]]:
        """What the deed is told, once for each who said something or was passed over."""
        said = self.cleaned_data
        found = []
        for each in self.to_hear:
            who = each.who.value
            words, why_not = said.get(f"{who}_words", ""), said.get(f"{who}_why_not", "")
            if words or why_not:
                told_on = said.get(f"{who}_on") if words else None
                found.append({"who": who, "words": words, "why_not": why_not, "heard_on": told_on})
        return found


class HearForm(HeardFields):
    """Heard at any time, or heard again; what nobody fills in stays as it is."""

    must_hear = False

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if not self.errors and not self.heard():
            self.add_error(None, "Write down what one of them says, or why they were not asked.")
        return said


class NobodyYetForm(Form):
    """Nobody fits: what the child was told, and when we look again."""

    told_child = forms.CharField(
        label="What did you tell them?", max_length=300, widget=forms.Textarea(attrs={"rows": 5})
    )
    look_again_on = DateField(label="When do we look again?")

    def __init__(self, data: Any = None, *, start: dict[str, Any], earliest: date) -> None:
        super().__init__(data, initial=start)
        self.fields["look_again_on"].earliest = earliest  # type: ignore[attr-defined]
