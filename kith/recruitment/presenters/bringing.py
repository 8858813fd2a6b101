"""A file of volunteers as its page tells of it."""

import json
from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from kith.foundation.dates import count_words, day_words
from kith.recruitment.bringing.findings import ERROR, NOTE, WARNING
from kith.recruitment.models import Bringing
from kith.recruitment.states import BringingStatus as Status
from kith.recruitment.vetting.requirements import words_of

BECAME = {"new": "New", "added to": "Added to", "as it was": "As before", "left out": "Has left"}
SHOWN = 60
HEADINGS = {
    ERROR: "To mend: these rows are left out",
    WARNING: "To look at: these rows are good to save",
    NOTE: "Worth knowing",
}


def headline(bringing: Bringing) -> str:
    counts = bringing.counts
    match bringing.status:
        case Status.MAPPING:
            return "Which column is which?"
        case Status.LOOKING:
            return "The list is being looked through"
        case Status.SAVING:
            return "The list is being saved"
        case Status.LOOKED:
            return f"{counts['good']:,} of {count_words(counts['rows'], 'row')} can be saved"
        case Status.SAVED:
            return f"{counts['good']:,} of {count_words(counts['rows'], 'row')} are saved"
        case _:
            return "The list was thrown away"


def numbers(bringing: Bringing) -> list[tuple[str, str]]:
    counts = bringing.counts
    told = [
        ("new", "new volunteers"),
        ("added_to", "known, with something added"),
        ("as_before", "known, nothing new"),
        ("approved", "approved"),
        ("checks", "checks"),
        ("left_out", "have left, not brought in"),
        ("wrong", "rows to mend"),
    ]
    return [(f"{counts[key]:,}", words) for key, words in told if counts.get(key)]


def groups(bringing: Bringing) -> list[dict[str, Any]]:
    """What was found, worst first, what many lines have alike once, each group with at most so many; the file of rows to
    mend holds them all."""
    made = []
    for severity, heading in HEADINGS.items():
        alike: dict[tuple[str, str, str], list[int]] = {}
        for each in bringing.findings:
            if each["severity"] == severity:
                alike.setdefault((each["column"], each["said"], each["remedy"]), []).append(each["line"])
        rows = [
            {"lines": lines_words(lines), "column": column, "said": said, "remedy": remedy}
            for (column, said, remedy), lines in alike.items()
        ]
        if rows:
            made.append({"heading": heading, "rows": rows[:SHOWN], "more": len(rows) - SHOWN})
    return made


def lines_words(lines: Iterable[int]) -> str:
    """2 to 9, 12: what follows one upon another together."""
    spans: list[list[int]] = []
    for line in sorted(set(lines)):
        if spans and line == spans[-1][1] + 1:
            spans[-1][1] = line
        else:
            spans.append([line, line])
    return ", ".join(str(first) if first == last else f"{first} to {last}" for first, last in spans)


def first_rows(bringing: Bringing) -> list[dict[str, Any]]:
    """The first good rows as they would be saved."""
    if not bringing.preview:
        return []
    return [
        {
            "line": row["line"],
            "name": row["name"],
            "became": BECAME[row["became"]],
            "stands": "Approved" if row["is_approved"] else "",
            "checks": ", ".join(dict.fromkeys(words_of(kind) for kind in row["checks"])),
        }
        for row in json.loads(bringing.preview)
    ]


def earlier(bringing: Bringing) -> dict[str, Any]:
    return {
        "words": f"{bringing.file_name}, {day_words(bringing.on)}",
        "scheme": bringing.scheme.name,
        "url": reverse("recruitment:bringing", args=[bringing.public_id]),
        "status": bringing.get_status_display(),
    }


PROMISES = [
    {"text": "Nothing is saved before you have seen what would be.", "fits": True},
    {
        "text": "A row with a fault is left out whole, named by line and column, and given back to be mended.",
        "fits": True,
    },
    {"text": "The same list a second time changes nothing.", "fits": True},
    {"text": "Nobody who was declined or suspended here is let in by a list.", "fits": True},
    {"text": "A list never overwrites what stands in Kith.", "fits": True},
]
