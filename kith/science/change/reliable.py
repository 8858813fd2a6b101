"""Changes larger than the measure's own error, counted for a group and always beside what chance alone would count."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil, sqrt

from kith.science import regression_to_mean as drift
from kith.science.pairs import Pairs
from kith.science.results import Audience, CannotTell, Caveat, Display, Method, Result, require, seen_by
from kith.science.results.minimums import SMALLEST_COUNT, keeps_back
from kith.science.results.words import number, percent
from kith.science.scales import Scale

METHOD = Method("reliable change (Jacobson and Truax)", "1")
Z = 1.96


@dataclass(frozen=True, slots=True)
class Reliability:
    """A measure's error: of one score (`error`), of a difference, and what a reliable difference exceeds."""

    error: float
    error_of_difference: float
    limit: float


@dataclass(frozen=True, slots=True)
class ReliableChange:
    """How many of `n` changed by at least `points`; and the shares expected to, with nothing done, at these first scores.

    A count is None where it is kept back from outsiders.
    """

    n: int
    points: float
    better: int | None
    worse: int | None
    expected_better: float
    expected_worse: float


def smallest_reliable_change(sd: float, reliability: float) -> Reliability:
    """SEM = s √(1 - r), S_diff = √2 SEM, and 1.96 S_diff. Jacobson and Truax (1991).

    In points of the scale. `sd`: of the scores of those it was normed on; `reliability` from 0 to under 1: of one sitting, or of
    a retest, which is lower and gives a larger limit. Raises CannotTell for values that cannot be.
    """
    if not 0 <= reliability < 1 or sd <= 0:
        raise CannotTell(
            "A reliability lies from 0 to under 1, and a standard deviation above 0. Look them up again."
        )
    error = sd * sqrt(1 - reliability)
    return Reliability(error, sqrt(2) * error, Z * sqrt(2) * error)


def cut_offs(mean: float, sd: float, usual_mean: float, usual_sd: float) -> tuple[float, float, float]:
    """Jacobson and Truax's a, b and c: two SDs from the troubled mean, within two of the usual, and half-way by SDs.

    All in points, from means and SDs of the two populations. It misleads where they hardly overlap, or hardly differ.
    """
    side = 1 if usual_mean > mean else -1
    c = (usual_sd * mean + sd * usual_mean) / (sd + usual_sd)
    return mean + side * 2 * sd, usual_mean - side * 2 * usual_sd, c


@dataclass(frozen=True, slots=True)
class Kinds:
    """Jacobson and Truax's four kinds, and a fifth; each of the children counts in one of them.

    `recovered`: reliably better, and now on the usual side of the cut-off; `better`: reliably, and not there; `worse`:
    reliably, on the same side as before; `harmed`: reliably, and across the cut-off.
    """

    recovered: int
    better: int
    unchanged: int
    worse: int
    harmed: int


def kinds_of_change(
    before: Sequence[float], after: Sequence[float], scale: Scale, *, limit: float, cut_off: float
) -> Kinds:
    """Count by how far each moved and where they ended. `limit`: what a reliable change exceeds; for groups only.

    `before` and `after` in the same order of children, `limit` and `cut_off` in points. It misleads as every change of a group
    that was let in by its score does: some of it is drift.
    """
    found = dict.fromkeys(Kinds.__dataclass_fields__, 0)
    for first, later in zip(before, after, strict=True):
        gain, usual, usual_before = (
            scale.better * each for each in (later - first, later - cut_off, first - cut_off)
        )
        if gain > limit:
            found["recovered" if usual > 0 else "better"] += 1
        elif gain < -limit:
            found["harmed" if usual_before > 0 > usual else "worse"] += 1
        else:
            found["unchanged"] += 1
    return Kinds(**found)


def points_needed(scale: Scale, *, between_sittings: bool = False) -> float:
    """The smallest reliable change in whole steps: 7 on a carer's SDQ total; 9 by the retest months apart.

    Raises CannotTell for a scale without a norm.
    """
    if scale.norm is None:
        raise CannotTell(f"The reliability of the {scale.name} is not known. Set a norm with its source.")
    reliability = scale.norm.retest if between_sittings else scale.norm.consistency
    limit = smallest_reliable_change(scale.norm.sd, reliability).limit
    return float(ceil(limit / scale.step) * scale.step)


def reliable_change(
    before: Sequence[float], after: Sequence[float], scale: Scale, points: float
) -> ReliableChange:
    """Count changes of at least so many points, and what the norm expects without any scheme.

    `before` and `after` in the same order of children. Raises CannotTell for a scale without a norm.
    """
    gains = [scale.better * (later - first) for first, later in zip(before, after, strict=True)]
    return ReliableChange(
        n=len(gains),
        points=points,
        better=sum(gain >= points for gain in gains),
        worse=sum(gain <= -points for gain in gains),
        expected_better=drift.share_moving(before, scale, points),
        expected_worse=drift.share_moving(before, scale, -points),
    )


def tell_reliable_change(
    pairs: Pairs, scale: Scale, *, audience: Audience, between_sittings: bool = False
) -> Result[ReliableChange]:
    """For a group of at least 20; never for one child. Raises CannotTell below, or without a norm to expect by."""
    require(Display.RELIABLE_CHANGE, len(pairs.before), audience)
    points = points_needed(scale, between_sittings=between_sittings)
    counted = _kept_back(reliable_change(pairs.before, pairs.after, scale, points), audience)
    seen = seen_by(audience, counted, pairs.basis)
    figure = seen.figure
    caveats = [*pairs.caveats] if between_sittings else [*pairs.caveats, Caveat.RELIABILITY_WITHIN_FORM]
    if counted.n < pairs.basis.eligible:
        caveats.append(Caveat.FOLLOW_UP_INCOMPLETE)
    sentence = (
        f"Of {figure.n} children measured twice, {_so_many(figure.better, figure.n)} improved by {number(points, 0)} "
        f"{scale.unit}s or more, which is more than the measure's own error, and {_so_many(figure.worse, figure.n)} got "
        f"worse by as much. With no help at all, {percent(figure.expected_better)} "
        f"and {percent(figure.expected_worse)} would be expected in a group that starts where this one did."
    )
    return seen.result(sentence=sentence, method=METHOD, caveats=tuple(caveats))


def _kept_back(figure: ReliableChange, audience: Audience) -> ReliableChange:
    """Counts as they may be told: neither a few who did, nor all but a few."""

    def told(count: int | None) -> int | None:
        return None if count is None or keeps_back(audience, count, figure.n - count) else count

    return replace(figure, better=told(figure.better), worse=told(figure.worse))


def _so_many(count: int | None, n: int) -> str:
    return (
        f"fewer than {SMALLEST_COUNT}, or all but so few,"
        if count is None
        else f"{count} ({percent(count / n)})"
    )
