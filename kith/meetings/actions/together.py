"""A group meets: the same time and place for several young people, each with a meeting of their own."""

from collections.abc import Sequence
from datetime import date, datetime
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
    """Plan one get-together for several matches, all or none. What becomes of it is said for each by itself."""
    day = facts.day_of(at)
    if not FEWEST <= len(matches) <= MOST:
        raise CannotPlan(f"A group is {count_words(FEWEST, 'match', 'matches')} to {MOST}. Choose who comes.")
    if day < on:
        raise CannotPlan("That day has passed.")
    if not place.strip():
        raise CannotPlan("Say where the group meets.")
    for match in matches:
        if match.status not in MEETING_GOES_ON:
            raise CannotPlan(f"{match.name}: this match is {match.get_status_display().lower()}.")
        refuse_if_obstructed(match, day, on)
    shared = uuid4()
    planned = []
    for match in matches:
        meeting = add_row(
            match, at=at, minutes=minutes, place=place.strip(), by=by, on=on,
            how=Meeting.How.GUESTS, guests=guests.strip(), together=shared,
        )  # fmt: skip
        audit.record(Kind.MEETING_PLANNED, about=meeting, by=by, on=on, together=len(matches))
        tell_both_sides(match, about=meeting, by=by, on=on)
        planned.append(meeting)
    return planned
