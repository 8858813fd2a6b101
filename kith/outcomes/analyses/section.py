"""One section of an outcome report. It is made of a whole result or of a refusal, and of nothing else."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kith.science.results import Audience, CannotTell, Result
from kith.science.results.words import refuse_claims

SMALL_COUNT = re.compile(r"(?<![\d.,])[1-4](?![\d.,]|\s*(?:months|%))")
TOO_FEW = "There are too few to tell this outside the scheme."
NEEDED = ("sentence", "basis", "method", "caveats")


@dataclass(frozen=True)
class Table:
    """The numbers behind a sentence."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Section:
    """A title, and either what was found with all that must stand beside it, or why nothing is told."""

    key: str
    title: str
    result: Result[Any] | None = None
    refused: str = ""
    tables: Sequence[Table] = field(default=())
    drawing: Mapping[str, Any] | None = None

    @property
    def counts(self) -> Mapping[str, int]:
        """The exact counts behind those in fives, to hold the next report against; they are printed nowhere."""
        return self.result.counts if self.result else {}

    def as_plain(self) -> dict[str, Any]:
        """For a page, a file, a frozen report and a program: one and the same."""
        told: dict[str, Any] = {"key": self.key, "title": self.title}
        if self.result is None:
            return told | {"refused": self.refused}
        lines = self.result.lines()
        return (
            told
            | self.result.as_plain()
            | {
                "lines": {"says": lines[0], "beside": lines[1:-1], "small_print": lines[-1]},
                "tables": [
                    {"heads": list(table.heads), "rows": [list(row) for row in table.rows]}
                    for table in self.tables
                ],
                "drawing": dict(self.drawing) if self.drawing else None,
            }
        )


def told(
    key: str,
    title: str,
    audience: Audience,
    make: Callable[[], Result[Any]],
    tables: Callable[[Any], Sequence[Table]] = lambda figure: (),
    drawing: Callable[[Any], Mapping[str, Any] | None] = lambda figure: None,
) -> Section:
    """Ask an analysis; where it refuses, its sentence stands there instead, without small counts for outsiders."""
    try:
        result = make()
    except CannotTell as refusal:
        return Section(key, title, refused=refusal_for(str(refusal), audience))
    if audience is Audience.OUTSIDE and not result.basis.rounded:
        raise ValueError(f"“{title}” was made for the scheme’s own eyes. Pass it through seen_by.")
    return Section(key, title, result, tables=tables(result.figure), drawing=drawing(result.figure))


def refusal_for(words: str, audience: Audience) -> str:
    """A refusal may itself say how few there are; outside it does not."""
    return TOO_FEW if audience is Audience.OUTSIDE and SMALL_COUNT.search(words) else words


def printable(section: Mapping[str, Any]) -> Mapping[str, Any]:
    """A section as it may be printed. Raises CannotTell for a figure without whom it counts, its method and its caveats."""
    if section.get("refused"):
        return section
    lines = section.get("lines") or {}
    if any(not section.get(part) for part in NEEDED) or not (
        lines.get("says") and lines.get("beside") and lines.get("small_print")
    ):
        raise CannotTell(
            f"“{section.get('title', 'A figure')}” has no basis, method or caveats, so it is not printed. Make the report again."
        )
    refuse_claims(lines["says"], section["basis"].get("comparison", ""), section.get("names", ()))
    return section
