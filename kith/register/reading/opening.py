"""From files to tables: each file looked at once, recognised by what is in it, and made ready to give its rows."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePosixPath

from kith.register.reading.dates import read_day
from kith.register.reading.findings import Findings
from kith.register.reading.recognise import Layout
from kith.register.reading.schema import Table
from kith.register.reading.sources import UNREADABLE, Refused, Source
from kith.register.reading.text import Inspected, fingerprint, inspect, records, sheet
from kith.register.reading.workbook import Workbook, is_old_workbook
from kith.register.reading.xml_return import xml_records
from kith.register.reading.years import year_in_name, year_of_days

Row = tuple[str, int, list[str] | None]
"""The table's name, the line, and the cells."""

Read = Callable[[int], None]

_NAMED_AS_TABLE = re.compile(r"(^|[^a-z])(header|episodes?|reviews?|oc2|oc3|uasc|missing)([^a-z]|$)")
"""Names under which the tables are usually exported. They never make a table, but they tell that one was meant."""


@dataclass(slots=True)
class Found:
    """One file, or one sheet of a workbook, that was recognised. An XML return holds several tables."""

    name: str
    source: Source
    inspected: Inspected
    layouts: dict[str, Layout]
    rows: Callable[[Read], Iterator[Row]]
    titles: tuple[str, ...] = ()
    spoken: bool = True
    year: int | None = None

    @property
    def is_xml(self) -> bool:
        return self.inspected.encoding == "XML"


@dataclass(slots=True)
class Opened:
    """What became of all files: the tables found, and the files that hold none."""

    found: list[Found] = field(default_factory=list)
    others: list[tuple[Source, Inspected | None]] = field(default_factory=list)

    def __add__(self, more: "Opened") -> "Opened":
        return Opened(self.found + more.found, self.others + more.others)


def open_all(
    sources: Sequence[Source], tables: tuple[Table, ...], findings: Findings, *, today: date
) -> Opened:
    """Recognise every file; what cannot be used is noted, and refuses the reading unless it only lies beside it."""
    opened = Opened()
    seen: dict[tuple[str, int | str], str] = {}
    for source in sources:
        inspected: Inspected | None = None
        try:
            inspected = _inspected(source)
            same = (inspected.sha256, year_in_name(source.name, today) or source.folder)
            if same in seen:
                findings.add("same_file_twice", source.name, words={"other": seen[same]})
                opened.others.append((source, inspected))
                continue
            opened.found += _recognised(source, inspected, tables, findings)
            seen[same] = source.name
        except Refused as refused:
            _note(source, refused, findings)
            opened.others.append((source, inspected))
        except UNREADABLE:
            code = (
                "zip_unreadable"
                if "/" in source.name and ".zip/" in source.name.lower()
                else "file_unreadable"
            )
            findings.add(code, source.name)
            opened.others.append((source, inspected))
    _leave_xml_beside_tables(opened, findings)
    return opened


def _note(source: Source, refused: Refused, findings: Findings) -> None:
    """A neighbour that is no table is left alone; a file that was meant, is nearly one, or is named as one, is refused."""
    meant = source.chosen or _NAMED_AS_TABLE.search(PurePosixPath(source.name).stem.lower()) is not None
    stranger = refused.code in ("file_not_recognised", "xml_not_a_return") and not meant
    if stranger or (source.aside and not meant):
        words = {"table": "no table in particular", "columns": "all"} | refused.words
        findings.add("file_left_alone", source.name, words=words)
    else:
        findings.add(refused.code, source.name, refused.line, column=refused.column, words=refused.words)


def _inspected(source: Source) -> Inspected:
    """Look at every byte; what is no text by its first bytes is only hashed."""
    with source.open() as stream:
        beginning = stream.read(16)
    if beginning.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        with source.open() as stream:
            return fingerprint(stream)
    bare = beginning.lstrip(b"\xef\xbb\xbf\xff\xfe").replace(b"\x00", b"").lstrip()
    if bare.startswith(b"<"):
        with source.open() as stream:
            looked_at = fingerprint(stream)
        return Inspected(looked_at.sha256, "XML", looked_at.beginning)
    with source.open() as stream:
        return inspect(stream)


