"""One child's rows of several returns laid together: the later return counts, and what it tells differently is set aside.

A return of a year tells everything of a child in that year. So a row of that year which the register holds, and which
the return does not tell, was a mistake that somebody has mended: it is kept, marked and no longer counted.
"""

from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from kith.register.comparing.tables import Told
from kith.register.facts import Stay
from kith.register.reading.years import return_year, year_end

STARTED = "S"


@dataclass(frozen=True, slots=True)
class Covered:
    """The years which the returns at hand tell of one child, in one table, and the last day told in them."""

    years: Container[int]
    until: date

    def __contains__(self, day: date) -> bool:
        return day <= self.until and return_year(day) in self.years


def merged_rows(held: Mapping[object, Told], told: Mapping[object, Told]) -> dict[object, Told]:
    """By key; a row held counts only against an older return's."""
    rows = dict(held)
    for key, row in told.items():
        kept = rows.get(key)
        if kept is None or row.year >= kept.year:
            rows[key] = row
    return rows


def merged_reviews(
    held: Mapping[date, Told], told: Mapping[date, Told], covered: Covered
) -> dict[date, Told]:
    """As above; a review that a return of its year no longer tells is set aside."""
    rows: dict[date, Told] = merged_rows(held, told)  # type: ignore[assignment,arg-type]
    for day, row in held.items():
        if day not in told and day in covered and row.year:
            participation, _ = row.values
            rows[day] = Told((participation, True), row.year)
    return rows


def merged_episodes(
    held: Mapping[date, Told], told: Mapping[date, Told], covered: Covered
) -> dict[date, Told]:
    """As above; then each episode ends before the next begins, whichever return told it."""
    rows = dict(held)
    for start, row in told.items():
        rows[start] = _later(rows.get(start), row)
    for start, row in held.items():
        if start not in told and (start in covered or _runs_beside(row.values, told, covered)):
            rows[start] = Told(row.values._replace(set_aside=True), row.year)
    return _mended(rows)


def _later(held: Told | None, told: Told) -> Told:
    """The one that counts. Annex A is a picture of one day: it only closes what a return has left open."""
    if held is None or held.values.set_aside:
        return told
    if told.values.from_annex_a and not held.values.from_annex_a:
        if held.values.end is None and told.values.end is not None:
            closed = held.values._replace(end=told.values.end, reason_ended=told.values.reason_ended)
            return Told(closed, held.year)
        return held
    return told if told.year >= held.year else held


def _runs_beside(stay: Stay, told: Mapping[date, Told], covered: Covered) -> bool:
    """Does it run into a year of which the return tells another episode as running in from before?

    Only one can: the start of the one held was corrected.
    """
    for row in told.values():
        first = date(row.year - 1, 4, 1)
        if row.year in covered.years and _runs_into(row.values, first) and _runs_into(stay, first):
            return True
    return False


def _runs_into(stay: Stay, first: date) -> bool:
    return stay.start < first and (stay.end is None or stay.end > first)


def _mended(rows: dict[date, Told]) -> dict[date, Told]:
    """Each episode but the last has an end, and none goes on after the next has begun."""
    standing = sorted(start for start, row in rows.items() if not row.values.set_aside)
    for start, following in pairwise(standing):
        row, after = rows[start], rows[following].values
        end = row.values.end
        if end is None and after.reason_new == STARTED:
            end = _left(row, after)
        elif end is None or end > after.start:
            end = after.start
        if end != row.values.end:
            reason = "" if row.values.end is None else row.values.reason_ended
            rows[start] = Told(row.values._replace(end=end, reason_ended=reason), row.year)
    return rows


def _left(row: Told, after: Stay) -> date:
    """The child was back later: gone with the return's year at the latest, and the day before the new start."""
    latest = after.start - timedelta(days=1)
    if row.year and year_end(row.year) >= row.values.start:
        latest = min(latest, year_end(row.year))
    return latest
