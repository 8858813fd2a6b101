"""What is typed when somebody is excused, when a risk is judged or decided, and when a volunteer answers for themself."""

from collections.abc import Collection
from typing import Any

from django import forms

from kith.foundation.gov.fields import DateField
from kith.foundation.gov.widgets import Radios
from kith.recruitment.forms import Form
from kith.recruitment.vetting.evidence import CONNECTIONS
from kith.recruitment.vetting.reference_forms import YES_NO
from kith.recruitment.vetting.requirements import DUTIES
from kith.recruitment.vetting.risks import QUESTIONS


class Excuse(Form):
    reason = forms.CharField(
        label="Why, and what is done instead?",
        help_text="Only those who vet can read this.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    until = DateField(label="Until when?", help_text="The last day. At most a year from today.")


class JudgeRisk(Form):
    """The same questions for everybody, and words of one's own: never what was shown."""

    words = forms.CharField(
        label="How do you judge it, and what would make it safe?",
        help_text="In your own words. Do not copy what you have read.",
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = self.fields.pop("words")
        for key, question in QUESTIONS.items():
            self.fields[key] = forms.ChoiceField(
                label=question.words, choices=list(question.answers.items()), widget=Radios
            )
        self.fields["words"] = words

    def told(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {"judged": {key: said[key] for key in QUESTIONS}, "words": said["words"]}


class DecideRisk(Form):
    may_go_on = forms.ChoiceField(
        label="Does it stand in the way?",
        choices=[("yes", "No, they can go on"), ("no", "Yes")],
        widget=Radios,
    )
    words = forms.CharField(
        label="Why?",
        help_text="Your reasons are kept here and nowhere else. They are read by those who decide.",
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def told(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {"may_go_on": said["may_go_on"] == "yes", "words": said["words"]}


class MyIndependence(Form):
    """A volunteer's own answers, on their own phone."""

    member = forms.ChoiceField(label="", choices=YES_NO, widget=Radios)
    employee = forms.ChoiceField(label="", choices=YES_NO, widget=Radios)
    relative = forms.ChoiceField(label="", choices=YES_NO, widget=Radios)
    household = forms.ChoiceField(label="", choices=YES_NO, widget=Radios)
    home = forms.ChoiceField(label="", choices=YES_NO, widget=Radios)

    def __init__(self, *args: Any, council: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, question in CONNECTIONS.items():
            self.fields[key].label = question.format(council=council)
            self.fields[key].error_messages["required"] = "Choose yes or no"

    def told(self) -> dict[str, bool]:
        return {key: self.cleaned_data[key] == "yes" for key in CONNECTIONS}


class GiveDuty(Form):
    duty = forms.ChoiceField(label="What do they do as well?", choices=list(DUTIES.items()), widget=Radios)

    def __init__(self, *args: Any, already: Collection[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["duty"].choices = [row for row in DUTIES.items() if row[0] not in already]  # type: ignore[attr-defined]
