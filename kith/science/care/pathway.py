"""The points of the care pathway: dated moments at which a child should be asked whether they would like somebody."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kith.science.care.ages import birthday
from kith.science.care.periods import CARE_ENDS_AT, Episode, Period, looked_after_on, periods_of_care
from kith.science.care.placements import placement_starts


class PathwayKind(StrEnum):
    """Why a moment matters. The value is part of a point's key and is never changed."""

    CAME_INTO_CARE = "came into care"
    REVIEW = "review"
    MOVED = "moved"
    THIRTEEN = "thirteen"
    SIXTEEN = "sixteen"
    SEVENTEEN = "seventeen"
    LEFT_CARE = "left care"


AGES = {13: PathwayKind.THIRTEEN, 16: PathwayKind.SIXTEEN, 17: PathwayKind.SEVENTEEN}
"""Around 13 many children are first old enough to go out alone; at 16 leaving care is planned; at 17 a match with an
independent visitor needs a plan for 18 (scheme page, section 3; law page 2.4)."""


@dataclass(frozen=True, slots=True, order=True)
class PathwayPoint:
    """One moment in one child's life in care.

    `key` names it within the child, and stays the same when the register is read again: kind and day, and for a
    birthday the kind alone, so that a corrected date of birth moves the point instead of making a second one.
    """

    day: date
    kind: PathwayKind
    key: str


def pathway_points(
    episodes: Iterable[Episode],
    reviews: Iterable[date],
    dob: date,
    *,
    until: date,
    short_breaks: bool = False,
) -> list[PathwayPoint]:
    """Every point on or before `until`, oldest first, no key twice.

    Came into care: a period whose beginning is known. Review: each day with one, while in care; before the first period
    read only if care had begun before it. Moved: a placement with new carers, not an absence or the return from it.
    A birthday counts if the child was looked after that day. Left care: the day a period ended; the 18th birthday where
    the file says nothing. Short breaks count only if asked for.

    It misleads where the return misses episodes: a child who came into care before the first return has no such point.
    """
    rows = [episode for episode in episodes if short_breaks or not episode.is_short_break]
    periods = periods_of_care(rows, dob=dob, short_breaks=short_breaks)
    found = [
        *(_point(period.began, PathwayKind.CAME_INTO_CARE) for period in periods if period.beginning_known),
        *(_point(period.ended, PathwayKind.LEFT_CARE) for period in periods if period.ended is not None),
        *(_point(day, PathwayKind.REVIEW) for day in reviews if _in_care_or_before(periods, day)),
        *(_point(day, PathwayKind.MOVED) for day in _moves(rows, dob)),
    ]
    for age, kind in AGES.items():
        if looked_after_on(rows, birthday(dob, age), dob=dob, short_breaks=short_breaks):
            found.append(PathwayPoint(birthday(dob, age), kind, key=str(kind)))
    return sorted({point.key: point for point in found if point.day <= until}.values())


def _point(day: date, kind: PathwayKind) -> PathwayPoint:
    return PathwayPoint(day, kind, key=f"{kind}:{day.isoformat()}")


def _moves(rows: list[Episode], dob: date) -> list[date]:
    starts = placement_starts(rows)
    return [start.day for start in starts if start.new_carer and start.day < birthday(dob, CARE_ENDS_AT)]


def _in_care_or_before(periods: list[Period], day: date) -> bool:
    """A review may be held on the very day care ends; one before a beginning we do not know was held in care."""
    if periods and not periods[0].beginning_known and day < periods[0].began:
        return True
    return any(period.began <= day and (period.ended is None or day <= period.ended) for period in periods)
