"""Several schemes' changes as one: what one scheme cannot show, many may.

docs/methods/pooling.md tells the method. Ours, because the known libraries have no REML with Hartung and Knapp's interval
and a prediction interval, or label it wrongly, and take seconds to import.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from math import sqrt
from typing import Any

from kith.science.distributions import chi_square_cdf, normal_quantile, t_quantile
from kith.science.results import (
    Audience,
    Basis,
    CannotTell,
    Caveat,
    Display,
    Method,
    Result,
    require,
    seen_by,
)
from kith.science.results.minimums import MINIMUMS
from kith.science.results.outside import PLACES
from kith.science.results.words import between, moved, percent, rounded
from kith.science.scales import Scale

METHOD = Method("random effects by REML, Hartung and Knapp's interval never narrower than Wald's error", "1")
FEW = 5
CLOSE, MOST_TURNS = 1e-13, 10_000


@dataclass(frozen=True, slots=True)
class Estimate:
    """One scheme: its estimate, its variance (the standard error squared), and how many it rests on."""

    name: str
    value: float
    variance: float
    n: int = 0


@dataclass(frozen=True, slots=True)
class Together:
    """The mean over schemes with two intervals, how much they differ (`tau2`, `i2`, Q), and where another would lie."""

    schemes: int
    mean: float
    error: float
    low: float
    high: float
    wald_error: float
    wald_low: float
    wald_high: float
    tau2: float
    i2: float
    q: float
    q_chance: float
    next_low: float | None
    next_high: float | None

    def in_fives(self) -> "Together":
        """As it may leave the scheme: it counts schemes and no people, and points are cut to what is printed."""
        cut: dict[str, Any] = {
            each.name: rounded(value, PLACES)
            for each in fields(self)
            if isinstance(value := getattr(self, each.name), float)
        }
        return replace(self, **cut)

    @property
    def agree(self) -> bool:
        """Whether both intervals say the same about nought."""
        return (self.low <= 0 <= self.high) == (self.wald_low <= 0 <= self.wald_high)


def together(estimates: Sequence[Estimate], confidence: float = 0.95) -> Together:
    """Random effects: mean Σwy/Σw with w = 1/(v + tau²), tau² by restricted maximum likelihood (Fisher scoring).

    The error is Hartung and Knapp's with max(1, q), so that it is never below Wald's; t on k - 1 degrees of freedom. The
    interval for another scheme (Higgins and others 2009) has k - 2 and needs three. Raises CannotTell with fewer than two.
    """
    k = len(estimates)
    if k < 2:
        raise CannotTell("Pooling takes at least two schemes. Show the one by itself.")
    if any(each.variance <= 0 for each in estimates):
        raise CannotTell(
            "Each scheme's change needs an error above nought. Leave out schemes where all changed alike."
        )
    values, variances = [each.value for each in estimates], [each.variance for each in estimates]
    tau2 = _reml(values, variances)
    weights = [1 / (v + tau2) for v in variances]
    mean = _mean(values, weights)
    wald = sqrt(1 / sum(weights))
    q_hk = sum(w * (y - mean) ** 2 for w, y in zip(weights, values, strict=True)) / (k - 1)
    error = wald * sqrt(max(1.0, q_hk))
    t, z = t_quantile((1 + confidence) / 2, k - 1), normal_quantile((1 + confidence) / 2)
    fixed = [1 / v for v in variances]
    q = sum(w * (y - _mean(values, fixed)) ** 2 for w, y in zip(fixed, values, strict=True))
    typical = (k - 1) * sum(fixed) / (sum(fixed) ** 2 - sum(w * w for w in fixed))
    another = t_quantile((1 + confidence) / 2, k - 2) * sqrt(wald**2 + tau2) if k >= 3 else None
    return Together(
        schemes=k,
        mean=mean,
        error=error,
        low=mean - t * error,
        high=mean + t * error,
        wald_error=wald,
        wald_low=mean - z * wald,
        wald_high=mean + z * wald,
        tau2=tau2,
        i2=tau2 / (tau2 + typical),
        q=q,
        q_chance=1 - chi_square_cdf(q, k - 1),
        next_low=None if another is None else mean - another,
        next_high=None if another is None else mean + another,
    )


def _mean(values: Sequence[float], weights: Sequence[float]) -> float:
    return sum(w * y for w, y in zip(weights, values, strict=True)) / sum(weights)


def _reml(values: Sequence[float], variances: Sequence[float]) -> float:
    """tau² by Fisher scoring, started from the spread of the values; halved steps keep it at nought or above."""
    k = len(values)
    average = sum(values) / k
    tau2 = max(0.0, sum((y - average) ** 2 for y in values) / (k - 1) - sum(variances) / k)
    for _ in range(MOST_TURNS):
        step = _score(values, variances, tau2)
        while tau2 + step < 0 and abs(step) > CLOSE:
            step /= 2
        if tau2 + step < 0 or abs(step) <= CLOSE * max(1.0, tau2):
            break
        tau2 += step
    return 0.0 if tau2 < 1e-10 else tau2


def _score(values: Sequence[float], variances: Sequence[float], tau2: float) -> float:
    """One step: (y'PPy - tr P) / tr PP, where P takes out the weighted mean."""
    w = [1 / (v + tau2) for v in variances]
    s1, s2, s3 = sum(w), sum(x**2 for x in w), sum(x**3 for x in w)
    mean = _mean(values, w)
    fit = sum(x * x * (y - mean) ** 2 for x, y in zip(w, values, strict=True))
    trace, square = s1 - s2 / s1, s2 - 2 * s3 / s1 + (s2 / s1) ** 2
    return (fit - trace) / square


def tell(
    estimates: Sequence[Estimate], scale: Scale, basis: Basis, *, audience: Audience
) -> Result[Together]:
    """The change over schemes in words. Outside, only schemes with ten children measured twice are taken in.

    `estimates` in points, later less first. Raises CannotTell with too few schemes for this audience. It misleads where only
    schemes that did well were recorded.
    """
    fewest = MINIMUMS[Display.MEAN_CHANGE].for_(audience)
    large = [each for each in estimates if each.n >= fewest]
    require(Display.FUNNEL, len(large), audience)
    seen = seen_by(audience, together(large), basis)
    figure = seen.figure
    caveats = []
    sentence = (
        f"Over {figure.schemes} schemes the average {scale.name} {moved(figure.mean)} (95% interval of the change "
        f"{between(figure.low, figure.high)}). {percent(figure.i2)} of the differences between schemes are more than chance."
    )
    if figure.next_low is not None and figure.next_high is not None:
        sentence += (
            f" In another scheme it may lie anywhere from {between(figure.next_low, figure.next_high)}."
        )
    if figure.schemes < FEW:
        sentence += f" By the other method: {between(figure.wald_low, figure.wald_high)}."
        caveats.append(Caveat.FEW_STUDIES)
    if not figure.agree:
        caveats.append(Caveat.DEPENDS_ON_METHOD)
    if len(large) < len(estimates):
        small = len(estimates) - len(large)
        sentence += f" {small} {'scheme was' if small == 1 else 'schemes were'} too small to take in."
    return seen.result(sentence=sentence, method=METHOD, caveats=tuple(caveats))
