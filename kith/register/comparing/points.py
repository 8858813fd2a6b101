"""The points of the pathway: which are new, which have come, which the returns no longer tell of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from kith.register.comparing.known import Known
from kith.register.facts import Point, expected_key
from kith.register.models import PathwayPoint

ANCHOR = expected_key(date.min).removesuffix(date.min.isoformat())


@dataclass(slots=True)
class PointChanges:
    """Points to make, points to write anew, and how many of these were withdrawn."""

    new: list[Point] = field(default_factory=list)
    changed: list[PathwayPoint] = field(default_factory=list)
    withdrawn: int = 0


def compare_points(derived: Mapping[str, Point], known: Known, on: date) -> PointChanges:
    """Points are added; one that is no longer derived is withdrawn, unless somebody has written an answer at it."""
    changes = PointChanges()
    held = dict(known.points)
    rekeyed = _what_was_expected_has_come(derived, held)
    for key, point in derived.items():
        row = held.get(key)
        if row is None:
            changes.new.append(point)
        elif _put_right(row, point) or row is rekeyed:
            changes.changed.append(row)
    for key, row in held.items():
        if key not in derived and row.withdrawn_on is None and row.pk not in known.answered:
            row.withdrawn_on = on
            changes.withdrawn += 1
            changes.changed.append(row)
    return changes


def _what_was_expected_has_come(
    derived: Mapping[str, Point], held: dict[str, PathwayPoint]
) -> PathwayPoint | None:
    """The review that was due becomes the one that was held, with whatever was answered at it.

    Where no review has come but another day is counted from now, it goes on as the one that is expected now.
    """
    waiting = next((row for row in held.values() if row.expected and row.withdrawn_on is None), None)
    if waiting is None or waiting.key in derived:
        return None
    since = date.fromisoformat(waiting.key.removeprefix(ANCHOR))
    later = [
        point for point in derived.values() if _is_review(point) and (point.on > since or point.expected)
    ]
    come = min(later, key=lambda point: (point.expected, point.on), default=None)
    if come is None or come.key in held:
        return None
    del held[waiting.key]
    waiting.key = come.key
    held[come.key] = waiting
    _put_right(waiting, come)
    return waiting


def _is_review(point: Point) -> bool:
    return point.kind == PathwayPoint.Kind.REVIEW


def _put_right(row: PathwayPoint, point: Point) -> bool:
    """Make the row say what the point says; was anything different?"""
    before = (row.on, row.kind, row.expected, row.withdrawn_on)
    row.on, row.kind, row.expected, row.withdrawn_on = point.on, point.kind, point.expected, None
    return before != (row.on, row.kind, row.expected, None)
