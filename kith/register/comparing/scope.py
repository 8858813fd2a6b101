"""What a reading as a whole can tell: of which years, up to which day, and whether of everybody."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from kith.register.comparing.merging import Covered
from kith.register.comparing.tables import EPISODES, REVIEWS, year_of
from kith.register.reading import ChildRecords, Reading, Row
from kith.register.reading.annex_a import FROM_ANNEX
from kith.register.reading.years import return_year, year_end

NAMES_EVERYBODY = frozenset({"Header", "Episodes", "List 8"})
"""Tables that name every child looked after; without one of them nobody can be said to be absent."""


@dataclass(slots=True)
class Scope:
    """`newest` is the newest return in the reading; `until` the last day anything in it tells of."""

    on: date
    newest: int
    until: date
    everybody: bool
    tells_asylum: bool
    years: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))

    def covered(self, table: str, records: ChildRecords) -> Covered:
        """The years told of one child in one table: those of the table in which the child is named at all."""
        named = {row.year for row in named_in(records) if row.year and FROM_ANNEX not in row.flags}
        return Covered(frozenset(named & self.years[table]), self.until)

    def told_until(self) -> date:
        """Looking back ends with the last day of the newest return, or today where that lies ahead."""
        return min(self.on, year_end(self.newest))


def named_in(records: ChildRecords) -> list[Row]:
    """The rows that say that the child was on the authority's list at all."""
    return [row for row in (records.header, *records.episodes, records.annex_child) if row is not None]


def newest_of(records: ChildRecords, on: date) -> int:
    """The newest return that names the child; 0 where only other tables do."""
    return max((year_of(row, on) for row in named_in(records)), default=0)


def scope_of(reading: Reading) -> Scope:
    tables = {entry.table for entry in reading.files if entry.rows_kept}
    scope = Scope(
        on=reading.today,
        newest=0,
        until=date.min,
        everybody=bool(tables & NAMES_EVERYBODY),
        tells_asylum=bool(tables & {"UASC", "List 8"}),
    )
    for records in reading.children.values():
        scope.newest = max(scope.newest, newest_of(records, reading.today))
        for name, rows in ((EPISODES.name, records.episodes), (REVIEWS.name, records.reviews)):
            scope.years[name].update(row.year for row in rows if row.year)
        days = [*(row.began for row in records.episodes), *(row.day for row in records.reviews)]
        scope.until = max(scope.until, *(day for day in days if day <= reading.today), date.min)
    scope.newest = scope.newest or return_year(reading.today)
    return scope
