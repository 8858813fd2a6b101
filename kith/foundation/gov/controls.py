"""Which GOV.UK component each of Django's widgets becomes, and with what in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from kith.foundation.gov.components import render, render_around
from kith.foundation.gov.pictures import picture
from kith.foundation.gov.widgets import Checkboxes, ClockTime, DateBoxes, DateParts, Radios

if TYPE_CHECKING:
    from kith.foundation.gov.bound import GovBoundField

Params = dict[str, Any]
OWN_PARAMS = ("autocomplete", "autocapitalize", "inputmode", "pattern", "disabled")
# Said by the component itself or by the label, or better said by the server, which keeps what was typed.
NOT_PRINTED = {
    "id",
    "class",
    "placeholder",
    "required",
    "maxlength",
    "minlength",
    "aria-describedby",
    "aria-invalid",
    "rows",
    "cols",
}
DJANGOS_OWN_ROWS = "10"


def _label(bound: GovBoundField, block: str = "govuk-label") -> Params:
    size = "l" if bound.is_heading else "s"
    return {"text": bound.question, "classes": f"{block}--{size}", "is_page_heading": bound.is_heading}


def _said_beside(bound: GovBoundField) -> Params:
    """The hint and the error, for every component alike."""
    said: Params = {}
    if bound.help_text:
        said["hint"] = {"html": conditional_escape(bound.help_text)}
    if messages := bound.messages:
        lines = [conditional_escape(message) for message in messages]
        said["error_message"] = {"html": mark_safe("<br>".join(lines))}
    return said


def _fieldset(bound: GovBoundField) -> Params:
    return {"legend": _label(bound, "govuk-fieldset__legend")}


def _classes(bound: GovBoundField) -> str:
    width = getattr(bound.form, "widths", {}).get(bound.name)
    own = bound.field.widget.attrs.get("class", "")
    if width is None:
        return own
    return f"{own} govuk-{'input--width' if isinstance(width, int) else '!-width'}-{width}".strip()


def _attributes(bound: GovBoundField) -> Params:
    """What the widget asks for, as the component's own parameters and, for the rest, as attributes."""
    asked = bound.build_widget_attrs(bound.field.widget.attrs, bound.field.widget)
    own = {name: asked.pop(name) for name in OWN_PARAMS if name in asked}
    rest = {name: value for name, value in asked.items() if name not in NOT_PRINTED and value is not False}
    return {**own, "attributes": {name: "" if value is True else str(value) for name, value in rest.items()}}


def _box(bound: GovBoundField) -> Params:
    """What every component with one control takes."""
    return {
        "id": bound.auto_id or bound.html_name,
        "name": bound.html_name,
        "label": _label(bound),
        "classes": _classes(bound),
        **_said_beside(bound),
        **_attributes(bound),
    }


def _typed(bound: GovBoundField) -> str:
    shown = bound.field.widget.format_value(bound.value())
    return "" if shown is None else str(shown)


def _text(bound: GovBoundField) -> SafeString:
    widget = bound.field.widget
    params = {"type": getattr(widget, "input_type", "text"), **_box(bound), "value": _typed(bound)}
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
    return render("password-input", **_box(bound))


def _textarea(bound: GovBoundField) -> SafeString:
    params = {**_box(bound), "value": _typed(bound)}
    rows = str(bound.field.widget.attrs.get("rows", DJANGOS_OWN_ROWS))
    params["rows"] = 5 if rows == DJANGOS_OWN_ROWS else rows
    if limit := getattr(bound.field, "max_length", None):
        return render("character-count", maxlength=limit, threshold=75, **params)
    return render("textarea", **params)


def _file(bound: GovBoundField) -> SafeString:
    params = _box(bound)
    params["multiple"] = getattr(bound.field.widget, "allow_multiple_selected", False)
    params["attributes"].pop("multiple", None)
    if bound.initial and getattr(bound.initial, "name", ""):
        params.setdefault(
            "hint", {"text": f"Kept now: {bound.initial.name}. Choose a file only to replace it."}
        )
    return render("file-upload", **params)


def _options(bound: GovBoundField) -> Iterator[Params]:
    """The widget's choices, groups laid flat, in the order they were given."""
    widget = bound.field.widget
    values = widget.format_value(bound.value())
    for _, group, _ in widget.optgroups(bound.html_name, values, {}):
        for option in group:
            yield {
                "value": "" if option["value"] is None else str(option["value"]),
                "text": option["label"],
                "chosen": option["selected"],
                "disabled": bool(option["attrs"].get("disabled")),
            }


def _select(bound: GovBoundField) -> SafeString:
    items = [
        {
            "value": option["value"],
            "text": "Choose one"
            if option["value"] == "" and "---" in str(option["text"])
            else option["text"],
            "selected": option["chosen"],
            "disabled": option["disabled"],
        }
        for option in _options(bound)
    ]
    params = _box(bound)
    if getattr(bound.field.widget, "allow_multiple_selected", False):
        params["attributes"]["multiple"] = ""
    return render("select", **params, items=items)


