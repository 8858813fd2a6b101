"""The return as XML (EXPSSDA903): each child's HEADER and EPISODEs become rows of the same tables as the CSV files.

Read as a stream, so that its size does not matter, by a parser that refuses document types and entities.
"""

from collections.abc import Callable, Iterator
from typing import IO, Any
from xml.sax import SAXException
from xml.sax.handler import ContentHandler

from defusedxml.common import DefusedXmlException
from defusedxml.sax import make_parser

from kith.register.reading.sources import Refused

ROOT = "EXPSSDA903"
CHUNK = 64 * 1024
TEXT_LIMIT = 10_000

BLOCKS = {
    "EPISODE": "Episodes",
    "AREVIEW": "Reviews",
    "AMISSING": "Missing",
    "OC2": "OC2",
    "PERMANENCE": "PrevPerm",
    "AD_PLACED": "PlacedAdoption",
}
"""Elements that hold one row of a table of their own."""

TOLD_BY = {"SW_ID": "SWEpisodes", "DOLO_START": "DoLo"}
"""Newer blocks, whose element names differ between systems, are told by a column only they have."""

PARTS_OF_HEADER = {
    "OC3": ("IN_TOUCH", "ACTIV", "ACCOM"),
    "AD1": ("DATE_INT", "DATE_MATCH", "FOSTER_CARE", "NB_ADOPTR", "SEX_ADOPTR", "LS_ADOPTR"),
}
"""Tables whose columns stand in the HEADER itself; a row is made where one of them is filled in."""

XmlRecord = tuple[str, int, dict[str, str]]
"""The table's name, the line, and the cells by column."""


class _Children(ContentHandler):
    """Collects the rows of one child at a time."""

    def __init__(self, line_number: Callable[[], int | None]) -> None:
        super().__init__()
        self._line_number = line_number
        self.ready: list[XmlRecord] = []
        self._path: list[str] = []
        self._text: list[str] = []
        self._size = 0
        self._header: dict[str, str] = {}
        self._block: dict[str, str] = {}
        self._blocks: list[tuple[str, int, dict[str, str]]] = []
        self._lines: dict[str, int] = {}

    @property
    def line(self) -> int:
        return self._line_number() or 1

    def startElement(self, name: str, attrs: Any) -> None:  # noqa: N802 - the parser's own name
        tag = name.rpartition(":")[2].upper()
        if not self._path and tag != ROOT:
            raise Refused("xml_not_a_return", self.line)
        self._path.append(tag)
        self._lines[tag] = self.line
        self._text, self._size = [], 0
        if len(self._path) == 2:
            self._header, self._blocks = {}, []
        if len(self._path) == self._row_depth():
            self._block = {}

    def characters(self, content: str) -> None:
        self._size += len(content)
        if self._size > TEXT_LIMIT:
            raise Refused("line_too_long", self.line, limit=f"{TEXT_LIMIT:,}")
        self._text.append(content)

    def endElement(self, name: str) -> None:  # noqa: N802
        tag, depth = self._path[-1], len(self._path)
        text = "".join(self._text).strip()
        if depth == self._row_depth() + 1:
            self._block[tag] = text
        elif depth == self._row_depth() and self._block:
            self._close_block(tag)
        elif depth == self._row_depth():
            self._header[tag] = text
        elif depth == 2:
            self._close_child()
        self._path.pop()
        self._text = []

    def _row_depth(self) -> int:
        """How deep an element lies that may be a row by itself: an EPISODE in CHILD, an AREVIEW in HEADER."""
        return 4 if self._path[2:3] == ["HEADER"] else 3

    def _close_block(self, tag: str) -> None:
        table = BLOCKS.get(tag) or next((TOLD_BY[name] for name in self._block if name in TOLD_BY), "")
        if table:
            self._blocks.append((table, self._lines[tag], self._block))
        self._block = {}

    def _close_child(self) -> None:
        header = self._header
        who = {"CHILD": header.get("CHILDID", header.get("CHILD", "")), "DOB": header.get("DOB", "")}
        line = self._lines.get("HEADER", self.line)
        self.ready.append(("Header", line, {**header, **who}))
        if header.get("UASC", "").strip() in ("1", "1.0") or header.get("DUC"):
            self.ready.append(
                ("UASC", line, {**who, "SEX": header.get("SEX", ""), "DUC": header.get("DUC", "")})
            )
        for table, names in PARTS_OF_HEADER.items():
            if any(header.get(name) for name in names):
                self.ready.append((table, line, {**who, **{name: header.get(name, "") for name in names}}))
        for table, begins, cells in self._blocks:
            cells.setdefault("PLACE", cells.get("PL", ""))
            self.ready.append((table, begins, {**cells, **who}))


def xml_records(stream: IO[bytes], read: Callable[[int], None] = lambda size: None) -> Iterator[XmlRecord]:
    """Every row of the return, child by child. Raises `Refused` for anything that is not a whole return."""
    parser = make_parser()
    children = _Children(parser.getLineNumber)
    parser.forbid_dtd = True
    parser.setContentHandler(children)
    try:
        while chunk := stream.read(CHUNK):
            read(len(chunk))
            parser.feed(chunk)
            yield from children.ready
            children.ready = []
        parser.close()
    except DefusedXmlException as unsafe:
        raise Refused("xml_unsafe", children.line) from unsafe
    except (SAXException, ValueError, LookupError) as broken:
        raise Refused("xml_unreadable", children.line) from broken
    yield from children.ready
