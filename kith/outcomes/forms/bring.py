"""A file of scores or of school sessions."""

from collections.abc import Iterable
from typing import Any

from django import forms

from kith.foundation.forms import Form, TableField
from kith.foundation.gov.widgets import Radios
from kith.schemes.models import Scheme


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
    sent = TableField(
        label="The file",
        help_text="A .csv or .xlsx file with the names of the columns at the top. “child” is the authority’s own id.",
    )

    def __init__(self, *args: Any, schemes: Iterable[Scheme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.schemes = {str(scheme.public_id): scheme for scheme in schemes}
        fields: dict[str, Any] = self.fields
        fields["scheme"].choices = [(key, scheme.name) for key, scheme in self.schemes.items()]
        if len(self.schemes) == 1:
            del fields["scheme"]

    @property
    def chosen(self) -> Scheme:
        return self.schemes[self.cleaned_data.get("scheme") or next(iter(self.schemes))]
