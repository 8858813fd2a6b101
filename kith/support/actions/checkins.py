"""Asking how it goes, writing down what was said, and hearing “I would rather not”."""

from datetime import date, time, timedelta

from django.db import transaction

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.dates import day_words, moment
from kith.foundation.errors import Cannot
from kith.foundation.holding import hold
from kith.matching.models import Match
from kith.meetings.models import Meeting
from kith.meetings.queries import is_asked
from kith.messages.actions import send
from kith.people.models import Involvement
from kith.support.links import address_of
from kith.support.models import AskedLater, CheckIn, Who
from kith.support.queries.checkins import people_to_ask

FOR_NOW = timedelta(days=182)
Outcome, How = CheckIn.Outcome, CheckIn.How


class CannotAsk(Cannot):
    """Nobody may be asked, or answered for, in this way."""


@transaction.atomic
def ask(*, match: Match, who: str, by: User, on: date) -> CheckIn:
    """Ask one of them how it goes: the child on My space, the carer or worker by a letter with a link."""
    hold(match)
    person = _who_is_asked(match, who, on)
    if not has_way_in(match, who, person):
        lacks = (
            f"{match.child.name} has no My space yet."
            if who == Who.CHILD
            else "No e-mail address is known for them."
        )
        raise CannotAsk(f"{lacks} Ask in a talk and write it down here.")
    if waiting := CheckIn.objects.open().filter(match=match, who=who).first():
        if waiting.asked_on >= on:
            raise CannotAsk("They have been asked today already.")
        _close(waiting, Outcome.TAKEN_BACK, by=by, on=on)
    how = How.SPACE if who == Who.CHILD else How.LINK
    asked = CheckIn.objects.create(
        match=match, who=who, involvement=person, how=how, asked_on=on, created_by=by
    )
    audit.record(Kind.CHECK_IN_ASKED, about=asked, by=by, on=on, child=match.child, who=who, how=how)
    _write_to(asked, on)
    return asked


def has_way_in(match: Match, who: str, person: Involvement | None) -> bool:
    """Whether they can say it themselves: the child on My space, the others by a letter."""
    return match.child.user_id is not None if who == Who.CHILD else bool(_address(person))


def _write_to(asked: CheckIn, on: date) -> None:
    person = asked.involvement
    if person is None:
        return
    address = "" if person.user else _address(person)
    at, link = moment(on, time()), address_of(asked)
    send(to=person.user, to_address=address, event="how it goes", about=asked, link=link, at=at)


def _address(person: Involvement | None) -> str:
    if person is None:
        return ""
    known = person.user or person.carer or person.worker
    return (known.email if known else "") or ""


def _who_is_asked(match: Match, who: str, on: date) -> Involvement | None:
    """The carer or worker to ask; refuses where nobody is to be asked."""
    if not match.is_live:
        raise CannotAsk("This match has ended, so nobody is asked how it goes any more.")
    later = AskedLater.objects.open_on(on).filter(match=match, who=who).order_by("until_day").last()
    if later:
        raise CannotAsk(
            f"They would rather not be asked before {day_words(later.until_day)}. Leave it until then."
        )
    if who == Who.CHILD:
        if not is_asked(match.child, on):
            raise CannotAsk(f"{match.child.name} has said “stop asking me”. That holds here too.")
        return None
    person = people_to_ask([match], on).get((match.child_id, who))
    if person is None:
        raise CannotAsk(f"No {who} is near {match.child.name} in Kith, so there is nobody to ask.")
    return person


@transaction.atomic
def write_down(*, match: Match, who: str, feeling: str = "", words: str = "", by: User, on: date) -> CheckIn:
    """The coordinator asked in a talk and writes down what was said, in their words."""
    hold(match)
    person = _who_is_asked(match, who, on)
    _refuse_nothing(feeling, words)
    return _answered(_talk(match, who, person, by, on), feeling, words, by=by, on=on)


@transaction.atomic
def write_down_refusal(*, match: Match, who: str, for_now: bool, by: User, on: date) -> CheckIn:
    """Asked in a talk, and they would rather not say; perhaps they would rather not be asked for now either."""
    hold(match)
    person = _who_is_asked(match, who, on)
    return _declined(_talk(match, who, person, by, on), for_now=for_now, by=by, on=on)


