"""Endings of different kinds, none of which may be treated as if the others could not happen (Aalen and Johansen, 1978).

One minus Kaplan and Meier for one kind answers a question nobody asked: how many would end so if no match could end
otherwise. It is always too high.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from math import sqrt

from kith.science.distributions import normal_quantile
from kith.science.results import CannotTell
from kith.science.survival.curve import CONFIDENCE, Length, around, at_risk_at


@dataclass(frozen=True, slots=True)
class Share:
    """The estimated share of matches that end in one way within a time, with its standard error and interval."""

    value: float
    error: float
    low: float
    high: float


@dataclass(frozen=True)
class Endings:
    """Everything about a set of matches that end in one of several ways."""

    lengths: tuple[Length, ...]

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        return tuple(sorted({length.ended for length in self.lengths if length.ended}))

    @cached_property
    def steps(self) -> list["Step"]:
        """One for each time at which a match ended."""
        counts = Counter((length.lasted, length.ended) for length in self.lengths if length.ended)
        steps, staying = [], 1.0
        reached = dict.fromkeys(self.kinds, 0.0)
        for time, at_risk, ended in at_risk_at(self.lengths):
            hazards = {kind: counts[time, kind] / at_risk for kind in self.kinds}
            reached = {kind: reached[kind] + staying * hazards[kind] for kind in self.kinds}
            steps.append(Step(time, at_risk, ended / at_risk, staying, hazards, reached))
            staying *= 1 - ended / at_risk
        return steps

    @cached_property
    def times(self) -> list[float]:
        return [step.time for step in self.steps]

    def staying(self, time: float) -> float:
        place = bisect_right(self.times, time)
        return self.steps[place - 1].before * (1 - self.steps[place - 1].hazard) if place else 1.0

    def share(self, kind: str, time: float, confidence: float = CONFIDENCE) -> Share:
        """F(t) = Σ S(s-) d/n, with the infinitesimal jackknife's error, as R's survfit has it, and a log-log interval."""
        place = bisect_right(self.times, time)
        if not place or kind not in self.kinds:
            return Share(0.0, 0.0, 0.0, 0.0)
        value = self.steps[place - 1].reached[kind]
        error = sqrt(sum(pull**2 for pull in self._pulls(kind, place)))
        return Share(value, error, *around(value, error, normal_quantile((1 + confidence) / 2)))

    def _pulls(self, kind: str, upto: int) -> list[float]:
        """By how much each match pulls the share: the derivative with respect to its weight.

        A change dh of the hazard at s moves F(t) by S(s-) dh_kind - (F(t) - F(s)) dh / (1 - h(s)). A match at risk has
        dh = -h/n, and one that ends 1/n more; so sums over the times at risk are differences of running totals.
        """
        steps = self.steps[:upto]
        final = steps[-1].reached[kind]
        stays = [step.pull(kind, final) for step in steps]
        totals = [
            0.0,
            *accumulate(
                own * step.hazards[kind] + other * step.hazard
                for (own, other), step in zip(stays, steps, strict=True)
            ),
        ]
        pulls = []
        for length in self.lengths:
            first, last = (
                bisect_right(self.times, length.after, hi=upto),
                bisect_right(self.times, length.lasted, hi=upto),
            )
            pull = totals[min(first, last)] - totals[last]
            if length.ended and last and self.times[last - 1] == length.lasted:
                own, other = stays[last - 1]
                pull += other + (own if length.ended == kind else 0.0)
            pulls.append(pull)
        return pulls


@dataclass(frozen=True, slots=True)
class Step:
    """`at_risk` just before a time; the share staying `before` it; hazards by kind; the shares `reached` after it."""

    time: float
    at_risk: int
    hazard: float
    before: float
    hazards: dict[str, float]
    reached: dict[str, float]

    def pull(self, kind: str, final: float) -> tuple[float, float]:
        """What one more ending of this kind, and of any kind, does to the final share; per match at risk."""
        onward = (final - self.reached[kind]) / (1 - self.hazard) if self.hazard < 1 else 0.0
        return self.before / self.at_risk, -onward / self.at_risk


def endings_by_kind(lengths: Sequence[Length]) -> Endings:
    """Ready to be asked for shares. Raises CannotTell without any match."""
    if not lengths:
        raise CannotTell("There are no matches to follow.")
    return Endings(tuple(lengths))
