"""Do children whose matches last do better? Only a fair look at it: from one day on, the same for both groups.

To count goals reached during a match against how long it lasted is to count time twice: a long match has longer to
reach a goal. So the clock starts at a landmark, both groups are free of the goal then, and only what comes after counts.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from kith.science.proportion import Difference, Proportion, newcombe, wilson
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
from kith.science.results.minimums import keeps_back
from kith.science.results.words import number, percent

METHOD = Method("landmark comparison", "1")


@dataclass(frozen=True, slots=True)
class Followed:
    """One child, in months from the start of the match: when it ended (None while open), how long the child was watched,
    and when the outcome was reached (None if not)."""

    ended: float | None
    watched: float
    reached: float | None


@dataclass(frozen=True, slots=True)
class Landmark:
    """Who reached the outcome between `at` and `until`: of those whose match was open at the landmark, and of the others."""

    at: float
    until: float
    still_open: Proportion
    ended: Proportion
    difference: Difference

    def in_fives(self) -> "Landmark":
        """As it may leave the scheme: the difference is that of the rounded shares."""
        first, second = in_fives(self.still_open), in_fives(self.ended)
        return Landmark(self.at, self.until, first, second, newcombe(first, second))


def landmark(children: Iterable[Followed], *, at: float = 12, until: float = 24) -> Landmark:
    """Children watched until the end and without the outcome at the landmark, by whether their match was still open.

    Raises CannotTell where one side has nobody. It still misleads: children whose matches last may differ in other ways.
    """
    fair = [
        each for each in children if each.watched >= until and (each.reached is None or each.reached > at)
    ]
    still_open = [each for each in fair if each.ended is None or each.ended > at]
    ended = [each for each in fair if each.ended is not None and each.ended <= at]
    if not still_open or not ended:
        raise CannotTell(
            f"To compare, some matches must be open at {at:g} months and some ended, with children watched for {until:g}. "
            "Tell how long matches last instead."
        )
    first, second = _reached(still_open, until), _reached(ended, until)
    return Landmark(at, until, first, second, newcombe(first, second))


def _reached(children: list[Followed], until: float) -> Proportion:
    return wilson(sum(each.reached is not None and each.reached <= until for each in children), len(children))


def tell_landmark(figure: Landmark, basis: Basis, *, outcome: str, audience: Audience) -> Result[Landmark]:
    """`outcome`: what was reached, as in "reached a goal of their own". Needs enough children on each side.

    Raises CannotTell with too few on a side for this audience, and outside where a few did or did not. Even so children whose
    matches last may differ in other ways: its caveat says so.
    """
    require(Display.LANDMARK, min(figure.still_open.whole, figure.ended.whole), audience)
    for side in (figure.still_open, figure.ended):
        if keeps_back(audience, side.part, side.whole - side.part):
            raise CannotTell(f"On one side so few {outcome}, or did not, that telling would point at them.")
    seen = seen_by(audience, figure, basis)
    figure = seen.figure
    difference = figure.difference
    verdict = (
        "The two cannot be told apart."
        if difference.low <= 0 <= difference.high
        else f"The difference is {number(100 * difference.value, 0)} points (95% interval "
        f"{number(100 * difference.low, 0)} to {number(100 * difference.high, 0)})."
    )
    sentence = (
        f"Of {figure.still_open.whole} children whose match was open at {figure.at:g} months, "
        f"{percent(figure.still_open.share)} {outcome} between then and {figure.until:g} months; of {figure.ended.whole} "
        f"whose match had ended, {percent(figure.ended.share)}. {verdict}"
    )
    return seen.result(sentence=sentence, method=METHOD, caveats=(Caveat.LASTING_DIFFERS,))
