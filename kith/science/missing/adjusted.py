"""The change of everybody who was measured at the start, if those not seen again are like those with the same score."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import sqrt
from statistics import fmean
from typing import Any

from kith.science.distributions import t_quantile
from kith.science.missing.gate import must_have_followed_up
from kith.science.pairs import Pairs
from kith.science.regression import least_squares
from kith.science.results import (
    Audience,
    CannotTell,
    Caveat,
    Display,
    Method,
    Result,
    in_fives,
    require,
    seen_by,
)
from kith.science.results.minimums import keeps_back
from kith.science.results.words import between, moved, number, rounded
from kith.science.scales import Scale

METHOD = Method("change of all who were measured at the start (missing at random, two waves)", "1")


@dataclass(frozen=True, slots=True)
class Adjusted:
    """`change` of all `n` with a first score, of whom `unseen` have no later one; and `completers`' own mean change.

    `tipping_point`: by how many points the later scores of all not seen, with or without a first one, would have to
    differ from those of similar children for there to be no change on average; None where everybody was seen.
    """

    n: int
    unseen: int
    change: float
    low: float
    high: float
    error: float
    completers: float
    tipping_point: float | None

    def in_fives(self) -> "Adjusted":
        """As it may leave the scheme: points to one place, as they are printed."""
        cut: dict[str, Any] = {
            name: rounded(getattr(self, name), 1) for name in ("change", "low", "high", "completers")
        }
        point = None if self.tipping_point is None else rounded(self.tipping_point, 1)
        counts = {"n": in_fives(self.n), "unseen": in_fives(self.unseen)}
        return replace(self, **counts, **cut, error=rounded(self.error, 0), tipping_point=point)


def adjusted_change(
    before: Sequence[float], after: Sequence[float], unseen: Sequence[float], eligible: int | None = None
) -> Adjusted:
    """mean2 + b (mean1 of all - mean1 of those seen) - mean1 of all, b being the slope of after on before.

    With two waves and a complete first one this is the full-information maximum-likelihood estimate (the mixed model's),
    in closed form: Anderson (1957); Little and Rubin, Statistical Analysis with Missing Data, section 7.2. Its error is
    s²(1/r + (shift)²/SSx) + (b-1)² s1²/n, with s² on r-2 degrees of freedom, r being the number seen twice. `eligible`:
    how many there should have been, where some have no first score either.
    """
    seen, everybody = len(before), [*before, *unseen]
    fit = least_squares(after, before)
    slope, start = fit.coefficients[1], fmean(everybody)
    shift = start - fmean(before)
    spread = sum((first - fmean(before)) ** 2 for first in before)
    of_start = sum((first - start) ** 2 for first in everybody) / (len(everybody) - 1)
    change = fmean(after) + slope * shift - start
    error = sqrt(
        fit.residual_sd**2 * (1 / seen + shift**2 / spread) + (slope - 1) ** 2 * of_start / len(everybody)
    )
    half = t_quantile(0.975, fit.df) * error
    everyone = eligible or len(everybody)
    return Adjusted(
        n=len(everybody),
        unseen=len(unseen),
        change=change,
        low=change - half,
        high=change + half,
        error=error,
        completers=fmean(after) - fmean(before),
        tipping_point=tipping_point(change, 1 - seen / everyone) if everyone > seen else None,
    )


def tipping_point(change: float, unseen_share: float) -> float:
    """By how much the later scores of the unseen would have to differ for the change to be nought: -change / share.

    In points of the scale; `unseen_share` above 0 and up to 1. Raises CannotTell where nobody is missing.
    """
    if not 0 < unseen_share <= 1:
        raise CannotTell("Nobody is missing, so nothing can tip the change.")
    return -change / unseen_share


def tell_adjusted(pairs: Pairs, scale: Scale, *, audience: Audience) -> Result[Adjusted]:
    """The adjusted change in words, with its tipping point. Needs ten children seen twice and half followed up.

    Raises CannotTell below that, and outside where one to four were not seen again. It misleads where those not seen differ
    from those seen with the same first score: hence the tipping point.
    """
    must_have_followed_up(pairs.basis, audience)
    require(Display.ADJUSTED_CHANGE, len(pairs.before), audience)
    if keeps_back(audience, len(pairs.unseen)):
        raise CannotTell("So few were not seen again that telling of them would point at somebody.")
    whole = adjusted_change(pairs.before, pairs.after, pairs.unseen, pairs.basis.eligible)
    seen = seen_by(audience, whole, pairs.basis)
    figure = seen.figure
    sentence = (
        f"Taking in the {figure.unseen} children with a first score who were not seen again, the average {scale.name} "
        f"{moved(figure.change)} (95% interval of the change {between(figure.low, figure.high)}); among those seen it "
        f"{moved(figure.completers)}. {tipping_words(figure.tipping_point, scale)}"
    )
    return seen.result(
        sentence=sentence.strip(),
        method=METHOD,
        caveats=(*pairs.caveats, Caveat.SIMILAR_CHILDREN, Caveat.UNSEEN_MAY_DIFFER),
    )


def tipping_words(point: float | None, scale: Scale) -> str:
    """What would have to be true of the unseen for the average not to have moved."""
    if point is None:
        return ""
    worse = (point > 0) == scale.lower_is_better
    return (
        f"The unseen children would have to have done {number(abs(point))} {scale.unit}s "
        f"{'worse' if worse else 'better'} than similar children we did see for there to be no average change."
    )
