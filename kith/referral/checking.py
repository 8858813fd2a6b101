"""“Check your answers”: what was said, question by question, and what to know before it is sent."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.forms import BoundField
from django.template.defaultfilters import linebreaksbr
from django.urls import reverse

from kith.foundation.dates import day_words
from kith.foundation.journey import Page
from kith.referral import queries
from kith.referral.journey import Referring

NOTHING = "Nothing said"


def rows(journey: Referring, on: date) -> list[dict[str, Any]]:
    """Rows of a summary list: the question, the answer in words, and the way to change it."""
    return [row for page in journey.pages for row in _rows_of(journey, page, on)]


def _rows_of(journey: Referring, page: Page, on: date) -> list[dict[str, Any]]:
    said = journey.answers.get(page.slug, {})
    question: Any = page.form
    form = question(initial=said, answers=journey.answers, on=on)
    return [
        {
            "key": {"text": field.label},
            "value": {"html": linebreaksbr(_words(field, said.get(field.name)))},
            "actions": {"items": [_change(page, field)]},
        }
        for field in form
    ]


def _change(page: Page, field: BoundField) -> dict[str, str]:
    return {
        "href": reverse("referral:question", args=[page.slug]) + "?change=1",
        "text": "Change",
        "visually_hidden_text": f"the answer to “{field.label}”",
    }


def _words(field: BoundField, value: Any) -> str:
    if value in (None, ""):
        return NOTHING
    choices: Sequence[tuple[Any, str]] = getattr(field.field, "choices", [])
    if choices:
        return next((str(words) for key, words in choices if str(key) == str(value)), NOTHING)
    return day_words(date.fromisoformat(value)) if field.name == "born" else str(value)


def warnings(journey: Referring, on: date) -> list[str]:
    """Sentences that may save the visitor, and the young person, a disappointment."""
    told = []
    if journey.says_no:
        told.append(
            "You told us that they said no. Their no counts: no scheme will accept this until they have changed "
            "their mind. Ask them again when the time feels right, and send it then."
        )
    scheme = None if journey.is_by_themself else journey.scheme
    if scheme and journey.born:
        name = str(journey.everything().get("first_name") or "The young person")
        if queries.age_misfit(name, journey.born, scheme, on):
            told.append(
                f"{scheme} is for ages {scheme.child_age_from} to {scheme.child_age_to}, and {name} is not of "
                "that age. Check the date of birth, or choose another scheme."
            )
    return told
