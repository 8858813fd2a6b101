"""Looking for somebody, showing the cards, and hearing what the child says."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from django.db import transaction

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.dates import day_words
from kith.foundation.errors import Cannot
from kith.foundation.holding import hold
from kith.matching.actions.closing import close
from kith.matching.actions.proposals import propose_next
from kith.matching.models import CardShown, Heard, Proposal, Shortlist
from kith.matching.queries import MOST_SHOWN, Look, hearing, look_for, pause_of
from kith.people.actions import lift_rest
from kith.people.models import Volunteer
from kith.referral.models import Referral
from kith.science.fit.words import listed

MOST_RANKS = 3
LONGEST_PROMISE = 92  # days until we look again
By, CloseReason = Proposal.ClosedBy, Proposal.CloseReason


class CannotLook(Cannot):
    """A short list cannot be made as asked."""


class CannotChoose(Cannot):
    """The child's answer cannot be written down as given."""


class CannotHear(Cannot):
    """What somebody said cannot be written down as given."""


@transaction.atomic
def hear(
    *,
    referral: Referral,
    who: str,
    by: User,
    on: date,
    words: str = "",
    why_not: str = "",
    heard_on: date | None = None,
) -> Heard:
    """What the carer or the worker says about somebody for this child, or why they were not asked."""
    hold(referral)
    said, why, day = words.strip(), why_not.strip(), heard_on or on
    if referral.child is None or who not in Heard.Who.values:
        raise CannotHear("Say who was heard, about a referral that was accepted.")
    if bool(said) == bool(why):
        raise CannotHear("Write down what they said, or why they were not asked: one of the two.")
    if day > on:
        raise CannotHear("Choose the day they said it: today or earlier.")
    heard = Heard.objects.create(
        child=referral.child, referral=referral, who=who, on=day, words=said, why_not=why, created_by=by
    )
    audit.record(Kind.HEARD_BEFORE_CARDS, about=heard, by=by, on=on, who=who, asked=bool(said))
    return heard


@transaction.atomic
def make_shortlist(
    *,
    referral: Referral,
    by: User | None,
    on: date,
    only: Iterable[Volunteer] | None = None,
    again: Iterable[Volunteer] = (),
) -> Shortlist:
    """Keep who was suggested that day and why. `only`: whose cards the child is to see, at most five.

    `again`: people the child set aside or has seen before, and asks to see once more.
    """
    hold(referral)
    _refuse_in_a_pause(referral, on)
    chosen = None if only is None else list(only)
    look = look_for(referral, on, again=list(again), with_these=chosen or ())
    if look is None:
        raise CannotLook(f"Write down first what {referral.name} would like.")
    if chosen is not None:
        _check_chosen(chosen, look)
    shortlist = _keep(look, referral, by, on)
    _keep_cards(shortlist, look, {volunteer.pk for volunteer in chosen} if chosen is not None else None)
    audit.record(Kind.SHORTLIST_MADE, about=shortlist, by=by, on=on, cards=len(look.people))
    return shortlist


def _refuse_in_a_pause(referral: Referral, on: date) -> None:
    if referral.child and (pause := pause_of(referral.child, on)):
        raise CannotLook(pause)


def _keep(look: Look, referral: Referral, by: User | None, on: date) -> Shortlist:
    """The list as it was that day, with all that is needed to check it again."""
    answer = look.answer
    return Shortlist.objects.create(
        child=look.child,
        referral=referral,
        scheme=look.scheme,
        wish_list=look.wish_list,
        on=on,
        rules_version=answer.rules_version,
        inputs_hash=answer.inputs_hash,
        considered=look.considered,
        ruled_out=look.ruled_out,
        openings=[opening.words for opening in answer.openings],
        worth_knowing=[*answer.scarcity, *answer.notes],
        why_not=look.rules_against,
        created_by=by,
    )


