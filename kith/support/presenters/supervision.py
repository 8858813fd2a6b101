"""Talks and due dates, ready to print."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from kith.foundation.dates import day_words, near_words
from kith.matching.models import Match
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
    """Lines for a page of them, with their matches in one question more."""
    shown = list(dues)
    matches = Match.objects.with_people().in_bulk([due.match_id for due in shown])
    return [_due_line(due, matches[due.match_id], on) for due in shown]


def _due_line(due: Due, match: Match, on: date) -> DueLine:
    return DueLine(
        volunteer=match.volunteer.first_name,
        child=match.child.name,
        scheme=match.scheme.name,
        due=near_words(due.due_on, on),
        day=day_words(due.due_on),
        why=due.why,
        url=reverse("support:supervise", args=[match.public_id]),
        late=due.is_due(on),
    )


def talk_words(talk: Supervision) -> str:
    """By phone, 30 minutes."""
    return ", ".join(
        said for said in (talk.get_how_display(), minutes_words(talk.minutes) if talk.minutes else "") if said
    )
