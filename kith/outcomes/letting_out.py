"""What was let out before stands beside what is let out now: a number that differs from it by a few children is not told.

Two reports, each safe, may be laid side by side: “41 matches” in June and “42” in July are one child. So a section any of
whose counts lies one to four from what was let out of it stands as it stood then, with its own day, until enough has changed.
What is told is in fives; it is the exact counts that are held against each other, and they are kept with the report.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kith.outcomes.facts import SchemeFacts
from kith.outcomes.models import OutcomeReport
from kith.science.disclosure import THRESHOLD
from kith.science.results.outside import counts_of

SHARED = ("funnel", "pooled")
"""Sections that count the provider's other schemes too, and stand in their reports as well."""


@dataclass(frozen=True)
class Told:
    """A section as it is let out, and the exact counts behind it."""

    section: dict[str, Any]
    counts: Mapping[str, int]


def carried_over(sections: Iterable[Told], facts: SchemeFacts) -> list[Told]:
    """The sections as they may be let out, given all that was let out before."""
    before = _let_out(facts)
    return [_settled(told, before.get(told.section["key"], [])) for told in sections]


def _let_out(facts: SchemeFacts) -> dict[str, list[Told]]:
    """Key → the sections told by that key so far, the latest first."""
    found: dict[str, list[Told]] = {}
    rows = OutcomeReport.objects.let_out().filter(
        scheme__provider=facts.scheme.provider_id, released_at__isnull=False
    )
    told = rows.order_by("-released_at", "-id").values_list("scheme", "figures", "counts")
    for scheme, figures, counts in told:
        for section in figures.get("sections", ()):
            key = section["key"]
            if not section.get("refused") and (scheme == facts.scheme.pk or key in SHARED):
                exact = counts.get(key) or dict(counts_of(section))
                found.setdefault(key, []).append(Told(section, exact))
    return found


def _settled(now: Told, before: list[Told]) -> Told:
    if now.section.get("refused") or not any(differ_by_few(now.counts, then.counts) for then in before):
        return now
    last = before[0]
    return Told(last.section | {"title": now.section["title"], "as_before": True}, last.counts)


def differ_by_few(one: Mapping[str, int], other: Mapping[str, int]) -> bool:
    """Whether some count of people in one lies one to four from the same count in the other."""
    return any(0 < abs(one[path] - other[path]) < THRESHOLD for path in one.keys() & other.keys())


def carried(sections: Iterable[Mapping[str, Any]]) -> int:
    """How many stand as they stood before."""
    return sum(bool(section.get("as_before")) for section in sections)
