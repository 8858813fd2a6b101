"""Thanking a volunteer: a card in Kith, and a letter that says only that there is something new."""

from datetime import date, time

from django.db import transaction
from django.urls import reverse

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.dates import moment
from kith.foundation.errors import Cannot
from kith.matching.models import Match
from kith.messages.actions import send
from kith.support.models import Thanks


class CannotThank(Cannot):
    """The card cannot be given as it stands."""


@transaction.atomic
def thank(
    *, match: Match, occasion: str, words: str, signed: str, picture: str, by: User, on: date
) -> Thanks:
    """Give a card to the volunteer of a match."""
    volunteer = match.volunteer
    if volunteer.user_id == by.pk:
        raise CannotThank("Somebody else thanks you. You cannot write a card to yourself.")
    if not words.strip():
        raise CannotThank("Write a few words. They need not be many.")
    if Thanks.objects.filter(volunteer=volunteer, on=on, words=words.strip()).exists():
        raise CannotThank(f"{volunteer.first_name} has this card from today already.")
    card = Thanks.objects.create(
        volunteer=volunteer,
        scheme=match.scheme,
        match=match,
        occasion=occasion,
        picture=picture,
        words=words.strip(),
        signed=signed.strip() or by.first_name,
        on=on,
        created_by=by,
    )
    audit.record(Kind.VOLUNTEER_THANKED, about=card, by=by, on=on, child=match.child, occasion=occasion)
    link = reverse("support:my_thanks")
    send(to=volunteer.user, event="something new", about=card, link=link, at=moment(on, time()))
    return card
