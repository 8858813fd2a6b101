"""Forms of a model ask for days and times in our own way, and print a few choices as a list to look at."""

from typing import Any

from django import forms
from django.db import models

from kith.foundation.gov.fields import DateField, TimeField
from kith.foundation.gov.widgets import Radios

FEW = 6


def formfield(column: "models.Field[Any, Any]", **asked: Any) -> forms.Field | None:
    """The form field of a model's column; what the form's Meta asks for goes first."""
    if isinstance(column, models.DateField) and not isinstance(column, models.DateTimeField):
        asked.setdefault("form_class", DateField)
    elif isinstance(column, models.TimeField):
        asked.setdefault("form_class", TimeField)
    elif column.choices and not column.blank and len(column.flatchoices) <= FEW:
        asked.setdefault("widget", Radios)
    return column.formfield(**asked)


class GovModelForm(forms.ModelForm):
    """A model's form with the fields above; `Meta` may still name its own `formfield_callback`."""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        meta = getattr(cls, "Meta", None)
        if meta is not None and not hasattr(meta, "formfield_callback"):
            meta.formfield_callback = staticmethod(formfield)
