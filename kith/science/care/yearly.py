"""The strengths and difficulties score that returns carry once a year for each child."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SdqReturn:
    """What one return says of one child: a score from 0 to 40, or the code of the reason why there is none."""

    year: int
    score: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SdqBand:
    """Scores from `first` to `last`, both included, and what to call them."""

    name: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class SdqPoint:
    """A year in the series. `change` is against the last year that had a score, `years_between` how long ago."""

    year: int
    score: int | None
    reason: str
    band: str
    change: int | None
    years_between: int | None


CARERS_TOTAL: tuple[SdqBand, ...] = (
    SdqBand("usual", 0, 13),
    SdqBand("borderline", 14, 16),
    SdqBand("a cause for concern", 17, 40),
)
"""Bands of the total difficulties score told by the carer (LG Inform, metric 2135)."""


def sdq_series(returns: Iterable[SdqReturn], *, bands: Sequence[SdqBand] = CARERS_TOTAL) -> list[SdqPoint]:
    """A point for each year, oldest first, with its band and its change since the last score.

    Two returns of one year: the one with a score is taken, of two scores the higher, so that the order in which they
    come does not matter. Raises ValueError for a score outside the bands.

    It misleads if read as the work of a scheme: the score is one carer's view once a year, often another carer than
    the year before, and a change of a few points is within what the measure does by itself.
    """
    best: dict[int, SdqReturn] = {}
    for entry in returns:
        other = best.get(entry.year)
        if other is None or _rank(entry) > _rank(other):
            best[entry.year] = entry
    points: list[SdqPoint] = []
    last: SdqReturn | None = None
    for year in sorted(best):
        entry = best[year]
        scored = entry.score is not None
        change = (
            entry.score - last.score if entry.score is not None and last and last.score is not None else None
        )
        points.append(
            SdqPoint(
                year=year,
                score=entry.score,
                reason="" if scored else entry.reason,
                band=_band(entry.score, bands) if entry.score is not None else "",
                change=change,
                years_between=year - last.year if change is not None and last else None,
            )
        )
        last = entry if scored else last
    return points


def _rank(entry: SdqReturn) -> tuple[int, str]:
    return (-1 if entry.score is None else entry.score, entry.reason)


def _band(score: int, bands: Sequence[SdqBand]) -> str:
    for band in bands:
        if band.first <= score <= band.last:
            return band.name
    raise ValueError("That score lies outside the bands of the measure.")
