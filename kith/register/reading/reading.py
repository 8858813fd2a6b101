"""A register read whole: the files, the rows child by child, and everything found on the way."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from kith.register.reading.checks import ChildRecords
from kith.register.reading.clerk import Clerk, FileSummary, Meter, OnProgress
from kith.register.reading.findings import Finding, Findings, Severity, worst_first
from kith.register.reading.opening import Opened, give_years, open_all
from kith.register.reading.rows import EpisodeRow, HeaderRow, LeaverRow, MeasureRow, ReviewRow
from kith.register.reading.schema import Table
from kith.register.reading.sources import gather
from kith.register.reading.summary import by_severity, grouped
from kith.register.reading.tables import all_tables


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read. Where `refused`, no child is in it: one refused file leaves nothing half read."""

    today: date
    files: tuple[FileSummary, ...]
    findings: tuple[Finding, ...]
    children: Mapping[str, ChildRecords] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def refused(self) -> bool:
        return any(finding.severity is Severity.REFUSED_FILE for finding in self.findings)

    @property
    def headers(self) -> Iterator[HeaderRow]:
        return (records.header for records in self.children.values() if records.header)

    @property
    def episodes(self) -> Iterator[EpisodeRow]:
        return (row for records in self.children.values() for row in records.episodes)

    @property
    def reviews(self) -> Iterator[ReviewRow]:
        return (row for records in self.children.values() for row in records.reviews)

    @property
    def measures(self) -> Iterator[MeasureRow]:
        return (row for records in self.children.values() for row in records.measures)

    @property
    def leavers(self) -> Iterator[LeaverRow]:
        return (row for records in self.children.values() for row in records.leavers)

    def counts(self) -> dict[str, int]:
        """How many of each kind stand after the checks."""
        children = self.children.values()
        return {
            "children": len(children),
            "with_header": sum(records.header is not None for records in children),
            "episodes": sum(len(records.episodes) for records in children),
            "reviews": sum(len(records.reviews) for records in children),
            "measures": sum(len(records.measures) for records in children),
            "leavers": sum(len(records.leavers) for records in children),
            "missing": sum(len(records.missing) for records in children),
            "named": sum(records.names is not None for records in children),
        }

    def summary(self) -> dict[str, Any]:
        """The reading as plain values, ready for JSON.

        `files`: one entry for each table found and each file that holds none. `kinds`: findings grouped, worst first.
        `findings`: every finding, in a list for each severity.
        """
        return {
            "today": self.today.isoformat(),
            "refused": self.refused,
            "files": [{name: getattr(entry, name) for name in FileSummary.__slots__} for entry in self.files],
            "counts": self.counts(),
            "kinds": grouped(self.findings),
            "findings": by_severity(self.findings),
        }


def read_return(
    paths: Sequence[Path],
    *,
    today: date,
    names: Sequence[Path] = (),
    on_progress: OnProgress | None = None,
) -> Reading:
    """Read everything at these paths, check it, and say what was found. Never raises for anything in a file.

    `names` are files that must be the optional second file; one among `paths` is recognised by itself. Time grows with
    the number of rows; memory holds the rows kept and little else.
    """
    findings = Findings()
    tables = all_tables(today.year)
    with ExitStack() as stack:
        opened = open_all(gather(paths, findings, stack), tables, findings, today=today)
        if names:
            opened += open_all(gather(names, findings, stack), (_names_only(tables),), findings, today=today)
        give_years(opened, today)
        clerk = Clerk(today, findings, Meter(opened, on_progress))
        for found in sorted(opened.found, key=lambda found: (found.year or 0, found.name)):
            clerk.take(found)
    if not opened.found and not _refused(findings):
        findings.add("nothing_to_read", ", ".join(path.name for path in paths) or "no path")
    children = {} if _refused(findings) else clerk.children()
    files = [*clerk.files(), *_others(opened)]
    listed = {entry.name for entry in files}
    files += [FileSummary(name) for name in _refused_unopened(findings) if name not in listed]
    return Reading(today, tuple(files), tuple(worst_first(findings)), MappingProxyType(children))


def _refused(findings: Findings) -> bool:
    return any(finding.severity is Severity.REFUSED_FILE for finding in findings)


def _refused_unopened(findings: Findings) -> list[str]:
    """Files that were refused before anything could be told of them, each once."""
    return list(
        dict.fromkeys(finding.file for finding in findings if finding.severity is Severity.REFUSED_FILE)
    )


def _names_only(tables: Sequence[Table]) -> Table:
    """The file of names when it is named as such: it may hold workers and carers alone."""
    return replace(next(table for table in tables if table.name == "Names"), any_of=())


def _others(opened: Opened) -> list[FileSummary]:
    return [
        FileSummary(source.name, sha256=inspected.sha256, encoding=inspected.encoding, size=source.size)
        if inspected
        else FileSummary(source.name, size=source.size)
        for source, inspected in opened.others
    ]
