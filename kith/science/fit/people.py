"""The two people a fit is about: a child who waits, with wishes, and a volunteer, with what they told us.

Everything may be unknown, and unknown stays unknown: None means that nobody has asked or answered, which is not the
same as an empty set ("no pets").
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from kith.science.places import Point
from kith.science.vocabulary import ATTRIBUTES, BACKGROUNDS, SAME, age_bands_of, check_value, slots_of


class Kind(StrEnum):
    MUST = "must"
    LIKE = "like"
    NOT = "not"


@dataclass(frozen=True, slots=True, order=True)
class Wish:
    """One thing a child said about who they would like. Raises ValueError for words the vocabulary does not know."""

    kind: Kind
    attribute: str
    value: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "kind", Kind(self.kind))
        check_value(self.attribute, self.value)


@dataclass(frozen=True, slots=True)
class Asked:
    """A wish as it is judged: any one of `values` meets it. Empty when it cannot be judged."""

    kind: Kind
    attribute: str
    values: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Referral:
    """A child who waits for a volunteer.

    `barred`: keys of volunteers who must never be proposed, for reasons nobody here is told.
    `free`: days and parts of days. `travel_miles`: this child's own limit; None for the scheme's.
    `siblings`: brothers and sisters who want to share the same volunteer, so that more places are needed.
    `days_waited`: since the referral was made; it counts in a round, not in a list.
    """

    key: str
    first_name: str
    age: int | None = None
    gender: str | None = None
    ethnicity: str | None = None
    faith: str | None = None
    languages: frozenset[str] | None = None
    point: Point | None = None
    wishes: tuple[Wish, ...] = ()
    free: frozenset[str] | None = None
    barred: frozenset[str] = frozenset()
    travel_miles: int | None = None
    siblings: int = 0
    days_waited: int = 0

    @property
    def places_needed(self) -> int:
        return 1 + self.siblings

    @cached_property
    def musts(self) -> tuple[Asked, ...]:
        return self._asked(Kind.MUST)

    @cached_property
    def likes(self) -> tuple[Asked, ...]:
        return self._asked(Kind.LIKE)

    @cached_property
    def nos(self) -> tuple[Asked, ...]:
        return self._asked(Kind.NOT)

    def _asked(self, kind: Kind) -> tuple[Asked, ...]:
        """The wishes of one kind, grouped as they are judged, in the order of the vocabulary."""
        wished: dict[str, list[str]] = {}
        for wish in sorted({wish for wish in self.wishes if wish.kind is kind}):
            wished.setdefault(wish.attribute, []).append(wish.value)
        grouped: list[Asked] = []
        for key, attribute in ATTRIBUTES.items() if wished else ():
            values = wished.get(key, [])
            if attribute.each or kind is Kind.NOT:
                grouped += [Asked(kind, key, self._meant(key, [value])) for value in values]
            elif values:
                grouped.append(Asked(kind, key, self._meant(key, values)))
        return tuple(grouped)

    def _meant(self, attribute: str, values: Iterable[str]) -> tuple[str, ...]:
        """What "the same as me" means for this child; it falls away when that is not known."""
        meant = (self.own(attribute) if value == SAME else value for value in values)
        return tuple(sorted({value for value in meant if value is not None}))

    def own(self, attribute: str) -> str | None:
        """The child's own gender, ethnicity or faith; None when it is not known, or recorded as refused."""
        value: str | None = getattr(self, attribute)
        return value if value in ATTRIBUTES[attribute].terms else None


@dataclass(frozen=True, kw_only=True)
class Volunteer:
    """Somebody who might be proposed.

    `travel_miles` and `child_genders` are their own limits; None for no limit. `places_left`: how many more children they are approved for. `live_offers`: children who are looking at their card
    now. `ages_from`, `ages_to`: the ages of child they are approved for.
    `wanted_ages`: the ages they hope for, which are no limit; in a round, children of these ages come first with them.
    `experience`: only what they chose to tell; what is not in it is not known.
    """

    key: str
    first_name: str
    age: int | None = None
    gender: str | None = None
    ethnicity: str | None = None
    faith: str | None = None
    languages: frozenset[str] | None = None
    interests: frozenset[str] | None = None
    experience: frozenset[str] | None = None
    pets: frozenset[str] | None = None
    smokes: bool | None = None
    free: frozenset[str] | None = None
    point: Point | None = None
    travel_miles: int | None = None
    ages_from: int = 0
    ages_to: int = 25
    child_genders: frozenset[str] | None = None
    places_left: int = 1
    live_matches: int = 0
    live_offers: int = 0
    cleared: bool = True
    trained: bool = True
    approved: bool = True
    wanted_ages: tuple[int, int] | None = None

    @cached_property
    def told(self) -> Mapping[str, frozenset[str]]:
        """What they told us, attribute by attribute. An attribute that is missing is not known."""
        told: dict[str, frozenset[str]] = {}
        if self.gender is not None:
            told["gender"] = frozenset({self.gender})
        if self.age is not None:
            told["age"] = frozenset(age_bands_of(self.age))
        if self.ethnicity is not None and self.ethnicity in BACKGROUNDS:
            told["ethnicity"] = frozenset({self.ethnicity, BACKGROUNDS[self.ethnicity].group})
        if self.faith is not None:
            told["faith"] = frozenset({self.faith})
        if self.smokes is not None:
            told["smoking"] = frozenset({"smokes"} if self.smokes else ())
        if self.free is not None:
            slots = slots_of(self.free)
            told["time"] = slots | {slot.split("_")[0] for slot in slots}
        lists = {
            "language": self.languages,
            "interest": self.interests,
            "experience": self.experience,
            "pets": self.pets,
        }
        return told | {attribute: values for attribute, values in lists.items() if values is not None}

    def meets(self, asked: Asked) -> bool | None:
        """Whether a wish is true of them; None when that is not known.

        What somebody did not say about their own life is never taken for a no.
        """
        known = self.told.get(asked.attribute)
        if known is None or not asked.values:
            return None
        if any(value in known for value in asked.values):
            return True
        return None if asked.attribute == "experience" else False


def fingerprint(people: Iterable[Referral | Volunteer]) -> str:
    """The same 64 signs for the same content on any machine, whatever the order its sets and wishes came in."""
    content = [[_plain(getattr(person, name)) for name in person.__dataclass_fields__] for person in people]
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()


def _plain(value: object) -> object:
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple) and value and isinstance(value[0], Wish):
        return sorted({(wish.kind, wish.attribute, wish.value) for wish in value})
    return value
