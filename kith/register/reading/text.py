"""From bytes to lines to cells: encodings, column separators, quotation marks, and what can be wrong with them."""

import codecs
import csv
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import TextIOWrapper
from typing import IO, TextIO

from kith.register.reading.recognise import Layout, nearest, recognise
from kith.register.reading.schema import Table
from kith.register.reading.sources import Refused

LINE_LIMIT = 64 * 1024
HEADER_WITHIN = 20
"""Titles and blank lines may stand above the column names, but not more than these."""

SEPARATORS = (",", ";", "\t", "|")
CHUNK = 64 * 1024

_NOT_IN_CP1252 = bytes(
    set(range(0x20)) - {0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1A} | {0x7F, 0x81, 0x8D, 0x8F, 0x90, 0x9D}
)
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

Record = tuple[int, list[str] | None]
"""The line a row begins on, and its cells; None where the line cannot be taken apart."""


@dataclass(frozen=True, slots=True)
class Inspected:
    """What one look at every byte told. `odd_line` is the first line that is not UTF-8."""

    sha256: str
    encoding: str
    beginning: bytes
    odd_line: int | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A text file that was recognised: its table, its separator and the line its column names stand on."""

    layout: Layout
    separator: str
    header_line: int
    header: tuple[str, ...]


def fingerprint(stream: IO[bytes]) -> Inspected:
    """The hash and the first bytes of a file that is not text."""
    digest = hashlib.sha256()
    beginning = b""
    while chunk := stream.read(CHUNK):
        beginning = beginning or chunk[:16]
        digest.update(chunk)
    return Inspected(digest.hexdigest(), "", beginning)


def inspect(stream: IO[bytes]) -> Inspected:
    """Read every byte once: the file's hash and its encoding, or `Refused` where it is no text."""
    digest = hashlib.sha256()
    beginning = stream.read(CHUNK)
    digest.update(beginning)
    wide = beginning.startswith(_UTF16)
    decoder = codecs.getincrementaldecoder("utf-16" if wide else "utf-8")()
    line, odd_line, blank = 1, None, True
    chunk = beginning
    while chunk:
        blank = blank and not chunk.strip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")
        if not wide and b"\x00" in chunk:
            raise Refused("nul_bytes", line + _lines(chunk[: chunk.index(b"\x00")]))
        if odd_line is None:
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError as broken:
                odd_line = line + _lines(chunk[: max(0, broken.start)])
                if wide:
                    raise Refused("encoding_unknown", odd_line) from broken
        if odd_line is not None:
            _could_be_cp1252(chunk, line)
        line += _lines(chunk)
        chunk = stream.read(CHUNK)
        digest.update(chunk)
    if blank:
        raise Refused("file_empty")
    if odd_line is None:
        _ends_whole(decoder, line)
        encoding = "utf-16" if wide else "utf-8-sig"
    else:
        encoding = "cp1252"
    return Inspected(digest.hexdigest(), encoding, beginning[:16], odd_line)


def _lines(chunk: bytes) -> int:
    return chunk.count(b"\n") or chunk.count(b"\r")


def _could_be_cp1252(chunk: bytes, line: int) -> None:
    """Bytes that Windows letters do not have mean that the file is something else, or damaged."""
    if len(chunk.translate(None, _NOT_IN_CP1252)) != len(chunk):
        place = next(place for place, byte in enumerate(chunk) if byte in _NOT_IN_CP1252)
        raise Refused("encoding_unknown", line + _lines(chunk[:place]))


def _ends_whole(decoder: codecs.IncrementalDecoder, line: int) -> None:
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as broken:
        raise Refused("file_cut_short", line) from broken


