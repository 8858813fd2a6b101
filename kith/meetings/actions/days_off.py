"""Somebody is away for some days, or is not after all; and the school holidays of an authority."""

from datetime import date, timedelta

from django.db import IntegrityError, transaction

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.dates import day_words
from kith.foundation.errors import Cannot
from kith.foundation.holding import hold
from kith.matching.models import Match
from kith.meetings.actions.planning import plan_ahead
from kith.meetings.actions.telling import tell_both_sides
from kith.meetings.models import Meeting, SchoolHoliday, TimeAway
from kith.meetings.queries.over_matches import day_begins
from kith.meetings.queries.plans import plans_ahead
from kith.meetings.states import MEETING_GOES_ON, Status
from kith.schemes.models import Organisation

LONGEST_AWAY = timedelta(days=120)
LONGEST_HOLIDAY = timedelta(days=70)


class CannotBeAway(Cannot):
    """These days cannot be written down as days away."""


class CannotKeepHoliday(Cannot):
    """The school holiday cannot be entered like this."""


@transaction.atomic
def say_away(
    *,
    match: Match,
    from_day: date,
    until_day: date,
    who: str,
    words: str = "",
    by: User | None,
    on: date,
) -> tuple[TimeAway, list[Meeting]]:
    """One of the two is away: what is planned then is called off, both sides are told once, and nobody calls it quiet."""
    hold(match)
    if match.status not in MEETING_GOES_ON:
        raise CannotBeAway(
            f"This match is {match.get_status_display().lower()}, so nothing is planned in it."
        )
    if until_day < from_day:
        raise CannotBeAway("The last day is before the first. Swap them.")
    if until_day < on:
        raise CannotBeAway("Those days have passed. Say of each meeting what became of it.")
    if until_day - from_day > LONGEST_AWAY:
        raise CannotBeAway("That is longer than four months. Pause the match instead.")
    others = TimeAway.objects.standing().touching(from_day, until_day).filter(match=match)
    if other := others.first():
        raise CannotBeAway(
            f"Days away from {day_words(other.from_day)} until {day_words(other.until_day)} stand there already. "
            "Take those back first."
        )
    away = TimeAway.objects.create(
        match=match, from_day=from_day, until_day=until_day, who=who, words=words.strip(), created_by=by
    )
    called_off = _call_off(away, by, on)
    audit.record(
        Kind.TIME_AWAY_SAID, about=match, by=by, on=on, who=who, days=(until_day - from_day).days + 1,
        meetings=len(called_off),
    )  # fmt: skip
    if called_off:
        tell_both_sides(match, about=called_off[0], by=by, on=on)
    return away, called_off


def _call_off(away: TimeAway, by: User | None, on: date) -> list[Meeting]:
    rows = Meeting.objects.filter(
        match=away.match,
        status=Status.PLANNED,
        at__gte=day_begins(max(away.from_day, on)),
        at__lt=day_begins(away.until_day + timedelta(days=1)),
    )
    found = list(rows)
    for meeting in found:
        meeting.move("call off", by=by, on=on, reason=Meeting.Reason.AWAY)
        meeting.reason, meeting.who = Meeting.Reason.AWAY, away.who
        meeting.save(update_fields=["reason", "who"])
    return found


@transaction.atomic
def take_back_away(*, away: TimeAway, by: User | None, on: date) -> list[Meeting]:
    """They are there after all: the days count again, and what the rhythm asks for on them is planned anew."""
    match = away.match
    hold(match)
    if away.taken_back_on is not None:
        raise CannotBeAway("Somebody has taken this back already.")
    away.taken_back_on = on
    away.save(update_fields=["taken_back_on"])
    audit.record(Kind.TIME_AWAY_TAKEN_BACK, about=match, by=by, on=on)
    until = max(away.until_day, on)
    (would_add,) = plans_ahead([match], on=on, until=until)
    return plan_ahead(match=match, until=until, by=by, on=on) if would_add.moments else []


@transaction.atomic
def keep_school_holiday(
    *, authority: Organisation, name: str, from_day: date, until_day: date, by: User | None, on: date
) -> SchoolHoliday:
    """Enter one school holiday of an authority."""
    if until_day < from_day:
        raise CannotKeepHoliday("The last day is before the first. Swap them.")
    if until_day - from_day > LONGEST_HOLIDAY:
        raise CannotKeepHoliday("No school holiday is longer than ten weeks. Check the days.")
    over = SchoolHoliday.objects.filter(authority=authority).touching(from_day, until_day).first()
    if over:
        raise CannotKeepHoliday(
            f"{over.name} ({day_words(over.from_day)} to {day_words(over.until_day)}) lies over these days. "
            "Take it out first, or enter other days."
        )
    try:
        with transaction.atomic():
            holiday = SchoolHoliday.objects.create(
                authority=authority, name=name.strip(), from_day=from_day, until_day=until_day, created_by=by
            )
    except IntegrityError as double:
        raise CannotKeepHoliday("Somebody has just entered a holiday from that day.") from double
    audit.record(Kind.SCHOOL_HOLIDAY_ADDED, about=holiday, by=by, on=on)
    return holiday


@transaction.atomic
def remove_school_holiday(*, holiday: SchoolHoliday, by: User | None, on: date) -> None:
    """Take a school holiday out: the next night plans what it had passed over."""
    audit.record(Kind.SCHOOL_HOLIDAY_REMOVED, about=holiday, by=by, on=on)
    holiday.delete()
