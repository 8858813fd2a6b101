"""Curves of lengths and endings in words, cut where they would point at a child."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from kith.science.disclosure import SMALLEST_BASE, THRESHOLD, Withheld, list_of, publish
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
from kith.science.results.words import number, percent, rounded
from kith.science.survival.curve import Length, RestrictedMean, at_risk_at, kaplan_meier
from kith.science.survival.kinds import Share, endings_by_kind

LENGTHS = Method("Kaplan-Meier, restricted mean", "1")
KINDS = Method("Aalen-Johansen by kind of ending", "1")
FEWEST_AT_RISK = SMALLEST_BASE
MONTHS_SHOWN = 3
STILL = "still together"


@dataclass(frozen=True, slots=True)
class Lasting:
    """How long matches last: points for a chart (time, staying, low, high, at risk), the median and the restricted mean.

    `until`: where the chart is cut; for outsiders the points are every third month, and none at which one to four have
    ended since the one before, since each step is a child.
    """

    n: int
    points: tuple[tuple[float, float, float, float, int], ...]
    until: float
    median: float | None
    median_low: float | None
    median_high: float | None
    restricted: RestrictedMean

    def in_fives(self) -> "Lasting":
        """As it may leave the scheme: the median is the very length of somebody's match, so it is told in whole months."""
        middle: dict[str, Any] = {
            name: None if (value := getattr(self, name)) is None else rounded(value, 0)
            for name in ("median", "median_low", "median_high")
        }
        its = {name: in_fives(getattr(self, name)) for name in ("n", "points", "restricted")}
        return replace(self, **its, **middle)


def tell_lengths(
    lengths: Sequence[Length], basis: Basis, *, audience: Audience, until: float = 24
) -> Result[Lasting]:
    """How long matches last. `until`: over how many months the one-number summary is taken, cut if nobody was watched so long.

    Times in months. Raises CannotTell with too few matches or endings, or where too few were watched at one time. Matches that
    left the records unnoticed would make it too long.
    """
    require(Display.DURATIONS, len(lengths), audience)
    require(Display.ENDINGS, sum(bool(length.ended) for length in lengths), audience)
    curve = kaplan_meier(lengths)
    end = _cut(lengths) if audience is Audience.OUTSIDE else curve.longest
    if not end:
        raise CannotTell(
            "Too few matches were watched at one time to show a curve. Tell how many began and how many ended."
        )
    whole = float(int(end)) or end  # the end itself is the length of somebody's match
    end = whole if audience is Audience.OUTSIDE else end
    restricted = curve.restricted_mean(float(min(until, whole)))
    low, high = curve.median_interval
    median = curve.median if curve.median is not None and curve.median <= end else None
    points = _shown(lengths, end, audience)
    figure = Lasting(len(lengths), points, end, median, low, high if median is not None else None, restricted)
    seen = seen_by(audience, figure, basis)
    return seen.result(
        sentence=_lengths_words(seen.figure),
        method=LENGTHS,
        caveats=_caveats(lengths, end < curve.longest),
    )


def _lengths_words(figure: Lasting) -> str:
    mean = figure.restricted
    counted = (
        f"Of {figure.n} matches, counting those still open for as long as they have lasted, a match gives on average "
        f"{number(mean.months)} of its first {mean.until:g} months (95% interval {number(mean.low)} to {number(mean.high)})."
    )
    if figure.median is None:
        return f"{counted} More than half were still open as far as can be seen."
    return f"{counted} Half have ended by {number(figure.median, 0)} months."


@dataclass(frozen=True, slots=True)
class EndingShares:
    """For each kind of ending, its share by so many months; `hidden`: kinds too few to tell outside."""

    n: int
    by: float
    shares: dict[str, Share]
    hidden: tuple[str, ...] = ()


