"""What is typed for a safety plan."""

from typing import Any

from django import forms

from kith.foundation.dates import months_after, today
from kith.foundation.forms import Form
from kith.foundation.gov.fields import DateField
from kith.foundation.gov.widgets import Checkboxes
from kith.safeguarding.safety_plans import SafetyPlan

MORE = tuple(enumerate(("second", "third", "fourth", "fifth"), start=2))
MOST_LINES = 1 + len(MORE)


def _box(label: str, hint: str = "", missing: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=bool(missing),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": missing},
    )


class WriteSafetyPlan(Form):
    """Up to five things that could happen, each with what is done; who agreed; until when."""

    could_1 = _box(
        "What could happen?",
        "Such as: they get lost in the crowd.",
        "Write at least one thing that could happen",
    )
    do_1 = _box(
        "What do we do about it?",
        "Such as: they agree a place to find each other, and ring the carer.",
        "Say what we do about it",
    )
    agreed_with = forms.MultipleChoiceField(
        label="Who has agreed?",
        choices=SafetyPlan.Agreed.choices,
        widget=Checkboxes,
        error_messages={"required": "Tick who has agreed; the volunteer must be among them"},
    )
    until = DateField(label="Until when does it hold?")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, word in MORE:
            self.fields[f"could_{number}"] = _box(f"What could happen? The {word} thing")
            self.fields[f"do_{number}"] = _box(f"What do we do about the {word} thing?")
        pairs = [(f"could_{number}", f"do_{number}") for number in range(1, MOST_LINES + 1)]
        self.order_fields([name for pair in pairs for name in pair])
        if not self.is_bound:
            self.initial.setdefault("until", months_after(today(), 6))

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        for number, _ in MORE:
            could, do = told.get(f"could_{number}", ""), told.get(f"do_{number}", "")
            if could and not do:
                self.add_error(f"do_{number}", "Say what we do about it.")
            if do and not could:
                self.add_error(f"could_{number}", "Say what could happen.")
        return told

    @property
    def first_boxes(self) -> list[forms.BoundField]:
        return [self["could_1"], self["do_1"]]

    @property
    def more_boxes(self) -> list[forms.BoundField]:
        """What few plans need: folded until something stands in it."""
        return [self[f"{part}_{number}"] for number, _ in MORE for part in ("could", "do")]

    @property
    def says_more(self) -> bool:
        return any(box.value() for box in self.more_boxes)

    def lines(self) -> list[tuple[str, str]]:
        told = self.cleaned_data
        pairs = [(told[f"could_{number}"], told[f"do_{number}"]) for number in range(1, MOST_LINES + 1)]
        return [pair for pair in pairs if all(pair)]

    @staticmethod
    def initial_of(plan: SafetyPlan | None) -> dict[str, Any]:
        """What the plan that stands says, to change it."""
        if plan is None:
            return {}
        told: dict[str, Any] = {"agreed_with": plan.agreed_with}
        for number, line in enumerate(plan.lines.all()[:MOST_LINES], start=1):
            told |= {f"could_{number}": line.could_happen, f"do_{number}": line.we_do}
        return told
