"""What a person may type about a child."""

from django import forms

from kith.foundation.forms import Form, ModelForm
from kith.foundation.gov.pictures import choices
from kith.foundation.gov.widgets import Tiles
from kith.people.models import Child
from kith.science import vocabulary


class DescribeChild(ModelForm):
    """How a child likes to be called and shown, and what a volunteer needs to know for a meeting."""

    picture = forms.ChoiceField(label="Their picture", choices=choices, required=False, widget=Tiles)
    languages = forms.MultipleChoiceField(
        label="Languages they speak",
        choices=vocabulary.ATTRIBUTES["language"].choices(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    faith = forms.ChoiceField(
        label="Faith, if they want to say",
        choices=[("", "Not said"), *((term.key, term.label) for term in vocabulary.FAITHS.values())],
        required=False,
    )

    class Meta:
        model = Child
        fields = ("known_as", "gender", "picture", "languages", "faith", "practical_needs")
        labels = {
            "known_as": "What they like to be called",
            "practical_needs": "Good to know when meeting",
        }
        help_texts = {
            "practical_needs": "Allergies, what helps, what to avoid. The volunteer reads this once they are matched."
        }


class AddressReason(Form):
    """Why somebody needs to know where a child lives."""

    reason = forms.CharField(
        label="Why do you need the address?",
        help_text="It is kept with your name and the time. The young person can be told who looked.",
        max_length=200,
    )
