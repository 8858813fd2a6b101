"""Which measure, of whom and when; and one form's numbers."""

import re
from datetime import date
from typing import Any

from django import forms

from kith.foundation.forms import Form
from kith.foundation.gov.fields import DateField
from kith.foundation.gov.widgets import Checkboxes, Radios
from kith.outcomes.models import MeasureUse, Score
from kith.outcomes.registry import Measure, who_words
from kith.outcomes.waves import WORDS, usual_waves

Outcome = Score.Outcome


class ItemNumbers(forms.CharField):
    """Numbers of items on a printed form, as people write them: 2, 5, 7 and 9."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=60, required=False, **kwargs)

    def clean(self, value: Any) -> Any:
        said = re.split(r"[\s,;]+|\band\b", super().clean(value))
        if wrong := [each for each in said if each and not (each.isascii() and each.isdigit())]:
            raise forms.ValidationError(
                f"“{wrong[0]}” is not the number of an item. Write numbers, such as 2, 5, 7, 9"
            )
        return [int(each) for each in said if each]


class TakeUpForm(Form):
    """A measure taken up by a scheme."""

    informant = forms.ChoiceField(label="Who answers?", widget=Radios)
    waves = forms.MultipleChoiceField(
        label="When?", widget=Checkboxes, error_messages={"required": "Choose at least one time"}
    )
    entry = forms.ChoiceField(
        label="What is typed into Kith?", widget=Radios, choices=MeasureUse.Entry.choices, initial="scores"
    )
    licence_reference = forms.CharField(
        label="The owners’ leave",
        help_text="The reference of their letter, or of your registration.",
        max_length=120,
        required=False,
    )
    turned = ItemNumbers(
        label="Which items does your form turn round?",
        help_text="Their numbers, such as 2, 5, 7, 9: those where the highest answer is the worst. Only for single answers.",
    )
    apart = ItemNumbers(help_text="Their numbers. All others make the other mean. Only for single answers.")

    def __init__(
        self, *args: Any, measure: Measure, months: int | None, use: MeasureUse | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["informant"].choices = [(who, who_words(who).capitalize()) for who in measure.informants]
        usual = usual_waves(measure.waves, months)
        fields["waves"].choices = [(wave, WORDS[wave].capitalize()) for wave in measure.waves]
        fields["informant"].initial = use.informant if use else next(iter(measure.informants))
        fields["waves"].initial = use.waves if use else usual
        if use:
            fields["entry"].initial, fields["licence_reference"].initial = use.entry, use.licence_reference
            fields["turned"].initial = ", ".join(map(str, use.turned))
            fields["apart"].initial = ", ".join(map(str, use.apart))
        if len(measure.informants) == 1:
            fields["informant"].widget = forms.HiddenInput()
        if not measure.comes_in_waves:
            del fields["waves"]
        if not measure.may_be_keyed:
            del fields["entry"]
        if not (measure.may_be_keyed or measure.needs_reference):
            del fields["licence_reference"]
        if not measure.turned:
            del fields["turned"]
        if measure.apart:
            fields["apart"].label = f"Which items are about {measure.part(measure.apart).name.lower()}?"
        else:
            del fields["apart"]


class ScoreForm(Form):
    """One form: its day, its numbers, or why there are none."""

    says_optional = False

    outcome = forms.ChoiceField(
        label="What came of it?",
        widget=Radios,
        choices=[
            ("scored", "There is a form with scores"),
            ("not asked", "Not asked this time"),
            ("refused", "They do not want to be asked again"),
            ("too young", "The child is too young for it"),
            ("not back", "Asked, and nothing came back"),
        ],
        initial="scored",
    )
    on = DateField(label="Day of the form", required=False)

    def __init__(self, *args: Any, use: MeasureUse, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.use = use
        fields: dict[str, Any] = self.fields
        fields["on"].latest = on
        if use.of.retold:
            fields["form"] = forms.ChoiceField(
                label="Which of the two forms?",
                choices=[
                    ("", "It does not say"),
                    ("first", "The first form"),
                    ("follow-up", "The follow-up form, about the last month"),
                ],
                required=False,
            )
        add_boxes(self, use)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("outcome") == Outcome.SCORED and not said.get("on") and "on" not in self.errors:
            self.add_error("on", "Enter the day of the form")
        return said

    @property
    def typed(self) -> dict[str, str]:
        return {name: self.cleaned_data.get(name, "") for name, _, _ in boxes_of(self.use)}


def add_boxes(form: Form, use: MeasureUse) -> None:
    """A narrow box for each number."""
    for name, label, hint in boxes_of(use):
        form.fields[name] = forms.CharField(
            label=label,
            help_text=hint,
            required=False,
            max_length=8,
            widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "govuk-input--width-3"}),
        )


def boxes_of(use: MeasureUse) -> list[tuple[str, str, str]]:
    """The boxes for numbers: single answers where the owners allow it, else the scores."""
    of = use.of
    if use.keys_items:
        boxes = [
            (f"q{item}", f"Item {item}", f"{of.item_least} to {of.item_most}" if item == 1 else "")
            for item in range(1, of.items + 1)
        ]
        return [*boxes, ("impact", "Impact score, if asked", "0 to 10")] if of.key == "sdq" else boxes
    return [
        (part.key, part.name, part.ends if part.head else f"{part.ends}, if you have it") for part in of.typed
    ]
