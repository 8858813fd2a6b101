"""The address of a reference that was asked for: it opens one page, for whoever was written to, while it is open."""

from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from kith.recruitment.models import Reference

LENGTH = 32


def key_of(reference: Reference) -> str:
    """Worked out, never stored. Asking again makes another, and the one before opens nothing."""
    return salted_hmac("kith.reference", f"{reference.public_id}:{reference.turn}").hexdigest()[:LENGTH]


def fits(reference: Reference, key: str) -> bool:
    return constant_time_compare(key_of(reference), key)


def address_of_reference(reference: Reference) -> str:
    return reverse("recruitment:reference", args=[reference.public_id, key_of(reference)])