def _keep_cards(shortlist: Shortlist, look: Look, shown: set[int] | None) -> None:
    CardShown.objects.bulk_create(
        CardShown(
            shortlist=shortlist,
            volunteer=person.volunteer,
            place=place,
            miles=person.suggestion.miles,
            reasons=list(person.suggestion.reasons),
            cautions=list(person.suggestion.cautions),
            on_cards=shown is None or person.volunteer.pk in shown,
        )
        for place, person in enumerate(look.people, start=1)
    )


def _check_chosen(chosen: list[Volunteer], look: Look) -> None:
    if not chosen:
        raise CannotLook("Choose at least one card to show.")
    if len(chosen) > MOST_SHOWN:
        raise CannotLook(f"Show at most {MOST_SHOWN} cards at a time: more are hard to choose from.")
    fitting = {person.volunteer.pk for person in look.people}
    for volunteer in chosen:
        if volunteer.pk not in fitting:
            raise CannotLook(f"{volunteer.first_name} cannot be shown: {look.why_not(volunteer)}")


@transaction.atomic
def show_cards(*, shortlist: Shortlist, by: User, on: date) -> Shortlist:
    """The cards go before the child: on a screen together, on paper, and in My space."""
    hold(shortlist)
    _check_open(shortlist)
    if not shortlist.cards.filter(on_cards=True).exists():
        raise CannotChoose("There is no card to show. Look again, or talk about what could be wider.")
    _refuse_in_a_pause(shortlist.referral, on)
    _check_heard(shortlist, on)
    if shortlist.shown_on is None:
        shortlist.shown_on = on
        shortlist.save(update_fields=["shown_on"])
        audit.record(Kind.CARDS_SHOWN, about=shortlist, by=by, on=on)
    return shortlist


def _check_heard(shortlist: Shortlist, on: date) -> None:
    missing = [each.who.label.lower() for each in hearing(shortlist.referral, on) if each.said is None]
    if missing:
        raise CannotHear(
            f"Hear {listed(missing)} first, and write down what they say; or say why they were not asked."
        )


@transaction.atomic
def say_nobody_yet(
    *, referral: Referral, look_again_on: date, told_child: str, by: User, on: date
) -> Shortlist:
    """Nobody fits today: kept with why, what the child was told, and the day we look again."""
    hold(referral)
    if look_again_on <= on:
        raise CannotLook("Choose a day that is still to come.")
    if (look_again_on - on).days > LONGEST_PROMISE:
        raise CannotLook("That is too long to wait for a word. Choose a day within three months.")
    if not told_child.strip():
        raise CannotLook(f"Write down what {referral.name} was told.")
    _refuse_in_a_pause(referral, on)
    look = look_for(referral, on)
    if look is None:
        raise CannotLook(f"Write down first what {referral.name} would like.")
    if look.people:
        raise CannotLook(f"Somebody fits now: {look.people[0].volunteer.first_name}. Look at the list again.")
    if Proposal.objects.open().filter(referral=referral).exists():
        raise CannotLook(f"{referral.name} has chosen somebody, and that is still open.")
    shortlist = _keep(look, referral, by, on)
    shortlist.look_again_on, shortlist.told_child = look_again_on, told_child.strip()
    shortlist.save(update_fields=["look_again_on", "told_child"])
    audit.record(Kind.LOOK_AGAIN_PROMISED, about=shortlist, by=by, on=on, days=(look_again_on - on).days)
    return shortlist


