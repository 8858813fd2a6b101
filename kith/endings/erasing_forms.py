"""What a person may type before a record is erased: what the young person said, and why it is held back."""

from datetime import date
from typing import Any

from django import forms

from kith.endings.models import Ending, KeptLonger, MemoriesOffered
from kith.foundation.forms import Form
from kith.foundation.gov.fields import DateField
from kith.foundation.gov.widgets import Radios


class OfferForm(Form):
    """What the young person said when they were offered what is kept for them."""

    answer = forms.ChoiceField(
        choices=MemoriesOffered.Answer.choices,
        widget=Radios,
        error_messages={"required": "Choose what they said, or that they could not be reached"},
    )
    words = forms.CharField(
        label="How were they asked, or how did you try?",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, ending: Ending, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        child = ending.match.child.name
        self.fields["answer"].label = f"What did {child} say?"
        self.fields["answer"].widget.hints = {
            MemoriesOffered.Answer.KEEP: f"The record is held back until {child} says otherwise.",
            MemoriesOffered.Answer.NOT_REACHED: "Say below how and when you tried.",
        }


class HoldForm(Form):
    """Why a record is not erased for now."""

    reason = forms.ChoiceField(
        label="Why is it held back?",
        choices=[each for each in KeptLonger.Reason.choices if each[0] != KeptLonger.Reason.CHILD],
        widget=Radios,
        error_messages={"required": "Choose why it is held back"},
    )
    words = forms.CharField(
        label="For what is it needed?",
        help_text="A reference, or who asked. Name no child and no volunteer.",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Say in a few words for what it is needed"},
    )
    look_again_on = DateField(label="When should somebody look whether it still holds?", required=False)

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["look_again_on"].earliest = on  # type: ignore[attr-defined]
