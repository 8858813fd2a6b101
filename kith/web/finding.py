"""Finding somebody from any page: children, matches, volunteers and referrals by part of a name, or by reference."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse

from kith.access.models import User
from kith.access.policy import Permission
from kith.access.reach import may
from kith.casefile.queries import child_lines, children_named, named
from kith.foundation.dates import count_words
from kith.matching.models import Match
from kith.people.models import Child, Volunteer
from kith.recruitment.models import Application
from kith.referral.models import Referral
from kith.referral.queries import as_reference

MOST = 20
SEARCHES = Permission.SEE_CHILD
MAY_SEARCH = (Permission.SEE_CHILD, Permission.RECORD_CHECK, Permission.SEE_VETTING)


@dataclass(frozen=True)
class Hit:
    """Somebody found, and enough about them to tell two of one name apart."""

    name: str
    about: str
    url: str


@dataclass(frozen=True)
class Found:
    """What was found of one kind; `more` when only the first of them stand here."""

    title: str
    hits: list[Hit]
    more: bool


def may_search(user: Any) -> bool:
    return any(may(user, permission) for permission in MAY_SEARCH)


def find(words: str, *, reader: User, on: date) -> list[Found]:
    """Everything within reach that fits the words; kinds without a hit are left out."""
    kinds = (
        ("Children", _children),
        ("Matches", _matches),
        ("Volunteers", _volunteers),
        ("Referrals", _referrals),
    )
    found = [(title, list(look(words, reader, on))) for title, look in kinds]
    return [Found(title, hits[:MOST], len(hits) > MOST) for title, hits in found if hits]


def _children(words: str, reader: User, on: date) -> Iterator[Hit]:
    """Those who have somebody or are on the way stand first."""
    rows = children_named(Child.objects.reachable_by(reader, Permission.SEE_CHILD, on), words)
    has_somebody = Exists(Match.objects.live().filter(child=OuterRef("pk")))
    near = has_somebody | Exists(Referral.objects.open().filter(child=OuterRef("pk")))
    rows = rows.annotate(near=near).order_by("-near", "first_name", "born", "pk")
    children = list(rows[: MOST + 1])
    for line in child_lines(children, reader=reader, on=on):
        surname = line.child.last_name if line.child.has_name else ""
        age = f"{count_words(line.age, 'year')} old" if line.age is not None else ""
        standing = line.standing(on)
        about = ", ".join(part for part in (surname, age, standing[:1].lower() + standing[1:]) if part)
        yield Hit(line.child.name, about, reverse("casefile:child", args=[line.child.public_id]))


def _matches(words: str, reader: User, on: date) -> Iterator[Hit]:
    """By the name of either, or of both: “Ana and Ruth”."""
    plain = " ".join(word for word in words.split() if word.casefold() != "and")
    if not plain:
        return
    rows = Match.objects.reachable_by(reader, Permission.SEE_MATCH, on)
    both = named(
        plain, "child__first_name", "child__known_as", "volunteer__first_name", "volunteer__last_name"
    )
    for match in rows.filter(both).with_people().order_by("-begun_on", "pk")[: MOST + 1]:
        about = f"{match.scheme}, {match.length(on)}"
        if not match.is_live:
            about += ", ended"
        yield Hit(match.name, about, reverse("casefile:match", args=[match.public_id]))


def _volunteers(words: str, reader: User, on: date) -> Iterator[Hit]:
    rows = Volunteer.objects.reachable_by(reader, Permission.SEE_VOLUNTEER, on).exclude(user=reader)
    found = list(
        rows.filter(named(words, "first_name", "last_name")).order_by("first_name", "last_name", "pk")[
            : MOST + 1
        ]
    )
    files = Application.objects.reachable_by(reader, Permission.SEE_VOLUNTEER, on)
    latest = files.filter(volunteer__in=found).select_related("scheme").order_by("received_on", "pk")
    stands = {row.volunteer_id: f"{row.get_status_display().lower()}, {row.scheme}" for row in latest}
    for volunteer in found:
        url = reverse("casefile:volunteer", args=[volunteer.public_id])
        yield Hit(volunteer.name, stands.get(volunteer.pk, ""), url)


def _referrals(words: str, reader: User, on: date) -> Iterator[Hit]:
    """By their reference; or by the first name of somebody who is linked to nobody on the register yet."""
    rows = Referral.objects.reachable_by(reader, Permission.SEE_REFERRAL, on)
    found = rows.filter(reference=as_reference(words)) | rows.filter(child=None, first_name__icontains=words)
    for referral in found.select_related("child", "scheme").order_by("-received_on", "pk")[: MOST + 1]:
        about = f"{referral.reference}, {referral.get_status_display().lower()}"
        url = reverse("referral:referral", args=[referral.public_id])
        yield Hit(referral.name, about, url)
