"""Who may be matched with whom, and what each child would like best, worked out once for a round.

The hard rules and the fit are those of `kith.science.fit`; here they meet what people said on the day.
"""

from collections.abc import Iterable
from functools import cached_property
from itertools import chain

from kith.science.fit.order import Order
from kith.science.fit.people import Referral, Volunteer
from kith.science.fit.pool import Bits, Pool
from kith.science.fit.rules import Check, Rules, checks, passing
from kith.science.matching.priority import Claim
from kith.science.matching.rounds import Choices, Round

Places = list[list[int]]
"""Volunteers by their place in the pool, best first, in tiers of equals."""


class Setting:
    """A round with everything that follows from it before anybody is matched. Children stand in the order of their keys."""

    def __init__(self, round_: Round) -> None:
        self.round = round_
        self.referrals = tuple(sorted(round_.referrals, key=lambda referral: referral.key))
        self.pool = Pool(round_.volunteers)
        self.rules: Rules = round_.rules
        self.child_at = {referral.key: i for i, referral in enumerate(self.referrals)}
        self.volunteer_at = {volunteer.key: i for i, volunteer in enumerate(self.pool.volunteers)}
        self.fixed = {self.child_at[c]: self.volunteer_at[v] for c, v in round_.fixed.items()}
        self.by_hand = frozenset(
            i for i, referral in enumerate(self.referrals) if referral.siblings and i not in self.fixed
        )
        self._shut: dict[int, list[int]] = {}
        for child, volunteer in chain(round_.could_not, round_.forbidden):
            self._shut.setdefault(self.child_at[child], []).append(self.volunteer_at[volunteer])

    @property
    def volunteers(self) -> tuple[Volunteer, ...]:
        return self.pool.volunteers

    @cached_property
    def checks(self) -> list[list[Check]]:
        """The hard rules for each child, asked place by place so that distances are measured once."""
        found: list[list[Check]] = [[] for _ in self.referrals]
        for i in self.by_place():
            found[i] = checks(self.referrals[i], self.pool, self.rules)
        return found

    @cached_property
    def fitting(self) -> list[Bits]:
        """For each child those who pass every hard rule and have not been kept apart: the child's options."""
        return [
            passing(each, self.pool.everyone) & ~self.pool.bits(self._shut.get(i, ()))
            for i, each in enumerate(self.checks)
        ]

    @cached_property
    def claims(self) -> list[Claim]:
        priority, seed = self.round.priority, self.round.seed
        return [
            priority.claim(referral, bits.bit_count(), seed)
            for referral, bits in zip(self.referrals, self.fitting, strict=True)
        ]

    @cached_property
    def wanted(self) -> list[Places]:
        """For each child the volunteers they could be matched with, in the child's own order."""
        found: list[Places] = [[] for _ in self.referrals]
        for i in self.by_place():
            found[i] = self._wanted_by(i)
        return found

    def _wanted_by(self, i: int) -> Places:
        referral = self.referrals[i]
        said = self.round.choices.get(referral.key, Choices(anyone_else=True))
        among = self.fitting[i] & ~self.pool.named(said.set_aside)
        chosen = [
            [p for p in map(self.volunteer_at.__getitem__, tier) if among >> p & 1] for tier in said.ranked
        ]
        chosen = [tier for tier in chosen if tier]
        if not said.anyone_else and all(len(tier) == 1 for tier in chosen):
            return chosen
        by_fit = self.order(referral, among).tiers()
        if not chosen and said.anyone_else:
            return by_fit
        place = {p: n for n, p in enumerate(chain.from_iterable(by_fit))}
        own = [sorted(tier, key=place.__getitem__) for tier in chosen]
        if not said.anyone_else:
            return own
        taken = set(chain.from_iterable(own))
        rest = ([p for p in tier if p not in taken] for tier in by_fit)
        return own + [tier for tier in rest if tier]

    def order(self, referral: Referral, among: Bits) -> Order:
        return Order(referral, self.pool, self._seeded, self.pool.miles_from(referral.point), among)

    @cached_property
    def _seeded(self) -> Rules:
        """The rules with the round's own seed, so that lots between equals are this round's."""
        rules = self.rules
        return Rules(rules.travel_miles, rules.far_miles, rules.weights, self.round.seed, rules.version)

    def by_place(self) -> Iterable[int]:
        return sorted(range(len(self.referrals)), key=lambda i: (str(self.referrals[i].point), i))
