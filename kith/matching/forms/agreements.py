"""What the two agree: how often, where, money, contact, what stays between them, and how it will end."""

from datetime import date
from itertools import pairwise
from typing import Any

from django import forms

from kith.foundation.dates import count_words
from kith.foundation.forms import Form
from kith.foundation.gov.fields import DateField, TimeField
from kith.foundation.gov.widgets import Radios
from kith.matching.models import Agreement, Match
from kith.schemes.presets import RhythmRow
from kith.science.vocabulary import DAYS

STAGES = ("first", "then", "third", "fourth")
SAME, IN_STEPS = "same", "in steps"
TURNS = ((1, "week"), (2, "week"), (1, "month"))
UNTIL = (1, 2, 3, 4, 6, 9, 12)


def stage_key(stage: Any) -> str:
    """“1 week 3”: every week until the match is three months old."""
    return f"{stage['every']} {stage['unit']} {stage['until']}"


def _stage_words(key: str) -> str:
    every, unit, until = key.split()
    often = RhythmRow(int(every), unit).words  # type: ignore[arg-type]
    return f"{often[:1].upper()}{often[1:]}, until {count_words(int(until), 'month')} have passed"


class StageField(forms.ChoiceField):
    """How often for the first months; what a scheme asks for beyond the usual is offered as well."""

    def __init__(self, *, nothing: str = "The same from the start", **kwargs: Any) -> None:
        keys = [f"{every} {unit} {until}" for every, unit in TURNS for until in UNTIL]
        choices = [("", nothing), *((key, _stage_words(key)) for key in keys)]
        super().__init__(choices=choices, required=False, **kwargs)

    def offer(self, key: str) -> None:
        if key not in dict(self.choices):  # type: ignore[arg-type]
            self.choices = [*self.choices, (key, _stage_words(key))]  # type: ignore[misc]

    def clean(self, value: Any) -> Any:
        key = super().clean(value)
        if not key:
            return None
        every, unit, until = key.split()
        return {"every": int(every), "unit": unit, "until": int(until)}


class AgreementForm(Form):
    """One agreement, on one page, read together before it is kept."""

    every = forms.IntegerField(label="How often: every …", min_value=1, max_value=12)
    unit = forms.ChoiceField(
        label="Weeks or months?", choices=Agreement.Unit.choices, widget=Radios(inline=True)
    )
    steps = forms.ChoiceField(
        label="Does it change over time?",
        choices=[(SAME, "No, the same from the start"), (IN_STEPS, "Yes, in steps")],
        widget=Radios(reveals={IN_STEPS: " ".join(STAGES)}),
        required=False,
    )
    first = StageField(label="To begin with", help_text="Months count from the day they began.")
    then = StageField(label="And after that", nothing="No step in between")
    third = StageField(label="And then", nothing="No step in between")
    fourth = StageField(label="Last, before it stays as it is", nothing="No step in between")
    weekday = forms.TypedChoiceField(
        label="Usual day",
        choices=[("", "It varies"), *((number, f"{day.capitalize()}s") for number, day in enumerate(DAYS))],
        coerce=int,
        empty_value=None,
        required=False,
    )
    usual_time = TimeField(label="Usual time", required=False)
    not_on_bank_holidays = forms.BooleanField(label="Not on bank holidays", required=False)
    not_in_school_holidays = forms.BooleanField(
        label="Not in school holidays",
        help_text="Those of the authority that looks after the young person, as they stand under “Days off”.",
        required=False,
    )
    where = forms.CharField(label="Where they usually meet", max_length=200)
    budget_per_month = forms.DecimalField(
        label="Money for things to do, each month", min_value=0, max_digits=6, decimal_places=2
    )
    contact = forms.CharField(
        label="How they reach each other in between", max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    confidentiality = forms.CharField(
        label="What stays between them, and what cannot",
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    how_it_will_end = forms.CharField(
        label="How it will end", max_length=600, widget=forms.Textarea(attrs={"rows": 4})
    )
    child_agreed_on = DateField(label="The day the young person agreed")
    volunteer_agreed_on = DateField(label="The day the volunteer agreed")
    carer_told_on = DateField(label="The day the carer was told", required=False)

    units = {"budget_per_month": "£"}
    widths = {"every": 2, "budget_per_month": 5, "weekday": "one-third"}

    def __init__(self, data: Any = None, *, start: dict[str, Any], latest: date) -> None:
        stages = start.get("stages") or []
        first_stages = dict(zip(STAGES, map(stage_key, stages), strict=False))
        steps = {"steps": IN_STEPS if stages else SAME}
        super().__init__(data, initial=start | steps | first_stages)
        for name, key in first_stages.items():
            self.fields[name].offer(key)  # type: ignore[attr-defined]
        for name in ("child_agreed_on", "volunteer_agreed_on", "carer_told_on"):
            self.fields[name].latest = latest  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("steps") == SAME:
            return cleaned | dict.fromkeys(STAGES)
        if cleaned.get("steps") == IN_STEPS and not any(cleaned.get(name) for name in STAGES):
            self.add_error("first", "Say how it begins, or choose “the same from the start”")
        for before, name in pairwise(STAGES):
            self._follows(cleaned.get(before), cleaned.get(name), before, name)
        return cleaned

    def _follows(self, earlier: Any, step: Any, before: str, name: str) -> None:
        """A step comes after one that ends sooner."""
        if step and not earlier:
            self.add_error(before, "Say what comes before the next step, or leave that one out")
        elif step and step["until"] <= earlier["until"]:
            self.add_error(name, f"This step must go on for longer than month {earlier['until']}")

    def told(self) -> dict[str, Any]:
        told = dict(self.cleaned_data)
        del told["steps"]
        return told | {"stages": [stage for name in STAGES if (stage := told.pop(name))]}


class BeginForm(AgreementForm):
    """The first agreement, and what the child calls the volunteer."""

    childs_word = forms.CharField(
        label="What does the young person call them?",
        help_text="A mentor, a mate, my Saturday person. Leave it empty for the scheme’s own word.",
        max_length=40,
        required=False,
    )
    goals_on = forms.BooleanField(
        label="They want to work towards something together",
        help_text="Goals can be switched on or off at any time, at the young person’s wish.",
        required=False,
    )
    widths = AgreementForm.widths | {"childs_word": 20}

    def __init__(self, data: Any = None, *, start: dict[str, Any], latest: date, goals: bool) -> None:
        super().__init__(data, start=start, latest=latest)
        if not goals:
            del self.fields["goals_on"]


class PauseForm(Form):
    """Why a match rests for a while."""

    reason = forms.ChoiceField(label="Why does it rest?", choices=Match.PauseReason.choices, widget=Radios)
    words = forms.CharField(
        label="Anything to remember", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class ResumeForm(Form):
    """A match goes on."""

    words = forms.CharField(
        label="Anything to remember", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
