"""What a young person types to come in."""

from django import forms

from kith.foundation.forms import Form


class SpaceKeyForm(Form):
    """One box."""

    key = forms.CharField(
        label="Your key",
        help_text="Twelve letters and numbers, like ABCD-2345-EFGH. Big or small letters are both fine.",
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )
