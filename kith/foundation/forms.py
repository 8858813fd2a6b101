"""The base of every form: what a person may type, with refusals of the deed shown where they can act on them."""

from collections.abc import Iterator
from contextlib import contextmanager

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
            box = getattr(refusal, "field", "")
            known = box in self.fields  # type: ignore[attr-defined]
            self.add_error(box if known else None, str(refusal))  # type: ignore[attr-defined]


class Form(Refusals, forms.Form):
    """A form with no model behind it."""


class ModelForm(Refusals, GovModelForm):
    """A form that edits named fields of one model; the list of fields is always explicit."""


class Confirmation(Form):
    """Nothing to type: only “yes, do it”. Carries the deed's refusal if there is one."""
