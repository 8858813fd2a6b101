"""The mean of differences with its interval, and its size in standard deviations."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, inf, lgamma, sqrt
from statistics import fmean, stdev

from kith.science.distributions import t_quantile
from kith.science.results import CannotTell, in_fives
from kith.science.results.words import rounded

CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class PairedChange:
    """Later minus first, in the scale's own points: `mean` with the interval from `low` to `high`, and what it rests on."""

    n: int
    mean: float
    low: float
    high: float
    sd: float
    mean_before: float
    mean_after: float
    sd_before: float
    sd_after: float

    def in_fives(self, places: int = 1) -> "PairedChange":
        """As it may leave the scheme: the spreads are cut most, since with the interval they would give n away."""
        means = {
            name: rounded(getattr(self, name), places)
            for name in ("mean", "low", "high", "mean_before", "mean_after")
        }
        spreads = {name: rounded(getattr(self, name), places - 1) for name in ("sd", "sd_before", "sd_after")}
        return PairedChange(n=in_fives(self.n), **means, **spreads)

    @property
    def error(self) -> float:
        return self.sd / sqrt(self.n)

    @property
    def t(self) -> float:
        return self.mean / self.error if self.error else (inf if self.mean else 0.0)

    @property
    def df(self) -> int:
        return self.n - 1


@dataclass(frozen=True, slots=True)
class EffectSize:
    """A change in standard deviations, with its interval. `g_av` is of the root mean square of the two SDs."""

    g_av: float
    low: float
    high: float


def paired_change(
    before: Sequence[float], after: Sequence[float], confidence: float = CONFIDENCE
) -> PairedChange:
    """Mean change with Student's interval: mean ± t(n-1) sd / √n.

    Raises CannotTell with fewer than two pairs or unequal lengths. It misleads where a group was chosen by its first
    score (see `regression_to_mean`) and where those measured twice are not like the others (see `missing`).
    """
    if len(before) != len(after):
        raise CannotTell("Each first score needs a later one of the same child. Pair them up first.")
    if len(before) < 2:
        raise CannotTell(
            "A change of a group takes at least two children measured twice. Tell it in words instead."
        )
    changes = [later - first for first, later in zip(before, after, strict=True)]
    mean, sd = fmean(changes), stdev(changes)
    half = t_quantile((1 + confidence) / 2, len(changes) - 1) * sd / sqrt(len(changes))
    return PairedChange(
        n=len(changes),
        mean=mean,
        low=mean - half,
        high=mean + half,
        sd=sd,
        mean_before=fmean(before),
        mean_after=fmean(after),
        sd_before=stdev(before),
        sd_after=stdev(after),
    )


def effect_size(change: PairedChange, confidence: float = CONFIDENCE) -> EffectSize:
    """g_av = J d / √((s1² + s2²)/2) with df = n - 1; interval J (d_av ± t s_d /(√n s_av)).

    This is one of three conventions called "d_av": the root of the mean variance, not the mean of the SDs; Lakens's own
    correction uses n1 + n2 - 2 (his printed 1.08 is 1.03 here). It is inflated where children were let in by their
    score, which narrows the first SD. Algina and Keselman (2003); exact J: Hedges (1981).

    Raises CannotTell where all scores are the same both times.
    """
    spread = sqrt((change.sd_before**2 + change.sd_after**2) / 2)
    if not spread:
        raise CannotTell(
            "All scores are the same both times, so there is no effect size. Give the change in points."
        )
    unbiased = small_sample_correction(change.df)
    size = change.mean / spread
    half = t_quantile((1 + confidence) / 2, change.df) * change.error / spread
    return EffectSize(unbiased * size, unbiased * (size - half), unbiased * (size + half))


def small_sample_correction(df: float) -> float:
    """J = Γ(df/2) / (√(df/2) Γ((df-1)/2)), a little under one; nought with one degree of freedom."""
    return 0.0 if df <= 1 else exp(lgamma(df / 2) - lgamma((df - 1) / 2)) / sqrt(df / 2)
