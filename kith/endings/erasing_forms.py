"""What a person may type about the end of a record: how long it is kept, what the young person said, why it is held back."""

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from kith.endings.models import Ending, KeptLonger, MemoriesOffered
from kith.endings.retention import limits
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


class PeriodForm(Form):
    """How long a scheme keeps one kind of record, and why not as usual."""

    years = forms.IntegerField(label="Years after the end")
    age = forms.IntegerField(label="And at least until the young person is")
    why = forms.CharField(
        label="Why?",
        help_text="A contract, a law, or what the commissioner asks. Whoever looks after records can read it.",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Say why: a contract, a law, or what the commissioner asks"},
    )
    widths = {"years": 2, "age": 2}

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        least, most = limits(kind)
        self._between("years", least.years, most.years)
        if least.age and most.age:
            self._between("age", least.age, most.age)
        else:
            del self.fields["age"]

    def _between(self, name: str, least: int, most: int) -> None:
        field, words = self.fields[name], f"Choose a number between {least} and {most}"
        field.help_text = f"Between {least} and {most}."
        field.min_value, field.max_value = least, most  # type: ignore[attr-defined]
        field.validators += [MinValueValidator(least, words), MaxValueValidator(most, words)]
        field.error_messages |= {"required": words, "invalid": words}
