"""What is asked: the children who wait, the volunteers, what each child chose, and by which rules to match them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from kith.science.fit.people import Referral, Volunteer
from kith.science.fit.rules import Rules
from kith.science.matching.errors import CannotMatch
from kith.science.matching.priority import Priority

Tiers = tuple[tuple[str, ...], ...]
"""Keys, best first; those in one tier are equally good."""

Pair = tuple[str, str]
"""The key of a child and the key of a volunteer."""


class Mode(StrEnum):
    CHILD_CHOICE = "child_choice"
    TOTAL_FIT = "total_fit"


@dataclass(frozen=True, slots=True)
class Choices:
    """What one child said: whom they would like, best first; whom not; whether anyone else who fits will do."""

    ranked: Tiers = ()
    set_aside: frozenset[str] = frozenset()
    anyone_else: bool = False


@dataclass(frozen=True, kw_only=True)
class Round:
    """One round of matching, whole: the same round gives the same answer on any machine.

    `choices`: by child; a child who is not in it takes anyone who fits, in the order of fit. `could_not`: pairs that the
    volunteer declined. `orders`: by volunteer, children in tiers who come first with them, before the published
    priority; children not named come after. `improve`: exchange places at the end where that makes children better
    off and nobody worse off (see `cycles`). `fixed`: pairs the coordinator has settled; `forbidden`: pairs they keep
    apart. Raises CannotMatch for people who are not there or named twice, and for fixes that contradict each other.
    """

    referrals: tuple[Referral, ...]
    volunteers: tuple[Volunteer, ...]
    rules: Rules = field(default_factory=Rules)
    choices: Mapping[str, Choices] = field(default_factory=lambda: MappingProxyType({}))
    could_not: frozenset[Pair] = frozenset()
    orders: Mapping[str, Tiers] = field(default_factory=lambda: MappingProxyType({}))
    priority: Priority = field(default_factory=Priority)
    mode: Mode = Mode.CHILD_CHOICE
    seed: int = 0
    improve: bool = False
    fixed: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    forbidden: frozenset[Pair] = frozenset()

    def __post_init__(self) -> None:
        children = _known((r.key for r in self.referrals), "children")
        volunteers = _known((v.key for v in self.volunteers), "volunteers")
        for person in self.volunteers:
            if person.places_left < 0:
                raise CannotMatch(f"{person.key} cannot have fewer than nought places.", "volunteers")
        for child, said in self.choices.items():
            _named(child, children, "choices")
            _check_tiers(said.ranked, volunteers, f"choices of {child}")
            for volunteer in said.set_aside:
                _named(volunteer, volunteers, f"set aside by {child}")
            if both := sorted(said.set_aside.intersection(*[_flat(said.ranked)])):
                raise CannotMatch(f"{both[0]} is both chosen and set aside.", f"choices of {child}")
        for volunteer, tiers in self.orders.items():
            _named(volunteer, volunteers, "orders")
            _check_tiers(tiers, children, f"order of {volunteer}")
        for name, pairs in (
            ("could_not", self.could_not),
            ("forbidden", self.forbidden),
            ("fixed", self.fixed.items()),
        ):
            for child, volunteer in pairs:
                _named(child, children, name)
                _named(volunteer, volunteers, name)
        self._check_fixes()

    def _check_fixes(self) -> None:
        taken: dict[str, int] = {}
        needed = {referral.key: referral.places_needed for referral in self.referrals}
        places = {volunteer.key: volunteer.places_left for volunteer in self.volunteers}
        for child, volunteer in self.fixed.items():
            if (child, volunteer) in self.forbidden:
                raise CannotMatch(f"{child} and {volunteer} are both fixed and forbidden; keep one.", "fixed")
            taken[volunteer] = taken.get(volunteer, 0) + needed[child]
            if taken[volunteer] > places[volunteer]:
                raise CannotMatch(
                    f"{volunteer} is fixed with {taken[volunteer]} and has places for {places[volunteer]}.",
                    "fixed",
                )


def _known(keys: Iterable[str], side: str) -> frozenset[str]:
    listed = list(keys)
    known = frozenset(listed)
    if len(known) < len(listed):
        twice = next(key for key in sorted(known) if listed.count(key) > 1)
        raise CannotMatch(f"two have the key {twice}; each person needs one of their own.", side)
    return known


def _named(key: str, known: frozenset[str], place: str) -> None:
    if key not in known:
        raise CannotMatch(f"nobody has the key {key}.", place)


def _flat(tiers: Tiers) -> list[str]:
    return [key for tier in tiers for key in tier]


def _check_tiers(tiers: Tiers, known: frozenset[str], place: str) -> None:
    seen: set[str] = set()
    for key in _flat(tiers):
        _named(key, known, place)
        if key in seen:
            raise CannotMatch(f"{key} stands in two places; keep one.", place)
        seen.add(key)
