"""What a report is made of: sections with figures and tables, frozen as plain values and read back the same.

A report knows nothing of children any more: only names of figures, texts and numbers that went through the gate.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from kith.reporting.gate import Shown


@dataclass(frozen=True)
class Figure:
    """One number with its name; `of` says what it is a share of, where it is one."""

    key: str
    name: str
    shown: Shown
    of: str = ""


@dataclass(frozen=True)
class Line:
    """One row of a table: its name, and a number for each column."""

    name: str
    cells: tuple[Shown, ...]


@dataclass(frozen=True)
class Grid:
    """A table; its last line is the sum of the others."""

    key: str
    title: str
    by: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]

    @property
    def is_withheld(self) -> bool:
        """Nothing in it could be shown, but perhaps what stands under it."""
        return all(cell.value is None for line in self.lines[:-1] for cell in line.cells)

    @property
    def is_empty(self) -> bool:
        return all(cell.value == 0 for line in self.lines for cell in line.cells)


@dataclass(frozen=True)
class Section:
    """Figures and tables about one thing, under one sentence that reads them out."""

    key: str
    title: str
    says: str
    figures: tuple[Figure, ...]
    grids: tuple[Grid, ...] = ()

    def figure(self, key: str) -> Figure:
        return next(figure for figure in self.figures if figure.key == key)


@dataclass(frozen=True)
class Question:
    """Something to ask next, and the rule that brought it up."""

    words: str
    rule: str


@dataclass(frozen=True)
class Report:
    """One report: of what, for which days, by which definition, its sections, and perhaps what to ask next."""

    definition: str
    of: Mapping[str, str]
    from_day: str
    until_day: str
    sections: tuple[Section, ...]
    questions: tuple[Question, ...] = ()

    def section(self, key: str) -> Section:
        return next(section for section in self.sections if section.key == key)

    def figure(self, key: str) -> Figure:
        """A figure by its key, wherever it stands."""
        return next(figure for figure in self.figures() if figure.key == key)

    def figures(self) -> Iterator[Figure]:
        for section in self.sections:
            yield from section.figures

    def as_plain(self) -> dict[str, Any]:
        """For a JSON column, a file or a printer."""
        plain: dict[str, Any] = json.loads(json.dumps(asdict(self)))
        return plain


def from_plain(plain: Mapping[str, Any]) -> Report:
    """Reads what was frozen, also by an earlier Kith: what this one does not know is passed over."""
    return Report(
        definition=plain["definition"],
        of=dict(plain["of"]),
        from_day=plain["from_day"],
        until_day=plain["until_day"],
        sections=tuple(_section(section) for section in plain["sections"]),
        questions=tuple(Question(asked["words"], asked["rule"]) for asked in plain.get("questions", ())),
    )


def _section(plain: Mapping[str, Any]) -> Section:
    figures = tuple(
        Figure(figure["key"], figure["name"], _shown(figure["shown"]), figure.get("of", ""))
        for figure in plain["figures"]
    )
    grids = tuple(_grid(grid) for grid in plain["grids"])
    return Section(plain["key"], plain["title"], plain["says"], figures, grids)


def _grid(plain: Mapping[str, Any]) -> Grid:
    lines = tuple(
        Line(line["name"], tuple(_shown(cell) for cell in line["cells"])) for line in plain["lines"]
    )
    return Grid(plain["key"], plain["title"], plain["by"], tuple(plain["columns"]), lines)


def _shown(plain: Mapping[str, Any]) -> Shown:
    return Shown(plain["value"], plain["text"], plain.get("why", ""))


def digest_of(plain: Mapping[str, Any]) -> str:
    """The same figures have the same digest, whoever made them and when."""
    told = json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(told.encode()).hexdigest()
