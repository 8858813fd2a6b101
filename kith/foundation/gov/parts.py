"""What every control says beside itself: label, hint, mistake, width, and what the widget asks of the browser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe

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


def id_of(bound: GovBoundField) -> str:
    """What the control is called on the page, even where the form gives no ids."""
    return str(bound.auto_id or bound.html_name)


def label(bound: GovBoundField, block: str = "govuk-label") -> Params:
    size = "l" if bound.is_heading else "s"
    return {"text": bound.question, "classes": f"{block}--{size}", "is_page_heading": bound.is_heading}


def said_beside(bound: GovBoundField) -> Params:
    """The hint and the error, for every component alike."""
    said: Params = {}
    if bound.help_text:
        said["hint"] = {"html": conditional_escape(bound.help_text)}
    if messages := bound.messages:
        lines = [conditional_escape(message) for message in messages]
        said["error_message"] = {"html": mark_safe("<br>".join(lines))}
    return said


def fieldset(bound: GovBoundField) -> Params:
    return {"legend": label(bound, "govuk-fieldset__legend")}


def classes(bound: GovBoundField) -> str:
    width = getattr(bound.form, "widths", {}).get(bound.name)
    own = bound.field.widget.attrs.get("class", "")
    if width is None:
        return own
    return f"{own} govuk-{'input--width' if isinstance(width, int) else '!-width'}-{width}".strip()


def attributes(bound: GovBoundField) -> Params:
    """What the widget asks for, as the component's own parameters and, for the rest, as attributes."""
    asked = bound.build_widget_attrs(bound.field.widget.attrs, bound.field.widget)
    own = {name: asked.pop(name) for name in OWN_PARAMS if name in asked}
    rest = {name: value for name, value in asked.items() if name not in NOT_PRINTED and value is not False}
    return {**own, "attributes": {name: "" if value is True else str(value) for name, value in rest.items()}}


def box(bound: GovBoundField) -> Params:
    """What every component with one control takes."""
    return {
        "id": id_of(bound),
        "name": bound.html_name,
        "label": label(bound),
        "classes": classes(bound),
        **said_beside(bound),
        **attributes(bound),
    }
