"""What every form about a check has: the day it was done, a note where the policy wants one, and how the deed is told."""

from collections.abc import Iterable
from typing import Any

from django import forms

from kith.access.models import User
from kith.foundation.dates import today
from kith.foundation.gov.fields import DateField
from kith.foundation.gov.widgets import Radios
from kith.people.models import Volunteer
from kith.recruitment.forms import Form
from kith.recruitment.vetting.requirements import MUST_NOTE, NO_NOTE
from kith.schemes.models import Scheme

YES_NO = [("yes", "Yes"), ("no", "No")]


def words_for_vetting(label: str, help_text: str = "Only those who vet can read this.") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


def choice(label: str, choices: Any, help_text: str = "", **widget: Any) -> forms.ChoiceField:
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
