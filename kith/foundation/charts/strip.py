"""The last weeks of a match, one bar a week: kept, moved, missed, withheld, planned, or none."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from functools import cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from kith.foundation.charts.chart import Chart
from kith.foundation.dates import day_words

STEP = 14
HEIGHT = 22


class Week(StrEnum):
    """How a week went; the value is the word a person reads."""

    KEPT = "kept"
    MOVED = "moved"
    MISSED = "missed"
    WITHHELD = "withheld"
    PLANNED = "planned, no word yet"
    NONE = "none planned"


def _words(states: Sequence[Week]) -> str:
    counted = Counter(states)
    said = [f"{counted[state]} {state}" for state in Week if counted[state]]
    return f"{len(states)} weeks: {', '.join(said)}" if said else "No weeks yet"


def strip(weeks: Sequence[tuple[date, Week]], *, of: str = "") -> Chart:
    """Weeks in order, oldest first, each with the Monday it began on. `of` names the match for whoever hears it."""
    states = [Week(state) for _, state in weeks]
    rows = [(day_words(monday), Week(state).value) for monday, state in weeks]
    return Chart(
        template="charts/strip.html",
        title=f"Meetings of {of}" if of else "Meetings",
        words=_words(states),
        drawing={
            "width": max(STEP * len(states) - 3, 1),
            "height": HEIGHT,
            "weeks": [_bar(STEP * place, state.name.lower()) for place, state in enumerate(states)],
            "described": " ".join(f"Week of {monday}: {state}." for monday, state in rows),
        },
        heads=("Week of", "Meeting"),
        rows=rows,
    )


@cache
def _bar(x: int, state: str) -> SafeString:
    """A page has hundreds of them, and there are few different ones."""
    return render_to_string("charts/_week.svg.html", {"x": x, "state": state})


def legend() -> list[tuple[str, str]]:
    """Each state's name and word, for the key under a list of strips."""
    return [(state.name.lower(), state.value) for state in Week]
