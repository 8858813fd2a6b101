"""Who may be meant by what somebody wrote of whom a worry is about: rather one too many, who then does not read it."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import Q
from jellyfish import metaphone

from kith.access.models import Membership, User
from kith.access.roles import STAFF, Role
from kith.safeguarding.models import Concern, ConcernKept
from kith.science.likeness import letters, same_name

HEARS_OF_IT = (Role.SAFEGUARDING_LEAD, Role.MANAGER, Role.ADMINISTRATOR, Role.AUDITOR)
BETWEEN = re.compile(r"[,;/+&\n]|\band\b|\bor\b", re.IGNORECASE)
NO_NAMES = frozenset(
    ("mr", "mrs", "ms", "miss", "mx", "dr", "sir", "the", "my", "our", "his", "her", "their")
)


def called(name: str, people: Iterable[User]) -> list[User]:
    """Those of these people who may be meant: by the whole, or by one of several names in it."""
    people = list(people)
    if not name.strip():
        return []
    whole = [user for user in people if _means(name, user)]
    return whole or [user for user in people if any(_means(piece, user) for piece in BETWEEN.split(name))]


def _means(piece: str, user: User) -> bool:
    """Written so, nearly so, with more around it, or by one part of the name."""
    own, parts = letters(user.name), [part for part in letters(piece) if part not in NO_NAMES]
    if not own or not parts:
        return False
    if same_name(piece, user.name) or set(own) <= set(parts):
        return True
    return any(_alike(word, part) for word in _names_in(piece, parts) for part in own)


def _names_in(piece: str, parts: list[str]) -> Iterator[str]:
    """The one word of it that is a name, if only one is; all words of a piece that is written small throughout."""
    if len(parts) == 1:
        yield parts[0]
        return
    large = [word for word in re.findall(r"[^\W\d_]+", piece) if word[0].isupper()]
    names = [part for word in large for part in letters(word) if part not in NO_NAMES]
    if len(names) == 1:
        yield names[0]
    elif not names and len(parts) > 2:
        yield from parts


def _alike(word: str, part: str) -> bool:
    return word == part or metaphone(word) == metaphone(part)


def colleagues_for(concern: Concern, on: date) -> list[User]:
    """Everybody who works where it was raised, by name; everybody who works anywhere where no scheme is known."""
    held = Membership.objects.open_on(on).filter(role__in=STAFF, user__is_active=True)
    if concern.scheme:
        held = held.filter(Q(scheme=concern.scheme) | Q(organisation=concern.scheme.provider_id))
    return list(User.objects.filter(pk__in=held.values("user")).order_by("first_name", "last_name", "pk"))


def keep_from_whom_it_means(concern: Concern, on: date, by: User | None) -> None:
    """Everybody who works anywhere and may be meant, lead or not: whoever leads here tomorrow reads it no more."""
    if not concern.about_name:
        return
    held = Membership.objects.open_on(on).filter(role__in=STAFF, user__is_active=True)
    for user in called(concern.about_name, User.objects.filter(pk__in=held.values("user")).order_by("pk")):
        ConcernKept.objects.get_or_create(concern=concern, user=user, defaults={"created_by": by})


def keep_from_a_new_reader(membership: Membership, on: date) -> None:
    """Somebody gets a role that hears of concerns: before that, all that may mean them are kept from them."""
    if membership.role not in HEARS_OF_IT:
        return
    rows = Concern.objects.exclude(kept__user=membership.user).order_by("pk")
    for concern in rows.only("about_name").iterator():
        if called(concern.about_name, [membership.user]):
            ConcernKept.objects.get_or_create(concern=concern, user=membership.user)