def _talk(match: Match, who: str, person: Involvement | None, by: User, on: date) -> CheckIn:
    """The question that was open, now asked in a talk; or a new one."""
    waiting = CheckIn.objects.open().filter(match=match, who=who).first()
    if waiting:
        return waiting
    return CheckIn.objects.create(
        match=match, who=who, involvement=person, how=How.TALK, asked_on=on, created_by=by
    )


@transaction.atomic
def answer(*, check_in: CheckIn, feeling: str = "", words: str = "", by: User | None, on: date) -> CheckIn:
    """They say it themselves: on My space, on their own page, or by the link (then `by` is nobody)."""
    check_in = _to_answer(check_in, by)
    _refuse_nothing(feeling, words)
    return _answered(check_in, feeling, words, by=by, on=on)


@transaction.atomic
def decline(*, check_in: CheckIn, for_now: bool = False, by: User | None, on: date) -> CheckIn:
    """They would rather not say. `for_now`: and not be asked again for half a year, unless they wish."""
    return _declined(_to_answer(check_in, by), for_now=for_now, by=by, on=on)


@transaction.atomic
def ask_me_again(*, match: Match, who: str, by: User | None, on: date) -> None:
    """They would like to be asked again after all."""
    for later in AskedLater.objects.open_on(on).filter(match=match, who=who):
        later.until_day = max(on, later.from_day)
        later.save(update_fields=["until_day"])
        audit.record(Kind.CHECK_IN_PUT_OFF, about=later, by=by, on=on, child=match.child, who=who, asked=True)


def ask_no_more(*, match: Match, by: User | None, on: date) -> None:
    """The match has ended: whoever has not answered is not waited for any more."""
    for waiting in CheckIn.objects.open().filter(match=match).order_by("pk"):
        _close(waiting, Outcome.TAKEN_BACK, by=by, on=on)


def _to_answer(check_in: CheckIn, by: User | None) -> CheckIn:
    hold(check_in.match)
    check_in.refresh_from_db()
    if not check_in.is_open:
        raise CannotAsk("Thank you. This has been answered already, or is not asked any more.")
    asked = check_in.match.child.user_id if check_in.who == Who.CHILD else _user_id(check_in.involvement)
    if (by.pk if by else None) != asked:
        raise CannotAsk("Only the person who was asked can answer this.")
    return check_in


def _user_id(person: Involvement | None) -> int | None:
    return person.user_id if person else None


def _refuse_nothing(feeling: str, words: str) -> None:
    if feeling and feeling not in Meeting.Feeling.values:
        raise CannotAsk("Choose good, okay or not great.", field="feeling")
    if not feeling and not words.strip():
        raise CannotAsk(
            "Choose good, okay or not great, or write a few words. You may also say that you would rather not.",
            field="feeling",
        )


def _answered(check_in: CheckIn, feeling: str, words: str, *, by: User | None, on: date) -> CheckIn:
    check_in.feeling, check_in.words = feeling, words.strip()
    return _close(check_in, Outcome.ANSWERED, by=by, on=on)


def _declined(check_in: CheckIn, *, for_now: bool, by: User | None, on: date) -> CheckIn:
    _close(check_in, Outcome.DECLINED, by=by, on=on)
    if for_now:
        later = AskedLater.objects.create(
            match=check_in.match, who=check_in.who, from_day=on, until_day=on + FOR_NOW, created_by=by
        )
        child = check_in.match.child
        audit.record(
            Kind.CHECK_IN_PUT_OFF, about=later, by=by, on=on, child=child, who=later.who, asked=False
        )
    return check_in


def _close(check_in: CheckIn, outcome: str, *, by: User | None, on: date) -> CheckIn:
    check_in.outcome, check_in.closed_on = outcome, on
    check_in.save(update_fields=["outcome", "closed_on", "feeling", "words"])
    child = check_in.match.child
    audit.record(
        Kind.CHECK_IN_CLOSED, about=check_in, by=by, on=on, child=child, who=check_in.who, outcome=outcome
    )
    return check_in
