"""Reads what an authority already holds about its children looked after, and says what is wrong with it.

`read_return(paths, today=…)` takes folders, zip files and single files: the tables of the SSDA903 return of any year,
its XML, the Annex A workbook (lists 8 and 9) and a file of names. It gives a `Reading`: frozen rows, child by child,
with every fault as a `Finding` that says where it is, what was done, and what to do. Nothing is saved here, and nothing
here knows Django or a database: the register decides what becomes of the rows. One refused file refuses the whole.
"""

from kith.register.reading.checks import ChildRecords
from kith.register.reading.clerk import FileSummary
from kith.register.reading.findings import FINDINGS, Finding, FindingKind, Severity
from kith.register.reading.reading import Reading, read_return
from kith.register.reading.rows import (
    AnnexChildRow,
    AnnexLeaverRow,
    EpisodeRow,
    HeaderRow,
    LeaverRow,
    MeasureRow,
    MissingRow,
    NamesRow,
    ReviewRow,
    Row,
    UascRow,
    WorkerEpisodeRow,
)

__all__ = [
    "FINDINGS",
    "AnnexChildRow",
    "AnnexLeaverRow",
    "ChildRecords",
    "EpisodeRow",
    "FileSummary",
    "Finding",
    "FindingKind",
    "HeaderRow",
    "LeaverRow",
    "MeasureRow",
    "MissingRow",
    "NamesRow",
    "Reading",
    "ReviewRow",
    "Row",
    "Severity",
    "UascRow",
    "WorkerEpisodeRow",
    "read_return",
]
