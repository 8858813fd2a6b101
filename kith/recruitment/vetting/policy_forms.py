"""What is typed when a scheme changes what it asks: one line of its list, and from which day it all applies."""

from typing import Any

from django import forms

from kith.foundation.gov.fields import DateField
from kith.foundation.gov.widgets import Checkboxes, Radios
from kith.recruitment.forms import Form
from kith.recruitment.models import PolicyLine
from kith.recruitment.vetting.documents import DOCUMENTS, KEPT_OTHERWISE, MAY_SHOW
from kith.recruitment.vetting.requirements import DUTIES, STEPS, VET, Requirement


class LineForm(Form):
    """One requirement of a version that is being written."""

    months = forms.IntegerField(
        label="How many months does it hold?",
        help_text="Then it must be done again. Leave it empty if it holds for good.",
        required=False,
    )
    count = forms.IntegerField(label="How many are needed?", initial=1)
    before = forms.ChoiceField(label="When must it be there?", choices=list(STEPS.items()), widget=Radios)
    duties = forms.MultipleChoiceField(
        label="Who is asked?",
        help_text="Choose nothing to ask everybody.",
        choices=list(DUTIES.items()),
        required=False,
        widget=Checkboxes,
    )
    recorded_by = forms.ChoiceField(
        label="Who may record it?", choices=PolicyLine.RecordedBy.choices, widget=Radios
    )
    evidence = forms.ChoiceField(
        label="Is it noted what was seen?",
        help_text="Which document, its number, its last day, or where it lies. Never a copy.",
        choices=PolicyLine.Evidence.choices,
        widget=Radios,
    )
    documents = forms.MultipleChoiceField(
        label="Which documents count?",
        help_text="Choose nothing to take any of these.",
        choices=[],
        required=False,
        widget=Checkboxes,
    )
    modules = forms.MultipleChoiceField(
        label="Which courses?",
        help_text="Choose nothing if somebody records training as a whole.",
        choices=[],
        required=False,
        widget=Checkboxes,
    )
    widths = {"months": 3, "count": 2}
    units = {"months": "months"}

    def __init__(
        self, *args: Any, requirement: Requirement, courses: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        kwargs["initial"] = {
            "months": requirement.months,
            "count": requirement.count,
            "before": requirement.before,
            "duties": list(requirement.duties),
            "recorded_by": "vetting" if requirement.recorded_by == VET else "staff",
            "evidence": requirement.evidence,
            "documents": list(requirement.documents),
            "modules": [str(course) for course in requirement.modules],
        }
        super().__init__(*args, **kwargs)
        self.fields["modules"].choices = courses  # type: ignore[attr-defined]
        kinds = MAY_SHOW.get(requirement.key, ())
        self.fields["documents"].choices = [(kind, DOCUMENTS[kind].words) for kind in kinds]  # type: ignore[attr-defined]
        if len(kinds) < 2:
            del self.fields["documents"]
        if requirement.key in KEPT_OTHERWISE:
            del self.fields["evidence"]
        if not courses:
            del self.fields["modules"]
        if requirement.key != "reference":
            del self.fields["count"]
        if requirement.fixed:
            del self.fields["duties"]

    def clean_modules(self) -> list[int]:
        return [int(course) for course in self.cleaned_data["modules"]]


class AgreePolicy(Form):
    """From which day, and why."""

    from_day = DateField(
        label="From which day does it apply?",
        help_text="A day to come, with time for people to see to what they lack. Until then you can call it off.",
    )
    why = forms.CharField(
        label="Why is it changed?",
        help_text="Everybody who records checks can read this.",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
