"""The steps of an ending: done, put back, or left out with a reason; and the first of them, telling the child."""

from datetime import date, timedelta

from django.db import transaction

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.endings.actions.closing import let_go_when_done
from kith.endings.courses import Key
from kith.endings.models import Ending, EndingStep
from kith.endings.queries import meetings_after
from kith.endings.states import Status
from kith.endings.steps import NEEDS_AN_ANSWER
from kith.foundation.dates import day_words
from kith.foundation.errors import Cannot
from kith.foundation.holding import hold
from kith.meetings import actions as meetings
from kith.people.models import Involvement


class CannotDoStep(Cannot):
    """The step cannot be done, put back or left out as asked."""


class CannotTell(Cannot):
    """What is said about telling the child cannot be."""


@transaction.atomic
def do_step(*, step: EndingStep, by: User, on: date, words: str = "") -> EndingStep:
    """A step is done; the words say what came of it."""
    _hold_open(step)
    child = step.child.name
    if said := NEEDS_AN_ANSWER.get(step.key):
        raise CannotDoStep(said.format(child=child))
    tick(step, words=words, by=by, on=on)
    audit.record(Kind.ENDING_STEP_DONE, about=step, by=by, on=on, step=step.key)
    let_go_when_done(step.ending, by=by, on=on)
    return step


def tick(step: EndingStep, *, words: str, by: User, on: date) -> None:
    step.done_on, step.done_by, step.done_words = on, by, words.strip()
    step.save(update_fields=["done_on", "done_by", "done_words"])


def put_back(step: EndingStep) -> None:
    step.done_on = step.skipped_on = step.done_by = None
    step.done_words = step.skipped_why = ""
    step.save(update_fields=["done_on", "skipped_on", "done_by", "done_words", "skipped_why"])


def _hold_open(step: EndingStep) -> None:
    hold(step)
    if step.ending.status == Status.CALLED_OFF:
        raise CannotDoStep("This ending was called off, so its steps are not needed any more.")
    if not step.is_open:
        became = "done" if step.done_on else "left out"
        raise CannotDoStep(
            f"This step was {became} on {day_words(step.done_on or step.skipped_on)}. Put it back first."  # type: ignore[arg-type]
        )


@transaction.atomic
def skip_step(*, step: EndingStep, why: str, by: User, on: date) -> EndingStep:
    """A step is left out, and the plan says why."""
    _hold_open(step)
    if not why.strip():
        raise CannotDoStep("Say in a few words why this step is left out.")
    step.skipped_on, step.skipped_why, step.done_by = on, why.strip(), by
    step.save(update_fields=["skipped_on", "skipped_why", "done_by"])
    audit.record(Kind.ENDING_STEP_SKIPPED, about=step, by=by, on=on, step=step.key)
    let_go_when_done(step.ending, by=by, on=on)
    return step


@transaction.atomic
def undo_step(*, step: EndingStep, by: User, on: date) -> EndingStep:
    """Done or left out by mistake: it is open again."""
    hold(step)
    ending = step.ending
    if step.is_open:
        raise CannotDoStep("This step is open already.")
    if ending.status == Status.CALLED_OFF:
        raise CannotDoStep("This ending was called off, so its steps stay as they are.")
    if step.key == Key.AGAIN and step.done_on:
        raise CannotDoStep(f"What {step.child.name} said has gone into their referral. Put it right there.")
    if ending.status == Status.ENDED and not _is_served(ending):
        raise CannotDoStep(
            f"Everything is done and {step.child.name}’s story has closed, so this stays as it is."
        )
    if step.key == Key.TELL and step.done_on:
        ending.told_on, ending.told_how = None, ""
        ending.save(update_fields=["told_on", "told_how"])
    if step.key == Key.CONTACT and step.done_on:
        ending.contact_afterwards = Ending.Contact.NOT_ASKED
        ending.save(update_fields=["contact_afterwards"])
    put_back(step)
    audit.record(Kind.ENDING_STEP_UNDONE, about=step, by=by, on=on, step=step.key)
    return step


def _is_served(ending: Ending) -> bool:
    near = ending.match.child.involvements.filter(until_day=None)
    return near.of(Involvement.Part.SCHEME).filter(scheme=ending.match.scheme).exists()


@transaction.atomic
def tell(
    *, ending: Ending, told_on: date, told_how: str, by: User, on: date, child_words: str = ""
) -> Ending:
    """The child has been told. Only now do meetings planned for after the last day leave the plan."""
    hold(ending)
    match = ending.match
    name = match.child.name
    if ending.status == Status.CALLED_OFF:
        raise CannotTell("This ending was called off, so there is nothing to tell.")
    if told_on > on:
        raise CannotTell(f"Write it down once {name} has been told: the day cannot be one to come.")
    if told_on < match.begun_on:
        raise CannotTell(f"They began on {day_words(match.begun_on)}. Choose a day since then.")
    if not told_how.strip():
        raise CannotTell(f"Say how {name} was told, and by whom.")
    ending.told_on, ending.told_how = told_on, told_how.strip()
    if child_words.strip():
        ending.child_words = "\n".join(filter(None, [ending.child_words, child_words.strip()]))
    ending.save(update_fields=["told_on", "told_how", "child_words"])
    for step in ending.steps.open().filter(key=Key.TELL):
        tick(step, words="", by=by, on=told_on)
    audit.record(Kind.CHILD_TOLD, about=ending, by=by, on=on, days_ago=(on - told_on).days)
    if ending.is_winding_down and ending.last_day:
        _call_off_after(ending, by=by, on=on)
    let_go_when_done(ending, by=by, on=on)
    return ending


def _call_off_after(ending: Ending, *, by: User, on: date) -> None:
    last_day = max(ending.last_day or on, on - timedelta(days=1))
    for meeting in meetings_after(ending.match, last_day):
        meetings.call_off(meeting=meeting, words="It is after the last day.", by=by, on=on)
