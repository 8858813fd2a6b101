"""What a group that starts high would do anyway: drift back towards the average.

A high score is in part a bad day. Whoever is let in on a bad day has, on average, a better one next time, scheme or
not. Every change shown by Kith has this beside it. docs/methods/regression-to-mean.md tells the method.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import sqrt
from statistics import fmean

from kith.science.distributions import normal_cdf, normal_density, t_quantile
from kith.science.paired import PairedChange, paired_change
from kith.science.regression import least_squares
from kith.science.results import CannotTell
from kith.science.results.outside import PLACES
from kith.science.results.words import rounded
from kith.science.scales import Norm, Scale


@dataclass(frozen=True, slots=True)
class Expected:
    """What the norm expects of children with these first scores, if nothing is done.

    `change` in points; from `low` to `high` over the norm's band of means and retest correlations. `improving`,
    `worsening`: shares of them. `below`: the share under `threshold`, where there is one.
    """

    change: float
    low: float
    high: float
    improving: float
    worsening: float
    threshold: float | None = None
    below: float | None = None

    def in_fives(self) -> "Expected":
        """As it may leave the scheme: finer points would give the average first score to more places than it is told."""
        points = {name: rounded(getattr(self, name), 1) for name in ("change", "low", "high")}
        shares = {name: rounded(getattr(self, name), PLACES) for name in ("improving", "worsening")}
        below = None if self.below is None else rounded(self.below, PLACES)
        return replace(self, **points, **shares, below=below)


@dataclass(frozen=True, slots=True)
class Excess:
    """Observed minus expected change. `apart`: whether the interval leaves out nought everywhere in the norm's band."""

    mean: float
    low: float
    high: float
    apart: bool


def expect(before: Sequence[float], scale: Scale, threshold: float | None = None) -> Expected:
    """The expectation for a group's own first scores: E[after | before] = mean + retest (before - mean).

    Shares are means of normal tails, with half a step of the scale as continuity correction. Nothing is assumed about
    how the first scores are spread. Raises CannotTell where no mean is known for the scale.
    """
    norm, mean = _known(scale)
    if not before:
        raise CannotTell("There are no first scores, so nothing can be expected of them.")
    band = [
        (1 - retest) * (its - fmean(before))
        for its in (*norm.means, mean)
        for retest in (*norm.retests, norm.retest)
    ]
    return Expected(
        change=(1 - norm.retest) * (mean - fmean(before)),
        low=min(band),
        high=max(band),
        improving=share_moving(before, scale, scale.step),
        worsening=share_moving(before, scale, -scale.step),
        threshold=threshold,
        below=None if threshold is None else _share_below(before, scale, threshold),
    )


def share_moving(before: Sequence[float], scale: Scale, by: float) -> float:
    """The expected share that improve by at least so much; with `by` below nought, that get worse by as much."""
    norm, mean = _known(scale)
    spread = norm.sd * sqrt(1 - norm.retest**2)
    towards = scale.better if by > 0 else -scale.better
    tails = []
    for first in before:
        needed = abs(by) - scale.step / 2 - towards * (mean + norm.retest * (first - mean) - first)
        tails.append(normal_cdf(-needed / spread))
    return fmean(tails)


def _share_below(before: Sequence[float], scale: Scale, threshold: float) -> float:
    norm, mean = _known(scale)
    spread = norm.sd * sqrt(1 - norm.retest**2)
    return fmean(
        normal_cdf((threshold - scale.step / 2 - mean - norm.retest * (first - mean)) / spread)
        for first in before
    )


def excess(before: Sequence[float], after: Sequence[float], scale: Scale) -> Excess:
    """How far the change lies from what was expected, with the paired interval of (after - expected after).

    In points, later less first. Raises CannotTell with fewer than two pairs, or where no mean is known for the scale. It cannot
    tell a scheme from whatever else changed for children who entered alike.
    """
    norm, mean = _known(scale)
    centre = _beyond(before, after, mean, norm.retest)
    sides = {
        1 if each.low > 0 else -1 if each.high < 0 else 0
        for each in (
            _beyond(before, after, its, retest)
            for its in (*norm.means, mean)
            for retest in (*norm.retests, norm.retest)
        )
    }
    return Excess(centre.mean, centre.low, centre.high, apart=sides in ({1}, {-1}))


def _beyond(before: Sequence[float], after: Sequence[float], mean: float, retest: float) -> PairedChange:
    return paired_change([mean + retest * (first - mean) for first in before], after)


def drift_by_design(
    cut: float, mean: float, sd: float, retest: float, *, above: bool = True, measures: int = 1
) -> float:
    """How far a group let in beyond a cut will drift back, in points: for planning, before anybody is measured.

    Barnett, van der Pols and Dobson (2005): (sw²/m) / √(sb² + sw²/m) · φ(z)/(1 - Φ(z)), where sb² = retest·sd² lies
    between children and sw² = (1 - retest)·sd² within; `measures` (m) first scores, averaged, shrink it.
    """
    within, between = (1 - retest) * sd**2 / measures, retest * sd**2
    spread = sqrt(between + within)
    z = (cut - mean) / spread if above else (mean - cut) / spread
    return within / spread * normal_density(z) / normal_cdf(-z)


@dataclass(frozen=True, slots=True)
class MeeChua:
    """A change free of drift if `mean` is the population's: with its interval, and the retest slope in these data."""

    mean: float
    change: float
    low: float
    high: float
    slope: float


def mee_chua(before: Sequence[float], after: Sequence[float], means: Sequence[float]) -> list[MeeChua]:
    """Regress after on (before - mean); the intercept less the mean is the change, for each mean one may believe in.

    Mee and Chua (1991); over a range of means as Ostermann, Willich and Lüdtke (2008) advise. It uses the slope of
    these data, so it is unsteady in small groups. Raises CannotTell with fewer than three pairs.

    `means`: on the scale, each with its estimate. Raises CannotTell with fewer than three pairs. Mee and Chua (1991); Ostermann
    and others (2008). It misleads where the relation of later to first is no straight line.
    """
    results = []
    for mean in means:
        fit = least_squares(after, [first - mean for first in before])
        half = t_quantile(0.975, fit.df) * fit.error(0)
        change = fit.coefficients[0] - mean
        results.append(MeeChua(mean, change, change - half, change + half, fit.coefficients[1]))
    return results


def _known(scale: Scale) -> tuple[Norm, float]:
    if scale.norm is None or scale.norm.mean is None:
        raise CannotTell(
            f"No average of the {scale.name} is known for children in care, so the drift back to it cannot be worked out. "
            "Set a norm with its source, or say that it is not known."
        )
    return scale.norm, scale.norm.mean