def tell_endings(
    lengths: Sequence[Length], basis: Basis, *, audience: Audience, words: dict[str, str], by: float = 12
) -> Result[EndingShares]:
    """Which share of matches end in each way within so many months.

    `words`: for each kind as recorded, what is said of it, as in {"unplanned": "end without a planned goodbye"}; a
    child's own choice is a kind of its own and no failure. Raises CannotTell with too few matches or endings.
    """
    require(Display.DURATIONS, len(lengths), audience)
    require(Display.ENDINGS, sum(bool(length.ended) for length in lengths), audience)
    end = _cut(lengths) if audience is Audience.OUTSIDE else by
    at = min(by, end)
    at = float(int(at)) or at
    if not at:
        raise CannotTell(
            "Too few matches were watched at one time to say how they end. Tell how many ended, by kind."
        )
    endings = endings_by_kind(lengths)
    hidden = _kinds_kept_back(lengths, list(words), at, audience)
    shares = {kind: endings.share(kind, at) for kind in words if kind not in hidden}
    if not shares:
        raise CannotTell("In each way so few matches ended that telling would point at somebody.")
    seen = seen_by(audience, EndingShares(len(lengths), at, shares, hidden), basis)
    figure = seen.figure
    parts = [
        f"{percent(share.value)} ({percent(share.low)} to {percent(share.high)}) {words[kind]}"
        for kind, share in figure.shares.items()
    ]
    rest = " Other ways of ending are too few to tell." if hidden else ""
    sentence = f"Of {figure.n} matches, we estimate that within {at:g} months {', '.join(parts)}.{rest}"
    return seen.result(sentence=sentence, method=KINDS, caveats=_caveats(lengths, end < by))


def _kinds_kept_back(
    lengths: Sequence[Length], kinds: Sequence[str], at: float, audience: Audience
) -> tuple[str, ...]:
    """Kinds of which a few ended so by then, and those that would give them away beside the curve of all endings."""
    if audience is Audience.INSIDE:
        return ()
    counts = {kind: sum(each.ended == kind and each.lasted <= at for each in lengths) for kind in kinds}
    told = publish(
        list_of("Endings", "kind", counts | {STILL: len(lengths) - sum(counts.values())}, "matches")
    )
    return tuple(kind for kind in kinds if isinstance(told.cell(kind), Withheld))


def _shown(
    lengths: Sequence[Length], end: float, audience: Audience
) -> tuple[tuple[float, float, float, float, int], ...]:
    curve = kaplan_meier(lengths)
    if audience is Audience.INSIDE:
        return tuple((each.time, each.staying, each.low, each.high, each.at_risk) for each in curve.points)
    points, told = [], 0
    for month in range(0, int(end) + 1, MONTHS_SHOWN):
        ended = sum(bool(each.ended) and each.lasted <= month for each in lengths)
        if 0 < ended - told < THRESHOLD:
            continue
        told = ended
        point = curve.staying_at(month)
        staying, low, high = (point.staying, point.low, point.high) if point else (1.0, 1.0, 1.0)
        points.append((float(month), staying, low, high, watched(lengths, month)))
    return tuple(points)


def watched(lengths: Sequence[Length], time: float) -> int:
    """How many were watched at a time: begun, entered into the records, and not over before it."""
    return sum(length.entered <= time <= length.lasted for length in lengths)


def _cut(lengths: Sequence[Length]) -> float:
    """How far the curve may be shown: until fewer than ten are watched. Nought if they are from the start."""
    few = [time for time, at_risk, _ in at_risk_at(lengths) if at_risk < FEWEST_AT_RISK]
    lasted = sorted((length.lasted for length in lengths if not few or length.lasted < few[0]), reverse=True)
    return next((time for time in lasted if watched(lengths, time) >= FEWEST_AT_RISK), 0.0)


def _caveats(lengths: Sequence[Length], cut: bool) -> tuple[Caveat, ...]:
    asked = {
        Caveat.STILL_OPEN: any(not length.ended for length in lengths),
        Caveat.LATE_ENTRY: any(length.entered for length in lengths),
        Caveat.CURVE_CUT: cut,
        Caveat.INDICATIVE: len(lengths) < 30,
    }
    return tuple(caveat for caveat, holds in asked.items() if holds)
