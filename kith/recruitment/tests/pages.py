"""What the tests of pages say again and again: an applicant, an address, a day in three boxes."""

from datetime import timedelta

from django.urls import reverse

from kith.foundation.dates import today
from kith.recruitment.tests.factories import (
    an_application,
)

RECENTLY = today() - timedelta(days=20)


def day_boxes(name, day):
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def an_applicant(scheme, first_name="Ruth", **given):
    return an_application(first_name, scheme, on=RECENTLY, **given)


def at(name, row):
    return reverse(f"recruitment:{name}", args=[row.public_id])


def check_at(application, slug):
    return reverse("recruitment:check", args=[application.public_id, slug])
