"""A field of a form, as a person meets it: label, hint, what went wrong, and the control itself."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, MaxValueValidator, MinValueValidator, StepValueValidator
from django.forms import (
    BoundField,
    CheckboxInput,
    ChoiceField,
    DecimalField,
    Field,
    FileField,
    IntegerField,
    ModelChoiceField,
    MultipleChoiceField,
)
from django.utils.safestring import SafeString

from kith.foundation.gov import controls

REQUIRED = Field.default_error_messages["required"]
VERB_FIRST = re.compile(
    r"\b(am|are|is|was|were|do|does|did|has|have|had|can|could|may|might|must|shall|should|will|would)\b|’",
    re.I,
)


GONE = "Choose from the list again: what was chosen is not there any more"
SAID_BY_DJANGO = {
    str(MinValueValidator.message): "Enter {limit_value} or more",
    str(MaxValueValidator.message): "Enter {limit_value} or less",
    str(StepValueValidator.message): "Enter a number in steps of {limit_value}",
    str(DecimalField.default_error_messages["invalid"]): "Enter a number",
    str(IntegerField.default_error_messages["invalid"]): "Enter a whole number",
    str(ChoiceField.default_error_messages["invalid_choice"]): GONE,
    str(MultipleChoiceField.default_error_messages["invalid_choice"]): GONE,
    str(ModelChoiceField.default_error_messages["invalid_choice"]): GONE,
    str(EmailValidator.message): "Enter an e-mail address such as name@example.org",
}
"""What Django says of a value in words of its own, and how it is said here."""

COUNTED_BY_DJANGO = {
    "max_length": "This is too long: {show_value} letters. At most {limit_value} fit",
    "min_length": "This is too short. It takes {limit_value} letters or more",
}
"""The same where it chooses its words by a number, and they are no words before that."""


def _said_plainly(error: ValidationError, bound: "GovBoundField") -> list[str]:
    if error.message == REQUIRED:
        return [bound.what_is_missing]
    params = error.params or {}
    ours = isinstance(error.message, str)
    counted = None if ours or "show_value" not in params else COUNTED_BY_DJANGO.get(error.code or "")
    plain = counted or SAID_BY_DJANGO.get(str(error.message))
    if plain:
        return [plain.format(**params)]
    return [str(message) for message in error.messages]


def _asked_again(question: str) -> str:
    """“Which day?” as a sentence that says what to do; a question with its verb before its subject stays one."""
    if VERB_FIRST.search(question):
        return f"This needs an answer: {question}"
    return f"Say {question[:1].lower()}{question[1:].rstrip('?')}"


class GovBoundField(BoundField):
    """Prints itself as a GOV.UK component, alone or as part of the whole form."""

    def as_field_group(self) -> SafeString:
        return self.as_widget() if self.is_hidden else controls.component_for(self)

    __str__ = __html__ = as_field_group

    @property
    def is_heading(self) -> bool:
        return getattr(self.form, "heading", None) == self.name

    @property
    def is_revealed_by_a_choice(self) -> bool:
        """Printed inside another field's choice, and so not again by the form."""
        told = (getattr(field.widget, "reveals", {}).values() for field in self.form.fields.values())
        return any(self.name in names.split() for each in told for names in each)

    @property
    def begins_the_fold(self) -> bool:
        return self.name in getattr(self.form, "folded", ())[:1]

    @property
    def ends_the_fold(self) -> bool:
        return self.name in getattr(self.form, "folded", ())[-1:]

    @property
    def question(self) -> str:
        """The label, with a word where an answer may be left out."""
        label = str(self.label)
        marked = getattr(self.form, "says_optional", True)
        if (
            self.field.required
            or not marked
            or self.name in getattr(self.form, "needed", ())
            or self.field.disabled
            or isinstance(self.field.widget, CheckboxInput)
        ):
            return label
        return label if "optional" in label.lower() else f"{label} (optional)"

    @property
    def what_is_missing(self) -> str:
        """What to say when nothing was given; a field's own `required` message goes before this one."""
        label = str(self.label)
        if label.endswith("?"):
            return _asked_again(label)
        if isinstance(self.field.widget, CheckboxInput):
            return f"Tick “{label}”"
        verb = "Choose" if hasattr(self.field, "choices") or isinstance(self.field, FileField) else "Enter"
        starts_with_a_name = len(label) > 1 and label[1].isupper()
        return f"{verb} {label if starts_with_a_name else label[:1].lower() + label[1:]}"

    @property
    def messages(self) -> list[str]:
        """What went wrong, in sentences that say what to do."""
        mistakes = self.form.errors.as_data().get(self.name, [])
        return [message for error in mistakes for message in _said_plainly(error, self)]

    @property
    def error_codes(self) -> set[str]:
        return {error.code for error in self.form.errors.as_data().get(self.name, []) if error.code}

    @property
    def first_box(self) -> str:
        """The id that a label or an error's link points at: the first place to type that is wrong."""
        return controls.box_to_mend(self)
