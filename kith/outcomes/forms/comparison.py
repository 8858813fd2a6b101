"""A comparison with children who wait, and one form of a child in it."""

from datetime import date
from typing import Any

from django import forms

from kith.foundation.forms import Form
from kith.foundation.gov.fields import DateField
from kith.foundation.gov.widgets import Radios
from kith.outcomes.models import WaitingComparison


class ComparisonForm(Form):
    """How it is decided who begins."""

    order = forms.ChoiceField(
        label="How is it decided who begins?",
        choices=WaitingComparison.Order.choices,
        widget=Radios(
            hints={
                "lottery": "The one way that can say why scores differ. Anybody can draw the same lots again.",
                "date": "Whoever was referred first. The two groups may differ in other ways.",
            }
        ),
        initial="lottery",
    )
    places = forms.IntegerField(
        label="How many can begin now?",
        min_value=1,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-3"}),
        error_messages={"required": "Enter how many can begin now"},
    )


class WaitingForm(Form):
    """A carer's total."""

    says_optional = False

    outcome = forms.ChoiceField(
        label="What came of it?",
        widget=Radios,
        choices=[
            ("scored", "There is a form with a total"),
            ("not back", "Asked, and nothing came back"),
            ("refused", "They do not want to be asked again"),
            ("too young", "The child is too young for it"),
        ],
        initial="scored",
    )
    total = forms.IntegerField(
        label="Carer’s SDQ total",
        required=False,
        min_value=0,
        max_value=40,
        error_messages={
            "required": "Enter the total, from 0 to 40",
            "min_value": "Totals go from 0 to 40. Look at the form again",
            "max_value": "Totals go from 0 to 40. Look at the form again",
        },
    )
    day = DateField(
        label="Day of the form, or of asking", error_messages={"required": "Enter the day of the form"}
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["day"]
        field.latest = on

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("outcome") == "scored" and said.get("total") is None and "total" not in self.errors:
            self.add_error("total", "Enter the total, from 0 to 40")
        return said
