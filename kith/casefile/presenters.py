"""Values for the case files' heads and lists."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse

from kith.endings.models import Ending
from kith.foundation.charts import Chart
from kith.foundation.dates import count_words, short_day, time_words
from kith.matching.models import Agreement, Match
from kith.meetings import queries as meetings
from kith.meetings.presenters import strip_of

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def rhythm_words(agreement: Agreement | None) -> str:
    """every other Saturday, every week, every 2 months."""
    if agreement is None:
        return ""
    day = (
        DAYS[agreement.weekday]
        if agreement.weekday is not None and agreement.unit == "week"
        else agreement.unit
    )
    if agreement.every == 1:
        return f"every {day}"
    if agreement.every == 2:
        return f"every other {day}"
    return f"every {agreement.every} {agreement.get_unit_display()}"


@dataclass(frozen=True)
class MatchLine:
    """A match in a list: who, how long, the last twelve weeks, what comes next."""

    match: Match
    url: str
    together: str
    strip: Chart
    coming: str
    status: str


def match_lines(matches: Sequence[Match], *, on: date, at: datetime) -> list[MatchLine]:
    """Lines for matches fetched `with_people`; a constant number of queries for any number of matches."""
    strips = meetings.strips(matches, until=on)
    ahead = meetings.next_meetings(matches, at=at)
    return [
        MatchLine(
            match=match,
            url=reverse("casefile:match", args=[match.public_id]),
            together=match.length(on),
            strip=strip_of(match, strips[match.pk], until=on),
            coming=coming_words(ahead.get(match.pk)),
            status=match.get_status_display(),
        )
        for match in matches
    ]


def coming_words(meeting: Any) -> str:
    return f"{short_day(meeting.on())}, {time_words(meeting.at)}" if meeting else "none"


def ending_card(match: Match) -> dict[str, Any] | None:
    """The ending step by step, for the card beside the story; None where no ending has begun."""
    ending = Ending.objects.filter(match=match).exclude(status="called off").prefetch_related("steps").first()
    if ending is None:
        return None
    steps = list(ending.steps.all())
    left = sum(1 for step in steps if not step.done_on and not step.skipped_on)
    return {
        "ending": ending,
        "url": reverse("endings:ending", args=[ending.public_id]),
        "steps": [{"text": step.words, "fits": _state(step)} for step in steps],
        "left": count_words(left, "step") + " left" if left else "every step is done",
    }


def _state(step: Any) -> str:
    return "yes" if step.done_on else "no" if step.skipped_on else "open"
