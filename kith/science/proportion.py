"""Shares of a group, with intervals that hold in small numbers; and who moved in and out.

docs/methods/proportion.md tells the methods.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import sqrt

from kith.science.disclosure import FIVES
from kith.science.distributions import beta_quantile, binomial_cdf, normal_quantile
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
from kith.science.results.minimums import INDICATIVE_BELOW, allows, keeps_back
from kith.science.results.words import listed, number, percent

CONFIDENCE = 0.95
METHOD = Method("shares with Wilson's interval, differences with Newcombe's", "1")
RARE = 0.05
FLOWS = Method("flows between two statuses, exact test of the difference", "1")


@dataclass(frozen=True, slots=True)
class Proportion:
    """`part` of `whole`, as a share from 0 to 1 with its interval."""

    part: int
    whole: int
    low: float
    high: float

    def in_fives(self) -> "Proportion":
        """As it may leave the scheme: share and interval are those of the rounded counts."""
        return wilson(in_fives(self.part), max(FIVES, in_fives(self.whole)))

    @property
    def share(self) -> float:
        return self.part / self.whole


@dataclass(frozen=True, slots=True)
class Difference:
    """One share less another, from -1 to 1."""

    value: float
    low: float
    high: float


def wilson(part: int, whole: int, confidence: float = CONFIDENCE) -> Proportion:
    """Wilson's score interval (1927): never beyond 0 or 1, and sound from very few on.

    Raises CannotTell without anybody, or for a part that is not one.
    """
    _check(part, whole)
    z = normal_quantile((1 + confidence) / 2)
    share, spread = part / whole, z * z / whole
    middle = (share + spread / 2) / (1 + spread)
    half = z / (1 + spread) * sqrt(share * (1 - share) / whole + spread / (4 * whole))
    low = 0.0 if part == 0 else middle - half
    high = 1.0 if part == whole else middle + half
    return Proportion(part, whole, low, high)


def exact(part: int, whole: int, confidence: float = CONFIDENCE) -> Proportion:
    """Clopper and Pearson's interval (1934): never too narrow, usually too wide. For checking.

    Raises CannotTell without anybody, or for a part that is not one.
    """
    _check(part, whole)
    tail = (1 - confidence) / 2
    low = 0.0 if part == 0 else beta_quantile(tail, part, whole - part + 1)
    high = 1.0 if part == whole else beta_quantile(1 - tail, part + 1, whole - part)
    return Proportion(part, whole, low, high)


def newcombe(first: Proportion, second: Proportion) -> Difference:
    """The difference of two groups' shares, its interval made of their Wilson intervals. Newcombe (1998), method 10.

    As shares, from -1 to 1. The two groups must share nobody.
    """
    value = first.share - second.share
    low = value - sqrt((first.share - first.low) ** 2 + (second.high - second.share) ** 2)
    high = value + sqrt((first.high - first.share) ** 2 + (second.share - second.low) ** 2)
    return Difference(value, low, high)


def tell_groups(
    groups: Mapping[str, tuple[int, int]], basis: Basis, *, what: str, audience: Audience
) -> Result[dict[str, Proportion]]:
    """The share of each group (part, whole), in the order given: equity, without ranks.

    `what`: what they did, as in "were matched". Groups that are too small for this audience, or in which a few did or did
    not, are left out and said to be.
    Raises CannotTell where none is large enough.
    """
    shown = {
        name: wilson(part, whole)
        for name, (part, whole) in groups.items()
        if allows(Display.EQUITY_GROUP, whole, audience) and not keeps_back(audience, part, whole - part)
    }
    if not shown:
        require(Display.EQUITY_GROUP, max((whole for _, whole in groups.values()), default=0), audience)
        raise CannotTell(
            "In each group so few did, or did not, that telling would point at them. Tell the whole only."
        )
    seen = seen_by(audience, shown, basis)
    parts = [
        f"{name}, {its.part} of {its.whole} ({percent(its.share)}, 95% interval {percent(its.low)} to {percent(its.high)})"
        for name, its in seen.figure.items()
    ]
    apart = _apart_words(*seen.figure.values()) if len(shown) == 2 else ""
    left_out = [name for name in groups if name not in shown]
    rest = f" Too few to show: {listed(left_out)}." if left_out else ""
    return seen.result(
        sentence=f"How many of each group {what}: {'; '.join(parts)}.{apart}{rest}",
        method=METHOD,
        caveats=(Caveat.INDICATIVE,) if any(its.whole < INDICATIVE_BELOW for its in shown.values()) else (),
    )


def _apart_words(first: Proportion, second: Proportion) -> str:
    its = newcombe(first, second)
    if its.low <= 0 <= its.high:
        return " The two cannot be told apart."
    return f" They lie {number(abs(100 * its.value), 0)} points apart (95% interval {_points(its)})."


def _points(its: Difference) -> str:
    low, high = sorted((abs(its.low), abs(its.high)))
    return f"{number(100 * low, 0)} to {number(100 * high, 0)}"


@dataclass(frozen=True, slots=True)
class Flow:
    """Two looks at the same people: `stayed_in`, `came_in`, `went_out`, `stayed_out`; `chance` of flows at least so uneven."""

    stayed_in: int
    came_in: int
    went_out: int
    stayed_out: int
    chance: float

    def in_fives(self) -> "Flow":
        """As it may leave the scheme. The exact chance would give the moves away: outside it is under `RARE`, or not."""
        return Flow(
            in_fives(self.stayed_in),
            in_fives(self.came_in),
            in_fives(self.went_out),
            in_fives(self.stayed_out),
            RARE if self.chance < RARE else 1.0,
        )

    @property
    def n(self) -> int:
        return self.stayed_in + self.came_in + self.went_out + self.stayed_out


def flow(statuses: Iterable[tuple[bool, bool]]) -> Flow:
    """Count (in before, in after) pairs. The chance is McNemar's exact, two-sided, from those who moved only.

    Of the same people both times, so that a gain is never told without its losses. McNemar (1947).
    """
    pairs = list(statuses)
    came, went = pairs.count((False, True)), pairs.count((True, False))
    chance = min(1.0, 2 * binomial_cdf(min(came, went), came + went, 0.5)) if came + went else 1.0
    return Flow(pairs.count((True, True)), came, went, pairs.count((False, False)), chance)


@dataclass(frozen=True, slots=True)
class Flows:
    """How many were in before and after; `moves` is None where those who moved are too few to tell outside."""

    before: Proportion
    after: Proportion
    moves: Flow | None


def flows_for(figure: Flow, audience: Audience) -> Flows | None:
    """A flow as this audience may see it; None where even the two totals would point at a few."""
    n = figure.n
    before = wilson(figure.stayed_in + figure.went_out, n)
    after = wilson(figure.stayed_in + figure.came_in, n)
    if keeps_back(audience, before.part, after.part, n - before.part, n - after.part):
        return None
    few = keeps_back(audience, figure.stayed_in, figure.came_in, figure.went_out, figure.stayed_out)
    return Flows(before, after, None if few else figure)


def tell_flow(figure: Flow, basis: Basis, *, what: str, audience: Audience) -> Result[Flows]:
    """Both ways, never the inflow alone. `what`: the status, as in "education, employment or training".

    Raises CannotTell with too few for this audience, and outside where a few were in it or were not.
    """
    require(Display.PERCENTAGE, figure.n, audience)
    its = flows_for(figure, audience)
    if its is None:
        raise CannotTell(f"So few were in {what}, or were not, that telling would point at them.")
    seen = seen_by(audience, its, basis)
    its = seen.figure
    sentence = (
        f"Of {its.before.whole} young people, {_moves_words(its.moves, what)}{its.before.part} ({percent(its.before.share)}) were in "
        f"it before and {its.after.part} ({percent(its.after.share)}, 95% interval {percent(its.after.low)} to "
        f"{percent(its.after.high)}) after.{_chance_words(its.moves)}"
    )
    few = (Caveat.INDICATIVE,) if figure.n < INDICATIVE_BELOW else ()
    return seen.result(sentence=sentence, method=FLOWS, caveats=few)


def _moves_words(moves: Flow | None, what: str) -> str:
    if moves is None:
        return f"some came into {what} or went out of it, too few to tell: "
    return f"{moves.came_in} came into {what} and {moves.went_out} went out of it: "


def _chance_words(moves: Flow | None) -> str:
    if moves is None:
        return ""
    if moves.came_in == moves.went_out:
        return " As many came as went."
    if moves.chance > RARE:
        return " A difference of this size is common by chance alone."
    if moves.chance == RARE:
        return " Chance alone would bring flows as uneven in fewer than 5 of 100 such groups."
    times = number(100 * moves.chance) if moves.chance >= 0.001 else "fewer than 0.1"
    return f" Chance alone would bring flows as uneven in {times} of 100 such groups."


def _check(part: int, whole: int) -> None:
    if whole < 1:
        raise CannotTell("There is nobody to take a share of.")
    if not 0 <= part <= whole:
        raise CannotTell(f"{part} is not a part of {whole}. Count again.")
