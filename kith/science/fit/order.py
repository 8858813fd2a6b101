"""How well a volunteer fits one child, in whole numbers that order that child's list and nothing else.

Each part is at most 1000 and asks only what this child cares about; parts that do not apply fall away, so that a
child who asks for little is not told that everybody fits perfectly. Nothing here reads the child's gender, ethnicity
or faith: where the child did not wish for them, they cannot change the order.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from kith.science.fit.lots import LOT_BITS, lots_of, number_of
from kith.science.fit.people import Referral
from kith.science.fit.pool import MOST_OFFERS, OFFER_BITS, Bits, Pool
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
        self._number = number_of(rules.seed, "child", referral.key)
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
        return self.fits([place])[place]

    def fits(self, among: Iterable[int]) -> dict[int, int]:
        """The fit of many: the sum of weight times part, over the weights of the parts that apply."""
        weights, days, language = self._rules.weights, self._days, self._language
        likes = (
            [weights.likes * (FULL * met // self._likes) for met in range(self._likes + 1)]
            if self._likes
            else [0]
        )
        among, miles = list(among), self._miles
        near = {far: weights.near * self._near(far) for far in {miles[place] for place in among}}
        applying = (
            (weights.likes, self._likes),
            (weights.near, True),
            (weights.days, days is not None),
            (weights.language, language is not None),
        )
        whole = sum(weight for weight, applies in applying if applies) or 1
        free, speaking = days or frozenset(), language or frozenset()
        for_days, for_language = FULL * weights.days, FULL * weights.language
        met = self._likes_met
        return {
            place: (
                likes[met[place]]
                + near[miles[place]]
                + (for_days if place in free else 0)
                + (for_language if place in speaking else 0)
            )
            // whole
            for place in among
        }

    def _near(self, miles: int | None) -> int:
        if miles is None or miles > self._limit:
            return 0
        return FULL - FULL * miles // (self._limit + 1)

    def best(self, size: int) -> list[int]:
        """The places of the best, best first. Between equals: fewer cards out now, then the lot (see `lots`)."""
        fits = self.fits(self._among)
        enough = sorted(fits.values(), reverse=True)[:size]
        contenders = {place: fit for place, fit in fits.items() if enough and fit >= enough[-1]}
        return [place for tier in self._tiers(contenders) for place in tier][:size]

    def tiers(self) -> list[list[int]]:
        """Everybody, best first, in tiers of equal fit; each tier in the order in which equals come."""
        return self._tiers(self.fits(self._among))

    def _tiers(self, fits: Mapping[int, int]) -> list[list[int]]:
        """One whole number for each says it all: fit, cards out, lot. Whoever draws the same lot stays in order of place."""
        numbers, offers = self._pool.numbers(self._rules.seed), self._pool.offers
        lots = lots_of(self._number, [numbers[place] for place in fits])
        comes = {
            place: ((MOST_OFFERS - offers[place] + (fit << OFFER_BITS)) << LOT_BITS) - lot
            for (place, fit), lot in zip(fits.items(), lots, strict=True)
        }
        ordered = sorted(sorted(fits), key=comes.__getitem__, reverse=True)
        return [list(tier) for _, tier in groupby(ordered, fits.__getitem__)]
