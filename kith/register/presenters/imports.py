"""The report of an import: its headline, what changes, what to mend, what it tells. Pages and the command share it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from kith.foundation.dates import count_words, day_words
from kith.register.models import ImportFinding, ImportRun
from kith.register.states import Status
from kith.register.tells import FAR_MILES, HIGH_SDQ

TABLE_NAMES = {
    "episodes": "Placements",
    "reviews": "Reviews",
    "measures": "SDQ scores and health",
    "leavers": "Care leavers",
    "absences": "Times missing",
    "people": "Workers and carers",
}
LINES_SHOWN = 3
SOON = {"refused file": "now", "error": "now", "warning": "soon", "note": "calm"}

TELL_WORDS = {
    "could_be_offered": "children aged 8 or over could be offered somebody",
    "never_asked": "of them have no record of ever being asked",
    "moved_often": "moved home three times or more in the year to {told_until}",
    "review_soon": "have a review in the next fortnight",
    "review_late": "have a review that is late, as far as the return tells",
    "turning_16_or_17": "turn 16 or 17 within three months",
    "seeking_asylum_alone": "came to seek asylum alone",
    "far_from_home": f"live about {FAR_MILES} miles or more from home",
    "out_of_area": "live outside the authority’s area",
    "sdq_17_or_more": f"have an SDQ score of {HIGH_SDQ} or more, a cause for concern",
}
LEADING = ("could_be_offered", "never_asked", "moved_often", "review_soon")
"""Told in big numbers; the others stand below them."""


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
class Told:
    """One number and its words; `out_of` says among how many, where that is not the same for all."""

    key: str
    number: str
    words: str
    out_of: str


def told(tells: Mapping[str, Mapping[str, int]], *, told_until: str) -> list[Told]:
    """What the return tells, as sentences that go on from “children”; counts of nobody are left out."""
    found = []
    for key, words in TELL_WORDS.items():
        tell = tells.get(key, {"count": 0, "of": 0})
        if tell["of"]:
            said = words.format(told_until=told_until)
            found.append(Told(key, f"{tell['count']:,}", said, f"of\u00a0{tell['of']:,}"))
    return found


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


def changes(run: ImportRun) -> list[tuple[str, Sequence[str]]]:
    """Rows of “What changes”: the table's name and its numbers, the children first."""
    children = run.children
    rows: list[tuple[str, Sequence[str]]] = [
        (
            "Children",
            _numbers(children["total"], children["new"], children["changed"], children["unchanged"])
            + [f"{children['absent']:,}"],
        )
    ]
    for name, words in TABLE_NAMES.items():
        table = run.tables.get(name, {})
        if table.get("rows"):
            numbers = _numbers(table["rows"], table["new"], table["changed"], table["same"])
            rows.append((words, [*numbers, "–"]))
    return rows


def _numbers(*counts: int) -> list[str]:
    return [f"{count:,}" for count in counts]


def quiet_words(run: ImportRun) -> str:
    """About the children who are on the register and not in the files; nothing where there are none."""
    children = run.children
    if not children.get("absent"):
        return ""
    in_care = children["absent_in_care"]
    were = "one was" if in_care == 1 else f"{in_care:,} were" if in_care else "none was"
    return (
        "“Gone quiet” children are on the register and not in this return; "
        f"{were} looked after when last told of. They are kept and marked, never removed."
    )


def mended_words(run: ImportRun) -> str:
    """About earlier rows that this return tells otherwise."""
    mended = sum(run.tables.get(name, {}).get("mended", 0) for name in TABLE_NAMES)
    if not mended:
        return ""
    return (
        f"{count_words(mended, 'earlier row')} told of the same time otherwise and no longer "
        f"{'counts' if mended == 1 else 'count'}. Nothing was deleted."
    )