def _choice(bound: GovBoundField, option: Params) -> Params:
    """One radio button or box to tick."""
    widget, value = bound.field.widget, option["value"]
    item: Params = {
        "value": value,
        "text": option["text"],
        "checked": option["chosen"],
        "disabled": option["disabled"] or bound.field.disabled,
    }
    if not isinstance(widget, Radios | Checkboxes):
        return item
    if hint := widget.hints.get(value):
        item["hint"] = {"text": hint}
    if value in widget.reveals:
        item["conditional"] = {"html": _place_of(widget.reveals[value])}
    if widget.tiles and value in widget.pictures:
        item["html"] = format_html(
            "{}<span>{}</span>", picture(widget.pictures[value], size=40), option["text"]
        )
    if isinstance(widget, Checkboxes) and widget.nothing == value:
        item["behaviour"] = "exclusive"
    return item


def _place_of(name: str) -> SafeString:
    return format_html("<!--reveals {}-->", name)


def _choices(component: str) -> Callable[[GovBoundField], SafeString]:
    def printed(bound: GovBoundField) -> SafeString:
        widget = bound.field.widget
        items: list[Params] = []
        for option in _options(bound):
            if option["value"] == "" and "---" in str(option["text"]):
                continue
            if divider := getattr(widget, "dividers", {}).get(option["value"]):
                items.append({"divider": divider})
            items.append(_choice(bound, option))
        classes = [_classes(bound)]
        if getattr(widget, "tiles", False):
            classes.append("kith-tiles")
        if getattr(widget, "inline", False):
            classes.append(f"govuk-{component}--inline")
        html = render(
            component,
            id_prefix=bound.auto_id or bound.html_name,
            name=bound.html_name,
            fieldset=_fieldset(bound),
            classes=" ".join(filter(None, classes)),
            items=items,
            **_said_beside(bound),
        )
        return _uncovering(html, bound)

    return printed


def _uncovering(html: SafeString, bound: GovBoundField) -> SafeString:
    """The choices with the fields they uncover, put in last: the component would move typed text to the right.

    The stylesheet shows and hides them, so the script's own way, which says aria-expanded of a radio button, is left out.
    """
    names = set(getattr(bound.field.widget, "reveals", {}).values())
    if not names:
        return html
    plain = mark_safe(re.sub(r' data-aria-controls="[^"]*"', "", html))
    for name in names:
        plain = mark_safe(plain.replace(_place_of(name), str(bound.form[name])))
    return plain


def _one_checkbox(bound: GovBoundField) -> SafeString:
    widget = bound.field.widget
    said = _said_beside(bound)
    item = {
        "value": "on",
        "text": bound.label,
        "checked": widget.check_test(bound.value()),
        "hint": said.pop("hint", None),
        "disabled": bound.field.disabled,
    }
    id_ = bound.auto_id or bound.html_name
    return render("checkboxes", id_prefix=id_, name=bound.html_name, items=[item], **said)


def _date(bound: GovBoundField) -> SafeString:
    id_, typed = bound.auto_id or bound.html_name, bound.field.widget.format_value(bound.value())
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
    return render("date-input", id=id_, fieldset=_fieldset(bound), items=items, **_said_beside(bound))


def _wrong_boxes(bound: GovBoundField) -> list[str]:
    """The boxes to mend: those that the error names, or all three."""
    if not bound.errors:
        return []
    named = {part for code in bound.error_codes for part in code.split()}
    return [part for part in DateParts._fields if part in named] or list(DateParts._fields)


def _anything_else(bound: GovBoundField) -> SafeString:
    """A widget of no known kind: in a labelled group with its hint and mistake, its controls as they print themselves."""
    said, id_ = _said_beside(bound), bound.auto_id or bound.html_name
    beside = [
        render(component, id=f"{id_}-{end}", **said[name])
        for name, component, end in (("hint", "hint", "hint"), ("error_message", "error-message", "error"))
        if name in said
    ]
    described_by = " ".join(
        f"{id_}-{end}" for end, name in (("hint", "hint"), ("error", "error_message")) if name in said
    )
    group = render_around(
        "fieldset", "".join([*beside, bound.as_widget()]), described_by=described_by, **_fieldset(bound)
    )
    wrong = " govuk-form-group--error" if "error_message" in said else ""
    return format_html('<div class="govuk-form-group{}">{}</div>', wrong, group)


COMPONENTS: dict[type[forms.Widget], Callable[[GovBoundField], SafeString]] = {
    forms.widgets.Input: _text,
    forms.PasswordInput: _password,
    forms.Textarea: _textarea,
    forms.FileInput: _file,
    forms.Select: _select,
    forms.RadioSelect: _choices("radios"),
    forms.CheckboxSelectMultiple: _choices("checkboxes"),
    forms.CheckboxInput: _one_checkbox,
    DateBoxes: _date,
}


def component_for(bound: GovBoundField) -> SafeString:
    """The field, printed by the component of its widget's nearest kind."""
    for kind in type(bound.field.widget).__mro__:
        if kind in COMPONENTS:
            return COMPONENTS[kind](bound)
    return _anything_else(bound)


def box_to_mend(bound: GovBoundField) -> str:
    id_ = bound.auto_id or bound.html_name
    if isinstance(bound.field.widget, DateBoxes):
        return f"{id_}-{(_wrong_boxes(bound) or ['day'])[0]}"
    if isinstance(bound.field.widget, forms.MultiWidget):
        return f"{id_}_0"
    return id_
