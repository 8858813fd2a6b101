"""What is arranged before the end: who tells the child, and the meetings in which the two say goodbye."""

from datetime import date

from django.db import transaction

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.endings.models import Ending
from kith.endings.queries import goodbyes_missing
from kith.endings.states import Status
from kith.foundation.dates import day_words, moment
from kith.foundation.errors import Cannot
from kith.foundation.holding import hold
from kith.meetings import actions as meetings
from kith.meetings.models import Meeting


class CannotPlanTelling(Cannot):
    """It cannot be agreed like this who tells the child."""


class CannotPlanGoodbyes(Cannot):
    """The meetings to say goodbye cannot be planned."""


@transaction.atomic
def plan_telling(*, ending: Ending, tell_by: str, tell_day: date, by: User, on: date) -> Ending:
    """Who tells the child, and when: agreed with the worker before anybody says a word."""
    hold(ending)
    name = ending.match.child.name
    if ending.told_on:
        raise CannotPlanTelling(f"{name} was told on {day_words(ending.told_on)}.")
    if ending.status == Status.CALLED_OFF:
        raise CannotPlanTelling("This ending was called off, so there is nothing to tell.")
    if not tell_by.strip():
        raise CannotPlanTelling(f"Say who tells {name}.")
    if tell_day < on:
        raise CannotPlanTelling("Choose today or a day to come.")
    ending.tell_by, ending.tell_day = tell_by.strip(), tell_day
    ending.save(update_fields=["tell_by", "tell_day"])
    audit.record(Kind.TELLING_PLANNED, about=ending, by=by, on=on, days=(tell_day - on).days)
    return ending


@transaction.atomic
def plan_goodbyes(*, ending: Ending, by: User, on: date) -> list[Meeting]:
    """With one press: the meetings that a goodbye still needs, at the usual time and place of the two."""
    hold(ending)
    match = ending.match
    if not ending.is_winding_down:
        raise CannotPlanGoodbyes("Only while two people are winding down are there goodbyes to plan.")
    missing = goodbyes_missing(ending, on)
    if not missing:
        raise CannotPlanGoodbyes("Every meeting to say goodbye is planned already.")
    if match.agreement is None or match.agreement.usual_time is None:
        raise CannotPlanGoodbyes(
            f"{match.name} have no usual time. Plan the meetings one by one, with the time they agree."
        )
    at = match.agreement.usual_time
    return [meetings.plan(match=match, at=moment(day, at), by=by, on=on) for day in missing]
