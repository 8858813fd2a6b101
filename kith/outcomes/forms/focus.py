"""What a scheme works towards: a few at each stage."""

from typing import Any

from django import forms

from kith.foundation.forms import Form
from kith.foundation.gov.widgets import Checkboxes
from kith.outcomes.focus import stages


class FocusForm(Form):
    """One question a stage."""

    says_optional = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for stage in stages():
            self.fields[stage.key] = forms.MultipleChoiceField(
                label=stage.name,
                help_text=stage.says,
                choices=[(one.key, one.name) for one in stage.outcomes],
                widget=Checkboxes,
                required=False,
            )

    def chosen(self) -> list[str]:
        return [key for stage in stages() for key in self.cleaned_data[stage.key]]
