"""References that were asked for: how each stands for everybody, what was said for those who vet."""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse

from kith.access.policy import Permission
from kith.foundation.dates import count_words, day_words, near_words
from kith.recruitment.alike import answers_of
from kith.recruitment.applying.sections import referees_of
from kith.recruitment.models import Application, Reference
from kith.recruitment.presenters.reader import Reader
from kith.recruitment.vetting.evidence import RELATIONS
from kith.recruitment.vetting.reference_forms import PAGES
from kith.recruitment.vetting.states import ReferenceStatus as S
from kith.science.likeness import email_key, name_key

TAGS = {
    S.ASKED: ("Asked", "govuk-tag--blue"),
    S.ANSWERED: ("Answered", "govuk-tag--yellow"),
    S.VERIFIED: ("Verified", "govuk-tag--green"),
    S.REFUSED: ("Would rather not", "govuk-tag--grey"),
    S.RUN_OUT: ("No answer", "govuk-tag--red"),
    S.TAKEN_BACK: ("Taken back", "govuk-tag--grey"),
}


def cards(references: Iterable[Reference], reader: Reader, on: date) -> list[dict[str, Any]]:
    return [_card(reference, reader, on) for reference in references]


def _card(reference: Reference, reader: Reader, on: date) -> dict[str, Any]:
    status = S(reference.status)
    text, classes = TAGS[status]
    vets = reader.may(Permission.RECORD_VETTING)
    return {
        "name": reference.name,
        "relation": RELATIONS.get(reference.relation, ""),
        "tag": {"text": text, "classes": classes},
        "stands": _stands(reference, on),
        "read_url": _address("read_reference", reference) if vets and status == S.ANSWERED else "",
        "again_url": _address("ask_again", reference) if status == S.RUN_OUT else "",
        "back_url": _address("take_back_reference", reference) if reference.may("take back") else "",
    }


def referees_named(application: Application, asked: Iterable[Reference]) -> list[dict[str, Any]]:
    """Those whom they named in their form and whom nobody has asked yet, each to be asked with one press."""
    already = list(asked)
    names, addresses = {name_key(each.name) for each in already}, {email_key(each.email) for each in already}
    ask = reverse("recruitment:ask_for_reference", args=[application.public_id])
    return [
        {
            "number": number,
            "name": referee["name"],
            "facts": _facts(referee),
            "has_email": bool(referee["email"]),
            "ask_url": ask,
            "change_url": f"{ask}?referee={number}",
        }
        for number, referee in enumerate(referees_of(answers_of(application)), 1)
        if name_key(referee["name"]) not in names
        and not (referee["email"] and email_key(referee["email"]) in addresses)
    ]


def _facts(referee: dict[str, str]) -> str:
    years = f"for {count_words(int(referee['years']), 'year')}" if referee["years"].isdecimal() else ""
    said = [RELATIONS.get(referee["relation"], ""), years, referee["email"], referee["phone"]]
    return ", ".join(filter(None, said))


def _address(name: str, reference: Reference) -> str:
    return reverse(f"recruitment:{name}", args=[reference.public_id])


def _stands(reference: Reference, on: date) -> str:
    status = S(reference.status)
    if status == S.ASKED:
        times = f" Written to again {count_words(reference.chased, 'time')}." if reference.chased else ""
        return (
            f"Written to {near_words(reference.asked_on, on)}.{times} "
            f"The link is open until {day_words(reference.open_until)}."
        )
    if status == S.ANSWERED and reference.answered_on:
        return f"Answered {near_words(reference.answered_on, on)}. Those who vet read it and ring them."
    return {
        S.VERIFIED: "It counts.",
        S.REFUSED: "Ask somebody else.",
        S.RUN_OUT: "They were written to four times. Ask again, or ask somebody else.",
        S.TAKEN_BACK: "The link opens nothing any more.",
    }.get(status, "")


def answered(reference: Reference) -> bool:
    return reference.status == S.ANSWERED


def questions_and_answers(reference: Reference) -> list[dict[str, Any]]:
    """What was asked and answered, in the order of the form."""
    if not reference.answer:
        return []
    return rows(json.loads(reference.answer), reference.volunteer.first_name)


def rows(said: dict[str, Any], about: str) -> list[dict[str, Any]]:
    """Rows of a summary list: each question in the words in which it was asked, with its answer."""
    found = []
    for page in PAGES:
        form: Any = page.form(about=about, on=date.min)  # type: ignore[call-arg]
        for name, field in form.fields.items():
            value = said.get(name)
            if value in (None, ""):
                continue
            choices = {str(key): str(words) for key, words in getattr(field, "choices", [])}
            found.append(
                {
                    "slug": page.slug,
                    "key": {"text": field.label},
                    "value": {"text": choices.get(str(value), str(value))},
                }
            )
    return found
