"""Who is around a child, how close, and for what they would turn to them."""

from datetime import date
from typing import Any, cast

from django import forms

from kith.foundation.forms import Form
from kith.foundation.gov.fields import DateField
from kith.foundation.gov.widgets import Checkboxes, Radios, Tiles
from kith.support.models import Tie
from kith.support.models.network import RINGS


class TieForm(Form):
    """One person at a time."""

    says_optional = False

    name = forms.CharField(
        label="Who?",
        help_text="A first name, or what you call them.",
        max_length=40,
        error_messages={"required": "Write who it is"},
    )
    ring = forms.TypedChoiceField(
        label="How close?",
        choices=RINGS,
        coerce=int,
        widget=Tiles,
        error_messages={"required": "Choose how close"},
    )
    kind = forms.ChoiceField(
        label="Who are they to you?",
        choices=Tie.Kind.choices,
        widget=Radios,
        error_messages={"required": "Choose who they are"},
    )
    turned_to = forms.MultipleChoiceField(
        label="For what would you go to them?", choices=Tie.For.choices, widget=Checkboxes, required=False
    )
    keep = forms.BooleanField(label="I don’t want to lose them if I move", required=False)


class FinishForm(Form):
    """Anything to say about it, and who may see it."""

    says_optional = False

    words = forms.CharField(
        label="Anything to say about it?",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    shared = forms.BooleanField(label="My social worker may see it", required=False)


class MovedForm(Form):
    """When a child moved."""

    moved_on = DateField(label="When did they move?")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        moved_on = cast("DateField", self.fields["moved_on"])
        moved_on.latest = moved_on.initial = today


class SeenToForm(Form):
    """How a child stays in touch with somebody."""

    words = forms.CharField(
        label="How do they stay in touch from now on?",
        help_text="Who rings, who drives, how often. Or why it is better not to.",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say how they stay in touch, or why not"},
    )
