"""Which GOV.UK component each of Django's widgets becomes, and with what in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString

from kith.foundation.gov import choices
from kith.foundation.gov.components import render, render_around
from kith.foundation.gov.parts import box, fieldset, id_of, said_beside
from kith.foundation.gov.widgets import ClockTime, DateBoxes, DateParts

if TYPE_CHECKING:
    from kith.foundation.gov.bound import GovBoundField

DJANGOS_OWN_ROWS = "10"


def _typed(bound: GovBoundField) -> str:
    shown = bound.field.widget.format_value(bound.value())
    return "" if shown is None else str(shown)


def _text(bound: GovBoundField) -> SafeString:
    widget = bound.field.widget
    params = {"type": getattr(widget, "input_type", "text"), **box(bound), "value": _typed(bound)}
    if isinstance(widget, forms.NumberInput):
        whole = not isinstance(bound.field, forms.FloatField | forms.DecimalField)
        params |= {"type": "text", "inputmode": "numeric" if whole else "decimal", "spellcheck": False}
        for name in ("min", "max", "step"):
            params["attributes"].pop(name, None)
    if isinstance(widget, forms.EmailInput):
        params = {"autocomplete": "email", "spellcheck": False} | params
    if isinstance(widget, ClockTime):
        params.setdefault("hint", {"text": "For example, 5:30pm"})
        params["classes"] = params["classes"] or "govuk-input--width-5"
    if unit := getattr(bound.form, "units", {}).get(bound.name):
        params["prefix" if unit == "£" else "suffix"] = {"text": unit}
    return render("input", **params)


def _password(bound: GovBoundField) -> SafeString:
    return render("password-input", **box(bound))


def _textarea(bound: GovBoundField) -> SafeString:
    params = {**box(bound), "value": _typed(bound)}
    rows = str(bound.field.widget.attrs.get("rows", DJANGOS_OWN_ROWS))
    params["rows"] = 5 if rows == DJANGOS_OWN_ROWS else rows
    if limit := getattr(bound.field, "max_length", None):
        return render("character-count", maxlength=limit, threshold=75, **params)
    return render("textarea", **params)


def _file(bound: GovBoundField) -> SafeString:
    params = box(bound)
    params["multiple"] = getattr(bound.field.widget, "allow_multiple_selected", False)
    params["attributes"].pop("multiple", None)
    if bound.initial and getattr(bound.initial, "name", ""):
        kept = f"Kept now: {bound.initial.name}. Choose a file only to replace it."
        params["hint"] = {"text": f"{kept} {bound.help_text}".strip()}
    return render("file-upload", **params)


def _date(bound: GovBoundField) -> SafeString:
    id_, typed = id_of(bound), bound.field.widget.format_value(bound.value())
    wrong = _wrong_boxes(bound)
    items = [
        {
            "id": f"{id_}-{part}",
            "name": f"{bound.html_name}_{part}",
            "label": part.capitalize(),
            "value": getattr(typed, part),
            "classes": f"govuk-input--width-{4 if part == 'year' else 2}"
            + (" govuk-input--error" if part in wrong else ""),
        }
        for part in DateParts._fields
    ]
    # The group's id is not the first box's: the label would point at the group.
    return render("date-input", id=id_, fieldset=fieldset(bound), items=items, **said_beside(bound))


def _wrong_boxes(bound: GovBoundField) -> list[str]:
    """The boxes to mend: those that the error names, or all three."""
    if not bound.errors:
        return []
    named = {part for code in bound.error_codes for part in code.split()}
    return [part for part in DateParts._fields if part in named] or list(DateParts._fields)


def _anything_else(bound: GovBoundField) -> SafeString:
    """A widget of no known kind: in a labelled group with its hint and mistake, its controls as they print themselves."""
    said, id_ = said_beside(bound), id_of(bound)
    beside = [
        render(component, id=f"{id_}-{end}", **said[name])
        for name, component, end in (("hint", "hint", "hint"), ("error_message", "error-message", "error"))
        if name in said
    ]
    described_by = " ".join(
        f"{id_}-{end}" for end, name in (("hint", "hint"), ("error", "error_message")) if name in said
    )
    group = render_around(
        "fieldset", "".join([*beside, bound.as_widget()]), described_by=described_by, **fieldset(bound)
    )
    wrong = " govuk-form-group--error" if "error_message" in said else ""
    return format_html('<div class="govuk-form-group{}">{}</div>', wrong, group)


COMPONENTS: dict[type[forms.Widget], Callable[[GovBoundField], SafeString]] = {
    forms.widgets.Input: _text,
    forms.PasswordInput: _password,
    forms.Textarea: _textarea,
    forms.FileInput: _file,
    forms.Select: choices.select,
    forms.RadioSelect: choices.choices("radios"),
    forms.CheckboxSelectMultiple: choices.choices("checkboxes"),
    forms.CheckboxInput: choices.one_checkbox,
    DateBoxes: _date,
}


def component_for(bound: GovBoundField) -> SafeString:
    """The field, printed by the component of its widget's nearest kind."""
    for kind in type(bound.field.widget).__mro__:
        if kind in COMPONENTS:
            return COMPONENTS[kind](bound)
    return _anything_else(bound)


def box_to_mend(bound: GovBoundField) -> str:
    id_ = id_of(bound)
    if isinstance(bound.field.widget, DateBoxes):
        return f"{id_}-{(_wrong_boxes(bound) or ['day'])[0]}"
    if isinstance(bound.field.widget, forms.MultiWidget):
        return f"{id_}_0"
    return id_
