"""Opening and sending the pages of this room in tests, and days counted from today."""

from datetime import timedelta

from django.urls import reverse

from kith.foundation.dates import today
from kith.meetings.tests.factories import a_coordinator, a_match, may_meet
from kith.people.models import Involvement
from kith.schemes.tests.factories import a_scheme


def long_ago():
    return today() - timedelta(days=150)


def days_ago(days):
    return today() - timedelta(days=days)


def in_days(days):
    return today() + timedelta(days=days)


def a_pair(child="Ana", volunteer="Ruth", coordinator=None, **fields):
    fields.setdefault("begun_on", long_ago())
    return a_match(child, volunteer, coordinator=coordinator or a_coordinator(), **fields)


def coordinator_of(match):
    return match.child.involvements.get(part=Involvement.Part.COORDINATOR).user


def page(client, user, name, row=None, **asked):
    client.force_login(user)
    return client.get(reverse(f"meetings:{name}", args=[row.public_id] if row else []), asked)


def send(client, user, name, row=None, **typed):
    client.force_login(user)
    return client.post(reverse(f"meetings:{name}", args=[row.public_id] if row else []), typed)


def text(response):
    return response.content.decode()


def told(response):
    return [str(message) for message in response.wsgi_request._messages]


def typed_day(day, prefix="day"):
    return {f"{prefix}_day": day.day, f"{prefix}_month": day.month, f"{prefix}_year": day.year}


def a_pair_lately(child="Ana", volunteer="Ruth"):
    scheme = a_scheme()
    volunteer = may_meet(volunteer, scheme, days_ago(160))
    return a_pair(child, volunteer, scheme=scheme, agreed={"budget_per_month": 25})


def typed_claim(**changed):
    return {
        "kind": "activity", "words": "Two swims", "amount": "9.60", "why_no_receipt": "A machine",
    } | typed_day(today()) | changed  # fmt: skip
