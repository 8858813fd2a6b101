"""What the two agree: how often, where, money, contact, what stays between them, and how it will end."""

from datetime import date
from typing import Any

from django import forms

from kith.foundation.forms import Form
from kith.foundation.gov.fields import DateField, TimeField
from kith.foundation.gov.widgets import Radios
from kith.matching.models import Agreement, Match
from kith.science.vocabulary import DAYS


class AgreementForm(Form):
    """One agreement, on one page, read together before it is kept."""

    every = forms.IntegerField(label="How often: every …", min_value=1, max_value=12)
    unit = forms.ChoiceField(
        label="Weeks or months?", choices=Agreement.Unit.choices, widget=Radios(inline=True)
    )
    weekday = forms.TypedChoiceField(
        label="Usual day",
        choices=[("", "It varies"), *((number, f"{day.capitalize()}s") for number, day in enumerate(DAYS))],
        coerce=int,
        empty_value=None,
        required=False,
    )
    usual_time = TimeField(label="Usual time", required=False)
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
        super().__init__(data, initial=start)
        for name in ("child_agreed_on", "volunteer_agreed_on", "carer_told_on"):
            self.fields[name].latest = latest  # type: ignore[attr-defined]

    def told(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


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
