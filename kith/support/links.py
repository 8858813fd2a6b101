"""The address by which somebody without an account says how it goes: it opens one page, while they are asked."""

from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from kith.support.models import CheckIn

LENGTH = 32


def key_of(check_in: CheckIn) -> str:
    """Worked out, never stored."""
    return salted_hmac("kith.check-in", str(check_in.public_id)).hexdigest()[:LENGTH]


def fits(check_in: CheckIn, key: str) -> bool:
    return constant_time_compare(key_of(check_in), key)


def address_of(check_in: CheckIn) -> str:
    """For somebody with an account their own page, else a page that the key opens."""
    if check_in.who == "child" or (check_in.involvement and check_in.involvement.user_id):
        return reverse("support:how_it_goes", args=[check_in.public_id])
    return reverse("support:say", args=[check_in.public_id, key_of(check_in)])
