"""What a scheme says of itself to strangers, and whom it asks for."""

from datetime import date

from django.db import transaction
from django.utils.text import slugify

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.recruitment.models import Appeal, Front
from kith.recruitment.refusals import CannotPublish
from kith.schemes.models import Scheme

MOST_APPEALS = 3
MOST_DAYS = 184


@transaction.atomic
def change_front(
    *, scheme: Scheme, address: str = "", words: str = "", is_looking: bool = True, by: User, on: date
) -> Front:
    """The short address, a few words of the scheme's own, and whether it takes enquiries now."""
    address = slugify(address)
    taken = Front.objects.filter(address=address).exclude(scheme=scheme) if address else Front.objects.none()
    if taken.exists():
        raise CannotPublish("Another scheme has this address. Choose another.", "address")
    front, _ = Front.objects.update_or_create(
        scheme=scheme,
        defaults={"address": address or None, "words": words.strip(), "is_looking": is_looking},
    )
    audit.record(Kind.FRONT_CHANGED, about=scheme, by=by, on=on, looking=is_looking)
    return front


@transaction.atomic
def publish_appeal(*, scheme: Scheme, words: str, until: date, by: User, on: date) -> Appeal:
    """Say on the scheme's public page whom it most needs, until a day."""
    words = " ".join(words.split())
    if not words:
        raise CannotPublish("Write whom you need.", "words")
    if until < on:
        raise CannotPublish("The last day must be today or later.", "until")
    if (until - on).days > MOST_DAYS:
        raise CannotPublish("Half a year at most: what is needed changes.", "until")
    shown = Appeal.objects.filter(scheme=scheme).shown_on(on)
    if shown.filter(words__iexact=words).exists():
        raise CannotPublish("This is on the page already.", "words")
    if shown.count() >= MOST_APPEALS:
        raise CannotPublish(
            f"There are {MOST_APPEALS} on the page, and nobody reads more. Take one down first.", "words"
        )
    appeal = Appeal.objects.create(scheme=scheme, words=words, from_day=on, until_day=until, created_by=by)
    audit.record(Kind.APPEAL_PUBLISHED, about=appeal, by=by, on=on)
    return appeal


@transaction.atomic
def take_down_appeal(*, appeal: Appeal, by: User, on: date) -> Appeal:
    """It is on the page no longer."""
    if appeal.taken_down_on is None:
        appeal.taken_down_on, appeal.taken_down_by = on, by
        appeal.save(update_fields=["taken_down_on", "taken_down_by"])
        audit.record(Kind.APPEAL_TAKEN_DOWN, about=appeal, by=by, on=on)
    return appeal
