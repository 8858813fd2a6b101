"""Whom to write to for a form; and the form as whoever was asked sees it."""

from typing import Any

from django import forms

from kith.foundation.forms import Form
from kith.foundation.gov.widgets import Radios
from kith.outcomes.forms.measures import add_boxes, boxes_of
from kith.outcomes.models import MeasureUse, Score

Outcome = Score.Outcome
ADULTS = (
    (Outcome.SCORED, "Yes, here are the numbers"),
    (Outcome.NOT_BACK, "Not this time"),
    (Outcome.REFUSED, "Please do not ask me for this again"),
    (Outcome.TOO_YOUNG, "The young person is too young for this"),
)
YOUNG = (
    (Outcome.SCORED, "Yes, here it is"),
    (Outcome.NOT_BACK, "Not this time"),
    (Outcome.REFUSED, "Stop asking me this"),
)


class WhomForm(Form):
    """Where the letter goes."""

    name = forms.CharField(label="Their name", max_length=120, required=False)
    email = forms.EmailField(
        label="Their e-mail address",
        help_text="The letter names no child. Its link opens this one form, once.",
        error_messages={"required": "Enter the e-mail address that we should write to"},
    )


def _choices(use: MeasureUse) -> list[tuple[str, str]]:
    """Nobody is too young for a form that asks for no age."""
    if use.informant == "self":
        return list(YOUNG)
    least = use.of.informants[use.informant]
    return [(key, words) for key, words in ADULTS if least or key != Outcome.TOO_YOUNG]


class AnswerForm(Form):
    """Numbers, or why there are none: each of them is an answer."""

    says_optional = False

    outcome = forms.ChoiceField(
        label="Would you answer?",
        widget=Radios,
        error_messages={"required": "Choose one. “Not this time” is fine"},
    )

    def __init__(self, *args: Any, use: MeasureUse, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.use = use
        fields: dict[str, Any] = self.fields
        fields["outcome"].choices = _choices(use)
        add_boxes(self, use)

    @property
    def typed(self) -> dict[str, str]:
        return {name: self.cleaned_data.get(name, "") for name, _, _ in boxes_of(self.use)}
