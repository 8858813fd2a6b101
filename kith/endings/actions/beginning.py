"""An ending is planned, its last day is put later, or it is called off and the two go on."""

from datetime import date

from django.db import transaction

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.endings.models import Ending, EndingStep
from kith.endings.queries import rhythm_now, standing_ending, why_not_that_last_day
from kith.endings.states import Status
from kith.endings.steps import Course, Plan
from kith.foundation.dates import day_words
from kith.foundation.errors import Cannot
from kith.foundation.holding import hold
from kith.matching.models import Match
from kith.matching.states import MatchStatus
from kith.meetings import actions as meetings
from kith.recruitment.queries import obstacles


class CannotEnd(Cannot):
    """The match cannot end as asked."""


class CannotCallOff(Cannot):
    """The ending cannot be called off."""


class CannotMoveLastDay(Cannot):
    """The last day cannot be moved as asked."""


@transaction.atomic
def begin_ending(
    *,
    match: Match,
    kind: str,
    last_day: date,
    by: User,
    on: date,
    reason_words: str = "",
    child_words: str = "",
) -> Ending:
    """Plan how a match ends: its kind, its last day, and the steps that lead there. Meetings go on until then."""
    hold(match)
    check_kind(kind)
    refuse_if_over(match)
    if why_not := why_not_that_last_day(match, kind, last_day, on):
        raise CannotEnd(why_not)
    _plan_meetings(match, until=last_day, by=by, on=on)
    return start(
        match,
        Course.PLANNED,
        kind=kind,
        last_day=last_day,
        reason_words=reason_words,
        child_words=child_words,
        by=by,
        on=on,
    )


def check_kind(kind: str) -> None:
    if kind not in Ending.Kind.values:
        raise CannotEnd("Choose what kind of ending it is.")


def refuse_if_over(match: Match) -> None:
    """One match ends once: whoever comes second is told what stands."""
    already = standing_ending(match)
    if already and already.status == Status.WINDING_DOWN:
        raise CannotEnd(
            f"An ending of {match.name} is under way already. Open it: it can be ended sooner or called off there."
        )
    if already or not match.is_live:
        raise CannotEnd(f"{match.name} have ended already. Nothing more needs to be done to end it.")


def start(
    match: Match,
    course: Course,
    *,
    kind: str,
    by: User,
    on: date,
    last_day: date | None = None,
    reason_words: str = "",
    child_words: str = "",
) -> Ending:
    """The row, its steps, and the match winding down; whatever course it takes."""
    rhythm = rhythm_now(match, on)
    if match.may("wind down"):
        match.move("wind down", by=by, on=on, reason=kind)
    ending = Ending.objects.create(
        match=match,
        kind=kind,
        planned=course in (Course.PLANNED, Course.STOPPED),
        begun_on=on,
        last_day=last_day,
        reason_words=reason_words.strip(),
        child_words=child_words.strip(),
        created_by=by,
    )
    plan = Plan(course, kind, match, match.scheme.rules_on(on), on, last_day or on, rhythm)
    EndingStep.objects.bulk_create(
        EndingStep(
            ending=ending, key=line.key, words=line.words, due_on=line.due_on, place=place, created_by=by
        )
        for place, line in enumerate(plan.lines(), start=1)
    )
    audit.record(Kind.ENDING_BEGUN, about=ending, by=by, on=on, of_kind=kind, course=course.value)
    return ending


def _plan_meetings(match: Match, *, until: date, by: User, on: date) -> None:
    """The meetings to wind down over, before the rhythm stops planning for a match that ends.

    What cannot be planned ahead is planned one by one: the page of the ending says so.
    """
    try:
        meetings.plan_ahead(match=match, until=until, by=by, on=on)
    except meetings.CannotPlan:
        pass


@transaction.atomic
def move_last_day(*, ending: Ending, to: date, by: User, on: date) -> Ending:
    """Put the last day later; the open steps move with it. Sooner is said on the day itself, with its reason."""
    hold(ending)
    if not ending.is_winding_down or ending.last_day is None:
        raise CannotMoveLastDay("Only an ending that is winding down has a last day to move.")
    if to <= ending.last_day:
        raise CannotMoveLastDay(
            f"The last day is {day_words(ending.last_day)}. Choose a later one; to end it sooner, "
            "end it on that day and say why."
        )
    if why_not := why_not_that_last_day(ending.match, Ending.Kind.CHILD, to, on):
        raise CannotMoveLastDay(why_not)
    later = to - ending.last_day
    steps = list(ending.steps.open())
    for step in steps:
        step.due_on += later
    EndingStep.objects.bulk_update(steps, ["due_on"])
    ending.last_day = to
    ending.save(update_fields=["last_day"])
    audit.record(Kind.ENDING_MOVED, about=ending, by=by, on=on, days=later.days)
    return ending


@transaction.atomic
def call_off(*, ending: Ending, why: str, by: User, on: date, childs_wish: bool = False) -> Ending:
    """They go on after all. What the young person stopped, only the young person takes up again."""
    hold(ending)
    match = hold(ending.match)
    child, volunteer = match.child.name, match.volunteer.first_name
    if not ending.is_winding_down:
        raise CannotCallOff(
            f"This ending is {ending.get_status_display().lower()}, so it cannot be called off. "
            f"If {child} and {volunteer} begin again, that is a new match."
        )
    if not why.strip():
        raise CannotCallOff("Say in a few words why they go on.")
    if ending.is_childs_choice and not childs_wish:
        raise CannotCallOff(
            f"{child} chose to stop, and only {child} can take that back. "
            f"Call it off once {child} has told you that they want to go on."
        )
    if missing := obstacles(match.volunteer, match.scheme, on):
        raise CannotCallOff(" ".join(missing))
    ending.move("call off", by=by, on=on, words=why.strip())
    match.move("go on", by=by, on=on, words=why.strip())
    audit.record(Kind.ENDING_STOPPED, about=ending, by=by, on=on, childs_wish=childs_wish)
    take_up_again(match, by=by, on=on)
    return ending


def take_up_again(match: Match, *, by: User, on: date) -> None:
    """The meetings of the agreed rhythm come back into the plan, where they can be planned ahead."""
    if match.status == MatchStatus.ACTIVE:
        _plan_meetings(match, until=on + meetings.PLANNED_AHEAD, by=by, on=on)
