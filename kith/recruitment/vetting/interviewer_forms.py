"""What a manager types about who is trained to interview."""

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

from django import forms

from kith.foundation.dates import today
from kith.foundation.gov.fields import DateField
from kith.recruitment.forms import Form
from kith.recruitment.vetting.interviewers import MONTHS, Colleague


class MarkInterviewer(Form):
    """Who, which training, from when until when."""

    who = forms.ChoiceField(label="Who is trained to interview?")
    training = forms.CharField(
        label="Which training was it, and who gave it?",
        help_text="Such as safer recruitment, two days, given by the council.",
        max_length=120,
    )
    trained_on = DateField(label="Which day was it, or its last day?", earliest=date(1990, 1, 1))
    until = DateField(
        label="Until when does it hold?",
        help_text=f"If you leave this empty, {MONTHS // 12} years.",
        required=False,
    )
    widths: ClassVar[dict[str, int | str]] = {"who": "two-thirds"}

    def __init__(self, *args: Any, colleagues: Sequence[Colleague], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.colleagues = {f"{each.provider.pk}-{each.user.public_id}": each for each in colleagues}
        several = len({each.provider.pk for each in colleagues}) > 1
        names = [
            (key, f"{each.user.name}, {each.provider.name}" if several else each.user.name)
            for key, each in self.colleagues.items()
        ]
        self.fields["who"].choices = [("", "---------"), *names]  # type: ignore[attr-defined]
        self.fields["trained_on"].latest = today()  # type: ignore[attr-defined]

    def told(self) -> dict[str, Any]:
        said = self.cleaned_data
        chosen = self.colleagues[said["who"]]
        return {
            "user": chosen.user,
            "provider": chosen.provider,
            "training": said["training"],
            "trained_on": said["trained_on"],
            "until": said["until"],
        }
