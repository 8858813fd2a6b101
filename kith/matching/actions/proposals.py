"""From the child's choice to the volunteer's answer."""

from datetime import date, time

from django.db import transaction
from django.urls import reverse

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.dates import moment
from kith.foundation.errors import Cannot
from kith.foundation.holding import hold
from kith.matching import queries
from kith.matching.actions.closing import close
from kith.matching.actions.standing import check_age, check_goes_on, check_volunteer
from kith.matching.drafts import names_in
from kith.matching.models import CardShown, Proposal, Shortlist
from kith.matching.states import ProposalStatus
from kith.messages.actions import send


class CannotPropose(Cannot):
    """Nobody can be asked as things stand."""


@transaction.atomic
def propose_next(*, shortlist: Shortlist, by: User, on: date) -> Proposal | None:
    """Begin a proposal from the child's next choice who may be asked; None when none of them may."""
    hold(shortlist.referral)
    against = (
        queries.childs_no(shortlist)
        or queries.too_old(shortlist.child, shortlist.scheme, on)
        or queries.pause_of(shortlist.child, on)
    )
    if against:
        raise CannotPropose(against)
    if Proposal.objects.open().filter(child=shortlist.child, scheme=shortlist.scheme).exists():
        raise CannotPropose("One proposal is still open. Ask the next choice when it is closed.")
    ranked = shortlist.cards.filter(answer=CardShown.Answer.RANKED).order_by("rank")
    been = set(Proposal.objects.filter(card__shortlist=shortlist).values_list("volunteer", flat=True))
    for card in ranked.select_related("volunteer"):
        if card.volunteer_id not in been and _may_be_asked(card, shortlist, on):
            return _propose(card, shortlist, by, on)
    return None


def _may_be_asked(card: CardShown, shortlist: Shortlist, on: date) -> bool:
    return not queries.cannot_be_asked([card], on)


def _propose(card: CardShown, shortlist: Shortlist, by: User, on: date) -> Proposal:
    proposal = Proposal.objects.create(
        child=shortlist.child,
        volunteer=card.volunteer,
        scheme=shortlist.scheme,
        referral=shortlist.referral,
        card=card,
        created_by=by,
    )
    proposal.move("choose", by=by, on=on)
    return proposal


@transaction.atomic
def set_sketch(*, proposal: Proposal, sketch: str, by: User, on: date) -> Proposal:
    """Ask the volunteer, with a few words that do not say who the child is."""
    hold(proposal)
    check_goes_on(proposal, CannotPropose)
    if proposal.status != ProposalStatus.CHOSEN:
        raise CannotPropose("The volunteer has answered already; the sketch stays as they read it.")
    words = sketch.strip()
    if not words:
        raise CannotPropose("Write a sentence or two: how old, and what they like.")
    if found := names_in(words, proposal.child, proposal.referral):
        raise CannotPropose(
            f"Take “{found[0]}” out. The volunteer hears a name only when two people have approved."
        )
    first_time = proposal.asked_on is None
    if first_time:
        _check_not_too_many(proposal)
        check_age(proposal, CannotPropose, on)
        check_volunteer(proposal, CannotPropose, on)
    proposal.sketch, proposal.asked_on = words, proposal.asked_on or on
    proposal.save(update_fields=["sketch", "asked_on"])
    audit.record(Kind.VOLUNTEER_ASKED, about=proposal, by=by, on=on, again=not first_time)
    if first_time:
        tell_volunteer(proposal, "proposal for volunteer", on)
    return proposal


def _check_not_too_many(proposal: Proposal) -> None:
    open_now = Proposal.objects.asked().filter(volunteer=proposal.volunteer).count()
    if open_now >= queries.MOST_ASKED_AT_ONCE:
        name = proposal.volunteer.first_name
        raise CannotPropose(
            f"{name} has {open_now} to answer already. Wait for an answer before you ask again."
        )


def tell_volunteer(proposal: Proposal, event: str, on: date) -> None:
    if proposal.volunteer.user is not None:
        page = reverse("matching:my_proposal", kwargs={"public_id": proposal.public_id})
        send(to=proposal.volunteer.user, event=event, about=proposal, link=page, at=moment(on, time.min))


@transaction.atomic
def volunteer_answers(*, proposal: Proposal, yes: bool, by: User, on: date, words: str = "") -> Proposal:
    """The volunteer says yes or no to the sketch. After a no the child's next choice is up; the child is not told why."""
    hold(proposal.referral)
    hold(proposal)
    if proposal.status != ProposalStatus.CHOSEN or proposal.asked_on is None:
        raise CannotPropose("There is nothing to answer here at the moment. Thank you.")
    if not yes:
        return _declined(proposal, by, on, words)
    check_goes_on(proposal, CannotPropose)
    proposal.move("say yes", by=by, on=on, words=words.strip())
    audit.record(Kind.VOLUNTEER_ANSWERED, about=proposal, by=by, on=on, yes=True)
    return proposal


def _declined(proposal: Proposal, by: User, on: date, words: str) -> Proposal:
    audit.record(Kind.VOLUNTEER_ANSWERED, about=proposal, by=by, on=on, yes=False)
    close(
        proposal=proposal,
        closed_by=Proposal.ClosedBy.VOLUNTEER,
        reason=Proposal.CloseReason.SAID_NO,
        words=words,
        by=by,
        on=on,
    )
    if proposal.card is not None and _may_go_on_by_itself(proposal.card.shortlist, on):
        propose_next(shortlist=proposal.card.shortlist, by=by, on=on)
    return proposal


def _may_go_on_by_itself(shortlist: Shortlist, on: date) -> bool:
    """The next choice is asked without another word only while nothing the child has said is newer than the cards."""
    return not (
        queries.childs_no(shortlist)
        or queries.wishes_are_newer(shortlist)
        or queries.too_old(shortlist.child, shortlist.scheme, on)
        or queries.pause_of(shortlist.child, on)
    )
