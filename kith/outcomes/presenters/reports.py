"""An outcome report, ready to print: sections that carry all that must stand beside them, charts, and words read afresh."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kith.foundation.charts import Chart, plot
from kith.foundation.dates import day_words
from kith.matching.models import Match
from kith.outcomes.models import Words
from kith.outcomes.wording import claim_in
from kith.schemes.models import Scheme

MOST_QUOTES = 6
AS_BEFORE = (
    "As it stood on {}. Since then it changed by so few that telling it again would point at somebody."
)


@dataclass(frozen=True)
class Printed:
    """One section as a page or a paper prints it."""

    key: str
    title: str
    refused: str
    says: str
    beside: list[str]
    small_print: str
    tables: list[dict[str, Any]]
    chart: Chart | None
    as_before: bool = False
    on: date | None = None

    @property
    def has_numbers(self) -> bool:
        return any(table["rows"] for table in self.tables)

    @property
    def aside(self) -> list[str]:
        """What must stand beside it, also on paper and in a file."""
        return (
            [AS_BEFORE.format(day_words(self.on)), *self.beside]
            if self.as_before and self.on
            else self.beside
        )


def printed(figures: Mapping[str, Any]) -> list[Printed]:
    """Raises CannotTell for a section that lacks its basis, method or caveats."""
    from kith.outcomes.analyses.section import printable

    return [_printed(printable(section)) for section in figures.get("sections", [])]


def _printed(section: Mapping[str, Any]) -> Printed:
    lines = section.get("lines") or {}
    return Printed(
        key=section["key"],
        title=section["title"],
        refused=section.get("refused", ""),
        says=lines.get("says", ""),
        beside=list(lines.get("beside", ())),
        small_print=lines.get("small_print", ""),
        tables=list(section.get("tables", ())),
        chart=_chart(section),
        as_before=bool(section.get("as_before")),
        on=date.fromisoformat(section["basis"]["on"]) if section.get("basis") else None,
    )


def _chart(section: Mapping[str, Any]) -> Chart | None:
    its = section.get("drawing")
    if not its:
        return None
    tables = section.get("tables") or [{"heads": [], "rows": []}]
    return plot(
        its["line"],
        title=section["title"],
        words=section["lines"]["says"],
        across=its["across"],
        up=its["up"],
        right=its["right"],
        top=its["top"],
        steps=its["kind"] == "steps",
        band=its.get("band", ()),
        levels=[(name, value) for name, value in its.get("levels", ())],
        heads=tables[0]["heads"],
        rows=tables[0]["rows"],
    )


def quotes_for(scheme: Scheme, where: str) -> list[str]:
    """Words that may stand there now, read afresh each time; none beside a small group."""
    from kith.science.disclosure import may_be_quoted

    group = Match.objects.filter(scheme=scheme, child__sealed=False).count()
    if not may_be_quoted(group):
        return []
    rows = Words.objects.shared(where).filter(match__scheme=scheme, match__child__sealed=False)
    said = rows.order_by("-said_on", "-id").values_list("words", flat=True)
    return [words for words in said if not claim_in(words)][:MOST_QUOTES]


def headlines(parts: list[Printed]) -> tuple[int, int]:
    """How many analyses were told, and how many say nothing."""
    return sum(not part.refused for part in parts), sum(bool(part.refused) for part in parts)
