"""Which child comes first where several want the same place: one published order, the same with every volunteer.

Long waiters first, by bands; then those for whom fewest volunteers fit; then days waited; then one lot, drawn once
for each child. Bands and options are reasons to take a place before another child; days and the lot only settle ties.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from kith.science.fit.lots import number_of
from kith.science.fit.people import Referral

MOST_BANDS = 8


@dataclass(frozen=True, slots=True)
class Priority:
    """`wait_bands`: days from which a child counts as waiting long, longest first. `scarce_first`: fewest options next.

    Raises ValueError for bands that do not fall, are below one day or are more than eight.
    """

    wait_bands: tuple[int, ...] = (365, 180, 90)
    scarce_first: bool = True

    def __post_init__(self) -> None:
        falling = all(
            longer > shorter for longer, shorter in zip(self.wait_bands, self.wait_bands[1:], strict=False)
        )
        if not falling or any(days < 1 for days in self.wait_bands):
            raise ValueError("Waiting bands are days, the longest first, each at least one day.")
        if len(self.wait_bands) > MOST_BANDS:
            raise ValueError(f"There can be at most {MOST_BANDS} waiting bands.")

    def band(self, days_waited: int) -> int:
        """0 for the longest band; the number of bands for those who reach none."""
        reached = (i for i, days in enumerate(self.wait_bands) if days_waited >= days)
        return next(reached, len(self.wait_bands))

    def claim(self, referral: Referral, options: int, seed: int) -> "Claim":
        return Claim(
            band=self.band(referral.days_waited),
            options=options if self.scarce_first else 0,
            days=referral.days_waited,
            lot=number_of(seed, "child", referral.key),
            key=referral.key,
        )


@dataclass(frozen=True, slots=True)
class Claim:
    """What a child brings to the published order. Less is earlier, except for days."""

    band: int
    options: int
    days: int
    lot: int
    key: str

    def order(self) -> tuple[int, int, int, int, str]:
        return self.band, self.options, -self.days, self.lot, self.key

    def weighty(self) -> tuple[int, int]:
        """The part that is a reason and not only a tie-break."""
        return self.band, self.options

    def why_before(self, other: "Claim") -> str:
        """What put this claim before another: "band", "options", "days" or "lot"."""
        if self.band != other.band:
            return "band"
        if self.options != other.options:
            return "options"
        return "days" if self.days != other.days else "lot"


def ranks(claims: Sequence[Claim]) -> tuple[list[int], list[int]]:
    """The place of each claim in the order, from 0; and the same with ties among those whose weighty part is equal."""
    in_order = sorted(range(len(claims)), key=lambda i: claims[i].order())
    strict, weak, last, level = [0] * len(claims), [0] * len(claims), None, -1
    for place, i in enumerate(in_order):
        if claims[i].weighty() != last:
            last, level = claims[i].weighty(), level + 1
        strict[i], weak[i] = place, level
    return strict, weak
