"""Where people heard of the scheme: what came of each source, and how long people stayed."""

from collections.abc import Sequence
from typing import Any

from kith.foundation.charts import Chart, bars
from kith.foundation.dates import count_words
from kith.foundation.sheets import Sheet
from kith.planning.presenters.road import percent, range_words
from kith.planning.queries import Source
from kith.science.disclosure import SMALLEST_BASE
from kith.science.recruiting import share

FEWEST_TO_SAY_HOW_LONG = 10
YEAR = 365
CAVEATS = (
    "A source is what people answered when asked how they heard of the scheme; most have heard of it more than once.",
    f"The share approved counts only people whose road is over, with a 95% range by Wilson’s method; it is not given for fewer than {SMALLEST_BASE}.",
    "How long people stay is counted from approval to its end, by the method of Kaplan and Meier: those still here count for as long as they have been here. "
    f"It is not given for fewer than {FEWEST_TO_SAY_HOW_LONG} people, and not while over half are still here.",
    "“Still here” is approved today. “Matched” has had a match in the scheme, now or before; it may come after the period.",
    "People approved before Kith are left out: how they came is not known. Those erased since count as enquiries and as lost, by source.",
    "More from a source may mean that it works better, or that more was done there. What it cost is not known here.",
)


def rows(found: Sequence[Source]) -> list[dict[str, Any]]:
    return [_row(source) for source in found]


def _row(source: Source) -> dict[str, Any]:
    approved = share(source.approved, source.decided)
    stay = source.stay
    return {
        "label": source.label,
        "enquiries": source.enquiries,
        "applied": source.applied,
        "approved": source.approved,
        "matched": source.matched,
        "still_here": source.still_here,
        "decided": source.decided,
        "share": percent(approved.percent),
        "range": range_words(approved.interval),
        "stay": stay_words(source),
        "stay_range": stay_range(source),
        "median_days": stay.median if stay.people >= FEWEST_TO_SAY_HOW_LONG else None,
        "stayed": stay.people,
    }


def stay_words(source: Source) -> str:
    """26 months; while more than half are thought to be here still, that is all there is to say."""
    stay = source.stay
    if stay.people < FEWEST_TO_SAY_HOW_LONG:
        return "too few to say"
    if stay.median is None:
        return "over half are still here"
    return months_words(stay.median)


def stay_range(source: Source) -> str:
    """8 to 31 months; “8 months or longer” where the upper end is not reached."""
    stay = source.stay
    if stay.people < FEWEST_TO_SAY_HOW_LONG or stay.low is None:
        return ""
    if stay.high is None:
        return f"{months_words(stay.low)} or longer"
    return f"{months_words(stay.low)} to {months_words(stay.high)}"


def months_words(days: float) -> str:
    """Whole months, or days while there are few."""
    months = int(days * 12 // YEAR)
    return count_words(months, "month") if months >= 2 else count_words(int(days), "day")


def chart(found: Sequence[Source]) -> Chart:
    named = [source for source in found if source.label != "Everybody"]
    return bars(
        [(source.label, source.approved) for source in named],
        title="Approved, by how they heard",
        words="; ".join(f"{source.label}: {source.approved}" for source in named),
    )


def sheet(found: Sequence[Source]) -> Sheet:
    columns = ("How they heard", "Enquiries", "Applied", "Approved", "Matched", "Still here", "Road over", "Share approved", "Likely range", "Half stayed at least, days", "Stays counted")  # fmt: skip
    lines = [
        (
            row["label"], row["enquiries"], row["applied"], row["approved"], row["matched"], row["still_here"],
            row["decided"], row["share"], row["range"], row["median_days"], row["stayed"],
        )
        for row in rows(found)
    ]  # fmt: skip
    return Sheet("Where people come from", columns, lines)


def as_plain(found: Sequence[Source]) -> dict[str, Any]:
    return {"sources": rows(found), "caveats": list(CAVEATS)}
