"""What is to be mended in a return: its kinds as needs, its rows as a list to filter and to take away."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from kith.foundation.dates import count_words, day_words
from kith.register.models import ImportFinding, ImportRun

LINES_SHOWN = 3
SOON = {"refused file": "now", "error": "now", "warning": "soon", "note": "calm"}
FINDING_COLUMNS = (
    "How bad",
    "File",
    "Line",
    "Column",
    "Child’s identifier",
    "What is wrong",
    "What was done",
    "What to do",
)


def places_words(kind: Mapping[str, Any]) -> str:
    """Where a kind of finding was met first: header.csv, lines 17, 88, 203 …"""
    places = kind["places"]
    file = places[0]["file"]
    column = f", column {places[0]['column']}" if places[0]["column"] else ""
    lines = [f"{place['line']:,}" for place in places if place["file"] == file and place["line"]]
    shown = lines[:LINES_SHOWN]
    if not shown:
        others = kind["count"] - 1
        return f"{file} and {count_words(others, 'other')}" if others else f"{file}{column}"
    more = " …" if kind["count"] > len(shown) else ""
    noun = "line" if len(shown) == 1 and not more else "lines"
    return f"{file}{column}, {noun} {', '.join(shown)}{more}"


@dataclass(frozen=True)
class Kind:
    """One kind of finding as a need: what, why, how soon, and where its rows are."""

    code: str
    headline: str
    why: str
    remedy: str
    how_soon: str
    count: str


def kinds(run: ImportRun) -> list[Kind]:
    """Worst first, and of equally bad ones the most frequent."""
    order = list(SOON)
    found = sorted(run.kinds, key=lambda kind: (order.index(kind["severity"]), -kind["count"]))
    return [
        Kind(
            code=kind["code"],
            headline=kind["headline"],
            why=f"{places_words(kind)}: {kind['said']} {kind['done']}",
            remedy=kind["remedy"],
            how_soon=SOON[kind["severity"]],
            count=f"{kind['count']:,}",
        )
        for kind in found
    ]


Chip = tuple[str, str, bool]


def severity_chips(run: ImportRun, asked: Mapping[str, str]) -> list[Chip]:
    """All, then each severity that there is, with how many."""
    counts: dict[str, int] = {}
    for kind in run.kinds:
        counts[kind["severity"]] = counts.get(kind["severity"], 0) + kind["count"]
    chips = [(f"All ({sum(counts.values()):,})", "?", not asked["how_bad"] and not asked["kind"])]
    labels = {severity.value: severity.label for severity in ImportFinding.Severity}
    for severity, count in counts.items():
        query = urlencode({"how_bad": severity})
        chips.append((f"{labels[severity]} ({count:,})", f"?{query}", asked["how_bad"] == severity))
    return chips


def kind_choices(run: ImportRun, severity: str) -> list[dict[str, str]]:
    """For a select: every kind, with its headline."""
    wanted = [kind for kind in run.kinds if not severity or kind["severity"] == severity]
    return [{"value": "", "text": "Every kind"}] + [
        {"value": kind["code"], "text": kind["headline"]} for kind in wanted
    ]


def file_choices(run: ImportRun) -> list[dict[str, str]]:
    names = dict.fromkeys(file["name"] for file in run.files)
    return [{"value": "", "text": "Every file"}] + [{"value": name, "text": name} for name in names]


def filters_told(run: ImportRun, asked: Mapping[str, str]) -> list[tuple[str, str]]:
    """What the download says of itself."""
    headlines = {kind["code"]: kind["headline"] for kind in run.kinds}
    return [
        ("Return of", str(run.authority)),
        ("Read for", day_words(run.on)),
        ("Kind", headlines.get(asked["kind"], "every kind")),
        ("File", asked["file"] or "every file"),
        ("How bad", asked["how_bad"] or "all"),
    ]