def headline(run: ImportRun) -> str:
    """The page's heading, by where the import stands."""
    children = run.children
    match run.status:
        case Status.READING:
            return "Your return is being read"
        case Status.SAVING:
            return "Your return is being saved"
        case Status.REFUSED:
            return "Your return was refused: nothing of it was saved"
        case Status.FAILED:
            return "The reading stopped: nothing was saved"
        case Status.THROWN_AWAY:
            return "This return was thrown away: nothing was saved"
        case Status.SAVED:
            return f"Saved: {count_words(children['total'], 'child', 'children')} from this return are on the register"
    ready = f"{children['total']:,} of {count_words(children['seen'], 'child', 'children')}"
    verb = "is" if children["seen"] == 1 else "are"
    return f"Your return was read: {ready} {verb} ready"


def subline(run: ImportRun) -> str:
    """8 files, year to 31 March 2026 · read in 3 seconds · nothing is saved until you say so."""
    parts = [f"{run.authority}", _files_words(run)]
    if run.status == Status.SAVED and run.saved_at:
        parts.append(f"saved on {day_words(run.saved_at.date())}")
    elif run.status == Status.READ:
        parts += [f"read in {_seconds_words(run.seconds)}", "nothing is saved until you say so"]
    return " · ".join(part for part in parts if part)


def _files_words(run: ImportRun) -> str:
    used = [file for file in run.files if file["table"]]
    words = count_words(len(used) or len(run.files), "file")
    if run.year is None:
        return words
    years = sorted({file["year"] for file in used if file["year"]})
    span = f"years to 31 March {years[0]}–{years[-1]}" if len(years) > 1 else f"year to 31 March {run.year}"
    return f"{words}, {span}"


def _seconds_words(seconds: float) -> str:
    return "a second" if seconds < 1.5 else f"{seconds:.0f} seconds"


PROMISES = [
    {"text": "A child who is missing from a return is marked, never removed.", "fits": True},
    {"text": "One file that cannot be read refuses the whole, so nothing is half saved.", "fits": True},
    {"text": "The same return twice changes nothing.", "fits": True},
    {"text": "What people typed here about a child stays as they typed it.", "fits": True},
    {
        "text": "Where a child lives is kept sealed; lists know no more than the first half of a postcode.",
        "fits": True,
    },
]


def told_of_whom(run: ImportRun) -> str:
    """Whom the numbers are about, and how far they can be trusted."""
    looked_after = run.tells.get("looked_after", {}).get("count", 0)
    words = f"Of {count_words(looked_after, 'child', 'children')} looked after on {day_words(run.on)}"
    if run.told_until and run.told_until < run.on:
        return f"{words}, as far as a return that ends on {day_words(run.told_until)} can tell."
    return f"{words}."


def files(run: ImportRun) -> list[dict[str, str]]:
    """Each file and what became of it."""
    return [
        {
            "name": file["name"],
            "read_as": TABLES.get(file["table"], file["table"]) or "not read",
            "year": str(file["year"] or ""),
            "rows": f"{file['rows']:,}" if file["table"] else "",
            "refused": f"{file['refused']:,}" if file["table"] else "",
        }
        for file in run.files
    ]


TABLES = {"OC2": "OC2: SDQ and health", "OC3": "OC3: care leavers", "UASC": "UASC: came to seek asylum alone"}
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


def told_by(run: ImportRun) -> list[Told]:
    return told(run.tells, told_until=day_words(run.told_until) if run.told_until else "")


@dataclass(frozen=True)
class Earlier:
    """One line of the imports before."""

    run: ImportRun
    when: str
    what: str
    status: str
    tint: str


TINTS = {
    Status.SAVED: "",
    Status.READ: "govuk-tag--yellow",
    Status.REFUSED: "govuk-tag--red",
    Status.FAILED: "govuk-tag--red",
    Status.THROWN_AWAY: "govuk-tag--grey",
}


def earlier(run: ImportRun) -> Earlier:
    children = run.children.get("total")
    what = _files_words(run) if run.files else ""
    if children is not None:
        what = f"{count_words(children, 'child', 'children')}, {what}"
    return Earlier(
        run,
        day_words(run.on),
        what,
        run.get_status_display(),
        TINTS.get(Status(run.status), "govuk-tag--blue"),
    )


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
