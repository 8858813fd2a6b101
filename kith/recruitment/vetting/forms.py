"""What a person may type about a check: one form for each kind. Each knows how to say it to the deed."""

from typing import Any

from django import forms

from kith.foundation.gov.fields import DateField
from kith.foundation.gov.widgets import Radios
from kith.recruitment.vetting.certificate_forms import CertificateForm, StatusCheckForm
from kith.recruitment.vetting.check_form import YES_NO, CheckForm, choice, words_for_vetting
from kith.recruitment.vetting.evidence import (
    CONNECTIONS,
    DRIVING_DOCUMENTS,
    RELATIONS,
    RELATIVE,
    RIGHTS,
    VERIFIED,
)
from kith.recruitment.vetting.requirements import BY_KEY


class IdentityForm(CheckForm):
    day_words = "When did you see them?"


class RightForm(CheckForm):
    basis = choice("What lets them volunteer here?", RIGHTS.items(), reveals={"visa": "until"})
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
    declared = choice(
        "What did they declare?",
        [("no", "Nothing"), ("yes", "Something")],
        help_text="Convictions, cautions, and anything else that bears on being with children. If it is something, the "
        "risk is judged on the next page, and somebody other than you decides.",
    )
    vetting_words = words_for_vetting("Anything that others who vet should know?")
    day_words = "When did they sign it?"
    field_order = ["declared", "vetting_words", "done_on"]

    def recorded(self) -> dict[str, Any]:
        something = self.cleaned_data["declared"] == "yes"
        return super().recorded() | {"details": {"declared": something}, "complete": not something}


class ReferenceForm(CheckForm):
    given_by = forms.CharField(label="Who gave it?", max_length=120, help_text="First and last name.")
    relation = choice(
        "How do they know each other?", RELATIONS.items(), hints={RELATIVE: "Family cannot be a referee."}
    )
    years = forms.IntegerField(label="For how many years?", required=False, min_value=0, max_value=90)
    verified = choice(
        "How do you know it is really from them?",
        VERIFIED.items(),
    )
    worry = choice("", YES_NO)
    passed = choice("Does the reference speak for them?", [("yes", "Yes"), ("no", "No")])
    vetting_words = words_for_vetting(
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


class IndependenceForm(CheckForm):
    member = choice("", YES_NO)
    employee = choice("", YES_NO)
    relative = choice("", YES_NO)
    household = choice("", YES_NO)
    home = choice("", YES_NO)
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
    lived = choice(
        "",
        [("no", "No"), ("yes", "Yes")],
        reveals={"yes": "countries certificates shows"},
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
    shows = forms.ChoiceField(
        label="Does any of these certificates show anything?",
        help_text="Do not write down here or anywhere in Kith what it says. If one shows something, the risk is judged "
        "on the next page, and somebody other than you decides.",
        choices=[("no", "No"), ("yes", "Yes")],
        required=False,
        widget=Radios,
    )
    vetting_words = words_for_vetting("Anything that others who vet should know?")
    day_words = "When did you ask, or see the last of them?"
    field_order = ["lived", "countries", "certificates", "shows", "done_on", "vetting_words"]

    def arrange(self) -> None:
        name = self.volunteer.first_name
        self.fields[
            "lived"
        ].label = f"Has {name} lived outside the United Kingdom for a year or more in the last ten years?"

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("lived") == "yes" and not _lines(said.get("countries", "")):
            self.add_error("countries", "Enter the countries, one a line")
        seen = said.get("lived") == "yes" and _lines(said.get("certificates", ""))
        if seen and not said.get("shows") and "shows" not in self.errors:
            self.add_error("shows", "Say whether any of the certificates shows anything")
        return said

    def recorded(self) -> dict[str, Any]:
        said, lived = self.cleaned_data, self.cleaned_data["lived"] == "yes"
        told = {
            "countries": _lines(said["countries"]) if lived else [],
            "certificates": _lines(said["certificates"]) if lived else [],
            "shows": lived and said["shows"] == "yes",
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
    "reference": ReferenceForm,
    "dbs": CertificateForm,
    STATUS_SLUG: StatusCheckForm,
    "overseas": OverseasForm,
    "independence": IndependenceForm,
    "driving": DrivingForm,
    "training": TrainingForm,
    "agreement": AgreementForm,
}
