"""A waiting list as a fair comparison: those who begin now beside those who begin later, by lottery or in order of date.

There are more children than places, so who waits is decided anyway; decided by lottery, and written down beforehand, it
answers what no change of one group can. docs/methods/comparison.md tells the method.
"""

import random
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from kith.science.distributions import t_quantile
from kith.science.missing.gate import must_have_followed_up
from kith.science.pairs import Pairs
from kith.science.regression import least_squares
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
from kith.science.results.words import between, number, percent, rounded
from kith.science.scales import Scale

METHOD = Method("waiting-list comparison, later score adjusted for the first", "1")


class Order(StrEnum):
    LOTTERY = "by lottery"
    DATE = "in order of the date of referral"


@dataclass(frozen=True, slots=True)
class Design:
    """What was written down before anybody was followed up: who waits, on what day it was written, what is measured."""

    order: Order
    written_on: date
    first_follow_up_on: date
    outcome: str

    @property
    def in_advance(self) -> bool:
        return self.written_on < self.first_follow_up_on


@dataclass(frozen=True, slots=True)
class Difference:
    """Later scores of those who began less those of who waited, at equal first scores."""

    began: int
    waited: int
    value: float
    low: float
    high: float
    error: float
    df: int

    def in_fives(self) -> "Difference":
        """As it may leave the scheme: the error is cut most, since with the interval it would give the counts away."""
        its = replace(self, began=in_fives(self.began), waited=in_fives(self.waited), df=in_fives(self.df))
        cut: dict[str, Any] = {name: rounded(getattr(self, name), 1) for name in ("value", "low", "high")}
        return replace(its, **cut, error=rounded(self.error, 0))


def draw_lots(children: Iterable[str], places: int, *, seed: int) -> list[str]:
    """Who begins now, by lottery; anybody with the list and the seed draws the same. Raises CannotTell with no need to."""
    everybody = sorted(children)
    if len(set(everybody)) < len(everybody):
        raise CannotTell("A child stands on the list twice. Each may have one lot only.")
    if not 0 < places < len(everybody):
        raise CannotTell(
            "A lottery takes more children than places. Nobody should wait where there is a place."
        )
    return sorted(random.Random(seed).sample(everybody, places))


def adjusted_difference(began: Pairs, waited: Pairs) -> Difference:
    """Analysis of covariance: after on (began or waited) and before. Vickers and Altman (2001).

    In points at equal first scores, those who began less those who waited. Raises CannotTell with too few for a regression on
    two things.
    """
    groups = [1.0] * len(began.before) + [0.0] * len(waited.before)
    fit = least_squares([*began.after, *waited.after], groups, [*began.before, *waited.before])
    value, error = fit.coefficients[1], fit.error(1)
    half = t_quantile(0.975, fit.df) * error
    return Difference(len(began.before), len(waited.before), value, value - half, value + half, error, fit.df)


def tell_comparison(
    began: Pairs, waited: Pairs, scale: Scale, design: Design, *, audience: Audience
) -> Result[Difference]:
    """The only result that may speak of an effect, since it has a comparison group; and only of one by lottery does it.

    Each group must have been followed up by half, and be large enough for this audience.

    Raises CannotTell below that. In order of date, the two groups may differ in ways nobody recorded: its caveat says so.
    """
    for pairs in (began, waited):
        must_have_followed_up(pairs.basis, audience)
        require(Display.MEAN_CHANGE, len(pairs.before), audience)
    seen = seen_by(audience, adjusted_difference(began, waited), _both(began, waited, design, audience))
    figure = seen.figure
    lower = figure.value < 0
    low, high = sorted((-figure.low, -figure.high)) if lower else (figure.low, figure.high)
    apart = not figure.low <= 0 <= figure.high
    better = apart and (figure.value * scale.better > 0)
    verdict = "Our data cannot tell the two groups apart."
    if apart and design.order is Order.LOTTERY and design.in_advance:
        verdict = (
            f"Chosen by lottery, this is an effect of beginning now, and a {'good' if better else 'bad'} one."
        )
    elif apart:
        verdict = (
            f"Those who began did {'better' if better else 'worse'}; why, this design cannot say for certain."
        )
    sentence = (
        f"At equal first scores, the average {scale.name} of the {figure.began} who began was {number(abs(figure.value))} "
        f"points {'lower' if lower else 'higher'} than that of the {figure.waited} who waited (95% interval "
        f"{between(low, high)}). {verdict}"
    )
    unseen = any(pairs.basis.eligible > pairs.basis.followed_up for pairs in (began, waited))
    return seen.result(sentence=sentence, method=METHOD, caveats=_caveats(design, unseen))


def _both(began: Pairs, waited: Pairs, design: Design, audience: Audience) -> Basis:
    """Whom the comparison counts, and how many of each group were followed up."""
    each = [
        pairs.basis if audience is Audience.INSIDE else in_fives(pairs.basis) for pairs in (began, waited)
    ]
    rates = [percent(basis.follow_up_rate or 0) for basis in each]
    return replace(
        began.basis,
        eligible=began.basis.eligible + waited.basis.eligible,
        with_baseline=began.basis.with_baseline + waited.basis.with_baseline,
        followed_up=began.basis.followed_up + waited.basis.followed_up,
        comparison=f"children who waited, {design.order}; followed up {rates[0]} and {rates[1]}",
    )


def _caveats(design: Design, incomplete: bool) -> tuple[Caveat, ...]:
    asked = {
        Caveat.NOT_BY_LOTTERY: design.order is not Order.LOTTERY,
        Caveat.NOT_PLANNED_AHEAD: not design.in_advance,
        Caveat.FOLLOW_UP_INCOMPLETE: incomplete,
    }
    return tuple(caveat for caveat, holds in asked.items() if holds)
