"""Lists, radio buttons, boxes to tick and tiles: one or any of several answers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from kith.foundation.gov.components import render
from kith.foundation.gov.parts import Params, box, classes, fieldset, id_of, said_beside
from kith.foundation.gov.pictures import picture
from kith.foundation.gov.widgets import Checkboxes, Names, Radios

PLACE = "<!--reveals {}-->"
CHOOSE = "Choose one"

if TYPE_CHECKING:
    from kith.foundation.gov.bound import GovBoundField


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


def select(bound: GovBoundField) -> SafeString:
    items = [
        {
            "value": option["value"],
            "text": CHOOSE if option["value"] == "" and "---" in str(option["text"]) else option["text"],
            "selected": option["chosen"],
            "disabled": option["disabled"],
        }
        for option in _options(bound)
    ]
    params = box(bound)
    if getattr(bound.field.widget, "allow_multiple_selected", False):
        params["attributes"]["multiple"] = ""
    elif bound.field.required and len(items) > 1 and not any(_is_settled(item) for item in items):
        items.insert(0, {"value": "", "text": CHOOSE, "selected": True})
    return render("select", **params, items=items)


def _is_settled(item: Params) -> bool:
    """Chosen, or a line of its own for nothing: otherwise a browser would choose the first for whoever did not."""
    return bool(item["selected"]) or item["value"] == ""


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
        item["conditional"] = {
            "html": format_html_join("", PLACE, ((name,) for name in widget.reveals[value].split()))
        }
    if widget.tiles and value in widget.pictures:
        item["html"] = format_html(
            "{}<span>{}</span>", picture(widget.pictures[value], size=40), option["text"]
        )
    if isinstance(widget, Checkboxes) and widget.nothing == value:
        item["behaviour"] = "exclusive"
    return item


def _in_order(bound: GovBoundField) -> list[Params]:
    """As they were given; among many people whoever is ticked stands where it is seen."""
    options = list(_options(bound))
    if isinstance(bound.field.widget, Names):
        options.sort(key=lambda option: not option["chosen"])
    return options


def choices(component: str) -> Callable[[GovBoundField], SafeString]:
    def printed(bound: GovBoundField) -> SafeString:
        widget = bound.field.widget
        items: list[Params] = []
        for option in _in_order(bound):
            if option["value"] == "" and "---" in str(option["text"]):
                continue
            if divider := getattr(widget, "dividers", {}).get(option["value"]):
                items.append({"divider": divider})
            items.append(_choice(bound, option))
        look = [classes(bound)]
        if isinstance(widget, Names):
            look.append("govuk-checkboxes--small kith-names")
        if getattr(widget, "tiles", False):
            look.append("kith-tiles")
        if getattr(widget, "inline", False):
            look.append(f"govuk-{component}--inline")
        html = render(
            component,
            id_prefix=id_of(bound),
            name=bound.html_name,
            fieldset=fieldset(bound),
            classes=" ".join(filter(None, look)),
            items=items,
            **said_beside(bound),
        )
        return _uncovering(html, bound)

    return printed


def _uncovering(html: SafeString, bound: GovBoundField) -> SafeString:
    """The choices with the fields they uncover, put in last: the component would move typed text to the right.

    The stylesheet shows and hides them, so the script's own way, which says aria-expanded of a radio button, is left out.
    """
    names = {name for told in getattr(bound.field.widget, "reveals", {}).values() for name in told.split()}
    if not names:
        return html
    plain = mark_safe(re.sub(r' data-aria-controls="[^"]*"', "", html))
    for name in names:
        plain = mark_safe(plain.replace(PLACE.format(name), str(bound.form[name])))
    return plain


def one_checkbox(bound: GovBoundField) -> SafeString:
    widget = bound.field.widget
    said = said_beside(bound)
    item = {
        "value": "on",
        "text": bound.label,
        "checked": widget.check_test(bound.value()),
        "hint": said.pop("hint", None),
        "disabled": bound.field.disabled,
    }
    id_ = id_of(bound)
    return render("checkboxes", id_prefix=id_, name=bound.html_name, items=[item], **said)
