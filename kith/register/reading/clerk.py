"""Takes the rows of every file, lays them child by child, and has each child checked once."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from kith.register.reading.checks import ChildRecords, Desk, Unchecked, check_child
from kith.register.reading.checks.records import TABLE_LISTS
from kith.register.reading.findings import Findings
from kith.register.reading.opening import Found, Opened
from kith.register.reading.rowmaker import RowMaker, Tally
from kith.register.reading.rows import Row
from kith.register.reading.schema import Table
from kith.register.reading.sources import UNREADABLE, Refused
from kith.register.reading.years import possible_years, year_end

OnProgress = Callable[[int, int, str], None]
"""Told how many bytes of how many are read, and of which file."""

OLD_AFTER_DAYS = 548
"""A return that ended a year and a half ago is not the newest there is: the next was due in between."""


@dataclass(frozen=True, slots=True)
class FileSummary:
    """What became of one file, or of one table in it. `table` is '' where it was not recognised."""

    name: str
    table: str = ""
    recognised_as: str = ""
    year: int | None = None
    rows_read: int = 0
    rows_kept: int = 0
    rows_refused: int = 0
    rows_left_out: int = 0
    sha256: str = ""
    encoding: str = ""
    size: int = 0


class Meter:
    """Passes on how far the reading has come, a hundred times at most."""

    def __init__(self, opened: Opened, on_progress: OnProgress | None) -> None:
        self._total = sum({found.source.name: found.source.size for found in opened.found}.values())
        self._on_progress = on_progress
        self._done = 0
        self._said = 0
        self.file = ""

    def read(self, size: int) -> None:
        self._done = min(self._total, self._done + size)
        if self._on_progress and (self._done - self._said) * 100 >= self._total:
            self._said = self._done
            self._on_progress(self._done, self._total, self.file)


class Clerk:
    """Takes the rows of every file, sorts them by child, and has each child checked."""

    def __init__(self, today: date, findings: Findings, meter: Meter) -> None:
        self._today = today
        self._findings = findings
        self._meter = meter
        self._makers: list[tuple[Found, RowMaker]] = []
        self._unchecked: dict[str, Unchecked] = defaultdict(Unchecked)
        self._years: dict[str, set[int]] = {"Header": set(), "Episodes": set()}
        self._undated: set[str] = set()

    def take(self, found: Found) -> None:
        """Make the rows of one file and lay each with its child."""
        self._meter.file = found.name
        makers = {name: self._maker(found, layout.table.name) for name, layout in found.layouts.items()}
        try:
            for table, line, cells in found.rows(self._meter.read):
                row = makers[table].row(line, cells)
                if row is not None:
                    self._lay(table, row)
            for maker in makers.values():
                maker.finish()
        except Refused as refused:
            words = {"limit": "", **refused.words}
            self._findings.add(refused.code, found.name, refused.line, column=refused.column, words=words)
        except UNREADABLE:
            self._findings.add("file_unreadable", found.name)
        used = [maker for maker in makers.values() if maker.tally.read or not found.is_xml]
        for maker in used:
            self._note_layout(found, maker)
        self._makers += [(found, maker) for maker in used]

    def _maker(self, found: Found, table: str) -> RowMaker:
        maker = RowMaker(
            found.layouts[table],
            file=found.name,
            year=found.year,
            years=possible_years(self._today),
            findings=self._findings,
            spoken=found.spoken,
        )
        maker.remember_header(found.titles)
        return maker

    def _lay(self, table: str, row: Row) -> None:
        getattr(self._unchecked[row.child], TABLE_LISTS[table]).append(row)
        if row.year is not None and table in self._years:
            self._years[table].add(row.year)

    def _note_layout(self, found: Found, maker: RowMaker) -> None:
        layout = maker.layout
        if layout.extra:
            self._findings.add("columns_ignored", found.name, words={"columns": ", ".join(layout.extra[:10])})
        if layout.absent and layout.table.name not in ("Names", "List 8", "List 9"):
            self._findings.add("columns_absent", found.name, words={"columns": ", ".join(layout.absent)})
        if layout.table.row is None:
            self._findings.add("table_not_kept", found.name, words={"table": layout.table.title})

    def children(self) -> dict[str, ChildRecords]:
        """Every child that can be used, checked, in the order in which they were first met."""
        desk = self._desk()
        self._note_whole(desk)
        checked: dict[str, ChildRecords] = {}
        for child, unchecked in self._unchecked.items():
            self._leave_undated(unchecked, desk)
            records = check_child(child, unchecked, desk)
            if records is not None and records.rows():
                checked[child] = records
        return checked

    def _desk(self) -> Desk:
        whole = self._years["Header"] & self._years["Episodes"]
        desk = Desk(
            today=self._today,
            findings=self._findings,
            tallies={
                (found.name, kind): maker.tally for found, maker in self._makers if (kind := _row_type(maker))
            },
            last_whole_year=max(whole, default=None),
            has_headers=any(_tells_who(unchecked) for unchecked in self._unchecked.values()),
            has_episodes=any(unchecked.episodes for unchecked in self._unchecked.values()),
            has_names=any(
                row.first_names or row.surname for rows in self._unchecked.values() for row in rows.names
            ),
        )
        for child, unchecked in self._unchecked.items():
            for row in (*unchecked.headers, *unchecked.episodes):
                desk.last_year_of[child] = max(desk.last_year_of[child], row.year or 0)
        return desk

    def _note_whole(self, desk: Desk) -> None:
        if self._unchecked and not desk.has_headers:
            self._findings.add("no_header_file", self._makers[0][0].name)
        newest = max((year for years in self._years.values() for year in years), default=None)
        if newest and (self._today - year_end(newest)).days > OLD_AFTER_DAYS:
            of_year = next((found for found, _ in self._makers if found.year == newest), self._makers[0][0])
            self._findings.add("return_old", of_year.name, words={"year": newest})

    def _leave_undated(self, unchecked: Unchecked, desk: Desk) -> None:
        """Rows of yearly tables without a year are nobody's year: refused, and said once for each file."""
        for name in ("measures", "leavers"):
            rows = getattr(unchecked, name)
            for row in rows:
                if row.year is None:
                    desk.refuse(row)
                    if row.file not in self._undated:
                        self._findings.add("year_unknown", row.file)
                        self._undated.add(row.file)
            setattr(unchecked, name, [row for row in rows if row.year is not None])

    def files(self) -> list[FileSummary]:
        return [_summary(found, maker.layout.table, maker.tally) for found, maker in self._makers]


def _tells_who(unchecked: Unchecked) -> bool:
    return bool(unchecked.headers or unchecked.annex_children or unchecked.annex_leavers)


def _row_type(maker: RowMaker) -> type[Row] | None:
    row = maker.layout.table.row
    return row if isinstance(row, type) else None


def _summary(found: Found, table: Table, tally: Tally) -> FileSummary:
    return FileSummary(
        name=found.name,
        table=table.name,
        recognised_as=table.title,
        year=found.year,
        rows_read=tally.read,
        rows_kept=tally.kept,
        rows_refused=tally.refused,
        rows_left_out=tally.left_out,
        sha256=found.inspected.sha256,
        encoding=found.inspected.encoding or "workbook",
        size=found.source.size,
    )
