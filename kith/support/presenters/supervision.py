"""Talks and due dates, ready to print."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import prefetch_related_objects
from django.urls import reverse

from kith.foundation.dates import day_words, near_words
from kith.meetings.words import minutes_words
from kith.support.models import Supervision
from kith.support.queries import Due


@dataclass(frozen=True)
class DueLine:
    """A match in the list of talks to come."""

    volunteer: str
    child: str
    scheme: str
    due: str
    day: str
    why: str
    url: str
    late: bool


def due_lines(dues: Iterable[Due], on: date) -> list[DueLine]:
    """Lines for a page of them, with their people in three questions more."""
    shown = list(dues)
    prefetch_related_objects([due.match for due in shown], "child", "volunteer", "scheme")
    return [
        DueLine(
            volunteer=due.match.volunteer.first_name,
            child=due.match.child.name,
            scheme=due.match.scheme.name,
            due=near_words(due.due_on, on),
            day=day_words(due.due_on),
            why=due.why,
            url=reverse("support:supervise", args=[due.match.public_id]),
            late=due.is_due(on),
        )
        for due in shown
    ]


def talk_words(talk: Supervision) -> str:
    """By phone, 30 minutes."""
    return ", ".join(
        said for said in (talk.get_how_display(), minutes_words(talk.minutes) if talk.minutes else "") if said
    )
