"""In which scheme a match was, from when to when: it may have gone over from one to another.

How long matches last is watched in each scheme only while they were there. Counted from its first day, a match that came
late would count as one that could not have ended before, and make the scheme it came to look steadier than it is.
"""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from django.db.models import Q

from kith.matching.models import MatchChange


class Stay(NamedTuple):
    """The time a match was in one scheme; empty ends are its own beginning and what comes."""

    scheme: int
    came_on: date | None = None
    left_on: date | None = None

    def holds(self, day: date) -> bool:
        return (self.came_on or day) <= day and (self.left_on is None or day < self.left_on)


class Stays:
    """Where each match was, asked once for all that ever changed their scheme and are or were in one of these."""

    def __init__(self, schemes: Collection[int]) -> None:
        self._schemes = list(schemes)
        left = MatchChange.objects.exclude(left_scheme=None)
        near = left.filter(Q(of__scheme__in=self._schemes) | Q(left_scheme__in=self._schemes))
        rows = left.filter(of__in=near.values("of")).order_by("on", "pk")
        self._left: dict[int, list[tuple[date, int]]] = defaultdict(list)
        for match, on, scheme in rows.values_list("of", "on", "left_scheme"):
            self._left[match].append((on, scheme))

    def has_moved(self, match: int) -> bool:
        return match in self._left

    def ever_here(self, path: str = "") -> Q:
        """Rows of matches that are or were in one of the schemes. `path`: from the row to its match."""
        inside = Q(**{f"{path}__scheme__in" if path else "scheme__in": self._schemes})
        return inside | Q(**{f"{path or 'pk'}__in": list(self._left)})

    def of(self, match: int, now_in: int) -> list[Stay]:
        """One after another; the last is where it is now."""
        found, came = [], None
        for on, scheme in self._left.get(match, ()):
            found.append(Stay(scheme, came, on))
            came = on
        return [*found, Stay(now_in, came)]

    def on(self, match: int, now_in: int, day: date) -> int:
        """The scheme it was in at the end of a day."""
        return next(scheme for scheme in self.of(match, now_in) if scheme.holds(day)).scheme
