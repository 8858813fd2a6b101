"""What the checks share: the day, the findings, the tallies of each file, and what is known of the whole reading."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from kith.register.reading.annex_a import ANNEX_TITLES, FROM_ANNEX
from kith.register.reading.findings import Findings
from kith.register.reading.rowmaker import Tally
from kith.register.reading.rows import Row

R = TypeVar("R", bound=Row)


@dataclass(slots=True)
class Desk:
    """Where the rows of all files lie side by side."""

    today: date
    findings: Findings
    tallies: dict[tuple[str, type[Row]], Tally]
    last_whole_year: int | None = None
    last_year_of: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    has_headers: bool = False
    has_episodes: bool = False
    has_names: bool = False

    def note(self, code: str, row: Row, *, column: str | None = None, **words: object) -> None:
        """A finding about a row. One made from Annex A is told with the workbook's own titles."""
        if FROM_ANNEX in row.flags:
            column = ANNEX_TITLES.get(column or "")
        self.findings.add(code, row.file, row.line, column=column, child=row.child, words=words)

    def flag(self, row: R, code: str, *, column: str | None = None, **words: object) -> R:
        """A finding about a row that is kept, with the finding's code among its flags."""
        self.note(code, row, column=column, **words)
        return marked(row, code)

    def refuse(self, row: Row) -> None:
        """Count a row that was kept so far as refused."""
        if tally := self.tallies.get((row.file, type(row))):
            tally.kept -= 1
            tally.refused += 1

    def leave_out(self, row: Row) -> None:
        """Count a row as repeated or overtaken by a later one."""
        if tally := self.tallies.get((row.file, type(row))):
            tally.kept -= 1
            tally.left_out += 1


def marked(row: R, code: str) -> R:
    return row if code in row.flags else replace(row, flags=(*row.flags, code))


def says(row: Row) -> tuple[object, ...]:
    """What a row says of its child, without where it stands."""
    return tuple(getattr(row, name) for name in type(row).__slots__)


def by_return(rows: Iterable[R]) -> list[R]:
    """Earlier returns first; within one in the order of files and lines."""
    return sorted(rows, key=lambda row: row.year or 0)


def one_for_each(
    rows: Iterable[R],
    key: Callable[[R], Hashable],
    desk: Desk,
    *,
    contradiction: str = "row_contradicted",
    overtaken: Callable[[R, R], str] = lambda earlier, later: "",
) -> list[R]:
    """One row for each key. In one return the first counts and a differing second is refused; a later return overtakes
    an earlier one, and `overtaken` may name the finding that says so."""
    kept: dict[Hashable, R] = {}
    for row in by_return(rows):
        held = kept.get(key(row))
        if held is None:
            kept[key(row)] = row
        elif (held.file, held.year) != (row.file, row.year):
            if (code := overtaken(held, row)) and says(held) != says(row):
                desk.note(code, held, other=row.file)
            desk.leave_out(held)
            kept[key(row)] = row
        elif says(held) == says(row):
            desk.note("row_repeated", row, other=held.line)
            desk.leave_out(row)
        else:
            desk.note(contradiction, row, other=held.line)
            desk.refuse(row)
    return list(kept.values())
