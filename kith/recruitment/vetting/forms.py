"""What a person may type about a check: one form for each kind. Each knows how to say it to the deed."""

from collections.abc import Iterable
from typing import Any

from django import forms

from kith.access.models import User
from kith.foundation.dates import today
from kith.foundation.gov.fields import DateField
from kith.foundation.gov.widgets import Checkboxes, Radios
from kith.people.models import Volunteer
from kith.recruitment.forms import Form
from kith.recruitment.vetting.certificates import CERTIFICATE, LEVELS, RESULTS, STATUS_CHECK
from kith.recruitment.vetting.evidence import (
    CONNECTIONS,
    DOCUMENTS,
    DRIVING_DOCUMENTS,
    RELATIONS,
    RELATIVE,
    RIGHTS,
    VERIFIED,
)
from kith.recruitment.vetting.requirements import BY_KEY, MUST_NOTE, NO_NOTE
from kith.schemes.models import Scheme

YES_NO = [("yes", "Yes"), ("no", "No")]


def _words(label: str, help_text: str = "Only those who vet can read this.") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


def _choice(label: str, choices: Any, help_text: str = "", **widget: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=list(choices), help_text=help_text, widget=Radios(**widget))


def _note(*, needed: bool) -> forms.CharField:
    """What was seen, where the scheme's policy asks for it or allows it."""
    return forms.CharField(
        label="What did you see, and where does it lie?",
        help_text="Such as a reference number on paper. Keep no copy. Only those who vet can read this.",
        max_length=300,
        required=needed,
    )


