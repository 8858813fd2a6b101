"""The questions of the public form, one a page. Each says why it asks where the answer is private."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from kith.foundation.dates import age_on
from kith.foundation.forms import Form
from kith.foundation.gov.fields import DateField
from kith.foundation.gov.widgets import Radios
from kith.referral import queries
from kith.referral.models import Referral
from kith.schemes.models import Organisation, Scheme

Answers = Mapping[str, Any]
Source = Referral.Source
NOT_KNOWN = "not known"
NOT_ASKED = "not asked"
OLDEST = 25
PROFESSIONALS = (Source.SOCIAL_WORKER, Source.REVIEWING_OFFICER, Source.PERSONAL_ADVISER)
WITH_A_PLACE = (*PROFESSIONALS, Source.SCHOOL, Source.OTHER)
NOT_KEPT = {"autocomplete": "off"}


def source_of(answers: Answers) -> str:
    return str(answers.get("who", {}).get("source", ""))


def by_themself(answers: Answers) -> bool:
    return source_of(answers) == Source.YOUNG_PERSON


def by_somebody_else(answers: Answers) -> bool:
    return source_of(answers) not in ("", Source.YOUNG_PERSON)


def council_of(answers: Answers) -> Organisation | None:
    chosen = answers.get("council", {}).get("council", NOT_KNOWN)
    return None if chosen == NOT_KNOWN else Organisation.objects.filter(public_id=chosen).first()


class Question(Form):
    """One page. `heading` names its only field; `why_we_ask` is shown where an answer is private."""

    heading = ""
    why_we_ask = ""

    def __init__(self, *args: Any, on: date, answers: Answers | None = None, **kwargs: Any) -> None:
        self.on = on
        self.answers: Answers = answers or {}
        super().__init__(*args, **kwargs)

    @property
    def question(self) -> str:
        return str(self.fields[self.heading].label) if self.heading else ""


class Who(Question):
    heading = "source"
    source = forms.ChoiceField(
        label="Who are you?",
        choices=[
            (Source.SOCIAL_WORKER, "Their social worker"),
            (Source.REVIEWING_OFFICER, "Their reviewing officer"),
            (Source.PERSONAL_ADVISER, "Their personal adviser"),
            (Source.SCHOOL, "Somebody at their school or college"),
            (Source.CARER, "Their carer"),
            (Source.PARENT, "Their parent"),
            (Source.OTHER, "Somebody else"),
            (Source.YOUNG_PERSON, "I am the young person"),
        ],
        widget=Radios(dividers={Source.YOUNG_PERSON: "or"}),
        error_messages={"required": "Choose who you are"},
    )


class Name(Question):
    first_name = forms.CharField(
        label="First name",
        max_length=80,
        help_text="What they like to be called.",
        widget=forms.TextInput(attrs=NOT_KEPT),
    )
    last_name = forms.CharField(
        label="Last name", max_length=80, required=False, widget=forms.TextInput(attrs=NOT_KEPT)
    )
    why_we_ask = (
        "So that the same young person is not asked twice by different people. "
        "Their name is never put in an e-mail or a text."
    )
    widths = {"first_name": 20, "last_name": 20}


class Born(Question):
    heading = "born"
    born = DateField(
        label="When were they born?", help_text="For example, 27 3 2012. If you do not know the day, write 1."
    )
    why_we_ask = "Each scheme is for certain ages, and some end at a certain birthday."

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["born"].latest = self.on  # type: ignore[attr-defined]

    def clean_born(self) -> date:
        born: date = self.cleaned_data["born"]
        if age_on(born, self.on) > OLDEST:
            raise ValidationError(f"Our schemes are for people up to {OLDEST}. Check the year.")
        return born


class Council(Question):
    heading = "council"
    council = forms.ChoiceField(
        label="Which council looks after them?",
        widget=Radios,
        error_messages={"required": "Choose the council, or say that you do not know"},
    )
    why_we_ask = "Each scheme works for certain councils. Only those schemes read what you tell us."

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["council"].choices = self._choices()  # type: ignore[attr-defined]
        self.fields["council"].widget.hints = {
            NOT_KNOWN: "Then every scheme here can read what you tell us, and one of them answers."
        }
        if by_themself(self.answers):
            self.fields["council"].label = "Which council looks after you?"
            self.fields["council"].widget.hints = {
                NOT_KNOWN: "Then all of us here can read what you write, and one of us answers."
            }
            self.why_we_ask = "So that the right people read it, and nobody else."

    def _choices(self) -> list[tuple[str, str]]:
        councils = [(str(council.public_id), council.name) for council in queries.authorities_to_ask(self.on)]
        return [*councils, (NOT_KNOWN, "I do not know, or another one")]


class Number(Question):
    heading = "authority_ref"
    authority_ref = forms.CharField(
        label="What is the council’s own number for them?",
        max_length=40,
        required=False,
        help_text="If you have it at hand. Leave it empty if not.",
        widget=forms.TextInput(attrs=NOT_KEPT),
    )
    why_we_ask = "It tells the scheme for certain who this is, so that nobody has to ring you to find out."
    widths = {"authority_ref": 10}


class SchemeWanted(Question):
    heading = "scheme"
    scheme = forms.ChoiceField(
        label="Who should hear about this?",
        widget=Radios,
        error_messages={"required": "Choose a scheme, or say that you are not sure"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        schemes = list(queries.schemes_to_ask(council_of(self.answers), self.on))
        self.fields["scheme"].choices = [  # type: ignore[attr-defined]
            *[(str(scheme.public_id), scheme.name) for scheme in schemes],
            (NOT_KNOWN, "I am not sure"),
        ]
        widget = self.fields["scheme"].widget
        widget.hints = {str(scheme.public_id): about(scheme) for scheme in schemes} | {
            NOT_KNOWN: "The schemes decide between them who answers."
        }
        widget.dividers = {NOT_KNOWN: "or"}


def about(scheme: Scheme) -> str:
    return f"Ages {scheme.child_age_from} to {scheme.child_age_to}. {scheme.programme.summary}"


ASKED_CHOICES = [
    (Referral.Answer.YES, "Yes, and they would like it"),
    (Referral.Answer.UNSURE, "Yes, and they are not sure yet"),
    (Referral.Answer.NO, "Yes, and they said no"),
    (NOT_ASKED, "Not yet"),
]


class Asked(Question):
    heading = "child_answer"
    child_answer = forms.ChoiceField(
        label="Have you asked them whether they would like somebody?",
        choices=ASKED_CHOICES,
        widget=Radios(hints={NOT_ASKED: "Then the scheme asks them before anything else happens."}),
        error_messages={"required": "Choose what they said, or say that you have not asked them yet"},
    )
    why_we_ask = (
        "The young person decides. What they say counts for more than what anybody else says, and their no "
        "is respected."
    )


class TheirWords(Question):
    heading = "child_words"
    child_words = forms.CharField(
        label="What did they say, in their own words?",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="As they said it. Leave it empty if you do not remember.",
    )
    why_we_ask = "Their own words come first on every page about them. They may read what is written here."


class Why(Question):
    heading = "why"
    why = forms.CharField(
        label="Why would it be good for them to have somebody?",
        max_length=2000,
        widget=forms.Textarea,
        help_text="Two or three sentences are enough. You need not tell what happened to them.",
        error_messages={"required": "Say in a sentence why it would be good for them to have somebody"},
    )
    why_we_ask = (
        "It tells the scheme whom to look for. The scheme’s staff read it; a volunteer never does. "
        "The young person may ask to see it, so write it as you would say it to them."
    )


class Needs(Question):
    heading = "practical_needs"
    practical_needs = forms.CharField(
        label="Is there anything that somebody who meets them should know?",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Such as an allergy, a language, how they get about, or what makes things easier.",
    )
    why_we_ask = (
        "So that meetings go well. Whoever is chosen is told this, and nothing else of what you write."
    )


class You(Question):
    referrer_name = forms.CharField(
        label="Your name", max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    referrer_place = forms.CharField(
        label="Your team or school",
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if source_of(self.answers) not in WITH_A_PLACE:
            del self.fields["referrer_place"]


class Reach(Question):
    referrer_email = forms.EmailField(label="E-mail address", required=False)
    referrer_phone = forms.CharField(
        label="Phone number",
        max_length=30,
        required=False,
        widget=forms.TelInput(attrs={"autocomplete": "tel"}),
    )
    says_optional = False
    widths = {"referrer_phone": 20}
    why_we_ask = (
        "To answer you, and to ask if something is unclear. With it and a reference you can see what becomes "
        "of this. What we send you says nothing about anybody."
    )

    def clean_referrer_phone(self) -> str:
        phone = str(self.cleaned_data["referrer_phone"]).strip()
        if phone and sum(letter.isdigit() for letter in phone) < queries.PHONE_DIGITS:
            raise ValidationError("Enter a phone number with its area code, like 0113 496 0000")
        return phone

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and not (given.get("referrer_email") or given.get("referrer_phone")):
            self.add_error("referrer_email", "Enter an e-mail address or a phone number, whichever suits you")
        return given
