"""Schemes beside each other without a first and a last: which of them lie outside what chance alone would do.

docs/methods/funnel.md tells the method.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

from kith.science.distributions import binomial_cdf, gamma_quantile, normal_quantile, poisson_cdf
from kith.science.results import (
    Audience,
    Basis,
    CannotTell,
    Caveat,
    Display,
    Method,
    Result,
    in_fives,
    require,
    seen_by,
)
from kith.science.results.minimums import MINIMUMS, keeps_back
from kith.science.results.outside import PLACES
from kith.science.results.words import listed, percent, rounded

METHOD = Method("funnel with exact and score limits", "1")
INNER, OUTER = 0.95, 0.998
"""An inner limit to read by, and an outer one to look into."""
FEW_EXPECTED = 5
ENOUGH_FOR_TAU = 10


class Place(StrEnum):
    """`LOOK` is outside the outer limits: something to understand, not a verdict."""

    INSIDE = "inside"
    BETWEEN = "between the limits"
    LOOK = "look into it"


@dataclass(frozen=True, slots=True)
class Scheme:
    """How many of how many: kept meetings, planned endings, children answered, in one scheme."""

    name: str
    part: int
    whole: int

    @property
    def share(self) -> float:
        return self.part / self.whole


@dataclass(frozen=True, slots=True)
class Limits:
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Placed:
    scheme: Scheme
    inner: Limits
    outer: Limits
    place: Place


@dataclass(frozen=True, slots=True)
class Funnel:
    """`average`: the pooled share of all schemes, none left out. `schemes` in alphabetical order. `tau`: extra spread.

    `hidden`: schemes that count towards the average but in which so few did, or did not, that they are not shown outside.
    """

    average: float
    tau: float
    schemes: tuple[Placed, ...]
    hidden: tuple[str, ...] = ()

    def in_fives(self) -> "Funnel":
        """As it may leave the scheme: shares and limits of the rounded counts; where each lies was settled by the exact ones."""
        average = rounded(self.average, PLACES)
        schemes = []
        for placed in self.schemes:
            whole = in_fives(placed.scheme.whole)
            its = Scheme(placed.scheme.name, min(whole, in_fives(placed.scheme.part)), whole)
            inner, outer = (limits(whole, average, level, self.tau) for level in (INNER, OUTER))
            schemes.append(Placed(its, inner, outer, placed.place))
        return Funnel(average, self.tau, tuple(schemes), self.hidden)


def funnel(schemes: Sequence[Scheme], *, widen: bool | None = None) -> Funnel:
    """Where each scheme lies around the pooled share.

    Limits are p0 ± z √(p0 (1-p0)/n), and exact binomial ones where fewer than five are expected. With ten schemes or
    more they are widened by what the schemes differ beyond chance (additive tau², DerSimonian and Laird), unless `widen`
    says otherwise. Spiegelhalter (2005). Raises CannotTell without schemes, and for one with nobody in it.
    """
    if not schemes or any(scheme.whole < 1 or not 0 <= scheme.part <= scheme.whole for scheme in schemes):
        raise CannotTell(
            "Each scheme needs somebody in it, and no more who did than who were there. Count again."
        )
    if len({scheme.name for scheme in schemes}) < len(schemes):
        raise CannotTell("Two schemes have the same name. Tell them apart.")
    average = sum(scheme.part for scheme in schemes) / sum(scheme.whole for scheme in schemes)
    widen = len(schemes) >= ENOUGH_FOR_TAU if widen is None else widen
    tau = _extra_spread(schemes, average) if widen else 0.0
    return Funnel(
        average,
        tau,
        tuple(
            _placed(scheme, average, tau) for scheme in sorted(schemes, key=lambda each: each.name.casefold())
        ),
    )


def limits(whole: int, average: float, level: float, tau: float = 0.0) -> Limits:
    """The share between which so large a part of all schemes of this size would lie by chance.

    `average` and the answer from 0 to 1, `level` as 0.95 or 0.998, `tau` the extra spread as a standard deviation.
    """
    if not tau and round(min(whole * average, whole * (1 - average)), 9) < FEW_EXPECTED:
        tail = (1 - level) / 2
        return Limits(exact_limit(tail, whole, average), 1 - exact_limit(tail, whole, 1 - average))
    half = normal_quantile((1 + level) / 2) * sqrt(average * (1 - average) / whole + tau**2)
    return Limits(max(0.0, average - half), min(1.0, average + half))


def exact_limit(tail: float, whole: int, average: float) -> float:
    """Where the binomial distribution passes `tail`, drawn straight between whole numbers. Spiegelhalter (2005), A.1.1.

    For the upper limit he uses the same formula, which calls two of two out of bounds at an average of a half; here it is
    the lower limit of those who did not. A scheme is then outside exactly if so few, or so many, are rarer than `tail`.
    """
    if not 0 < average < 1:
        return average
    count = next(k for k in range(whole + 1) if binomial_cdf(k, whole, average) >= tail)
    below, upto = binomial_cdf(count - 1, whole, average), binomial_cdf(count, whole, average)
    return min(1.0, max(0.0, (count - (upto - tail) / (upto - below)) / whole))


def rate_limits(expected: float, level: float) -> Limits:
    """For events per time, the ratios of observed to expected between which chance would leave it: exact Poisson.

    `expected` events, above nought. Ratios below or above these are rarer than `1 - level`.
    """
    tail = (1 - level) / 2
    low = next(k for k in range(10_000) if poisson_cdf(k, expected) > tail)
    high = next(k for k in range(10_000) if poisson_cdf(k, expected) >= 1 - tail)
    return Limits(low / expected, high / expected)


def rate_interval(observed: int, expected: float, confidence: float = INNER) -> Limits:
    """The exact interval of a ratio of observed to expected events (Garwood 1936).

    `observed` whole, from nought; `expected` above nought.
    """
    tail = (1 - confidence) / 2
    low = gamma_quantile(tail, observed) if observed else 0.0
    return Limits(low / expected, gamma_quantile(1 - tail, observed + 1) / expected)


def chance_of_any_outside(schemes: int, level: float = INNER) -> float:
    """How often at least one of so many schemes lies outside, if all are the same."""
    return 1 - level**schemes


def _extra_spread(schemes: Sequence[Scheme], average: float) -> float:
    """The square root of DerSimonian and Laird's tau², with each scheme's chance variance at the pooled share."""
    if not 0 < average < 1:
        return 0.0
    weights = [scheme.whole / (average * (1 - average)) for scheme in schemes]
    spread = sum(w * (scheme.share - average) ** 2 for w, scheme in zip(weights, schemes, strict=True))
    scale = sum(weights) - sum(w * w for w in weights) / sum(weights)
    return sqrt(max(0.0, (spread - (len(schemes) - 1)) / scale)) if scale else 0.0


def _placed(scheme: Scheme, average: float, tau: float) -> Placed:
    inner, outer = limits(scheme.whole, average, INNER, tau), limits(scheme.whole, average, OUTER, tau)
    place = Place.INSIDE
    if not outer.low <= scheme.share <= outer.high:
        place = Place.LOOK
    elif not inner.low <= scheme.share <= inner.high:
        place = Place.BETWEEN
    return Placed(scheme, inner, outer, place)


def tell(schemes: Sequence[Scheme], basis: Basis, *, what: str, audience: Audience) -> Result[Funnel]:
    """Schemes beside each other, in alphabetical order. `what`: what is shared, as in "of matches ended as planned".

    For outsiders, schemes with fewer than ten people are left out before anything is pooled, and counts are in fives: beside
    a year of quarterly figures the exact ones would tell what those keep back.

    Raises CannotTell with too few schemes for this audience. It misleads where schemes serve different children: the limits
    know of chance only.
    """
    fewest = MINIMUMS[Display.FUNNEL_SCHEME].for_(audience)
    large = [scheme for scheme in schemes if scheme.whole >= fewest]
    require(Display.FUNNEL, len(large), audience)
    seen = seen_by(audience, _without_few(funnel(large), audience), basis)
    figure = seen.figure
    outside = [placed.scheme.name for placed in figure.schemes if placed.place is Place.LOOK]
    chance = percent(chance_of_any_outside(len(large)))
    verdict = (
        f"{listed(outside)} {'lies' if len(outside) == 1 else 'lie'} outside what chance would do: look into it, it may be "
        "who they serve."
        if outside
        else "All lie within what chance would do, and cannot be told apart."
    )
    if figure.hidden:
        verdict += f" {listed(list(figure.hidden))} are counted but not shown: too few did, or did not."
    sentence = (
        f"In {len(large)} schemes together {percent(figure.average)} {what}. {verdict} If all were the same, at least one "
        f"would lie outside the inner limits in {chance} of years."
    )
    asked = {
        Caveat.NO_RANKS: True,
        Caveat.FEW_UNITS: len(large) < ENOUGH_FOR_TAU,
        Caveat.LIMITS_ARE_WIDE: any(scheme.whole < 30 for scheme in large),
        Caveat.LIMITS_WIDENED: figure.tau > 0,
    }
    caveats = tuple(caveat for caveat, holds in asked.items() if holds)
    names = tuple(scheme.name for scheme in large)
    return seen.result(sentence=sentence, method=METHOD, caveats=caveats, names=names)


def _without_few(figure: Funnel, audience: Audience) -> Funnel:
    """Not a scheme in which a few did or did not; nor one such alone, since the average would give it away."""
    by_size = sorted((placed.scheme for placed in figure.schemes), key=lambda each: each.whole)
    few = [each for each in by_size if keeps_back(audience, each.part, each.whole - each.part)]
    hidden = {
        each.name
        for each in (few + [each for each in by_size if each not in few][:1] if len(few) == 1 else few)
    }
    kept = tuple(placed for placed in figure.schemes if placed.scheme.name not in hidden)
    return Funnel(figure.average, figure.tau, kept, tuple(sorted(hidden)))
