"""The SDQ's added value: how a group did beside what a national survey predicts from its first scores."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean

from kith.science.pairs import SIX_MONTHS
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
from kith.science.results.words import between, number, rounded
from kith.science.scales import HOME
from kith.science.sdq import Scores

METHOD = Method("SDQ added value score", "1")


@dataclass(frozen=True, slots=True)
class Coefficients:
    """Predicted later total = constant + total + impact + emotional, each times its weight. `sd` of one child's score."""

    constant: float = 2.3
    total: float = 0.8
    impact: float = 0.2
    emotional: float = -0.3
    sd: float = 5.0
    from_total: int = 14
    source: str = (
        "sdqinfo e10, from 604 high-risk children of the British survey of 2004; weights from memory"
    )


SURVEY_2004 = Coefficients()


@dataclass(frozen=True, slots=True)
class AddedValue:
    """The mean of predicted minus observed later totals; above nought is better than predicted. `effect` is in SDs."""

    n: int
    mean: float
    low: float
    high: float
    effect: float

    def in_fives(self) -> "AddedValue":
        """As it may leave the scheme: the interval is that of the rounded number, since its width is nothing but n."""
        n = in_fives(self.n)
        mean, half = rounded(self.mean, 1), (self.high - self.mean) * sqrt(self.n / n)
        return AddedValue(n, mean, mean - half, mean + half, rounded(self.effect, 1))


def added_value(
    pairs: Sequence[tuple[Scores, Scores]], informant: str, weights: Coefficients = SURVEY_2004
) -> AddedValue:
    """Mean added value with ±1.96·sd/√n: about 10/√n points. For groups; for one child the interval is ±10 and says nothing.

    Raises CannotTell for teachers' and young people's own forms, and where a first impact score or a total is missing.
    """
    if informant not in HOME:
        raise CannotTell(
            f"The prediction was made for parents' and carers' forms, not for those of a {informant}. Show the change instead."
        )
    if not pairs:
        raise CannotTell("There are no children measured twice.")
    values = []
    for first, later in pairs:
        if first.total is None or first.impact is None or first.emotional is None or later.total is None:
            raise CannotTell(
                "Each child needs a first total, emotional and impact score and a later total. Leave out those without, "
                "and say how many they are."
            )
        predicted = (
            weights.constant
            + weights.total * first.total
            + weights.impact * first.impact
            + weights.emotional * first.emotional
        )
        values.append(predicted - later.total)
    mean, half = fmean(values), 1.96 * weights.sd / sqrt(len(values))
    return AddedValue(len(values), mean, mean - half, mean + half, mean / weights.sd)


def tell_added_value(
    pairs: Sequence[tuple[Scores, Scores]],
    basis: Basis,
    *,
    audience: Audience,
    informant: str = "carer",
    weights: Coefficients = SURVEY_2004,
) -> Result[AddedValue]:
    """For a group of enough children only; the follow-up must lie 4 to 8 months on, as `basis` says.

    `pairs`: first and later form of each child. Raises CannotTell for another window, under the minimum for this audience,
    and for whatever `added_value` refuses. It misleads for children unlike those of the survey: none of them was in care.
    """
    if not basis.window.startswith(SIX_MONTHS.name):
        raise CannotTell(
            f"The prediction is for follow-ups {SIX_MONTHS.name}, not {basis.window}. Show the change instead."
        )
    require(Display.ADDED_VALUE, len(pairs), audience)
    seen = seen_by(audience, added_value(pairs, informant, weights), basis)
    figure = seen.figure
    caveats = [Caveat.ADDED_VALUE_POPULATION, Caveat.ADDED_VALUE_COEFFICIENTS]
    if fmean(first.total or 0 for first, _ in pairs) < weights.from_total:
        caveats.append(Caveat.ADDED_VALUE_LOW_START)
    if len(pairs) < basis.eligible:
        caveats.append(Caveat.FOLLOW_UP_INCOMPLETE)
    how = "better" if figure.mean >= 0 else "worse"
    sign = 1 if figure.mean >= 0 else -1
    low, high = sorted((sign * figure.low, sign * figure.high))
    if figure.low <= 0 <= figure.high:
        verdict = "no evidence either way"
    else:
        verdict = f"the interval lies on the {how} side"
    sentence = (
        f"Compared with what a national survey predicts for similar scores, this group did {number(abs(figure.mean))} "
        f"points {how} (95% interval {between(low, high)}, n = {figure.n}): {verdict}."
    )
    return seen.result(sentence=sentence, method=METHOD, caveats=tuple(caveats))
