"""A box of this room’s forms that others do not have: an address that nobody can read along with."""

from typing import Any

from django import forms

from kith.training.refusals import NOT_SAFE, SAFE


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
