"""How well a volunteer fits one child, in whole numbers that order that child's list and nothing else.

Each part is at most 1000 and asks only what this child cares about; parts that do not apply fall away, so that a
child who asks for little is not told that everybody fits perfectly. Nothing here reads the child's gender, ethnicity
or faith: where the child did not wish for them, they cannot change the order.
"""

import hashlib
from collections.abc import Sequence

from kith.science.fit.people import Referral
from kith.science.fit.pool import Bits, Pool
from kith.science.fit.rules import Rules
from kith.science.vocabulary import ENGLISH, slots_of

FULL = 1000
"""A part of a fit that is met entirely."""

Parts = tuple[tuple[str, int], ...]


class Order:
    """The order of the fitting volunteers for one child."""

    def __init__(
        self, referral: Referral, pool: Pool, rules: Rules, miles: Sequence[int | None], among: Bits
    ) -> None:
        self._child = referral.key
        self._pool = pool
        self._rules = rules
        self._miles = miles
        self._limit = rules.miles_for(referral)
        self._among = pool.places(among)
        likes = [pool.holding(like.attribute, like.values) & among for like in referral.likes]
        self._likes = len(likes)
        self._likes_met = dict.fromkeys(self._among, 0)
        for like in likes:
            for place in pool.places(like):
                self._likes_met[place] += 1
        days = pool.holding("time", slots_of(referral.free or ())) & among
        self._days = frozenset(pool.places(days)) if referral.free else None
        spoken = pool.holding("language", referral.languages or ()) & among
        needs_language = referral.languages and ENGLISH not in referral.languages
        self._language = frozenset(pool.places(spoken)) if needs_language else None

    def parts(self, place: int) -> Parts:
        """The parts that apply to this child, for one volunteer. What is not known earns nothing."""
        parts: list[tuple[str, int]] = []
        if self._likes:
            parts.append(("likes", FULL * self._likes_met[place] // self._likes))
        parts.append(("near", self._near(self._miles[place])))
        if self._days is not None:
            parts.append(("days", FULL * (place in self._days)))
        if self._language is not None:
            parts.append(("language", FULL * (place in self._language)))
        return tuple(parts)

    def fit(self, place: int) -> int:
        weights = self._rules.weights
        total = whole = 0
        for part, amount in self.parts(place):
            weight = getattr(weights, part)
            total += weight * amount
            whole += weight
        return total // whole if whole else 0

    def _near(self, miles: int | None) -> int:
        if miles is None or miles > self._limit:
            return 0
        return FULL - FULL * miles // (self._limit + 1)

    def best(self, size: int) -> list[int]:
        """The places of the best, best first. Between equals: fewer cards out now, then the lot (see `lot`)."""
        fits = {place: self.fit(place) for place in self._among}
        enough = sorted(fits.values(), reverse=True)[:size]
        contenders = [place for place, fit in fits.items() if enough and fit >= enough[-1]]
        return sorted(contenders, key=lambda place: (-fits[place], *self._between_equals(place)))[:size]

    def _between_equals(self, place: int) -> tuple[int, str]:
        volunteer = self._pool.volunteers[place]
        return volunteer.live_offers, lot(self._rules.seed, self._child, volunteer.key)


def lot(seed: int, child: str, volunteer: str) -> str:
    """The lot drawn for one child and one volunteer: SHA-256 of "seed|child|volunteer".

    It depends on nothing else, so neither the order of the input nor anybody else's presence can change it.
    """
    return hashlib.sha256(f"{seed}|{child}|{volunteer}".encode()).hexdigest()
