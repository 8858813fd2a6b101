"""Days, times, lengths and counts in templates, and the hidden fields of every form that does something."""

from datetime import date, datetime, time
from typing import Any

from django import template
from django.middleware.csrf import get_token
from django.utils.html import format_html
from django.utils.safestring import SafeString

from kith.foundation import dates, submissions

register = template.Library()

FILTERS = {
    "day": dates.day_words,
    "short_day": dates.short_day,
    "weekday": dates.weekday_words,
    "clock": dates.time_words,
}
for name, words in FILTERS.items():

    def _filter(value: Any, words: Any = words) -> str:
        if isinstance(value, datetime) and words is not dates.time_words:
            value = value.astimezone(dates.LONDON).date()
        return words(value) if value else ""

    register.filter(name, _filter)


@register.filter
def near(value: date, on: date | None = None) -> str:
    """in 4 days, yesterday: from today unless told."""
    return dates.near_words(value, on or dates.today()) if value else ""


@register.filter
def age(born: date, on: date | None = None) -> int:
    return dates.age_on(born, on or dates.today())


@register.filter
def counted(count: int, noun: str) -> str:
    """{{ 3|counted:"meeting" }} or {{ 2|counted:"child,children" }}."""
    singular, _, plural = noun.partition(",")
    return dates.count_words(count, singular, plural or None)


@register.filter
def clock_or_blank(value: time | None) -> str:
    return dates.time_words(value) if value else ""


@register.simple_tag(takes_context=True)
def deed_token(context: template.Context) -> SafeString:
    """What every form that changes something carries: proof it is ours, and its one-time key."""
    return format_html(
        '<input type="hidden" name="csrfmiddlewaretoken" value="{}"><input type="hidden" name="{}" value="{}">',
        get_token(context["request"]),
        submissions.FIELD,
        submissions.new_key(),
    )
