"""How it stands with one thing on the list for leaving care."""

from django import forms

from kith.foundation.forms import Form
from kith.foundation.gov.widgets import Radios
from kith.support.models import ReadinessAnswer


class ReadyForm(Form):
    """One thing a page."""

    says_optional = False

    state = forms.ChoiceField(
        label="How is it today?",
        choices=ReadinessAnswer.State.choices,
        widget=Radios,
        error_messages={"required": "Choose one of the four"},
    )
    help_wanted = forms.CharField(
        label="What would help?", max_length=200, required=False, help_text="Only if you like."
    )
    help_from = forms.ChoiceField(
        label="From whom?",
        choices=[("", "I don’t want to say"), *ReadinessAnswer.From.choices],
        required=False,
    )
