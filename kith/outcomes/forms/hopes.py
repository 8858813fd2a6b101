"""A goal, its steps, the needs, and words with where they may stand."""

from typing import Any, TypedDict

from django import forms

from kith.foundation.forms import Form
from kith.foundation.gov.widgets import Checkboxes, Radios
from kith.outcomes.models import Goal, Need, Words


class Places(TypedDict):
    """Where words may stand."""

    for_team: bool
    for_map: bool
    for_report: bool


class GoalForm(Form):
    """One thing they would like."""

    words = forms.CharField(
        label="What would you like?",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Write what you would like"},
    )
    kind = forms.ChoiceField(
        label="What kind of thing is it?",
        choices=Goal.Kind.choices,
        widget=Radios,
        error_messages={"required": "Choose what kind of thing it is"},
    )
    wants_steps = forms.BooleanField(
        label="Say now and then how near it is, from 0 to 10",
        required=False,
        help_text="Only if you want to.",
    )


class StepForm(Form):
    """How near it feels."""

    says_optional = False

    rating = forms.IntegerField(
        label="How near is it today, from 0 to 10?",
        min_value=0,
        max_value=10,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-2"}),
        error_messages={
            "required": "Enter a number from 0 to 10",
            "invalid": "Enter a whole number from 0 to 10",
            "min_value": "Steps go from 0 to 10",
            "max_value": "Steps go from 0 to 10",
        },
    )


class NeedsAtStartForm(Form):
    """Seven needs; of each, whether it is there."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for category in Need.Category:
            self.fields[category.name] = forms.ChoiceField(
                label=category.label,
                choices=Need.AtStart.choices,
                widget=Radios(inline=True),
                initial=Need.AtStart.NOT_ASKED,
            )

    def found(self) -> dict[str, str]:
        return {str(category.value): self.cleaned_data[category.name] for category in Need.Category}


class NeedsLaterForm(Form):
    """Of each need: came up later, addressed, improved."""

    says_optional = False

    def __init__(self, *args: Any, needs: list[Need], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for need in needs:
            choices = [("addressed", "Something was done about it"), ("improved", "It got better")]
            if need.at_start != Need.AtStart.NEED:
                choices.insert(0, ("new", "It came up later"))
            marks = {"new": need.new_on, "addressed": need.addressed_on, "improved": need.improved_on}
            there = (
                ""
                if need.at_start == Need.AtStart.NEED
                else f"At the start: {need.get_at_start_display().lower()}."
            )
            self.fields[Need.Category(need.category).name] = forms.MultipleChoiceField(
                label=need.get_category_display(),
                choices=choices,
                widget=Checkboxes,
                required=False,
                help_text=there,
                initial=[mark for mark, day in marks.items() if day],
            )

    def said(self) -> dict[str, set[str]]:
        return {str(Need.Category[name].value): set(marks) for name, marks in self.cleaned_data.items()}


class WordsForm(Form):
    """What they say, and who may read it."""

    says_optional = False

    words = forms.CharField(
        label="What is it like?",
        help_text="No names, so that nobody can tell who said it.",
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Write a few words"},
    )
    where = forms.MultipleChoiceField(
        label="Who may read it?",
        choices=Words.Where.choices,
        widget=Checkboxes,
        required=False,
        help_text="None is fine: then only you see it. You can take it back at any time.",
    )

    def places(self) -> Places:
        chosen = self.cleaned_data["where"]
        return {"for_team": "team" in chosen, "for_map": "map" in chosen, "for_report": "report" in chosen}
