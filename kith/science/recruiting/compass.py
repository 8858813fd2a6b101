"""In which part of a scheme's area somebody lives: the middle, a point of the compass, far away, or nobody knows.

Coarse on purpose. A quarter of an area says where to put a poster; an outcode beside a wish may point at one child.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from math import dist
from statistics import median

from kith.science.places import METRES_IN_A_MILE, Point

FAR_MILES = 25
"""From here on somebody lives far from the scheme; the farthest that a short list looks by itself."""

LEAST_MILES = 1
"""Nearer than this nobody lives in another part than the middle: places are not known more exactly."""

FEWEST = 4
"""With fewer points than this an area has no parts."""


class Side(StrEnum):
    MIDDLE = "in the middle"
    NORTH = "in the north"
    EAST = "in the east"
    SOUTH = "in the south"
    WEST = "in the west"
    FAR = "far away"
    UNKNOWN = "somewhere not known"


@dataclass(frozen=True, slots=True)
class Compass:
    """The middle of an area, and how far from it, in metres, still counts as the middle. None: no middle is known."""

    middle: Point | None
    near: float

    def side(self, point: Point | None) -> Side:
        """The part of the area a point lies in; a point as far north as east counts as north."""
        if point is None or self.middle is None:
            return Side.UNKNOWN
        away = dist(point, self.middle)
        if away > FAR_MILES * METRES_IN_A_MILE:
            return Side.FAR
        if away <= self.near:
            return Side.MIDDLE
        east, north = point[0] - self.middle[0], point[1] - self.middle[1]
        if abs(north) >= abs(east):
            return Side.NORTH if north > 0 else Side.SOUTH
        return Side.EAST if east > 0 else Side.WEST


def around(points: Iterable[Point | None]) -> Compass:
    """A compass for the people of a scheme: its middle is their median place, and the nearest third live in it.

    The median, so that a child placed at the other end of the country does not move it. Points not known are left
    out. With under four points, or all in one place, everybody near is in the middle. It misleads where a scheme has
    two towns and nobody between them: the middle is then a field.
    """
    known = [point for point in points if point is not None]
    if not known:
        return Compass(None, 0)
    middle = (round(median(east for east, _ in known)), round(median(north for _, north in known)))
    if len(known) < FEWEST:
        return Compass(middle, FAR_MILES * METRES_IN_A_MILE)
    away = sorted(dist(point, middle) for point in known)
    return Compass(middle, max(LEAST_MILES * METRES_IN_A_MILE, away[(len(away) - 1) // 3]))
