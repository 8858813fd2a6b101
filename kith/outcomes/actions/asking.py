"""Asking somebody to fill a form in themselves, hearing the answer, and writing once more to who has not answered."""

from collections.abc import Mapping
from datetime import date, time, timedelta

from django.db import transaction
from django.urls import reverse

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.dates import moment
from kith.foundation.holding import hold
from kith.matching.models import Match
from kith.messages.actions import send
from kith.outcomes.actions.scores import CannotScore, Sheet, record_answer, record_score
from kith.outcomes.links import address_of
from kith.outcomes.models import FormAsked, MeasureUse, NoMoreAsking, Score
from kith.outcomes.queries.asking import may_be_asked, takes_answer, whom_to_ask
from kith.outcomes.queries.due import window_of
from kith.outcomes.registry import who_words

OPEN_DAYS = 28
AGAIN_AFTER = timedelta(days=10)
BY_OTHERS = frozenset({"coordinator"})
"""Who fills a form in at the desk, and is asked by nobody."""
Came, Outcome, Source = FormAsked.Came, Score.Outcome, Score.Source


class CannotAskFor(CannotScore):
    """Nobody can be asked for this form in this way."""


@transaction.atomic
def ask_for_form(
    *, match: Match, use: MeasureUse, wave: str, name: str = "", email: str = "", by: User, on: date
) -> FormAsked:
    """Ask whoever answers to do it themselves: on their own page, or by a letter with a link that opens the form once."""
    hold(match)
    open_until = _last_day(match, use, wave, on)
    _refuse_who_should_not_be_asked(match, use, wave, on)
    person = whom_to_ask(match, use, on)
    email = "" if person.user else (email or person.email).strip().lower()
    if use.informant == "self" and person.user is None:
        raise CannotAskFor(f"{match.child.name} has no My space yet. Ask in a talk and write it down here.")
    if person.user is None and not email:
        raise CannotAskFor("Enter the e-mail address that we should write to.", "email")
    for waiting in FormAsked.objects.open().filter(match=match, use=use, wave=wave):
        _close(waiting, Came.TAKEN_BACK, on)
    asked = FormAsked.objects.create(
        match=match,
        use=use,
        wave=wave,
        user=person.user,
        name="" if person.user else (name or person.name).strip(),
        email=email,
        asked_on=on,
        open_until=open_until,
        created_by=by,
    )
    _write_to(asked, "form asked", on)
    audit.record(Kind.FORM_ASKED, about=asked, by=by, on=on, measure=use.measure, wave=wave)
    return asked


def _last_day(match: Match, use: MeasureUse, wave: str, on: date) -> date:
    """Four weeks, or as long as a form still counts for this wave."""
    window = window_of(match, use, wave)
    if use.until_day or use.informant in BY_OTHERS or window is None or not window.is_open(on):
        raise CannotAskFor("Nobody can be asked for this form now. Look at its days.")
    return min(on + timedelta(days=OPEN_DAYS), window.until_day)


def _refuse_who_should_not_be_asked(match: Match, use: MeasureUse, wave: str, on: date) -> None:
    child, who = match.child, who_words(use.informant)
    refused = NoMoreAsking.objects.open_on(on).filter(
        child=child, informant=use.informant, measure__in=["", use.measure]
    )
    if refused.exists():
        raise CannotAskFor("They do not want to be asked again. That holds until they say otherwise.")
    age, least = child.age_on(on), use.of.informants[use.informant]
    if age is not None and age < least:
        raise CannotAskFor(f"{child.name} is {age}, and this form is from {least} years on.")
    if use.informant == "volunteer" and not may_be_asked(match, on):
        raise CannotAskFor(f"{match.volunteer.first_name} is not asked for now: they do not meet.")
    there = Score.objects.standing().filter(
        match=match, measure=use.measure, informant=use.informant, wave=wave
    )
    if there.exists():
        raise CannotAskFor(f"The {who} has answered this already.")


def _write_to(asked: FormAsked, event: str, on: date) -> None:
    link, at = address_of(asked), moment(on, time())
    send(to=asked.user, to_address=asked.email, event=event, about=asked, link=link, at=at)


@transaction.atomic
def answer_form(
    *, asked: FormAsked, outcome: str, typed: Mapping[str, str], form: str = "", by: User | None, on: date
) -> Score:
    """Whoever was asked answers: numbers, “not this time”, “do not ask me again”, or that the child is too young."""
    hold(asked)
    if not takes_answer(asked, on):
        raise CannotAskFor("Thank you. This has been answered already, or is not asked any more.")
    if (by.pk if by else None) != asked.user_id:
        raise CannotAskFor("Only the person who was asked can answer this.")
    if outcome == Outcome.SCORED:
        sheet = Sheet(asked.use, asked.match, asked.wave, on, typed, form)
        score = record_score(sheet=sheet, source=Source.OWN, by=by, on=on)
    else:
        score = record_answer(
            use=asked.use,
            match=asked.match,
            wave=asked.wave,
            outcome=outcome,
            source=Source.OWN,
            by=by,
            on=on,
        )
    asked.score = score
    _close(asked, Came.ANSWERED, on)
    audit.record(Kind.FORM_ANSWERED, about=asked, by=by, on=on, measure=asked.use.measure, outcome=outcome)
    if asked.created_by:
        link = reverse("outcomes:way", args=[asked.match.public_id])
        send(to=asked.created_by, event="something new", about=asked.match, link=link, at=moment(on, time()))
    return score


@transaction.atomic
def take_back_asking(*, asked: FormAsked, by: User, on: date) -> FormAsked:
    """Not asked after all: the link opens nothing from now on."""
    hold(asked)
    if asked.came:
        raise CannotAskFor("This is not waited for any more.")
    _close(asked, Came.TAKEN_BACK, on)
    audit.record(Kind.FORM_NOT_ASKED, about=asked, by=by, on=on, measure=asked.use.measure)
    return asked


def _close(asked: FormAsked, came: str, on: date) -> None:
    asked.came, asked.closed_on = came, on
    asked.save(update_fields=["came", "closed_on", "score"])


@transaction.atomic
def ask_once_more(*, on: date) -> int:
    """Every morning: one more letter to those who have not answered in ten days, and never another."""
    rows = FormAsked.objects.open().filter(
        asked_again_on=None, asked_on__lte=on - AGAIN_AFTER, open_until__gte=on
    )
    written = 0
    for asked in rows.with_match().order_by("pk"):
        if takes_answer(asked, on):
            asked.asked_again_on = on
            asked.save(update_fields=["asked_again_on"])
            _write_to(asked, "form asked again", on)
            audit.record(Kind.FORM_ASKED, about=asked, by=None, on=on, measure=asked.use.measure, again=True)
            written += 1
    return written
