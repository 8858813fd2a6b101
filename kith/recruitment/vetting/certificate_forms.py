"""What is typed about a DBS certificate, and about a look into the Update Service. Never what a certificate says."""

from typing import Any

from django import forms

from kith.foundation.gov.fields import DateField
from kith.foundation.gov.widgets import Radios
from kith.recruitment.vetting.certificates import CERTIFICATE, LEVELS, RESULTS, STATUS_CHECK
from kith.recruitment.vetting.check_form import CheckForm, choice, words_for_vetting


class CertificateForm(CheckForm):
    number = forms.CharField(
        label="Certificate number", max_length=20, help_text="12 figures. Kept encrypted."
    )
    level = choice("Level", LEVELS.items())
    issued_on = DateField(label="Date of issue")
    update_service = choice(
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
    shows = choice(
        "Does the certificate show anything?",
        [("no", "No"), ("yes", "Yes")],
        help_text="Do not write down here or anywhere in Kith what it says. If it shows something, the risk is judged "
        "on the next page, and somebody other than you decides.",
    )
    vetting_words = words_for_vetting("Anything that others who vet should know?")
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
    result = choice("What did the Update Service answer?", RESULTS.items())
    vetting_words = words_for_vetting("Anything that others who vet should know?")
    coded = ("result",)
    day_words = "When did you look?"
    field_order = ["done_on", "result", "vetting_words"]

    def recorded(self) -> dict[str, Any]:
        told = super().recorded()
        told["details"]["evidence"] = STATUS_CHECK
        return told
