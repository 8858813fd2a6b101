"""How it goes, in one face and a few words; and “I would rather not”."""

from typing import Any

from django import forms

from kith.foundation.forms import Form
from kith.foundation.gov.widgets import Tiles
from kith.meetings.models import Meeting

WHAT = [("answered", "They said something"), ("declined", "They would rather not say"), ("later", "They do not want to be asked for now")]  # fmt: skip


class HowItGoesForm(Form):
    """Two short questions to whoever is asked; either is enough."""

    says_optional = False

    feeling = forms.ChoiceField(
        label="How is it going?", choices=Meeting.Feeling.choices, widget=Tiles, required=False
    )
    words = forms.CharField(
        label="Is there anything you would like to say, or to change?",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, about: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if about:
            self.fields["feeling"].label = f"How is it going with {about}?"


class TalkForm(HowItGoesForm):
    """What was said in a talk, written down by the coordinator."""

    says_optional = True

    outcome = forms.ChoiceField(label="What came of it?", choices=WHAT, widget=Tiles, initial="answered")
    field_order = ("outcome", "feeling", "words")

    def __init__(self, *args: Any, name: str, readers: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["feeling"].label = f"How does {name} say it is going?"
        self.fields["words"].label = f"What {name} would like to say or change"
        self.fields["words"].help_text = f"In their words. {readers}"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("outcome") == "answered" and not (cleaned.get("feeling") or cleaned.get("words")):
            self.add_error("feeling", "Choose good, okay or not great, or write a few words")
        return cleaned
