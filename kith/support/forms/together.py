"""A talk with several volunteers at once, and a peer mentor's own support plan."""

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from django import forms

from kith.foundation.forms import Form
from kith.foundation.gov.fields import DateField
from kith.foundation.gov.widgets import Names
from kith.people.models import Volunteer


class GroupForm(Form):
    """Who came, and what was agreed."""

    volunteers = forms.MultipleChoiceField(
        label="Who came?", widget=Names, error_messages={"required": "Choose who came"}
    )
    on = DateField(label="When was it?")
    agreed = forms.CharField(
        label="What did you agree?",
        help_text="Everybody who came can read this. Name no child.",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    talked_about = forms.CharField(
        label="What came up?",
        help_text="The coordinators and the manager can read this. The volunteers cannot.",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    agenda = forms.CharField(
        label="What was it about?", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    minutes = forms.IntegerField(label="How long?", min_value=1, max_value=600, required=False)
    fold = "Add what came up, what it was about and how long it took"
    folded = ("talked_about", "agenda", "minutes")
    units = {"minutes": "minutes"}
    widths = {"minutes": 3}

    def __init__(self, *args: Any, volunteers: Sequence[Volunteer], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = cast("forms.MultipleChoiceField", self.fields["volunteers"])
        chosen.choices = [(str(volunteer.public_id), volunteer.name) for volunteer in volunteers]
        on = cast("DateField", self.fields["on"])
        on.latest = on.initial = today

    def clean_volunteers(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["volunteers"]
        if len(chosen) < 2:
            raise forms.ValidationError(
                "Choose at least two. A talk with one is written down from the list of supervisions."
            )
        return chosen


class PeerPlanForm(Form):
    """In the peer mentor's own words. They can read all of it."""

    helps = forms.CharField(
        label="What helps you when it gets hard?", max_length=600, widget=forms.Textarea(attrs={"rows": 3})
    )
    signs = forms.CharField(
        label="How would we notice that it is too much?",
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    turns_to = forms.CharField(label="Whom do you turn to?", max_length=200)
    leaves_out = forms.CharField(
        label="Is there something you would rather not talk about?",
        help_text="Nobody asks about it, and it need not be said why.",
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
