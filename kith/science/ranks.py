"""A check of a change that looks only at the order of the changes: one child who moved very far counts no more than any."""

from collections import Counter
from collections.abc import Sequence
from math import copysign, sqrt

from kith.science.distributions import normal_cdf
from kith.science.results import CannotTell

EXACT_BELOW = 50


def signed_rank(before: Sequence[float], after: Sequence[float]) -> float:
    """How often chance alone would bring changes as one-sided as these: Wilcoxon's (1945) signed ranks, two-sided.

    Exact for fewer than fifty changes that are all different and none of them nought; else by the normal approximation
    with Wilcoxon's correction for ties and half a rank for continuity, as R's wilcox.test does. A check beside the mean
    change and its interval, never instead of them.

    Raises CannotTell where nothing changed, ValueError for lists of two lengths.
    """
    changes = [later - first for first, later in zip(before, after, strict=True) if later != first]
    if not changes:
        raise CannotTell("Nobody changed, so there is no order of changes to look at.")
    sizes = Counter(abs(change) for change in changes)
    rank, ranks = 0.0, {}
    for size, times in sorted(sizes.items()):
        ranks[size] = rank + (times + 1) / 2
        rank += times
    upwards = sum(ranks[abs(change)] for change in changes if change > 0)
    if len(changes) < EXACT_BELOW and len(sizes) == len(before):
        return _exact(round(upwards), len(changes))
    return _approximate(upwards, len(changes), sizes)


def _exact(upwards: int, n: int) -> float:
    """By counting, of all ways to give n ranks a sign, those that come to each sum."""
    ways = [1]
    for rank in range(1, n + 1):
        longer = ways + [0] * rank
        for total, many in enumerate(ways):
            longer[total + rank] += many
        ways = longer
    least = min(upwards, n * (n + 1) // 2 - upwards)
    return min(1.0, 2 * sum(ways[: least + 1]) / 2**n)


def _approximate(upwards: float, n: int, sizes: Counter[float]) -> float:
    off = upwards - n * (n + 1) / 4
    ties = sum(times**3 - times for times in sizes.values())
    spread = sqrt(n * (n + 1) * (2 * n + 1) / 24 - ties / 48)
    off -= copysign(0.5, off) if off else 0.0
    return min(1.0, 2 * normal_cdf(-abs(off) / spread))
