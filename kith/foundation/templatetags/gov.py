"""GOV.UK components, pictures, charts and error summaries in any template, without `{% load %}`."""

from typing import Any

from django import template
from django.forms import BaseForm
from django.utils.safestring import SafeString

from kith.foundation.gov.bound import GovBoundField
from kith.foundation.gov.components import render, render_around
from kith.foundation.gov.pictures import picture as draw

register = template.Library()


def _params(flat: dict[str, Any]) -> dict[str, Any]:
    """`label__text="Name"` is the `text` of `label`; a submit button acts once however often it is clicked."""
    params: dict[str, Any] = {}
    for name, value in flat.items():
        outer, inside, inner = name.partition("__")
        if inside:
            params.setdefault(outer, {})[inner] = value
        else:
            params[name] = value
    return params


@register.simple_tag
def gov(component: str, **params: Any) -> SafeString:
    """`{% gov "button" text="Save" %}`: any component, its parameters in snake_case."""
    if component == "button" and not params.get("href"):
        params.setdefault("prevent_double_click", True)
    return render(component, **_params(params))


@register.simple_block_tag
def govblock(content: str, component: str, **params: Any) -> SafeString:
    """`{% govblock "inset-text" %}…{% endgovblock %}`: a component around what the template writes."""
    return render_around(component, content, **_params(params))


@register.simple_tag
def picture(name: str, size: int = 72, tint: str = "", label: str = "") -> SafeString:
    """`{% picture child.picture size=72 %}`: the drawing somebody chose."""
    return draw(name, size=size, tint=tint, label=label)


@register.simple_tag
def error_summary(*forms: Any) -> SafeString | str:
    """What is wrong in these forms, each line a link to the box to mend; nothing when all is well."""
    mistakes = [mistake for form in forms if isinstance(form, BaseForm) for mistake in _mistakes(form)]
    if not mistakes:
        return ""
    return render("error-summary", title_text="There is a problem", error_list=mistakes)


def _mistakes(form: BaseForm) -> list[dict[str, str]]:
    if not form.is_bound or not form.errors:
        return []
    whole = [{"text": str(message)} for message in form.non_field_errors()]
    hidden = [{"text": str(message)} for field in form.hidden_fields() for message in field.errors]
    return (
        whole
        + hidden
        + [
            {"text": message, "href": f"#{field.first_box}"}
            for field in form.visible_fields()
            if isinstance(field, GovBoundField)
            for message in field.messages
        ]
    )


@register.simple_tag
def chart(drawn: Any) -> SafeString:
    """`{% chart strip %}`: a chart made by kith.foundation.charts, with its words and its table."""
    return drawn.as_html()
