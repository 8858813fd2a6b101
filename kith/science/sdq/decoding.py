"""The bytes of a file as text and headings, or the finding that says what they are instead."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass

SAVE_AS = "Save it as “CSV UTF-8” and try again."
WORKBOOKS = {b"PK\x03\x04": "an .xlsx workbook", b"\xd0\xcf\x11\xe0": "an .xls workbook", b"%PDF": "a PDF"}
"""How files begin that people take for CSV."""
WIDE = {
    b"\xff\xfe\x00\x00": "UTF-32",
    b"\x00\x00\xfe\xff": "UTF-32",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}
DELIMITERS = ",;\t"
NAMES_ITS_OWN = "sep="
"""How Excel begins a file whose first line says what parts its cells."""


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Something wrong, and where: the line of the file, counted from 1, and the column by its heading."""

    line: int
    column: str
    words: str

    def __str__(self) -> str:
        return f"line {self.line}, column {self.column}: {self.words}"


def decoded(content: bytes) -> str | Finding:
    """UTF-8 text, with or without its mark; anything else is a finding at its first strange byte."""
    for begins, what in WORKBOOKS.items():
        if content.startswith(begins):
            return Finding(1, "all", f"the file is {what}, not CSV. Open it and save it as “CSV UTF-8”.")
    for begins, what in WIDE.items():
        if content.startswith(begins):
            return Finding(1, "1", f"the file is {what}. {SAVE_AS}")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        words = (
            f"the byte {content[wrong.start]:02X} is not UTF-8. Save the file as “CSV UTF-8” and try again."
        )
        return _strange(content, wrong.start, words)
    if "\0" in text:
        words = f"the byte 00 is in no text; the file may be UTF-16. {SAVE_AS}"
        return _strange(content, content.index(b"\0"), words)
    return text if text.strip() else Finding(1, "all", "the file is empty.")


def _strange(content: bytes, place: int, words: str) -> Finding:
    before = content[:place]
    column = place - before.rfind(b"\n")
    return Finding(before.count(b"\n") + 1, f"character {column}", words)


def dialect_of(text: str) -> type[csv.Dialect]:
    """Commas, or semicolons or tabs where the headings, or the file's own first line, have those."""
    first = text.lstrip().partition("\n")[0]

    class Found(csv.excel):
        delimiter = max(DELIMITERS, key=first.count)

    return Found


def headings_of(reader: Iterator[list[str]]) -> list[str]:
    """The first line that says anything; empty where none does. Excel's own first line says nothing about columns."""
    for row in reader:
        headings = [name.strip() for name in row]
        if any(headings) and not headings[0].lower().startswith(NAMES_ITS_OWN):
            return headings
    return []
