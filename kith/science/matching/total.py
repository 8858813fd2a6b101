"""Total fit: as many children as can be, the longest waiting first, and among those ways the greatest sum of fits.

A fit is counted in thousandths of the child's own best, so that nobody is passed over for asking for something. The
three aims are one whole number: a step for each waiting band above the sum of all fits, the fit, and a lot too small to
matter that leaves one answer. Steps of one suffice for "longest waiting first": the sets of children who can be matched
together are a matroid, in which the heaviest set is the same for all weights in the same order (Edmonds 1971).
"""

from dataclasses import dataclass

from kith.science.fit.lots import LOT_BITS, lot_of, number_of
from kith.science.fit.order import FULL
from kith.science.matching.assignment import Assignment, heaviest
from kith.science.matching.errors import CannotMatch
from kith.science.matching.market import Market
from kith.science.matching.setting import Setting

SMALL_LOT_BITS = 14
SHIFT = 31
"""Room for the sum of all lots, so that they never reach the fits: up to 131,072 children."""


@dataclass(frozen=True, slots=True)
class Scale:
    """How band, fit and lot become one weight. `step` is more than all fits together."""

    bands: int
    children: int

    def __post_init__(self) -> None:
        if self.children > 1 << (SHIFT - SMALL_LOT_BITS):
            raise CannotMatch("total fit is for up to 131,072 children; match region by region.", "children")

    @property
    def step(self) -> int:
        return (self.children * FULL + 1) << SHIFT

    def weight(self, band: int, share: int, lot: int) -> int:
        """`share`: thousandths of the child's own best fit; `lot`: 48 bits, of which the first few count."""
        return (self.bands - band) * self.step + (share << SHIFT) + (lot >> (LOT_BITS - SMALL_LOT_BITS))


def scale_of(setting: Setting) -> Scale:
    return Scale(len(setting.round.priority.wait_bands) + 1, len(setting.referrals))


def shares(setting: Setting, child: int) -> dict[int, int]:
    """Each volunteer's fit in thousandths of the child's best; for children who ranked, by the place in their ranking."""
    tiers = setting.wanted[child]
    referral = setting.referrals[child]
    if referral.key in setting.round.choices:
        return {v: FULL * (len(tiers) - t) // len(tiers) for t, tier in enumerate(tiers) for v in tier}
    fits = setting.order(referral, setting.fitting[child]).fits(v for tier in tiers for v in tier)
    best = max(fits.values(), default=0)
    return {v: FULL * fit // best if best else FULL for v, fit in fits.items()}


def total_fit(setting: Setting, market: Market) -> tuple[Assignment, list[list[tuple[int, int]]]]:
    """The best total and every pair it was chosen from: for each volunteer (weight, child), heaviest first."""
    scale = scale_of(setting)
    numbers = setting.pool.numbers(setting.round.seed)
    edges: list[list[tuple[int, int]]] = [[] for _ in market.places]
    for child, listed in enumerate(market.lists):
        if listed:
            own = number_of(setting.round.seed, "child", setting.referrals[child].key)
            share, band = shares(setting, child), setting.claims[child].band
            for v in listed:
                edges[v].append((scale.weight(band, share[v], lot_of(own, numbers[v])), child))
    for pairs in edges:
        pairs.sort(reverse=True)
    return heaviest(lambda v, i, j: edges[v][i:j], market.places, len(market.lists)), edges
