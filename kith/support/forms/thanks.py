"""A card for a volunteer."""

from django import forms

from kith.foundation.forms import Form
from kith.foundation.gov.pictures import choices
from kith.foundation.gov.widgets import Radios, Tiles
from kith.support.models import Thanks


class ThanksForm(Form):
    """A picture, a few words, a name under them."""

    occasion = forms.ChoiceField(
        label="What for?", choices=Thanks.Occasion.choices, widget=Radios, initial=Thanks.Occasion.NOTHING
    )
    picture = forms.ChoiceField(
        label="A picture",
        choices=choices,
        widget=Tiles(pictures={name: name for name, _ in choices()}),
        error_messages={"required": "Choose a picture"},
    )
    words = forms.CharField(
        label="Your words",
        help_text="The volunteer reads this. Say what you noticed; name no surname and no school.",
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Write a few words"},
    )
    signed = forms.CharField(label="From", max_length=80)
