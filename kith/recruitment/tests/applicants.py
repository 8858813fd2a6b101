"""What an applicant says in the form, section by section, for the tests that fill it in."""

from datetime import date
from typing import Any

from django.core.cache import cache

from kith.foundation.dates import now
from kith.messages.models import OutboxMessage
from kith.recruitment.actions import keep_section, receive_application, send_answers, send_way_back
from kith.recruitment.models import Application
from kith.schemes.models import Scheme

SEPTEMBER = date(2026, 9, 1)
HOME = {
    "address": "14 Coal Lane\nLeeds",
    "postcode": "LS9 9ZZ",
    "country": "United Kingdom",
    "from_day": "2015-01-01",
    "until_day": None,
}
SAID: dict[str, dict[str, Any]] = {
    "about-you": {
        "first_name": "Daniel",
        "last_name": "Reed",
        "other_names": "Daniel Marsh",
        "born": "1988-05-04",
        "phone": "07700 900123",
    },
    "why": {"why": "I have time, and I listen.", "hopes": "Somebody who comes back."},
    "life": {"life": "I drive a bus.", "children": "Two nephews.", "experience": [], "needs": ""},
    "languages": {"languages_english": ["english"]},
    "availability": {"free_days": ["saturday"], "saturday_parts": [], "travel_miles": 8, "drives": "no"},
    "homes": {"homes": [HOME]},
    "referees": {
        "name_1": "Pat Dunmore",
        "relation_1": "work",
        "years_1": 4,
        "email_1": "pat@example.org",
        "phone_1": "",
        "name_2": "Lee Farrow",
        "relation_2": "friend",
        "years_2": 9,
        "email_2": "",
        "phone_2": "0113 496 0123",
    },
    "declaration": {
        "convictions": "yes",
        "children": "no",
        "refused": "no",
        "more": "A fine for canary fishing in 2009.",
        "true": True,
    },
}


def an_enquiry(scheme: Scheme, first_name: str = "Daniel", on: date = SEPTEMBER, **given: Any) -> Application:
    """Somebody has written on the public page."""
    told = {"last_name": "Reed", "email": f"{first_name.lower()}.reed@example.org"} | given
    return receive_application(scheme=scheme, first_name=first_name, by=None, on=on, **told)


def fill_in(
    application: Application, on: date = SEPTEMBER, but: tuple[str, ...] = (), **changed: Any
) -> Application:
    """Every section that must be there; `changed` by section, with underscores."""
    for slug, said in SAID.items():
        if slug not in but:
            more = changed.get(slug.replace("-", "_"), {})
            keep_section(application=application, slug=slug, said=said | more, on=on)
    return application


def an_application_sent(scheme: Scheme, on: date = SEPTEMBER, **changed: Any) -> Application:
    application = fill_in(an_enquiry(scheme, on=on), on=on, **changed)
    return send_answers(application=application, on=on)


def a_code(scheme: Scheme, email: str) -> str:
    """The code that was e-mailed."""
    send_way_back(scheme=scheme, email=email, at=now())
    letter = OutboxMessage.objects.filter(event="code for applicant", to_address=email).latest("pk")
    return str(letter.values["reference"])


def comes_back(client: Any, scheme: Scheme, application: Application) -> None:
    """By the pages, as an applicant would."""
    from django.urls import reverse

    cache.clear()
    here = [scheme.public_id]
    client.post(reverse("recruitment:come_back", args=here), {"email": application.volunteer.email})
    letter = OutboxMessage.objects.filter(event="code for applicant").latest("pk")
    answer = client.post(reverse("recruitment:code", args=here), {"code": letter.values["reference"]})
    assert answer.status_code == 302, answer.content
