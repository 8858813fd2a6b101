"""What a reading can find wrong, and one thing found.

The words stand in `findings.toml` and nowhere else; `FINDINGS` holds them by code, so that the report, the page and
the documentation can never say different things.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType

WORD_LIMIT = 160
"""Lists of columns and the like are cut here, so that a sentence stays a sentence."""


class Severity(StrEnum):
    """How bad it is, worst first."""

    REFUSED_FILE = "refused file"
    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class FindingKind:
    """One kind of fault. The texts may hold words in braces that a finding fills in."""

    code: str
    severity: Severity
    one: str
    many: str
    said: str
    done: str
    remedy: str

    def headline(self, count: int) -> str:
        """The heading over so many of them: "11 reviews lie in the future"."""
        return self.one if count == 1 else self.many.format(n=f"{count:,}")


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault, and where it is. `line` and `column` are None where it is about the whole file or row.

    `value_class` says what kind of value stood there, never the value. `words` fill in the sentences of the kind.
    """

    code: str
    file: str
    line: int | None = None
    column: str | None = None
    child: str | None = None
    value_class: str = ""
    words: tuple[tuple[str, str], ...] = ()

    @property
    def kind(self) -> FindingKind:
        return FINDINGS[self.code]

    @property
    def severity(self) -> Severity:
        return self.kind.severity

    @property
    def said(self) -> str:
        """What is wrong, as a sentence."""
        return self._fill(self.kind.said)

    @property
    def done(self) -> str:
        """What was done about it."""
        return self._fill(self.kind.done)

    @property
    def remedy(self) -> str:
        """What the reader can do."""
        return self._fill(self.kind.remedy)

    def _fill(self, text: str) -> str:
        if "{" not in text:
            return text
        always = {
            "file": self.file,
            "line": "1" if self.line is None else str(self.line),
            "column": self.column or "",
            "value": self.value_class,
        }
        return text.format_map(always | dict(self.words))


def _read(path: Path) -> Mapping[str, FindingKind]:
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    return MappingProxyType(
        {code: FindingKind(code, Severity(entry.pop("severity")), **entry) for code, entry in content.items()}
    )


FINDINGS = _read(Path(__file__).with_name("findings.toml"))
"""Every kind of finding, by its code, in the order of a reading: files, rows, children, and so on."""


class Findings(list[Finding]):
    """The findings of one reading, in the order in which they were made."""

    def add(
        self,
        code: str,
        file: str,
        line: int | None = None,
        *,
        column: str | None = None,
        child: str | None = None,
        value: str = "",
        words: Mapping[str, object] = MappingProxyType({}),
    ) -> None:
        """Note one. `value` is a class of value (`values.value_class`), never what stood in a personal field."""
        if code not in FINDINGS:
            raise KeyError(f"findings.toml has no {code}.")
        filled = tuple((name, _short(str(word))) for name, word in words.items())
        self.append(Finding(code, file, line, column, child, value, filled))


def _short(word: str) -> str:
    return word if len(word) <= WORD_LIMIT else f"{word[: WORD_LIMIT - 1]}…"


def worst_first(findings: Iterable[Finding]) -> list[Finding]:
    """By severity, then by kind, file and line."""
    rank = {severity: place for place, severity in enumerate(Severity)}
    order = {code: place for place, code in enumerate(FINDINGS)}
    return sorted(
        findings, key=lambda found: (rank[found.severity], order[found.code], found.file, found.line or 0)
    )
