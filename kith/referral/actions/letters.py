"""Who is told what of a referral. The letters themselves say nothing about anybody."""

from datetime import date, time

from django.urls import reverse

from kith.access.models import User
from kith.foundation.dates import moment
from kith.messages.actions import send
from kith.referral.models import Referral


def tell_referrer(referral: Referral, event: str, on: date) -> None:
    """A letter to whoever referred: by their account, or to the address they left."""
    account = referral.created_by
    theirs = account is not None and referral.referrer_email in ("", account.email)
    send(
        to=account if theirs else None,
        to_address="" if theirs else referral.referrer_email,
        event=event,
        about=referral,
        link=_page(referral) if theirs else reverse("referral:track"),
        reference=referral.reference,
        at=moment(on, time.min),
    )


def tell(user: User | None, referral: Referral, by: User | None, on: date) -> None:
    """Somebody on the staff hears that there is something new, unless they did it themselves."""
    if user is not None and user != by:
        send(to=user, event="something new", about=referral, link=_page(referral), at=moment(on, time.min))


def _page(referral: Referral) -> str:
    return reverse("referral:referral", kwargs={"public_id": referral.public_id})
