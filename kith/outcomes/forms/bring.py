"""A file of scores or of school sessions."""

from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Any

from django import forms

from kith.foundation.forms import Form
from kith.foundation.gov.widgets import Radios
from kith.schemes.models import Scheme

KINDS = (".csv", ".xlsx", ".txt", ".tsv")
MOST_BYTES = 8 * 1024 * 1024


class BringForm(Form):
    """Which scheme, what it holds, and the file."""

    scheme = forms.ChoiceField(label="Which scheme?", widget=Radios)
    what = forms.ChoiceField(
        label="What does it hold?",
        widget=Radios(
            hints={
                "scores": "A line for each form: child, measure, who, wave, day, and a column for each number.",
                "terms": "From the authority or its virtual school: child, year, term, possible, missed.",
            }
        ),
        choices=[("scores", "Scores"), ("terms", "School sessions")],
        initial="scores",
    )
    sent = forms.FileField(
        label="The file",
        help_text="A .csv or .xlsx file with the names of the columns at the top. “child” is the authority’s own id.",
        error_messages={"required": "Choose a file", "empty": "The file is empty. Export it again"},
    )

    def __init__(self, *args: Any, schemes: Iterable[Scheme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.schemes = {str(scheme.public_id): scheme for scheme in schemes}
        fields: dict[str, Any] = self.fields
        fields["scheme"].choices = [(key, scheme.name) for key, scheme in self.schemes.items()]
        fields["sent"].widget.attrs["accept"] = ",".join(KINDS)
        if len(self.schemes) == 1:
            del fields["scheme"]

    @property
    def chosen(self) -> Scheme:
        return self.schemes[self.cleaned_data.get("scheme") or next(iter(self.schemes))]

    def clean_sent(self) -> Any:
        sent = self.cleaned_data["sent"]
        name = PurePosixPath(sent.name or "").name
        if PurePosixPath(name).suffix.lower() not in KINDS:
            raise forms.ValidationError(
                f"{name} is of a kind that Kith does not read. Choose a .csv or .xlsx file"
            )
        if sent.size > MOST_BYTES:
            raise forms.ValidationError(f"The file must be smaller than {MOST_BYTES // (1024 * 1024)} MB")
        return sent
