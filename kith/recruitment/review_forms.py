"""What people type about a review, and about a volunteer who leaves."""

from typing import Any

from django import forms

from kith.foundation.dates import today
from kith.foundation.gov.fields import DateField
from kith.foundation.gov.widgets import Radios
from kith.recruitment.actions.reviews import Terms
from kith.recruitment.forms import Form
from kith.recruitment.models import Approval, Leaving, Review

SEALED = "Only those who vet can read this."


class HoldReview(Form):
    """How it goes, and whether it goes on."""

    held_on = DateField(label="When did you talk?")
    agreed = forms.CharField(
        label="What did you talk about and agree?",
        help_text="Your volunteer can read this.",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    outcome = forms.ChoiceField(
        label="What follows?",
        choices=Review.Outcome.choices,
        widget=Radios(
            hints={
                Review.Outcome.ENDS: "On the next page you write to them. Each of their matches is ended on its own page, with the child told first."
            }
        ),
    )
    age_from = forms.IntegerField(label="Youngest age they may be there for", min_value=0, required=False)
    age_to = forms.IntegerField(label="Oldest age they may be there for", min_value=0, required=False)
    places = forms.IntegerField(label="How many children at a time?", min_value=1, required=False)
    conditions = forms.CharField(
        label="Conditions",
        help_text="Coordinators read this; do not write why.",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    vetting_words = forms.CharField(
        label="What should those who vet know?",
        help_text=f"{SEALED} Needed if the approval ends.",
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    widths = {"age_from": 3, "age_to": 3, "places": 3}
    units = {"age_from": "years", "age_to": "years"}
    says_optional = False
    TERMS = ("age_from", "age_to", "places", "conditions")

    def __init__(self, *args: Any, approval: Approval, decides: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("held_on", today())
        self.fields["agreed"].help_text = f"{approval.volunteer.first_name} can read this."
        if decides:
            self.initial.update({name: getattr(approval, name) for name in self.TERMS})
            return
        for name in self.TERMS:
            del self.fields[name]
        box: Any = self.fields["outcome"]
        box.choices = [(Review.Outcome.GOES_ON.value, Review.Outcome.GOES_ON.label)]
        box.help_text = "Other ages or places, or an end, are decided by a manager who did not recruit them."
        self.initial.setdefault("outcome", Review.Outcome.GOES_ON.value)

    def terms(self) -> Terms | None:
        said = self.cleaned_data
        if said["outcome"] != Review.Outcome.CHANGED:
            return None
        if any(said.get(name) is None for name in self.TERMS[:3]):
            return None
        return Terms(said["age_from"], said["age_to"], said["places"], said["conditions"].strip())


class RecordLeaving(Form):
    """The last day, why, and the exit talk."""

    last_day = DateField(label="What was their last day?")
    why = forms.ChoiceField(
        label="Why do they leave?",
        choices=[choice for choice in Leaving.Why.choices if choice[0] != Leaving.Why.ENDED_BY_US],
        widget=Radios,
    )
    talk = forms.ChoiceField(label="Did you have an exit talk?", choices=Leaving.Talk.choices, widget=Radios)
    said = forms.CharField(
        label="What can we learn, in their words?",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    would_come_back = forms.ChoiceField(
        label="Would they come back one day?",
        choices=[("yes", "Yes"), ("no", "No"), ("", "Not asked")],
        required=False,
        widget=Radios(inline=True),
    )
    vetting_words = forms.CharField(
        label="What should those who vet know if they apply again?",
        help_text=SEALED,
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("last_day", today())
        self.initial.setdefault("would_come_back", "")

    def told(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        said["would_come_back"] = {"yes": True, "no": False}.get(said["would_come_back"])
        return said
