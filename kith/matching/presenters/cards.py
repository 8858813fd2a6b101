"""Cards as a child sees them: a first name, a picture, their own words, what you share. No score, no surname."""

from collections.abc import Container, Sequence
from datetime import date
from typing import Any

from kith.matching.forms.choosing import CardsForm
from kith.matching.models import CardShown, Proposal, Shortlist, WishList
from kith.matching.presenters.looking import TINTS
from kith.matching.states import ProposalStatus
from kith.people.models import Card, Volunteer
from kith.schemes.models import Scheme
from kith.science.fit.words import free_words, listed
from kith.science.vocabulary import INTERESTS


def shown(
    cards: list[CardShown],
    approved: dict[int, Card],
    wish_list: WishList,
    on: date,
    form: CardsForm | None = None,
    taken_off: Container[int] = (),
) -> list[dict[str, Any]]:
    """One for each card on the table; without an approved card, a neutral one. `taken_off`: who may not be asked now."""
    liked = {
        wish.value for wish in wish_list.wishes.all() if wish.attribute == "interest" and wish.kind != "not"
    } | set(wish_list.to_do)
    return [
        _card(place, card.volunteer, approved.get(card.volunteer_id), liked, on)
        | {"field": form.field_of(card) if form else None, "place": place + 1}
        for place, card in enumerate(cards)
        if card.volunteer_id not in taken_off
    ]


def _card(place: int, volunteer: Volunteer, card: Card | None, liked: set[str], on: date) -> dict[str, Any]:
    name = volunteer.first_name
    return {
        "name": name,
        "picture": card.picture if card else "person",
        "tint": TINTS[place % len(TINTS)],
        "words": card.words if card else f"{name} has not written a card yet. Ask us about {name}.",
        "is_written": card is not None,
        "age": _decade(volunteer.age_on(on)),
        "share": _shared(volunteer, liked),
        "days": f"Free on {free_words(volunteer.free_days)}" if volunteer.free_days else "",
    }


def _decade(age: int | None) -> str:
    """About how old, as a child would say it."""
    if age is None:
        return ""
    return "Nearly 20" if age < 20 else f"In their {age // 10 * 10}s"


def _shared(volunteer: Volunteer, liked: set[str]) -> str:
    both = [key for key in volunteer.interests if key in liked and key in INTERESTS]
    return f"You both like {listed([INTERESTS[key].label for key in both])}" if both else ""


def about_them(scheme: Scheme) -> str:
    """Said once above the cards; only where it is true."""
    return "" if scheme.programme.paid else "Nobody pays them to come. They come because they want to."


def how_it_stands(
    shortlist: Shortlist, proposals: list[Proposal], ranked: Sequence[CardShown] = ()
) -> list[str]:
    """What a young person reads after choosing. Whoever said no is not told on, and nobody is blamed.

    `ranked`: their choices in order; one who could not be asked any more is told of like a no.
    """
    if shortlist.not_now:
        return ["You said not now. That is fine.", "Tell us when you would like to look again."]
    if shortlist.asked_for_others:
        return ["You asked for others. We are looking.", "You see it here when there are new cards."]
    told = [_not_this_time(name) for name in _passed_over(proposals, ranked)]
    told += [_step(proposal) for proposal in proposals]
    if (
        proposals
        and not proposals[-1].is_open
        and proposals[-1].status == ProposalStatus.CLOSED
        or ranked
        and not proposals
    ):
        told.append("We will talk with you about what is next.")
    return told or ["Thank you for choosing. We will talk with you about what is next."]


def _passed_over(proposals: list[Proposal], ranked: Sequence[CardShown]) -> list[str]:
    """Choices before the last one that was asked, who never were."""
    asked = {proposal.volunteer_id for proposal in proposals}
    reached = max((card.rank or 0 for card in ranked if card.volunteer_id in asked), default=len(ranked))
    return [
        card.volunteer.first_name
        for card in ranked
        if card.volunteer_id not in asked and (card.rank or 0) <= reached
    ]


def _not_this_time(name: str) -> str:
    return f"It can’t be {name} this time. It is nothing you did."


def _step(proposal: Proposal) -> str:
    name = proposal.volunteer.first_name
    match proposal.status:
        case ProposalStatus.CLOSED if proposal.closed_by == Proposal.ClosedBy.CHILD:
            return f"You said no to {name}. That is fine."
        case ProposalStatus.CLOSED:
            return _not_this_time(name)
        case ProposalStatus.APPROVED:
            return f"{name} would like to meet you. We are finding a day."
        case ProposalStatus.MEETING | ProposalStatus.AGREED:
            return f"You and {name} get to know each other first. You can still say no."
        case ProposalStatus.MATCHED:
            return f"You and {name} have begun."
        case _:
            return f"You chose {name}. We are asking {name}."
