"""What a person may send: which contract and which quarter a report is to be made for."""

from datetime import date

from django import forms

from kith.foundation.forms import Form
from kith.reporting.quarters import Span, quarter_of


class WhichQuarter(Form):
    """Chosen by a button, never typed; only whole quarters are offered, so that reports never overlap."""

    contract = forms.UUIDField(widget=forms.HiddenInput)
    quarter = forms.DateField(widget=forms.HiddenInput)

    def clean_quarter(self) -> Span:
        day: date = self.cleaned_data["quarter"]
        span = quarter_of(day)
        if day != span.from_day:
            raise forms.ValidationError("Choose a quarter from the list.")
        return span