class CheckForm(Form):
    """The day it was done, and whatever the kind adds."""

    done_on = DateField(label="When was it done?")
    day_words = "When was it done?"
    coded: tuple[str, ...] = ()

    def __init__(
        self,
        *args: Any,
        volunteer: Volunteer,
        scheme: Scheme,
        council: str = "the council",
        colleagues: Iterable[User] = (),
        evidence: str = NO_NOTE,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if evidence != NO_NOTE:
            self.fields["seen"] = _note(needed=evidence == MUST_NOTE)
        self.volunteer, self.scheme = volunteer, scheme
        self.council, self.colleagues = council, list(colleagues)
        self.initial.setdefault("done_on", today())
        self.fields["done_on"].label = self.day_words
        self.arrange()

    def arrange(self) -> None:
        """Put names into questions; a kind with nothing to ask by name leaves this alone."""

    def clean_done_on(self) -> Any:
        day = self.cleaned_data["done_on"]
        if day > today():
            raise forms.ValidationError("The day must be today or in the past")
        return day

    def recorded(self) -> dict[str, Any]:
        """What the deed is told."""
        said = self.cleaned_data
        told: dict[str, Any] = {
            "done_on": said["done_on"],
            "details": {name: said[name] for name in self.coded if said.get(name) not in (None, "", [])},
        }
        for name in ("number", "given_by", "until", "seen", "vetting_words"):
            if said.get(name):
                told[name] = said[name]
        if "passed" in said:
            told["passed"] = said["passed"] == "yes"
        return told


class IdentityForm(CheckForm):
    documents = forms.MultipleChoiceField(
        label="What did you see?",
        choices=list(DOCUMENTS.items()),
        widget=Checkboxes,
        help_text="Originals. At least one with a photograph and one with their address. Keep no copies.",
    )
    day_words = "When did you see them?"
    coded = ("documents",)
    field_order = ["documents", "done_on"]

    def clean_documents(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["documents"]
        if len(chosen) < 2:
            raise forms.ValidationError("Choose at least two documents")
        return chosen


class RightForm(CheckForm):
    basis = _choice("What lets them volunteer here?", RIGHTS.items(), reveals={"visa": "until"})
    until = DateField(label="When does the visa run out?", required=False)
    day_words = "When did you see it?"
    coded = ("basis",)
    field_order = ["basis", "until", "done_on"]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("basis") == "visa" and not said.get("until") and "until" not in self.errors:
            self.add_error("until", "Enter the day the visa runs out")
        if said.get("basis") != "visa":
            said["until"] = None
        return said


class SelfDeclarationForm(CheckForm):
    declared = _choice(
        "What did they declare?",
        [("no", "Nothing"), ("yes", "Something")],
        help_text="Convictions, cautions, and anything else that bears on being with children.",
    )
    passed = _choice("Does it stand in the way?", [("yes", "No, they can go on"), ("no", "Yes")])
    vetting_words = _words(
        "What was decided about it, and why?",
        "Only those who vet can read this. Needed if something was declared.",
    )
    day_words = "When did they sign it?"
    field_order = ["declared", "passed", "vetting_words", "done_on"]

    def recorded(self) -> dict[str, Any]:
        return super().recorded() | {"details": {"declared": self.cleaned_data["declared"] == "yes"}}


class InterviewForm(CheckForm):
    second = forms.ChoiceField(
        label="Who interviewed with you?",
        required=False,
        help_text="Two people, so that one person’s impression never decides.",
    )
    passed = _choice("Would you go on with them?", [("yes", "Yes"), ("no", "No")])
    vetting_words = _words("What should the panel know?")
    coded = ("second",)
    day_words = "When was it?"
    field_order = ["done_on", "second", "passed", "vetting_words"]
    widths = {"second": "two-thirds"}

    def arrange(self) -> None:
        names = [(user.name, user.name) for user in self.colleagues]
        self.fields["second"].choices = [("", "---------"), *names]  # type: ignore[attr-defined]


class ReferenceForm(CheckForm):
    given_by = forms.CharField(label="Who gave it?", max_length=120, help_text="First and last name.")
    relation = _choice(
        "How do they know each other?", RELATIONS.items(), hints={RELATIVE: "Family cannot be a referee."}
    )
    years = forms.IntegerField(label="For how many years?", required=False, min_value=0, max_value=90)
    verified = _choice(
        "How do you know it is really from them?",
        VERIFIED.items(),
    )
    worry = _choice("", YES_NO)
    passed = _choice("Does the reference speak for them?", [("yes", "Yes"), ("no", "No")])
    vetting_words = _words(
        "What did they say that others who vet should know?",
        "Only those who vet can read this. Needed if there is a worry.",
    )
    coded = ("relation", "years", "verified")
    day_words = "When did it come?"
    field_order = ["given_by", "relation", "years", "done_on", "verified", "worry", "passed", "vetting_words"]
    widths = {"years": 2, "given_by": "two-thirds"}
    units = {"years": "years"}

    def arrange(self) -> None:
        name = self.volunteer.first_name
        self.fields["worry"].label = f"Do they know of any reason why {name} should not be with children?"
        self.fields["worry"].help_text = "Always asked, in these words."
        self.fields["relation"].label = f"How do they know {name}?"
        self.fields["passed"].label = f"Does the reference speak for {name}?"

    def recorded(self) -> dict[str, Any]:
        told = super().recorded()
        told["details"]["worry"] = self.cleaned_data["worry"] == "yes"
        return told


class CertificateForm(CheckForm):
    number = forms.CharField(
        label="Certificate number", max_length=20, help_text="12 figures. Kept encrypted."
    )
    level = _choice("Level", LEVELS.items())
    issued_on = DateField(label="Date of issue")
    update_service = _choice(
        "Is it on the Update Service, and may we look?",
        [("yes", "Yes, they have agreed that we look"), ("no", "No")],
        reveals={"yes": "result"},
    )
    agreed_on = DateField(
        label="When did they agree that we look?", required=False, help_text="If it is on the Update Service."
    )
    result = forms.ChoiceField(
        label="What did the Update Service answer?",
        choices=list(RESULTS.items()),
        required=False,
        widget=Radios,
    )
    shows = _choice(
        "Does the certificate show anything?",
        [("no", "No"), ("yes", "Yes")],
        help_text="Do not write down here or anywhere in Kith what it says. If it shows something, the risk is judged "
        "on the next page, and somebody other than you decides.",
    )
    vetting_words = _words("Anything that others who vet should know?")
    coded = ("level", "result")
    day_words = "When did you see the certificate?"
    field_order = [
        "number",
        "level",
        "issued_on",
        "done_on",
        "update_service",
        "result",
        "agreed_on",
        "shows",
        "vetting_words",
    ]
    widths = {"number": 20}

    def recorded(self) -> dict[str, Any]:
        told, said = super().recorded(), self.cleaned_data
        told["complete"] = said["shows"] == "no"
        if said["update_service"] == "yes" and said.get("agreed_on"):
            told["details"]["agreed_on"] = said["agreed_on"].isoformat()
        told["details"] |= {
            "evidence": CERTIFICATE,
            "issued_on": said["issued_on"].isoformat(),
            "update_service": said["update_service"] == "yes",
        }
        return told


class StatusCheckForm(CheckForm):
    result = _choice("What did the Update Service answer?", RESULTS.items())
    vetting_words = _words("Anything that others who vet should know?")
    coded = ("result",)
    day_words = "When did you look?"
    field_order = ["done_on", "result", "vetting_words"]

    def recorded(self) -> dict[str, Any]:
        told = super().recorded()
        told["details"]["evidence"] = STATUS_CHECK
        return told


class IndependenceForm(CheckForm):
    member = _choice("", YES_NO)
    employee = _choice("", YES_NO)
    relative = _choice("", YES_NO)
    household = _choice("", YES_NO)
    home = _choice("", YES_NO)
    day_words = "When did they answer?"
    field_order = [*CONNECTIONS, "done_on"]

    def arrange(self) -> None:
        for key, question in CONNECTIONS.items():
            self.fields[key].label = question.format(council=self.council)

    def recorded(self) -> dict[str, Any]:
        return super().recorded() | {"details": {key: self.cleaned_data[key] == "yes" for key in CONNECTIONS}}


def _lines(typed: str) -> list[str]:
    return [line.strip() for line in typed.replace(",", "\n").splitlines() if line.strip()]


class OverseasForm(CheckForm):
    lived = _choice(
        "",
        [("no", "No"), ("yes", "Yes")],
        reveals={"yes": "countries"},
    )
    countries = forms.CharField(
        label="In which countries?",
        help_text="One a line.",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    certificates = forms.CharField(
        label="Whose police certificate have you seen?",
        help_text="One country a line. What is still to come can be added by recording this again.",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    vetting_words = _words("Anything that others who vet should know?")
    day_words = "When did you ask, or see the last of them?"
    field_order = ["lived", "countries", "certificates", "done_on", "vetting_words"]

    def arrange(self) -> None:
        name = self.volunteer.first_name
        self.fields[
            "lived"
        ].label = f"Has {name} lived outside the United Kingdom for a year or more in the last ten years?"

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("lived") == "yes" and not _lines(said.get("countries", "")):
            self.add_error("countries", "Enter the countries, one a line")
        return said

    def recorded(self) -> dict[str, Any]:
        said, lived = self.cleaned_data, self.cleaned_data["lived"] == "yes"
        told = {
            "countries": _lines(said["countries"]) if lived else [],
            "certificates": _lines(said["certificates"]) if lived else [],
        }
        return super().recorded() | {"details": told}


class DrivingForm(CheckForm):
    licence = DateField(label="Last day of the driving licence")
    insurance = DateField(
        label="Last day of the insurance",
        help_text="It must say that it covers volunteering. Many policies do, once they are asked.",
    )
    mot = DateField(
        label="Last day of the MOT", help_text="For a car under three years old, its third birthday."
    )
    day_words = "When did you see them?"
    field_order = [*DRIVING_DOCUMENTS, "done_on"]

    def recorded(self) -> dict[str, Any]:
        ends = {key: self.cleaned_data[key].isoformat() for key in DRIVING_DOCUMENTS}
        return super().recorded() | {"details": ends}


class TrainingForm(CheckForm):
    until = DateField(
        label="When should it be done again?", required=False, help_text="Left empty: three years on."
    )
    day_words = "When did they finish it?"
    field_order = ["done_on", "until"]

    def arrange(self) -> None:
        years = (BY_KEY["training"].months or 0) // 12
        self.fields["until"].help_text = f"If you leave this empty, {years} years after it was done."


class AgreementForm(CheckForm):
    day_words = "When was it signed by both?"


STATUS_SLUG = "dbs-status"
FORMS: dict[str, type[CheckForm]] = {
    "identity": IdentityForm,
    "right-to-volunteer": RightForm,
    "self-declaration": SelfDeclarationForm,
    "interview": InterviewForm,
    "reference": ReferenceForm,
    "dbs": CertificateForm,
    STATUS_SLUG: StatusCheckForm,
    "overseas": OverseasForm,
    "independence": IndependenceForm,
    "driving": DrivingForm,
    "training": TrainingForm,
    "agreement": AgreementForm,
}
