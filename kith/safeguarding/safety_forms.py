"""What is typed for a safety plan."""

from typing import Any

from django import forms

from kith.foundation.dates import months_after, today
from kith.foundation.forms import Form
from kith.foundation.gov.fields import DateField
from kith.foundation.gov.widgets import Checkboxes
from kith.safeguarding.safety_plans import SafetyPlan

LINES = 5
ORDINALS = ("first", "second", "third", "fourth", "fifth")


def _box(label: str, hint: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class WriteSafetyPlan(Form):
    """Up to five things that could happen, each with what is done; who agreed; until when."""

    agreed_with = forms.MultipleChoiceField(
        label="Who has agreed?", choices=SafetyPlan.Agreed.choices, widget=Checkboxes
    )
    until = DateField(label="Until when does it hold?")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, word in enumerate(ORDINALS[:LINES], start=1):
            hint = "Such as: they get lost in the crowd." if number == 1 else ""
            self.fields[f"could_{number}"] = _box(f"What could happen? The {word} thing", hint)
            hint = (
                "Such as: they agree a place to find each other, and ring the carer." if number == 1 else ""
            )
            self.fields[f"do_{number}"] = _box(f"What do we do about the {word} thing?", hint)
        self.order_fields(
            [name for number in range(1, LINES + 1) for name in (f"could_{number}", f"do_{number}")]
        )
        if not self.is_bound:
            self.initial.setdefault("until", months_after(today(), 6))

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        for number in range(1, LINES + 1):
            could, do = told.get(f"could_{number}", ""), told.get(f"do_{number}", "")
            if could and not do:
                self.add_error(f"do_{number}", "Say what we do about it.")
            if do and not could:
                self.add_error(f"could_{number}", "Say what could happen.")
        return told

    def lines(self) -> list[tuple[str, str]]:
        told = self.cleaned_data
        pairs = [(told[f"could_{number}"], told[f"do_{number}"]) for number in range(1, LINES + 1)]
        return [pair for pair in pairs if all(pair)]

    @staticmethod
    def initial_of(plan: SafetyPlan | None) -> dict[str, Any]:
        """What the plan that stands says, to change it."""
        if plan is None:
            return {}
        told: dict[str, Any] = {"agreed_with": plan.agreed_with}
        for number, line in enumerate(plan.lines.all()[:LINES], start=1):
            told |= {f"could_{number}": line.could_happen, f"do_{number}": line.we_do}
        return told
