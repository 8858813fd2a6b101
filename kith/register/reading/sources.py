"""Where the bytes come from: folders, zip files, single files. Nothing is ever unpacked to disk."""

import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import IO

from kith.register.reading.findings import Findings

FILE_LIMIT = 32 * 1024 * 1024
"""No file of a return comes near it: 2,675 children's reviews are 0.4 MB."""

UNPACKED_LIMIT = 128 * 1024 * 1024
WORKBOOK_LIMIT = 48 * 1024 * 1024
"""A workbook is held in memory whole, several times its unpacked size."""

FILES_LIMIT = 2000

LOOKED_AT = frozenset({".csv", ".txt", ".tsv", ".xml", ".xlsx", ".xlsm", ".xls", ".zip"})
"""Files of a folder that may be tables; a file chosen by name is looked at whatever it is called."""

ASIDE = frozenset({".txt"})
"""Kinds that often lie beside a return without being one: what is wrong with them refuses nothing."""

UNREADABLE = (OSError, EOFError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError)
"""What Python raises when a file or a part of a zip file cannot be read."""


class Refused(Exception):
    """The whole file cannot be used: the code of a finding, its line, and words for its sentences."""

    def __init__(
        self, code: str, line: int | None = None, *, column: str | None = None, **words: object
    ) -> None:
        super().__init__(code)
        self.code = code
        self.line = line
        self.column = column
        self.words = words


@dataclass(frozen=True, slots=True)
class Source:
    """One file: the name it goes by in the report, the folder it lies in, and how to open it.

    `chosen` is true for a file the person named, so that being no table is a fault and not a chance neighbour.
    """

    name: str
    folder: str
    size: int
    chosen: bool
    open: Callable[[], IO[bytes]]

    @property
    def aside(self) -> bool:
        return not self.chosen and PurePosixPath(self.name).suffix.lower() in ASIDE


def gather(paths: Sequence[Path], findings: Findings, stack: ExitStack) -> list[Source]:
    """Every file to look at, in order of name. What cannot be looked at is noted. `stack` keeps zip files open."""
    sources: list[Source] = []
    several = len(paths) > 1
    for path in paths:
        try:
            if path.is_dir():
                sources += _folder(path, several, findings, stack)
            elif path.is_file():
                sources += _file(path, path.name, str(path.parent), True, findings, stack)
            else:
                findings.add("path_missing", path.name)
        except Refused as refused:
            findings.add(refused.code, path.name, refused.line, words=refused.words)
        except UNREADABLE:
            findings.add("file_unreadable", path.name)
    return sources


def _folder(path: Path, several: bool, findings: Findings, stack: ExitStack) -> Iterator[Source]:
    inside_folder = sorted(islice(_walk(path), FILES_LIMIT + 1))
    if len(inside_folder) > FILES_LIMIT:
        raise Refused("too_many_files", limit=f"{FILES_LIMIT:,}")
    for found in inside_folder:
        inside = found.relative_to(path).as_posix()
        name = f"{path.name}/{inside}" if several else inside
        try:
            yield from _file(found, name, str(found.parent), False, findings, stack)
        except Refused as refused:
            findings.add(refused.code, name, refused.line, words=refused.words)
        except UNREADABLE:
            findings.add("file_unreadable", name)


def _walk(path: Path) -> Iterator[Path]:
    """Files below a folder, without hidden ones, and without following links out of it."""
    for found in path.rglob("*"):
        parts = found.relative_to(path).parts
        plain_file = found.is_file() and not found.is_symlink() and found.suffix.lower() in LOOKED_AT
        if plain_file and not any(_hidden(part) for part in parts):
            yield found


def _hidden(part: str) -> bool:
    return part.startswith((".", "~$", "__MACOSX")) or part == "Thumbs.db"


def _file(
    path: Path, name: str, folder: str, chosen: bool, findings: Findings, stack: ExitStack
) -> Iterator[Source]:
    size = path.stat().st_size
    if size > FILE_LIMIT:
        raise Refused("file_too_large", limit=_megabytes(FILE_LIMIT))
    with path.open("rb") as opened:
        beginning = opened.read(4)
    if beginning == b"PK\x03\x04" and not _is_workbook(path):
        yield from _zip(path, name, stack)
    elif path.suffix.lower() == ".zip":
        raise Refused("zip_unreadable" if size else "file_empty")
    else:
        yield Source(name, folder, size, chosen, lambda: path.open("rb"))


def _is_workbook(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as packed:
            return any(entry.startswith("xl/") for entry in packed.namelist())
    except zipfile.BadZipFile as broken:
        code = "zip_unreadable" if path.suffix.lower() == ".zip" else "workbook_unreadable"
        raise Refused(code) from broken


def _zip(path: Path, name: str, stack: ExitStack) -> Iterator[Source]:
    packed = stack.enter_context(zipfile.ZipFile(path))
    entries = [entry for entry in packed.infolist() if not entry.is_dir()]
    check_packed(entries)
    for entry in sorted(entries, key=lambda entry: entry.filename):
        inside = PurePosixPath(entry.filename.replace("\\", "/"))
        if any(_hidden(part) for part in inside.parts) or inside.suffix.lower() not in LOOKED_AT - {".zip"}:
            continue
        folder = f"{path}/{inside.parent}"
        yield Source(f"{name}/{inside}", folder, entry.file_size, False, _opener(packed, entry))


def _opener(packed: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Callable[[], IO[bytes]]:
    return lambda: packed.open(entry)


def check_packed(entries: Sequence[zipfile.ZipInfo], limit: int | None = None) -> None:
    """Raise `Refused` for a zip file with a password, a name that points outside, or far too much in it.

    A part never gives more than the size it declares, so adding up what is declared bounds what can come out.
    """
    if len(entries) > FILES_LIMIT:
        raise Refused("too_many_files", limit=f"{FILES_LIMIT:,}")
    limit = UNPACKED_LIMIT if limit is None else limit
    total = 0
    for entry in entries:
        inside = PurePosixPath(entry.filename.replace("\\", "/"))
        if inside.is_absolute() or ".." in inside.parts or ":" in inside.parts[0]:
            raise Refused("zip_unsafe")
        if entry.flag_bits & 1:
            raise Refused("zip_locked")
        total += entry.file_size
        if entry.file_size > max(FILE_LIMIT, limit) or total > limit:
            raise Refused("zip_too_large", limit=_megabytes(limit))


def _megabytes(size: int) -> str:
    return f"{size // (1024 * 1024)} MB"
