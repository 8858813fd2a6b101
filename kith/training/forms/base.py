"""A form that shows a refusal at the box it is about."""

from collections.abc import Iterator
from contextlib import contextmanager

from kith.foundation import forms as base
from kith.training.refusals import CannotAt


class Form(base.Form):
    """Shows a refusal at the box it is about."""

    @contextmanager
    def refusals(self) -> Iterator[None]:
        with super().refusals():
            try:
                yield
            except CannotAt as refusal:
                self.add_error(refusal.field if refusal.field in self.fields else None, str(refusal))
