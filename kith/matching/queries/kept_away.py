"""Who may be somebody a child must be kept from. Read for the rules and told to nobody.

One child is enough: until a lead has found that it is somebody else, such a volunteer is proposed to no child at all, as
nobody is approved beside a conflict either. So no two children's lists, rounds or open days can be laid side by side to
find out whose conflict it is, and on every page, count and list it is the same as a check that has run out.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from kith.people.models import Volunteer
from kith.recruitment.models import Flag
from kith.safeguarding.marks import Described, Mark, marks_to_look_for
from kith.safeguarding.models import BarredContact, BarredMark

AT_A_TIME = 5_000  # marks asked for in one question


def kept_away(volunteers: Iterable[Volunteer], on: date) -> set[int]:
    """The ids of those who are proposed to nobody for now.

    What was flagged counts, and so does who was written down since the last comparison. Two questions for a scheme.
    """
    listed = list(volunteers)
    contacts = BarredContact.objects.open_on(on)
    flags = list(
        Flag.objects.filter(
            kind=Flag.Kind.CONFLICT, contact__in=contacts.values("pk"), application__volunteer__in=listed
        ).values_list("contact", "application__volunteer", "finding")
    )
    other = {(contact, volunteer) for contact, volunteer, found in flags if found == Flag.Finding.OTHER}
    alike = {*((contact, volunteer) for contact, volunteer, _ in flags), *_alike(listed, on)}
    return {volunteer for _, volunteer in alike - other}


def _alike(volunteers: Iterable[Volunteer], on: date) -> Iterator[tuple[int, int]]:
    """Contact and volunteer of those who are called or reached alike."""
    who: dict[Mark, set[int]] = {}
    for volunteer in volunteers:
        for mark in marks_to_look_for(_described(volunteer)):
            who.setdefault(mark, set()).add(volunteer.pk)
    contacts = BarredContact.objects.open_on(on).values("pk")
    digests = sorted({digest for _, digest in who})
    for first in range(0, len(digests), AT_A_TIME):
        some = digests[first : first + AT_A_TIME]
        rows = BarredMark.objects.filter(digest__in=some, contact__in=contacts)
        for kind, digest, contact in rows.values_list("kind", "digest", "contact"):
            for pk in who.get((kind, digest), ()):
                yield contact, pk


def _described(volunteer: Volunteer) -> Described:
    return Described(
        names=(volunteer.name,),
        phones=(volunteer.phone,) if volunteer.phone else (),
        emails=(volunteer.email,) if volunteer.email else (),
    )
