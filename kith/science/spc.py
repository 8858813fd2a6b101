"""A figure over time: what is ordinary up and down, and what is worth asking about (the XmR chart).

docs/methods/spc.md tells the method.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

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
from kith.science.results.words import between, number

METHOD = Method("XmR chart", "1")
LIMIT = 2.66
"""Three standard deviations from the mean moving range: 3 / 1.128."""
RANGE_LIMIT = 3.267
RUN = 7
NEAR = 2 / 3


class Signal(StrEnum):
    OUTSIDE = "outside the limits"
    SHIFT = "seven in a row on one side"
    TREND = "seven in a row up or down"
    NEAR_LIMIT = "two of three near a limit"


@dataclass(frozen=True, slots=True)
class Chart:
    """The centre and natural limits, the mean moving range, and signals by the place of their last point, from 0."""

    values: tuple[float, ...]
    centre: float
    low: float
    high: float
    moving_range: float
    signals: tuple[tuple[int, Signal], ...]


def xmr(values: Sequence[float], *, least: float | None = None, most: float | None = None) -> Chart:
    """Mean ± 2.66 mean moving range; moving ranges over 3.267 times their mean are left out once, then it is worked out again.

    `least`, `most`: ends that the figure cannot pass, such as 0 and 100 for a percentage; limits stop there. The four
    signals are those used in the NHS: a point outside; seven running on one side; seven rising or falling; two of three
    in the outer third. Wheeler (1993). It misleads for figures that depend on the one before, and for tiny counts.
    Raises CannotTell with fewer than two points.
    """
    if len(values) < 2:
        raise CannotTell("A chart over time takes at least two points.")
    ranges = [abs(later - earlier) for earlier, later in pairwise(values)]
    mean = sum(ranges) / len(ranges)
    kept = [each for each in ranges if each <= RANGE_LIMIT * mean]
    moving = sum(kept) / len(kept)
    centre = sum(values) / len(values)
    low, high = centre - LIMIT * moving, centre + LIMIT * moving
    low = low if least is None else max(low, least)
    high = high if most is None else min(high, most)
    chart = Chart(tuple(values), centre, low, high, moving, ())
    return Chart(chart.values, centre, low, high, moving, tuple(_signals(chart)))


def _signals(chart: Chart) -> Iterator[tuple[int, Signal]]:
    values, far = chart.values, NEAR * LIMIT * chart.moving_range
    sides = [(value > chart.centre) - (value < chart.centre) for value in values]
    steps = [0, *((later > earlier) - (later < earlier) for earlier, later in pairwise(values))]
    near = [side * (abs(value - chart.centre) > far) for side, value in zip(sides, values, strict=True)]
    for place, value in enumerate(values):
        if not chart.low <= value <= chart.high:
            yield place, Signal.OUTSIDE
        if _all_one_way(sides[: place + 1], RUN):
            yield place, Signal.SHIFT
        if _all_one_way(steps[: place + 1], RUN - 1):
            yield place, Signal.TREND
        if near[place] and near[max(0, place - 2) : place + 1].count(near[place]) >= 2:
            yield place, Signal.NEAR_LIMIT


def _all_one_way(ways: Sequence[int], length: int) -> bool:
    return len(ways) >= length and ways[-1] != 0 and len(set(ways[-length:])) == 1


def tell(
    values: Sequence[float],
    basis: Basis,
    *,
    what: str,
    audience: Audience,
    least: float | None = None,
    most: float | None = None,
) -> Result[Chart]:
    """A chart in words. `what`: the figure, as in "Meetings kept each month". Under twelve points a run chart, no signals.

    `values` in order of time, `least` and `most` as in `xmr`. Raises CannotTell with too few points for this audience.
    """
    require(Display.CHART, len(values), audience)
    chart = xmr(values, least=least, most=most)
    if len(values) < MINIMUMS[Display.CHART].outside:
        figure = Chart(chart.values, chart.centre, chart.low, chart.high, chart.moving_range, ())
        sentence = f"{what}: {len(values)} points around {number(chart.centre)}. Too few yet to tell a signal from ordinary ups and downs."
        return seen_by(audience, figure, basis).result(
            sentence=sentence, method=METHOD, caveats=(Caveat.RUN_CHART_ONLY,)
        )
    last = len(values) - 1
    now = [signal for place, signal in chart.signals if place == last]
    verdict = (
        f"The last point is worth asking about: {', '.join(now)}."
        if now
        else "The last point is an ordinary one: ask for no reason."
    )
    sentence = f"{what}: {len(values)} points around {number(chart.centre)}; from {between(chart.low, chart.high)} is ordinary. {verdict}"
    return seen_by(audience, chart, basis).result(sentence=sentence, method=METHOD, caveats=())
