"""A young person asks for a change, a break or a stop. A break and a stop happen at once; nobody has to agree."""

from datetime import date, time

from django.db import transaction
from django.urls import reverse

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.endings.actions.beginning import start, take_up_again
from kith.endings.models import Ask, Ending
from kith.endings.queries import standing_ending, who_hears
from kith.endings.steps import Course
from kith.foundation.dates import day_words, moment
from kith.foundation.errors import Cannot
from kith.foundation.holding import hold
from kith.matching import actions as matching
from kith.matching.models import Match
from kith.matching.states import MatchStatus
from kith.meetings import actions as meetings
from kith.meetings.models import Meeting
from kith.messages.actions import send

ASKED_BY_CHILD = "child asked"


class CannotAsk(Cannot):
    """This cannot be asked, or not by this person."""


class CannotAnswer(Cannot):
    """The answer cannot be written down."""


@transaction.atomic
def ask(*, match: Match, kind: str, by: User, on: date, words: str = "") -> Ask:
    """Heard at once: a stop calls meetings off and winds down, a break pauses, a change is told to the coordinator."""
    hold(match)
    if by.pk != match.child.user_id:
        raise CannotAsk(
            "Only the young person can ask for this here. Write down for them what they told you."
        )
    if kind not in Ask.Kind.values:
        raise CannotAsk("Choose what you want.")
    if not match.is_live:
        raise CannotAsk(
            f"You and {match.volunteer.first_name} don’t meet any more, so there is nothing to stop."
        )
    asked = Ask.objects.create(
        child=match.child, match=match, kind=kind, words=words.strip(), on=on, created_by=by
    )
    if kind == Ask.Kind.STOP:
        _stop(match, by=by, on=on)
    if kind == Ask.Kind.BREAK:
        _rest(match, by=by, on=on)
    audit.record(Kind.CHILD_ASKED, about=asked, by=by, on=on, of_kind=kind)
    for coordinator in who_hears(match, on):
        send(
            to=coordinator,
            event="child asked",
            about=asked,
            link=reverse("endings:asks"),
            at=moment(on, time()),
        )
    return asked


def _stop(match: Match, *, by: User, on: date) -> None:
    """Nothing is planned any more. An ending on its way is now for today; else one begins, by their choice.

    Their words stay in what they asked: the plan of an ending has more readers.
    """
    meetings.call_off_ahead(match=match, reason=Meeting.Reason.MATCH_ENDED, by=by, on=on)
    already = standing_ending(match)
    if already is None:
        start(match, Course.STOPPED, kind=Ending.Kind.CHILD, last_day=on, by=by, on=on)
    elif already.last_day is None or already.last_day > on:
        already.last_day = on
        already.save(update_fields=["last_day"])


def _rest(match: Match, *, by: User, on: date) -> None:
    meetings.call_off_ahead(match=match, reason=Meeting.Reason.MATCH_ENDED, by=by, on=on)
    if match.status == MatchStatus.ACTIVE:
        matching.pause(match=match, reason=ASKED_BY_CHILD, by=by, on=on)


@transaction.atomic
def answer_ask(*, ask: Ask, words: str, by: User, on: date, resume: bool = False) -> Ask:
    """The coordinator has talked with the young person; what they were told is theirs to read. A break may be over."""
    hold(ask)
    name = ask.child.name
    if ask.answered_on:
        raise CannotAnswer(f"{name} was answered on {day_words(ask.answered_on)}.")
    if not words.strip():
        raise CannotAnswer(f"Write down what you told {name}: they can read it.")
    match = ask.match
    if resume and match.status == MatchStatus.PAUSED:
        matching.resume(match=match, by=by, on=on)
        take_up_again(match, by=by, on=on)
    ask.answer, ask.answered_on, ask.answered_by = words.strip(), on, by
    ask.save(update_fields=["answer", "answered_on", "answered_by"])
    audit.record(Kind.ASK_ANSWERED, about=ask, by=by, on=on, resumed=resume)
    return ask