@transaction.atomic
def choose(
    *,
    shortlist: Shortlist,
    by: User,
    on: date,
    ranked: Sequence[CardShown] = (),
    set_aside: Sequence[CardShown] = (),
    others: bool = False,
    not_now: bool = False,
) -> Proposal | None:
    """The child's answer: a first, second, third choice; some set aside; others, please; or not now.

    A proposal comes from the first choice that can still be asked. Whoever is set aside is never told. A child who
    chooses somebody wants somebody: that lifts a pause of theirs.
    """
    hold(shortlist.referral)
    hold(shortlist)
    _check_open(shortlist)
    if shortlist.shown_on is None:
        raise CannotChoose("Show the cards first.")
    _check_answer(shortlist, ranked, set_aside, others=others, not_now=not_now)
    _keep_answer(shortlist, ranked, set_aside)
    shortlist.answered_on, shortlist.asked_for_others, shortlist.not_now = on, others, not_now
    shortlist.save(update_fields=["answered_on", "asked_for_others", "not_now"])
    audit.record(
        Kind.CHILD_CHOSE, about=shortlist, by=by, on=on,
        ranked=len(ranked), set_aside=len(set_aside), others=others, not_now=not_now,
    )  # fmt: skip
    _stop_what_was_declined(shortlist, set_aside, not_now=not_now, by=by, on=on)
    if ranked and shortlist.child.rests_on(on):
        lift_rest(child=shortlist.child, by=by, on=on)
    return propose_next(shortlist=shortlist, by=by, on=on) if ranked else None


def _check_open(shortlist: Shortlist) -> None:
    name = shortlist.child.name
    if shortlist.answered_on is not None:
        raise CannotChoose(
            f"{name} answered these cards on {day_words(shortlist.answered_on)}. Look again for a new choice."
        )
    if Shortlist.objects.filter(referral=shortlist.referral, pk__gt=shortlist.pk).exists():
        raise CannotChoose("There is a newer short list. Use that one, so that old and new are not mixed.")


def _check_answer(
    shortlist: Shortlist,
    ranked: Sequence[CardShown],
    set_aside: Sequence[CardShown],
    *,
    others: bool,
    not_now: bool,
) -> None:
    cards = [*ranked, *set_aside]
    if any(card.shortlist_id != shortlist.pk or not card.on_cards for card in cards):
        raise CannotChoose("Choose from the cards that were shown.")
    if any(number > 1 for number in Counter(card.pk for card in cards).values()):
        raise CannotChoose("Say one thing about each card: a choice, or set aside.")
    if len(ranked) > MOST_RANKS:
        raise CannotChoose("Choose three at most: a first, a second and a third.")
    if (others or not_now) and ranked:
        raise CannotChoose("Choose somebody, or ask for others, or say not now: one of the three.")
    if others and not_now:
        raise CannotChoose("Ask for others, or say not now: one of the two.")
    if not (cards or others or not_now):
        raise CannotChoose("Choose somebody, ask for others, or say not now.")
    open_now = Proposal.objects.open().filter(referral=shortlist.referral)
    wanted = {card.volunteer_id for card in ranked}
    if ranked and (already := open_now.exclude(volunteer__in=wanted).first()):
        raise CannotChoose(
            f"{shortlist.child.name} has chosen {already.volunteer.first_name} before, and that is still open. "
            f"If {shortlist.child.name} has changed their mind, close that proposal first."
        )


def _keep_answer(shortlist: Shortlist, ranked: Sequence[CardShown], set_aside: Sequence[CardShown]) -> None:
    for rank, card in enumerate(ranked, start=1):
        card.answer, card.rank = CardShown.Answer.RANKED, rank
        card.save(update_fields=["answer", "rank"])
    for card in set_aside:
        card.answer = CardShown.Answer.SET_ASIDE
        card.save(update_fields=["answer"])


def _stop_what_was_declined(
    shortlist: Shortlist, set_aside: Sequence[CardShown], *, not_now: bool, by: User, on: date
) -> None:
    """The child's no ends whatever was on its way with these people; not now ends all of it."""
    open_now = Proposal.objects.open().filter(child=shortlist.child, scheme=shortlist.scheme)
    if not not_now:
        open_now = open_now.filter(volunteer__in=[card.volunteer_id for card in set_aside])
    reason = CloseReason.NOT_NOW if not_now else CloseReason.SET_ASIDE
    for proposal in open_now.order_by("pk"):
        close(proposal=proposal, closed_by=By.CHILD, reason=reason, by=by, on=on)
