"""A group meets: the same time and place for several young people, each with a meeting of their own."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django.db import transaction

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.dates import count_words
from kith.matching.models import Match
from kith.meetings import facts
from kith.meetings.actions.planning import CannotPlan, add_row, refuse_if_obstructed
from kith.meetings.actions.telling import tell_both_sides
from kith.meetings.models import Meeting
from kith.meetings.states import MEETING_GOES_ON

FEWEST, MOST = 2, 40


@transaction.atomic
def plan_together(
    *,
    matches: Sequence[Match],
    at: datetime,
    minutes: int,
    place: str,
    guests: str = "",
    by: User | None,
    on: date,
) -> list[Meeting]:
    """Plan one get-together for several matches, all or none: whoever cannot come is named, each with why.

    What becomes of it is said for each by itself.
    """
    if not FEWEST <= len(matches) <= MOST:
        raise CannotPlan(f"A group is {count_words(FEWEST, 'match', 'matches')} to {MOST}. Choose who comes.")
    if facts.day_of(at) < on:
        raise CannotPlan("That day has passed.")
    if not place.strip():
        raise CannotPlan("Say where the group meets.")
    shared = {"guests": guests.strip(), "together": uuid4()}
    planned: list[Meeting] = []
    refused: list[str] = []
    for match in matches:
        try:
            planned.append(
                _for_one(match, at=at, minutes=minutes, place=place.strip(), by=by, on=on, **shared)
            )
        except CannotPlan as refusal:
            refused.append(f"{match.name}: {refusal}")
    if refused:
        raise CannotPlan(" ".join(refused), field="matches")
    for meeting in planned:
        audit.record(Kind.MEETING_PLANNED, about=meeting, by=by, on=on, together=len(planned))
        tell_both_sides(meeting.match, about=meeting, by=by, on=on)
    return planned


def _for_one(match: Match, *, at: datetime, on: date, **more: Any) -> Meeting:
    if match.status not in MEETING_GOES_ON:
        raise CannotPlan(f"this match is {match.get_status_display().lower()}.")
    refuse_if_obstructed(match, facts.day_of(at), on)
    return add_row(match, at=at, on=on, how=Meeting.How.GUESTS, **more)
