"""Whom a child must be kept from. Read for the rules and told to nobody: on every page, count and list it is the same as
a volunteer who cannot be proposed at the moment for any other reason.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from kith.people.models import Child, Volunteer
from kith.recruitment.models import Flag
from kith.safeguarding.marks import Described, marks_to_look_for
from kith.safeguarding.models import BarredContact, BarredMark

KeptFrom = dict[int, frozenset[str]]
"""Child id → public ids of volunteers who are never proposed to this child."""


def kept_from(children: Iterable[Child], volunteers: Iterable[Volunteer], on: date) -> KeptFrom:
    """For each child the volunteers whom a barred contact of theirs may be, until a lead has found it is somebody else.

    What was flagged counts, and so does who was written down since the last comparison. Three questions, however many.
    """
    wanted = {child.pk for child in children}
    contacts = BarredContact.objects.open_on(on).filter(child__in=wanted)
    flags = list(
        Flag.objects.filter(kind=Flag.Kind.CONFLICT, contact__in=contacts.values("pk")).values_list(
            "contact", "contact__child", "application__volunteer__public_id", "finding"
        )
    )
    somebody_else = {(contact, key) for contact, _, key, finding in flags if finding == Flag.Finding.OTHER}
    found: dict[int, set[str]] = defaultdict(set)
    for contact, child, key, _ in flags:
        if (contact, key) not in somebody_else:
            found[child].add(str(key))
    for contact, child, volunteer in _alike(contacts, volunteers):
        if (contact, volunteer.public_id) not in somebody_else:
            found[child].add(str(volunteer.public_id))
    return {child: frozenset(keys) for child, keys in found.items()}


def is_kept_from(child: Child, volunteer: Volunteer, on: date) -> bool:
    return str(volunteer.public_id) in kept_from([child], [volunteer], on).get(child.pk, ())


def _alike(
    contacts: Iterable[BarredContact], volunteers: Iterable[Volunteer]
) -> Iterable[tuple[int, int, Volunteer]]:
    """Contact, child and volunteer of those who are called or reached alike."""
    rows = BarredMark.objects.filter(contact__in=contacts).values_list(
        "kind", "digest", "contact", "contact__child"
    )
    marks: dict[tuple[str, str], set[tuple[int, int]]] = defaultdict(set)
    for kind, digest, contact, child in rows:
        marks[kind, digest].add((contact, child))
    if not marks:
        return
    for volunteer in volunteers:
        for mark in marks_to_look_for(_described(volunteer)):
            for contact, child in marks.get(mark, ()):
                yield contact, child, volunteer


def _described(volunteer: Volunteer) -> Described:
    return Described(
        names=(volunteer.name,),
        phones=(volunteer.phone,) if volunteer.phone else (),
        emails=(volunteer.email,) if volunteer.email else (),
    )