class Lines:
    """The lines of a text, counted, none longer than the limit, none swallowed by a quotation mark left open."""

    def __init__(self, stream: TextIO, *, lines_in_a_row: int, read: Callable[[int], None]) -> None:
        self.stream = stream
        self.number = 0
        self.row_begins = 1
        self.ended_whole = True
        self._most = lines_in_a_row
        self._read = read

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self.stream.readline(LINE_LIMIT + 1)
        if not line:
            raise StopIteration
        self.number += 1
        if len(line) > LINE_LIMIT:
            raise Refused("line_too_long", self.number, limit=f"{LINE_LIMIT:,}")
        if self.number - self.row_begins >= self._most:
            raise Refused("quote_left_open", self.row_begins)
        self.ended_whole = line.endswith(("\n", "\r"))
        self._read(len(line))
        return line


def sheet(stream: IO[bytes], encoding: str, tables: tuple[Table, ...]) -> Sheet:
    """Find the column names and so the table; raises `Refused` with the nearest table where there is none."""
    lines = _beginning(stream, encoding)
    for number, line in enumerate(lines, start=1):
        found = [_try(line, separator, tables) for separator in SEPARATORS]
        fitting = [entry for entry in found if entry is not None]
        if fitting:
            layout, separator, header = max(fitting, key=lambda entry: len(entry[0].places))
            return Sheet(layout, separator, number, header)
    raise unrecognised([_cells(line, separator) for line in lines for separator in SEPARATORS], tables)


def _beginning(stream: IO[bytes], encoding: str) -> list[str]:
    text = TextIOWrapper(stream, encoding=encoding, newline="")
    beginning: list[str] = []
    for _ in range(HEADER_WITHIN):
        line = text.readline(LINE_LIMIT + 1)
        if not line:
            break
        if len(line) > LINE_LIMIT:
            raise Refused("line_too_long", len(beginning) + 1, limit=f"{LINE_LIMIT:,}")
        beginning.append(line)
    return beginning


def _cells(line: str, separator: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=separator), [])
    except csv.Error:
        return []


def _try(line: str, separator: str, tables: tuple[Table, ...]) -> tuple[Layout, str, tuple[str, ...]] | None:
    cells = _cells(line, separator)
    layout = recognise(cells, tables)
    return (layout, separator, tuple(cell.strip() for cell in cells)) if layout else None


def unrecognised(beginnings: list[list[str]], tables: tuple[Table, ...]) -> Refused:
    """Why none of these lines names the columns of a table: the nearest one, and what is missing."""
    nears = [nearest(titles, tables) for titles in beginnings if any(titles)]
    if not nears:
        return Refused("file_empty")
    near = min(nears, key=lambda near: (not near.close, len(near.missing)))
    code = "columns_missing" if near.close else "file_not_recognised"
    return Refused(code, 1, table=near.table.title, columns=", ".join(near.missing))


def records(
    stream: IO[bytes], encoding: str, found: Sheet, read: Callable[[int], None] = lambda characters: None
) -> Iterator[Record]:
    """The rows below the column names, each with the line it begins on. Blank lines are passed over.

    Raises `Refused` where the file cannot be read to its end. A line that cannot be taken apart is None, and the next
    one is read as usual.
    """
    text = TextIOWrapper(stream, encoding=encoding, newline="")
    lines = Lines(text, lines_in_a_row=found.layout.table.lines_in_a_row, read=read)
    for _ in range(found.header_line):
        lines.row_begins = lines.number + 1
        next(lines)
    reader = csv.reader(lines, delimiter=found.separator, strict=True)
    last: Record | None = None
    while True:
        lines.row_begins = begins = lines.number + 1
        try:
            cells = next(reader)
        except StopIteration:
            break
        except csv.Error as broken:
            if "unexpected end" in str(broken) or "limit" in str(broken):
                raise Refused("quote_left_open", begins) from broken
            cells = None
        if cells is not None and not any(map(str.strip, cells)):
            continue
        if last is not None:
            yield last
        last = (begins, cells)
    if last is not None:
        _last_row_whole(last, lines, found)
        yield last


def _last_row_whole(last: Record, lines: Lines, found: Sheet) -> None:
    if not lines.ended_whole and (last[1] is None or len(last[1]) < found.layout.width):
        raise Refused("file_cut_short", last[0])
