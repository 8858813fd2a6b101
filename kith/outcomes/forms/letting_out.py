"""What a manager may write to those who read an outcome report."""

from django import forms

from kith.foundation.forms import Form


class LetOutForm(Form):
    """A few words, or none."""

    note = forms.CharField(
        label="Anything you would like to say to those who read it?",
        help_text="What was done, what changed, what comes next. No names and no small numbers; nothing about why.",
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