def _recognised(
    source: Source, inspected: Inspected, tables: tuple[Table, ...], findings: Findings
) -> list[Found]:
    if is_old_workbook(inspected.beginning):
        raise Refused("workbook_unreadable")
    if inspected.encoding == "XML":
        return [_xml(source, inspected, tables)]
    if not inspected.encoding:
        return _workbook(source, inspected, tables)
    return [_text(source, inspected, tables, findings)]


def _text(source: Source, inspected: Inspected, tables: tuple[Table, ...], findings: Findings) -> Found:
    with source.open() as stream:
        found = sheet(stream, inspected.encoding, tables)
    if found.layout.twice:
        raise Refused("column_twice", found.header_line, column=found.layout.twice[0])
    name = found.layout.table.name
    if found.header_line > 1:
        findings.add("lines_before_header", source.name, found.header_line)
    if inspected.encoding == "cp1252":
        findings.add("encoding_cp1252", source.name, inspected.odd_line)
    if inspected.encoding == "utf-16":
        findings.add("encoding_utf16", source.name)

    def rows(read: Read) -> Iterator[Row]:
        with source.open() as stream:
            for line, cells in records(stream, inspected.encoding, found, read):
                yield name, line, cells

    return Found(source.name, source, inspected, {name: found.layout}, rows, found.header)


def _workbook(source: Source, inspected: Inspected, tables: tuple[Table, ...]) -> list[Found]:
    with source.open() as stream:
        book = Workbook(stream.read(), tables)

    def rows_of(sheet_name: str, header_row: int, table: str) -> Callable[[Read], Iterator[Row]]:
        def rows(read: Read) -> Iterator[Row]:
            for line, cells in book.records(sheet_name, header_row):
                yield table, line, cells
            read(source.size // len(book.sheets))

        return rows

    found = []
    for sheet_name, header_row, layout in book.sheets:
        if layout.twice:
            raise Refused("column_twice", header_row, column=layout.twice[0])
        table = layout.table.name
        name = f"{source.name}, sheet {sheet_name}"
        rows = rows_of(sheet_name, header_row, table)
        found.append(Found(name, source, inspected, {table: layout}, rows, spoken=False))
    return found


def _xml(source: Source, inspected: Inspected, tables: tuple[Table, ...]) -> Found:
    layouts = {table.name: _all_columns(table) for table in tables}

    def rows(read: Read) -> Iterator[Row]:
        with source.open() as stream:
            for table, line, cells in xml_records(stream, read):
                yield table, line, [cells.get(name, "") for name in layouts[table].places]

    with source.open() as stream:
        next(xml_records(stream), None)
    return Found(source.name, source, inspected, layouts, rows)


def _all_columns(table: Table) -> Layout:
    places = {column.name: place for place, column in enumerate(table.columns)}
    return Layout(table, places, {}, len(places), len(places), year_at=None, extra=(), absent=(), twice=())


def _leave_xml_beside_tables(opened: Opened, findings: Findings) -> None:
    """A folder that holds the return as tables and as XML holds it twice."""
    with_tables = {
        found.source.folder for found in opened.found if not found.is_xml and "Header" in found.layouts
    }
    for found in [*opened.found]:
        if found.is_xml and not found.source.chosen and found.source.folder in with_tables:
            findings.add("xml_beside_csv", found.name)
            opened.found.remove(found)
            opened.others.append((found.source, found.inspected))


def give_years(opened: Opened, today: date) -> None:
    """Work out which return each file belongs to; see `years`."""
    by_folder: dict[str, int | None] = {}
    for found in opened.found:
        found.year = year_in_name(found.source.name, today)
        if "Episodes" in found.layouts:
            year = found.year or year_of_days(_beginnings(found, today), today)
            found.year = year
            by_folder[found.source.folder] = max(
                filter(None, (year, by_folder.get(found.source.folder))), default=None
            )
    for found in opened.found:
        if found.year is None:
            found.year = by_folder.get(found.source.folder)


def _beginnings(found: Found, today: date) -> Iterator[date]:
    """The start of every episode in a file; what cannot be read is reported when the rows are made."""
    place = found.layouts["Episodes"].places["DECOM"]
    try:
        for table, _, cells in found.rows(lambda size: None):
            if table == "Episodes" and cells is not None and place < len(cells):
                day = read_day(cells[place], this_year=today.year)
                if day is not None:
                    yield day[0]
    except (Refused, *UNREADABLE):
        return
