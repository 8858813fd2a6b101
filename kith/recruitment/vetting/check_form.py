"""What every form about a check has: the day it was done, what was seen where the policy asks, and how the deed is told."""

from typing import Any

from django import forms

from kith.foundation.dates import today
from kith.foundation.gov.fields import DateField
from kith.foundation.gov.widgets import Checkboxes, Radios
from kith.people.models import Volunteer
from kith.recruitment.forms import Form
from kith.recruitment.vetting.documents import ADDRESS, DOCUMENTS, PHOTOGRAPH, Seen, slug, that_may_show
from kith.recruitment.vetting.requirements import MUST_NOTE, NO_NOTE, Requirement
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


def _evidence(requirement: Requirement) -> dict[str, forms.Field]:
    """Boxes for what was seen, where the scheme's policy asks for it or allows it: which documents, and a note."""
    if requirement.evidence == NO_NOTE:
        return {}
    kinds = that_may_show(requirement.key, requirement.documents)
    is_needed = requirement.evidence == MUST_NOTE
    boxes: dict[str, forms.Field] = {}
    if kinds:
        boxes["documents"] = forms.MultipleChoiceField(
            label="What did you see?",
            help_text=_HINTS.get(requirement.key, "Keep no copies."),
            choices=[(kind, DOCUMENTS[kind].words) for kind in kinds],
            required=is_needed,
            widget=Checkboxes(
                hints={kind: _shown(kind) for kind in kinds} if requirement.key == "identity" else {},
                reveals={kind: " ".join(names) for kind in kinds if (names := _boxes_of(kind))},
            ),
        )
    for kind in kinds:
        boxes |= _boxes_of(kind)
    boxes["seen"] = forms.CharField(
        label="Where does it lie, or what should be known of it? (optional)"
        if kinds
        else "What did you see, and where does it lie?",
        help_text="Such as a reference number on paper. Only those who vet can read this.",
        max_length=300,
        required=is_needed and not kinds,
    )
    return boxes


_HINTS = {
    "identity": "Originals. At least two: one with a photograph and one with their address. Keep no copies."
}


def _shown(kind: str) -> str:
    says = {PHOTOGRAPH: "Has a photograph", ADDRESS: "Has their address"}
    return ". ".join(says[what] for what in DOCUMENTS[kind].shows)


def _boxes_of(kind: str) -> dict[str, forms.Field]:
    document = DOCUMENTS[kind]
    boxes: dict[str, forms.Field] = {}
    if document.number:
        boxes[f"number_{slug(kind)}"] = forms.CharField(
            label=f"{document.number} (optional)",
            help_text="Kept encrypted, read by those who vet.",
            max_length=40,
            required=False,
        )
    if document.runs_out:
        boxes[f"ends_{slug(kind)}"] = DateField(
            label=f"Last day of the {document.words[0].lower()}{document.words[1:]}", required=False
        )
    return boxes


class CheckForm(Form):
    """The day it was done, and whatever the kind adds."""

    done_on = DateField(label="When was it done?")
    day_words = "When was it done?"
    coded: tuple[str, ...] = ()
    widths: dict[str, int | str] = {}  # each kind says its own

    def __init__(
        self,
        *args: Any,
        volunteer: Volunteer,
        scheme: Scheme,
        council: str = "the council",
        requirement: Requirement | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if requirement:
            self._ask_what_was_seen(_evidence(requirement))
        self.volunteer, self.scheme, self.council = volunteer, scheme, council
        self.initial.setdefault("done_on", today())
        self.fields["done_on"].label = self.day_words
        self.arrange()

    def _ask_what_was_seen(self, boxes: dict[str, forms.Field]) -> None:
        """Before the day, which ends most of these forms."""
        last = list(self.fields)[-1:] if list(self.fields)[-1:] == ["done_on"] else []
        self.fields |= boxes
        self.says_optional = "documents" not in boxes  # a last day must be given of what was chosen
        self.order_fields([name for name in self.fields if name not in last])
        self.widths = self.widths | {name: 20 for name in boxes if name.startswith("number_")}

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
        if documents := self._documents():
            told["documents"] = documents
        if "passed" in said:
            told["passed"] = said["passed"] == "yes"
        return told

    def _documents(self) -> list[Seen]:
        said = self.cleaned_data
        return [
            Seen(kind, said.get(f"number_{slug(kind)}") or "", said.get(f"ends_{slug(kind)}"))
            for kind in said.get("documents") or []
        ]
