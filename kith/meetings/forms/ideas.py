"""What a coordinator writes down of an idea for something to do."""

from typing import Any

from django import forms

from kith.foundation.forms import Form
from kith.foundation.gov.widgets import Radios, Tiles
from kith.meetings import activities
from kith.meetings.models import Idea


class IdeaForm(Form):
    """One idea, short enough to be read on a phone."""

    title = forms.CharField(label="What is it?", help_text="Feeding the ducks, for instance", max_length=80)
    words = forms.CharField(
        label="What should they know?",
        help_text="Read by volunteers and young people. Short words.",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    cost = forms.ChoiceField(label="What does it cost?", choices=Idea.Cost.choices, widget=Radios)
    season = forms.ChoiceField(
        label="When?", choices=Idea.Season.choices, initial=Idea.Season.ANY, widget=Radios(inline=True)
    )
    age_from = forms.IntegerField(label="From which age?", min_value=0, max_value=25, initial=8)
    age_to = forms.IntegerField(label="Up to which age?", min_value=0, max_value=25, initial=17)
    area = forms.CharField(
        label="Where?",
        help_text="A postcode district such as LS8, or a few words. Whoever is more than 10 miles from the district is not shown it. "
        "Leave it empty if it can be done everywhere.",
        max_length=60,
        required=False,
    )
    activity = forms.ChoiceField(label="Which picture?", choices=activities.choices, widget=Tiles)
    widths = {"age_from": 2, "age_to": 2}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("age_from"), cleaned.get("age_to")
        if first is not None and last is not None and last < first:
            self.add_error("age_to", "This age must not be lower than the first")
        return cleaned
