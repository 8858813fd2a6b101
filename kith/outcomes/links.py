"""The address at which somebody without an account answers a form they were asked for: one form, once."""

from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from kith.outcomes.models import FormAsked

LENGTH = 32


def key_of(asked: FormAsked) -> str:
    """Worked out, never stored. Asked again after a no, it is another form with another key."""
    return salted_hmac("kith.form-asked", str(asked.public_id)).hexdigest()[:LENGTH]


def fits(asked: FormAsked, key: str) -> bool:
    return constant_time_compare(key_of(asked), key)


def address_of(asked: FormAsked) -> str:
    """For somebody with an account their own page, else a page that the key opens."""
    if asked.user_id:
        return reverse("outcomes:own_form", args=[asked.public_id])
    return reverse("outcomes:form", args=[asked.public_id, key_of(asked)])
