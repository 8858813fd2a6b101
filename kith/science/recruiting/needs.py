"""Who is needed: children who wait, gathered by what they ask for, beside those who could be there for them."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kith.science.fit import Kind, Pool, Referral, fitting_each
from kith.science.fit.people import Asked
from kith.science.recruiting.asking import somebody
from kith.science.recruiting.compass import Compass, Side
from kith.science.recruiting.serving import Bits, Places

WHO_SOMEBODY_IS = ("gender", "age", "ethnicity", "faith", "language", "experience")
"""Likes for one of these make a sentence where there is no must; a like for trains does not."""

GROWN_UP = 18
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


class Served(StrEnum):
    """By whom a child could be served today, if everybody were taken as they come."""

    READY = "ready"
    COMING = "on the way"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A child who waits: what they asked for, and for how many days."""

    child: Referral
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """Children of one part of the area who ask for the same, and how many of them could be served.

    `asked`: their musts, or, when `kind` is like, what they said about who somebody is; empty: they did not say whom.
    `outcomes`: by whom each of the children could be served, see `needs`. `choices`: how many people, ready or on the
    way, would do for the child with the fewest.
    """

    asked: tuple[Asked, ...]
    kind: Kind
    side: Side
    children: tuple[Waiting, ...]
    outcomes: tuple[Served, ...]
    choices: int

    @property
    def number(self) -> int:
        return len(self.children)

    @property
    def ready(self) -> int:
        return self.outcomes.count(Served.READY)

    @property
    def coming(self) -> int:
        return self.outcomes.count(Served.COMING)

    @property
    def gap(self) -> int:
        return self.outcomes.count(Served.NOBODY)

    @property
    def longest(self) -> int:
        """Days that the one who has waited longest has waited."""
        return max(each.days for each in self.children)

    @property
    def hardest(self) -> tuple[int, int, int, int]:
        """Least first: nobody for some of them, then only somebody on the way; who waits longest; few choices; many."""
        tier = 0 if self.gap else 1 if self.coming else 2
        return tier, -self.longest, self.choices, -self.number

    @property
    def sentence(self) -> str:
        """Three boys in the north wait for a man who speaks Tigrinya."""
        who = f"{children_words([each.child for each in self.children])} {self.side.value}"
        one = self.number == 1
        if not self.asked:
            words = f"{who} {'waits' if one else 'wait'} for somebody, and did not say whom."
        elif self.kind is Kind.MUST:
            words = f"{who} {'waits' if one else 'wait'} for {somebody(self.asked)}."
        else:
            words = f"{who} would like {somebody(self.asked)}."
        return words[:1].upper() + words[1:]

    @property
    def key(self) -> str:
        """The same for the same wishes in the same part, whoever waits: it names the sentence in an address."""
        asked = "|".join(f"{wish.attribute}:{'+'.join(wish.values)}" for wish in self.asked)
        return hashlib.sha256(f"{self.kind}|{self.side}|{asked}".encode()).hexdigest()[:16]


def children_words(children: Sequence[Referral]) -> str:
    """Three boys, one girl, two young men, four children: as young or grown up as they are."""
    number = len(children)
    ages = [child.age for child in children if child.age is not None]
    grown = [age >= GROWN_UP for age in ages]
    genders = {child.gender for child in children}
    if len(genders) == 1 and genders <= {"male", "female"} and (all(grown) or not any(grown)):
        man = genders == {"male"}
        if grown and all(grown):
            one, many = ("young man", "young men") if man else ("young woman", "young women")
        else:
            one, many = ("boy", "boys") if man else ("girl", "girls")
    else:
        one, many = ("young person", "young people") if any(grown) else ("child", "children")
    return f"{NUMBERS[number] if number < len(NUMBERS) else f'{number:,}'} {one if number == 1 else many}"


def asked_by(child: Referral) -> tuple[tuple[Asked, ...], Kind]:
    """What makes their sentence: the musts; without any, the likes about who somebody is. What nobody can judge is out."""
    if musts := tuple(wish for wish in child.musts if wish.values):
        return musts, Kind.MUST
    return tuple(wish for wish in child.likes if wish.values and wish.attribute in WHO_SOMEBODY_IS), Kind.LIKE


def needs(waiting: Iterable[Waiting], *, ready: Pool, coming: Pool, compass: Compass) -> list[Need]:
    """Everybody who waits, each in one need, the hardest first.

    `ready`: volunteers who may meet a child today and have room. `coming`: those on the way, as they would be once
    approved; somebody in both counts twice, so leave them out of one. Who is served is worked out for all children at
    once, the longest waiting first, every volunteer counted as often as they have places; every hard rule of
    `kith.science.fit` holds, likes do not rule out. So the numbers of all needs add up, and their sum is the most that
    could be served at all.
    """
    in_order = sorted(waiting, key=lambda each: (-each.days, each.child.key))
    fits = _fits([each.child for each in in_order], ready, coming)
    outcomes = _outcomes(fits, ready, coming)
    gathered: dict[tuple[Kind, Side, tuple[Asked, ...]], list[int]] = {}
    for place, each in enumerate(in_order):
        asked, kind = asked_by(each.child)
        gathered.setdefault((kind, compass.side(each.child.point), asked), []).append(place)
    found = [
        Need(
            asked=asked,
            kind=kind,
            side=side,
            children=tuple(in_order[place] for place in places),
            outcomes=tuple(outcomes[place] for place in places),
            choices=min(fits[place].bit_count() for place in places),
        )
        for (kind, side, asked), places in gathered.items()
    ]
    return sorted(found, key=lambda need: (need.hardest, need.sentence))


def _fits(children: Sequence[Referral], ready: Pool, coming: Pool) -> list[Bits]:
    """For each child one row of bits: first those who are ready, then those on the way."""
    now, later = fitting_each(children, ready), fitting_each(children, coming)
    return [here | there << len(ready) for here, there in zip(now, later, strict=True)]


def _outcomes(fits: Sequence[Bits], ready: Pool, coming: Pool) -> list[Served]:
    everybody = (*ready.volunteers, *coming.volunteers)
    giving = Places([volunteer.places_left for volunteer in everybody])
    found = [Served.READY if giving.give(each & ready.everyone) else Served.NOBODY for each in fits]
    for child, each in enumerate(fits):
        giving.widen(child, each)
    for child, outcome in enumerate(found):
        if outcome is Served.NOBODY and giving.try_again(child):
            found[child] = Served.COMING
    return found
