"""What was let out before stands beside what is let out now: a number that differs from it by a few children is not told.

Two reports, each safe, may be laid side by side: “41 matches” in June and “42” in July are one child. So a section any of
whose counts lies one to four from what was let out of it stands as it stood then, with its own day, until enough has changed.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kith.outcomes.facts import SchemeFacts
from kith.outcomes.models import OutcomeReport
from kith.science.disclosure import THRESHOLD

SHARED = ("funnel", "pooled")
"""Sections that count the provider's other schemes too, and stand in their reports as well."""
WITHIN = (
    ("whole", "part"),
    ("eligible", "with_baseline"),
    ("eligible", "followed_up"),
    ("with_baseline", "followed_up"),
)
"""Counts of which the second are some of the first."""
NOT_COUNTS = frozenset({"by", "until", "at", "version", "signals"})
"""Parts of a figure that are months or places, and count nobody."""


def carried_over(sections: list[dict[str, Any]], facts: SchemeFacts) -> list[dict[str, Any]]:
    """The sections as they may be let out, given all that was let out before."""
    before = _let_out(facts)
    return [_settled(section, before.get(section["key"], [])) for section in sections]


def _let_out(facts: SchemeFacts) -> dict[str, list[dict[str, Any]]]:
    """Key → the sections told by that key so far, the latest first."""
    found: dict[str, list[dict[str, Any]]] = {}
    rows = OutcomeReport.objects.let_out().filter(
        scheme__provider=facts.scheme.provider_id, released_at__isnull=False
    )
    for scheme, figures in rows.order_by("-released_at", "-id").values_list("scheme", "figures"):
        for section in figures.get("sections", ()):
            if not section.get("refused") and (scheme == facts.scheme.pk or section["key"] in SHARED):
                found.setdefault(section["key"], []).append(section)
    return found


def _settled(section: dict[str, Any], before: list[dict[str, Any]]) -> dict[str, Any]:
    if section.get("refused") or not any(differ_by_few(section, earlier) for earlier in before):
        return section
    return before[0] | {"title": section["title"], "as_before": True}


def differ_by_few(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether some count of people in one lies one to four from the same count in the other."""
    first, second = dict(counts_of(one)), dict(counts_of(other))
    return any(0 < abs(first[path] - second[path]) < THRESHOLD for path in first.keys() & second.keys())


def counts_of(section: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
    """Every whole number of a section's figure and basis, by where it stands; and those who are left of a whole."""
    for part in ("figure", "basis"):
        yield from _counts(section.get(part), part)


def _counts(value: Any, path: str) -> Iterator[tuple[str, int]]:
    if isinstance(value, Mapping):
        for name, each in value.items():
            if name not in NOT_COUNTS:
                yield from _counts(each, f"{path}/{name}")
        yield from _left_over(value, path)
    elif isinstance(value, (list, tuple)):
        for place, each in enumerate(value):
            yield from _counts(each, f"{path}/{_name_of(each, place)}")
    elif isinstance(value, int) and not isinstance(value, bool):
        yield path, value


def _left_over(value: Mapping[str, Any], path: str) -> Iterator[tuple[str, int]]:
    """“41 of 60” and “46 of 68” tell of three who did not, though neither number moved by so few."""
    for whole, part in WITHIN:
        if isinstance(value.get(whole), int) and isinstance(value.get(part), int):
            yield f"{path}/{whole} without {part}", value[whole] - value[part]


def _name_of(each: Any, place: int) -> str:
    """A row by its name where it has one, so that a new row beside it moves no other."""
    if isinstance(each, Mapping):
        scheme = each.get("scheme")
        named = each.get("name") or (scheme.get("name") if isinstance(scheme, Mapping) else None)
        return str(named or place)
    return str(place)


def carried(sections: Iterable[Mapping[str, Any]]) -> int:
    """How many stand as they stood before."""
    return sum(bool(section.get("as_before")) for section in sections)
