"""What somebody said in a review, or why they were not heard; and what was agreed."""

from datetime import date, timedelta
from typing import Any, cast

from django import forms

from kith.foundation.forms import Form
from kith.foundation.gov.fields import DateField
from kith.foundation.gov.widgets import Tiles
from kith.support.models import Voice

NOT_HEARD = "not heard"


class VoiceForm(Form):
    """One of the four."""

    how = forms.ChoiceField(
        label="How did they say it?",
        choices=[*Voice.How.choices, (NOT_HEARD, "They were not heard")],
        widget=Tiles,
        initial=Voice.How.TALK,
    )
    words = forms.CharField(
        label="What did they say?", max_length=2000, widget=forms.Textarea(attrs={"rows": 5})
    )

    def __init__(self, *args: Any, name: str, readers: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = f"What did {name} say?"
        self.fields["words"].help_text = f"In their words. If they were not heard, write why. {readers}"
        self.fields["words"].error_messages["required"] = (
            "Write down what they said, or why they were not heard"
        )


class AgreedForm(Form):
    """What comes of it, told to all four."""

    agreed = forms.CharField(
        label="What was agreed?",
        help_text="The young person, the volunteer, the carer and the worker can all read this. Keep it kind and plain.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Write down what was agreed, even if it is “everything stays as it is”"},
    )
    next_on = DateField(label="When do you look at it together again?")

    def __init__(self, *args: Any, today: date, suggested: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        next_on = cast("DateField", self.fields["next_on"])
        next_on.earliest, next_on.initial = today + timedelta(days=1), suggested
