"""What a person sends and says when they bring in a list: the file, which column is which, whether to let people in."""

from collections.abc import Iterable
from typing import Any

from django import forms

from kith.foundation.forms import TableField
from kith.foundation.gov.widgets import Checkboxes, Radios
from kith.recruitment.bringing.fields import FIELDS, tidy
from kith.recruitment.bringing.mapping import OURS, lacking
from kith.recruitment.bringing.table import FileTable
from kith.recruitment.forms import Form
from kith.schemes.models import Scheme

SAMPLES = 3
SAMPLE_LENGTH = 30
SEALED = frozenset({"dbs_number"})


class SendList(Form):
    """The list, and whose it is."""

    scheme = forms.ChoiceField(label="Which scheme are they in?", widget=Radios)
    sent = TableField(
        label="The list",
        help_text="A .csv or .xlsx file with a line for each volunteer and the names of the columns at the top. "
        "You say which column is which on the next page. At most 5,000 people.",
    )

    def __init__(self, *args: Any, schemes: Iterable[Scheme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.schemes = {str(scheme.public_id): scheme for scheme in schemes}
        self.fields["scheme"].choices = [(key, scheme.name) for key, scheme in self.schemes.items()]  # type: ignore[attr-defined]
        if len(self.schemes) == 1:
            del self.fields["scheme"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.errors and cleaned.get("sent"):
            self.add_error("sent", "Choose the list again: a page that comes back holds no file")
        return cleaned

    def scheme_chosen(self) -> Scheme:
        return self.schemes[self.cleaned_data.get("scheme") or next(iter(self.schemes))]


class NameColumns(Form):
    """One question a column: what does it hold?"""

    says_optional = False

    def __init__(self, *args: Any, table: FileTable, mapping: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.columns = {
            f"column_{place}": title
            for place, title in enumerate(table.titles)
            if title and tidy(title) not in OURS
        }
        by_title = {title: key for key, title in mapping.items()}
        choices = [("", "Leave it out"), *((field.key, field.label) for field in FIELDS)]
        for name, title in self.columns.items():
            place = int(name.removeprefix("column_"))
            self.fields[name] = forms.ChoiceField(
                label=title,
                choices=choices,
                required=False,
                initial=by_title.get(title, ""),
                help_text=_samples(table, place, hidden=by_title.get(title) in SEALED),
            )
        self.widths = dict.fromkeys(self.columns, "two-thirds")

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        taken: dict[str, str] = {}
        for name, title in self.columns.items():
            key = said.get(name, "")
            if key and key in taken:
                self.add_error(name, f"“{taken[key]}” is said to hold this too. Choose one of the two")
            elif key:
                taken[key] = title
        if not self.errors and (missing := lacking(taken)):
            self.add_error(None, missing)
        return said

    def mapping(self) -> dict[str, str]:
        """Our field → the title of the column."""
        return {key: title for name, title in self.columns.items() if (key := self.cleaned_data[name])}


def _samples(table: FileTable, place: int, *, hidden: bool) -> str:
    """What stands there in the first lines, so that nobody has to open the file beside."""
    found = [cells[place].strip() for _, cells in table.rows if cells[place].strip()][:SAMPLES]
    if not found:
        return "Nothing stands in this column."
    if hidden:
        return f"{len(found[0])} figures or letters in the first line."
    return ", ".join(f"{cell[:SAMPLE_LENGTH]}…" if len(cell) > SAMPLE_LENGTH else cell for cell in found)


class SaveList(Form):
    """Whether those approved get their way in now."""

    invites = forms.MultipleChoiceField(
        label="Their way in",
        required=False,
        widget=Checkboxes,
        choices=[
            (
                "yes",
                "Make an account for everybody approved who has an e-mail address, and write to them how to sign in",
            )
        ],
    )
