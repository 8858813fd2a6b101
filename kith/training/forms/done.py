"""What a person may type about what was done elsewhere, and about how it was."""

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from django import forms

from kith.foundation.forms import Form
from kith.foundation.gov.fields import DateField
from kith.foundation.gov.widgets import Radios
from kith.training.models import Completion, CourseVersion


class CompletionForm(Form):
    """What was done as e-learning or elsewhere, and what you have seen that shows it."""

    course = forms.ChoiceField(label="Which course?")
    done_on = DateField(label="When was it done?")
    evidence = forms.ChoiceField(
        label="What have you seen?",
        choices=[
            choice
            for choice in Completion.Evidence.choices
            if choice[0] not in (Completion.Evidence.ATTENDANCE, Completion.Evidence.WORD)
        ],
        widget=Radios,
    )
    evidence_words = forms.CharField(
        label="Where it can be found, or who said so",
        max_length=200,
        required=False,
        help_text="Anybody who runs training here can read it, and so can the volunteer.",
    )

    def __init__(
        self, *args: Any, courses: Sequence[CourseVersion], today: date, chosen: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.courses = {str(version.course.public_id): version.course for version in courses}
        field = cast("forms.ChoiceField", self.fields["course"])
        field.choices = [(str(version.course.public_id), version.name) for version in courses]
        field.initial = chosen
        day = cast("DateField", self.fields["done_on"])
        day.latest = day.initial = today

    def clean_course(self) -> Any:
        return self.courses[self.cleaned_data["course"]]


class FinishedForm(Form):
    """When I finished, and what shows it."""

    finished_on = DateField(label="When did you finish?")
    words = forms.CharField(
        label="What shows it?",
        max_length=200,
        required=False,
        help_text="Such as the number on the certificate. Whoever runs training reads it.",
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        day = cast("DateField", self.fields["finished_on"])
        day.latest = day.initial = today


class NotConfirmedForm(Form):
    """What is missing, for the volunteer to read."""

    answer = forms.CharField(
        label="What is missing?",
        max_length=300,
        help_text="They read this under “My training”, and can say it again.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class HowItWasForm(Form):
    """One line, if they like."""

    words = forms.CharField(
        label="How was it? You needn’t say.",
        max_length=300,
        required=False,
        help_text="The people who run training here read it, without your name.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    says_optional = False
