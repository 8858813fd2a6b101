"""What is typed about a reference: whom to ask, what they answer question by question, and how it was verified."""

from datetime import date
from typing import Any

from django import forms

from kith.foundation.gov.widgets import Radios
from kith.foundation.journey import Page
from kith.recruitment.forms import Form, read_phone
from kith.recruitment.vetting.evidence import RELATIONS, RELATIVE, VERIFIED

YES_NO = [("yes", "Yes"), ("no", "No")]


class AskForReference(Form):
    """Whom to write to."""

    name = forms.CharField(label="Their name", max_length=120, help_text="First and last name.")
    email = forms.EmailField(label="Their e-mail address", help_text="We write to this address.")
    phone = forms.CharField(
        label="Their phone number",
        max_length=30,
        required=False,
        help_text="So that somebody can ring them and make sure that the answer is theirs.",
    )
    relation = forms.ChoiceField(
        label="How do they know each other?",
        choices=list(RELATIONS.items()),
        widget=Radios(hints={RELATIVE: "Family cannot be a referee."}),
    )
    widths = {"name": "two-thirds", "phone": 20}

    def clean_phone(self) -> str:
        return read_phone(self.cleaned_data["phone"])


class VerifyReference(Form):
    """How those who vet made sure of it, and what it comes to."""

    verified = forms.ChoiceField(
        label="How do you know that it is really from them?", choices=list(VERIFIED.items()), widget=Radios
    )
    vetting_words = forms.CharField(
        label="Note of the call",
        help_text="Whom you spoke to, when, and what was said. Only those who vet can read this.",
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    passed = forms.ChoiceField(label="", choices=YES_NO, widget=Radios)

    def __init__(self, *args: Any, first_name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passed"].label = f"Does the reference speak for {first_name}?"

    def told(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {
            "verified": said["verified"],
            "vetting_words": said["vetting_words"],
            "passed": said["passed"] == "yes",
        }


class Question(Form):
    """One page of the public form, about somebody whose first name it says."""

    heading = ""

    def __init__(self, *args: Any, about: str, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        for field in self.fields.values():
            field.label = str(field.label).replace("{name}", about)
            if isinstance(field, forms.ChoiceField):
                choices: Any = field.choices
                field.choices = [(key, str(words).replace("{name}", about)) for key, words in choices]
            for sentence, said in list(field.error_messages.items()):
                field.error_messages[sentence] = str(said).replace("{name}", about)


class HowTheyKnow(Question):
    relation = forms.ChoiceField(
        label="How do you know {name}?",
        choices=[
            ("work", "From work"),
            ("study", "From school, college or training"),
            ("volunteering", "From volunteering"),
            ("friend", "As a friend or neighbour"),
            (RELATIVE, "We are family"),
        ],
        widget=Radios,
        error_messages={"required": "Choose how you know {name}"},
    )
    years = forms.IntegerField(
        label="For how many years?",
        min_value=0,
        max_value=90,
        error_messages={"required": "Enter for how many years, or 0 if it is less than one"},
    )
    widths = {"years": 2}
    units = {"years": "years"}


class WhatTheyAreLike(Question):
    heading = "like"
    like = forms.CharField(
        label="What is {name} like with other people?",
        help_text="A few lines, in your own words.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Write a line or two about {name}"},
    )


class WhetherReliedOn(Question):
    relied_on = forms.ChoiceField(
        label="If {name} promises a child to come every week, will they come?",
        choices=[("yes", "Yes"), ("mostly", "Mostly"), ("no", "No")],
        widget=Radios,
        error_messages={"required": "Choose an answer"},
    )
    relied_on_words = forms.CharField(
        label="Would you like to say why?",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class WhetherAWorry(Question):
    worry = forms.ChoiceField(
        label="Do you know of any reason why {name} should not be with children?",
        choices=YES_NO,
        widget=Radios(reveals={"yes": "worry_words"}),
        error_messages={"required": "Choose yes or no. If you are not sure, choose yes and say why."},
    )
    worry_words = forms.CharField(
        label="What do you know?",
        help_text="A specialist reads this today. {name} and the people who recruit never see it.",
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def __init__(self, *args: Any, about: str, **kwargs: Any) -> None:
        super().__init__(*args, about=about, **kwargs)
        self.fields[
            "worry"
        ].help_text = "We ask everybody this, in these words. If you are not sure, say yes."
        hint = str(self.fields["worry_words"].help_text)
        self.fields["worry_words"].help_text = hint.replace("{name}", about)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("worry") == "yes" and not said.get("worry_words", "").strip():
            self.add_error("worry_words", "Say what you know, or that you would rather tell us by phone")
        return said


class WhetherToRing(Question):
    phone = forms.CharField(
        label="What number can we ring you on?",
        max_length=30,
        help_text="Somebody rings to make sure that this came from you, and to ask if anything is unclear.",
        error_messages={"required": "Enter a phone number with its area code, like 0113 496 0123"},
    )
    when = forms.CharField(label="When is a good time?", max_length=120, required=False)
    widths = {"phone": 20, "when": "two-thirds"}

    def clean_phone(self) -> str:
        return read_phone(self.cleaned_data["phone"])


PAGES = [
    Page("how", HowTheyKnow, "How do you know each other?"),
    Page("like", WhatTheyAreLike, "What are they like?"),
    Page("relied-on", WhetherReliedOn, "Can a child rely on them?"),
    Page("children", WhetherAWorry, "About children"),
    Page("phone", WhetherToRing, "How can we reach you?"),
]
