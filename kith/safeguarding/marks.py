"""Keyed digests of what somebody is called and reached by: they tell that two are the same, and nothing else."""

import hashlib
import hmac
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.conf import settings

from kith.safeguarding.models import BarredContact, BarredMark
from kith.science.likeness import address_key, email_key, name_key, phone_key, sound_key

Kind = BarredMark.Kind
Mark = tuple[str, str]  # kind and digest


@dataclass(frozen=True)
class Described:
    """Names, addresses, phone numbers and e-mail addresses of one person, each as somebody wrote it."""

    names: tuple[str, ...]
    addresses: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()


def lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def described(contact: BarredContact) -> Described:
    return Described(
        names=(contact.name, *lines(contact.aliases)),
        addresses=lines(contact.addresses),
        phones=lines(contact.phones),
        emails=lines(contact.emails),
    )


def _plain(person: Described) -> Iterator[Mark]:
    """What is compared, before it is made unreadable."""
    for name in person.names:
        if " " in name.strip():  # a first name alone is not somebody
            yield Kind.NAME, name_key(name)
        yield Kind.SOUND, sound_key(name)
    for address in person.addresses:
        yield Kind.ADDRESS, address_key(address)
    for phone in person.phones:
        yield Kind.PHONE, phone_key(phone)
    for email in person.emails:
        yield Kind.EMAIL, email_key(email)


def _digest(kind: str, plain: str, key: str) -> str:
    return hmac.new(key.encode(), f"barred:{kind}:{plain}".encode(), hashlib.sha256).hexdigest()


def marks(person: Described) -> set[Mark]:
    """What is stored beside a contact: digests under the newest key."""
    return {(kind, _digest(kind, plain, settings.FIELD_KEYS[0])) for kind, plain in _plain(person) if plain}


def marks_to_look_for(person: Described) -> set[Mark]:
    """The same under every key still in use."""
    return {
        (kind, _digest(kind, plain, key))
        for kind, plain in _plain(person)
        if plain
        for key in settings.FIELD_KEYS
    }


class Barred:
    """All marks of the contacts in force on a day, fetched once, to compare many people with."""

    def __init__(self, on: date) -> None:
        self.found: dict[Mark, set[int]] = {}
        open_marks = BarredMark.objects.filter(contact__in=BarredContact.objects.open_on(on))
        for kind, digest, contact in open_marks.values_list("kind", "digest", "contact").iterator():
            self.found.setdefault((kind, digest), set()).add(contact)

    def like(self, person: Described) -> dict[int, list[str]]:
        """The ids of the contacts this person may be, and in what they are alike."""
        alike: dict[int, set[str]] = {}
        if not self.found:
            return {}
        for mark in marks_to_look_for(person):
            for contact in self.found.get(mark, ()):
                alike.setdefault(contact, set()).add(mark[0])
        return {contact: sorted(kinds) for contact, kinds in alike.items()}


def contacts_without_marks(contacts: Iterable[BarredContact]) -> list[BarredContact]:
    """Those that could never be found: nothing of theirs can be compared."""
    return [contact for contact in contacts if not marks(described(contact))]
