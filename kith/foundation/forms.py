"""The base of every form: what a person may type, with refusals of the deed shown where they can act on them."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import Any

from django import forms

from kith.foundation.errors import Cannot
from kith.foundation.gov.modelforms import GovModelForm


class Refusals:
    """Lets a deed's refusal appear in the form's error summary, with everything typed still there."""

    @contextmanager
    def refusals(self) -> Iterator[None]:
        """Swallow a `Cannot…` and show its sentence, at the box it names if there is one; the form is rendered again."""
        try:
            yield
        except Cannot as refusal:
            box = refusal.field
            known = box in self.fields  # type: ignore[attr-defined]
            self.add_error(box if known else None, str(refusal))  # type: ignore[attr-defined]


class Form(Refusals, forms.Form):
    """A form with no model behind it."""

    fold = ""
    folded: tuple[str, ...] = ()
    """What is seldom said, behind the words of `fold` where there is little room: boxes that follow each other."""

    @property
    def fold_is_open(self) -> bool:
        """Nothing typed, and nothing that is wrong, is ever behind a fold."""
        return any(name in self.errors or name in self.changed_data for name in self.folded if self.is_bound)


class ModelForm(Refusals, GovModelForm):
    """A form that edits named fields of one model; the list of fields is always explicit."""


class Narrowing(Form):
    """What a list is narrowed by: nothing in it must be said, and it can tell in words what was."""

    says_optional = False

    def told(self) -> list[tuple[str, str]]:
        """What was asked, for the page and for the sheet that says how a list was made."""
        self.is_valid()
        return [(str(self[name].label), self._words(name)) for name in self._said()]

    @property
    def first_box(self) -> str:
        return next(iter(self.fields))

    @property
    def narrowed_by(self) -> list[tuple[str, str]]:
        """The same of all but the first box: those stand behind a fold where there is little room."""
        self.is_valid()
        folded = [name for name in self._said() if name != self.first_box and not self._is_usual(name)]
        return [(str(self[name].label), self._words(name)) for name in folded]

    def _said(self) -> list[str]:
        return [name for name in self.fields if self.cleaned_data.get(name)]

    def _is_usual(self, name: str) -> bool:
        """An order, say, that a list has unless somebody asks for another."""
        field = self.fields[name]
        if isinstance(field, forms.ModelChoiceField) or not isinstance(field, forms.ChoiceField):
            return False
        first: Any = next(iter(field.widget.choices), ("", ""))
        return str(self.cleaned_data[name]) == str(first[0])

    def _words(self, name: str) -> str:
        said, field = self.cleaned_data[name], self.fields[name]
        if isinstance(field, forms.ModelChoiceField):
            return str(said)
        choices = {str(key): str(words) for key, words in getattr(field, "choices", ())}
        return choices.get(str(said), str(said))


class Confirmation(Form):
    """Nothing to type: only “yes, do it”. Carries the deed's refusal if there is one."""


TABLE_KINDS = (".csv", ".xlsx", ".xlsm", ".txt", ".tsv")
LARGEST_TABLE = 8 * 1024 * 1024  # bytes


class TableField(forms.FileField):
    """One file with the names of its columns at the top, of a kind that can be read and not too large."""

    def __init__(self, **given: Any) -> None:
        usual = {"required": "Choose a file", "empty": "The file is empty. Export it again"}
        super().__init__(**{"error_messages": usual} | given)
        self.widget.attrs["accept"] = ",".join(TABLE_KINDS)

    def clean(self, data: Any, initial: Any = None) -> Any:
        sent = super().clean(data, initial)
        name = PurePosixPath(getattr(sent, "name", "") or "").name
        if sent and PurePosixPath(name).suffix.lower() not in TABLE_KINDS:
            raise forms.ValidationError(
                f"{name} is of a kind that Kith does not read. Choose a .csv or .xlsx file"
            )
        if sent and sent.size > LARGEST_TABLE:
            raise forms.ValidationError(f"The file must be smaller than {LARGEST_TABLE // (1024 * 1024)} MB")
        return sent
