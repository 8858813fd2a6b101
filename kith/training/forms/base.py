"""A form that shows a refusal at the box it is about."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django import forms

from kith.foundation import forms as base
from kith.training.refusals import NOT_SAFE, SAFE, CannotAt


class Form(base.Form):
    """Shows a refusal at the box it is about."""

    @contextmanager
    def refusals(self) -> Iterator[None]:
        with super().refusals():
            try:
                yield
            except CannotAt as refusal:
                self.add_error(refusal.field if refusal.field in self.fields else None, str(refusal))


class SafeURLField(forms.URLField):
    """An address that nobody can read along with; typed without its beginning, it is completed."""

    def __init__(self, **given: Any) -> None:
        usual: dict[str, Any] = {"max_length": 300, "required": False, "assume_scheme": "https"}
        super().__init__(**usual | given)

    def clean(self, value: Any) -> str:
        address: str = super().clean(value)
        if address and not address.startswith(SAFE):
            raise forms.ValidationError(NOT_SAFE)
        return address
