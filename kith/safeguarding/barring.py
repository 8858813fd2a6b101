"""Writing down whom a child must be kept from, and ending it; never rewritten, only ended and written anew."""

from datetime import date

from django.db import transaction

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.errors import Cannot
from kith.people.models import Child
from kith.safeguarding.marks import described, marks
from kith.safeguarding.models import BarredContact, BarredMark


class CannotBar(Cannot):
    """The contact cannot be written down or ended as asked. `field` is the box it is about."""

    def __init__(self, words: str, field: str = "") -> None:
        super().__init__(words)
        self.field = field


@transaction.atomic
def bar_contact(
    *,
    child: Child,
    name: str,
    relation: str,
    why: str,
    by: User,
    on: date,
    from_day: date | None = None,
    aliases: str = "",
    addresses: str = "",
    phones: str = "",
    emails: str = "",
) -> BarredContact:
    """Somebody must not come near this child: whoever offers to volunteer is compared with them from now on."""
    contact = BarredContact(
        child=child,
        name=name.strip(),
        relation=relation,
        why=why.strip(),
        aliases=aliases,
        addresses=addresses,
        phones=phones,
        emails=emails,
        from_day=from_day or on,
        created_by=by,
    )
    if not contact.why:
        raise CannotBar("Say who says so, such as an order of a court.", "why")
    if contact.from_day > on:
        raise CannotBar("The day it began must be today or earlier.", "from_day")
    found = marks(described(contact))
    if not found:
        raise CannotBar(
            "Nothing here can be compared. Enter a first and a last name, a phone number, an e-mail address, "
            "or a house number with its postcode.",
            "name",
        )
    contact.save()
    BarredMark.objects.bulk_create(
        BarredMark(contact=contact, kind=kind, digest=digest) for kind, digest in sorted(found)
    )
    audit.record(Kind.CONTACT_BARRED, about=contact, by=by, on=on)
    return contact


@transaction.atomic
def end_bar(*, contact: BarredContact, why: str, by: User, on: date) -> BarredContact:
    """The child need not be kept from them any more. What was written stays; nobody is compared with it."""
    if contact.until_day:
        raise CannotBar("This has ended already.")
    if not why.strip():
        raise CannotBar("Say why it ends, and who says so.", "why")
    contact.until_day, contact.ended_by, contact.ended_why = max(on, contact.from_day), by, why.strip()
    contact.save(update_fields=["until_day", "ended_by", "ended_why"])
    audit.record(Kind.BAR_ENDED, about=contact, by=by, on=on)
    return contact
