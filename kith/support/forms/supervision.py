"""What a coordinator writes down after a talk with a volunteer."""

from datetime import date
from typing import Any, cast

from django import forms

from kith.foundation.forms import Form
from kith.foundation.gov.fields import DateField
from kith.foundation.gov.widgets import Tiles
from kith.matching.models import Match
from kith.support.models import Supervision


class SupervisionForm(Form):
    """One talk. Who reads which box stands above it."""

    on = DateField(label="When did you talk?")
    how = forms.ChoiceField(
        label="How?",
        choices=Supervision.How.choices,
        widget=Tiles,
        error_messages={"required": "Say how you talked"},
    )
    minutes = forms.IntegerField(label="How long?", min_value=1, max_value=600, required=False)
    wellbeing = forms.ChoiceField(
        label="How are they?", choices=Supervision.Wellbeing.choices, widget=Tiles, required=False
    )
    agreed = forms.CharField(
        label="What did you agree?",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    talked_about = forms.CharField(
        label="What did you talk about?",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    next_on = DateField(label="When will you talk next?", required=False)
    units = {"minutes": "minutes"}
    widths = {"minutes": 3}

    def __init__(
        self, *args: Any, match: Match, today: date, suggested: tuple[date, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        name = match.volunteer.first_name
        on, next_on = cast("DateField", self.fields["on"]), cast("DateField", self.fields["next_on"])
        on.latest, on.initial = today, today
        next_on.initial, next_on.help_text = suggested
        self.fields["wellbeing"].label = f"How is {name}?"
        self.fields[
            "agreed"
        ].help_text = f"{name} can read this, and so can the coordinators and the manager."
        self.fields[
            "talked_about"
        ].help_text = (
            f"The coordinators near {match.child.name} and the manager can read this. {name} cannot."
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        on, following = cleaned.get("on"), cleaned.get("next_on")
        if on and following and following <= on:
            self.add_error(
                "next_on", "The next talk comes after this one. Choose a later day, or leave it empty."
            )
        return cleaned
