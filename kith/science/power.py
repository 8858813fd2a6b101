"""What a scheme of this size could find out, and what it could not, before anybody is asked anything.

docs/methods/power.md tells the method.
"""

from dataclasses import dataclass
from math import sqrt

from kith.science.distributions import noncentral_t_cdf, t_quantile
from kith.science.results import CannotTell
from kith.science.results.words import number, percent
from kith.science.scales import Norm

POWER, LEVEL = 0.80, 0.05
MOST = 10_000_000


@dataclass(frozen=True, slots=True)
class Reach:
    """What `n` children measured twice can tell: the interval's half-width in points, and the smallest change found four
    times in five."""

    n: int
    half_width: float
    detectable: float
    sentence: str


def sd_of_change(norm: Norm) -> float:
    """The SD of the difference of two scores: sd √(2 (1 - retest)). In points of the scale."""
    return norm.sd * sqrt(2 * (1 - norm.retest))


def half_width(n: int, sd: float, confidence: float = 1 - LEVEL) -> float:
    """Of the interval of a mean change: t sd / √n.

    In points, either way; `sd` of the changes. Raises CannotTell with fewer than two.
    """
    if n < 2:
        raise CannotTell("An interval takes at least two children measured twice.")
    return t_quantile((1 + confidence) / 2, n - 1) * sd / sqrt(n)


def reach(n: int, norm: Norm) -> Reach:
    """The power page's line for n children measured twice.

    Raises CannotTell with fewer than two. It says what such a number could find, not what is there.
    """
    sd = sd_of_change(norm)
    half = half_width(n, sd)
    smallest = smallest_detectable(n, sd)
    return Reach(
        n,
        half,
        smallest,
        f"With {n} children measured twice the average change is known to within {number(half)} points either way; a change of "
        f"{number(smallest)} points would be told from none in {percent(POWER)} of such groups.",
    )


def power_of_pairs(n: int, change: float, sd: float, level: float = LEVEL) -> float:
    """How often a true change would be told from none by n pairs (two-sided t test, as R's strict power.t.test).

    From 0 to 1; `change` and `sd` in points, `n` pairs.
    """
    return _power(n - 1, change / sd * sqrt(n), level)


def power_of_two_groups(per_arm: float, effect: float, level: float = LEVEL) -> float:
    """The same for two groups of one size and an effect in standard deviations. `per_arm` in each of the two."""
    return _power(2 * per_arm - 2, effect * sqrt(per_arm / 2), level)


def needed_per_arm(effect: float, *, retest: float = 0.0, power: float = POWER, level: float = LEVEL) -> int:
    """Children needed in each of two groups; taking the first score into account divides the effect by √(1 - retest²).

    `effect` in standard deviations, `retest` from 0 to under 1. Raises CannotTell for an effect of nought, or too small for any
    number of children.
    """
    if not effect:
        raise CannotTell("No number of children can find an effect of nought.")
    adjusted = abs(effect) / sqrt(1 - retest**2)
    low, high = 2, 4
    while power_of_two_groups(high, adjusted, level) < power:
        low, high = high, 2 * high
        if high > MOST:
            raise CannotTell(
                "More children would be needed than there are. Choose an effect that would matter."
            )
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if power_of_two_groups(middle, adjusted, level) < power else (low, middle)
    return high


def smallest_detectable(n: int, sd: float, power: float = POWER) -> float:
    """The change, in points, that n pairs would tell from none with this power.

    Raises CannotTell with fewer than two.
    """
    if n < 2:
        raise CannotTell("Telling a change from none takes at least two children measured twice.")
    low, high = 0.0, sd
    while power_of_pairs(n, high, sd) < power:
        high *= 2
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if power_of_pairs(n, middle, sd) < power else (low, middle)
    return high


def asked_by_lot(retest: float, asked: float) -> tuple[float, float]:
    """What is left of the precision of a later mean, and of a change, if only a share chosen by lot is asked again.

    1 / (r² + (1 - r²)/share) and, for the change, 2 (1 - r) / ((1 - r²)/share + (1 - r)²): asking half costs about a
    third of the one and almost half of the other. Planned missingness of children and waves, never of items.

    `retest` and `asked` as shares; both answers from 0 to 1. Raises CannotTell for a share of nobody.
    """
    if not 0 < asked <= 1:
        raise CannotTell("The share asked lies above 0 and up to 1.")
    left = (1 - retest**2) / asked
    return 1 / (retest**2 + left), 2 * (1 - retest) / (left + (1 - retest) ** 2)


def _power(df: float, shift: float, level: float) -> float:
    edge = t_quantile(1 - level / 2, df)
    return 1 - noncentral_t_cdf(edge, df, shift) + noncentral_t_cdf(-edge, df, shift)
