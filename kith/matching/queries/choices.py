"""What a child has said so far: wishes, choices, and no."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Max

from kith.access.models import User
from kith.matching.models import CardShown, Proposal, Shortlist, WishDraft, WishList
from kith.matching.states import ProposalStatus
from kith.people.models import Card, Child, Volunteer
from kith.referral.models import Referral
from kith.schemes.models import Organisation

By = Proposal.ClosedBy


def wish_versions(child: Child, provider: Organisation) -> "list[WishList]":
    """Everything the child told this provider they would like, newest first, so that nobody asks twice."""
    told = WishList.objects.filter(child=child, referral__scheme__provider=provider)
    return list(told.select_related("created_by", "referral__scheme").prefetch_related("wishes"))


def latest_wishes(referral: Referral) -> WishList | None:
    """What counts now; told for another scheme of the same provider, it counts here too."""
    if referral.child is None or referral.scheme is None:
        return None
    told = WishList.objects.filter(
        child=referral.child, referral__scheme__provider=referral.scheme.provider_id
    )
    return told.prefetch_related("wishes").order_by("-version").first()


def latest_wishes_of(referrals: Iterable[Referral]) -> dict[int, WishList]:
    """Referral id → the wishes that count for it. Three queries, however many referrals."""
    asked = {
        referral.pk: (referral.child_id, referral.scheme.provider_id)
        for referral in referrals
        if referral.child_id and referral.scheme
    }
    newest = (
        WishList.objects.filter(child__in={child for child, _ in asked.values()})
        .values("child", "referral__scheme__provider")
        .annotate(newest=Max("version"))
        .values_list("child", "referral__scheme__provider", "newest")
    )
    version = {(child, provider): number for child, provider, number in newest}
    told = WishList.objects.filter(child__in={child for child, _ in version}).prefetch_related("wishes")
    by_version = {(wish_list.child_id, wish_list.version): wish_list for wish_list in told}
    return {
        referral: by_version[pair[0], version[pair]] for referral, pair in asked.items() if pair in version
    }


def latest_list(referral: Referral) -> Shortlist | None:
    return Shortlist.objects.filter(referral=referral).order_by("-id").first()


def latest_answered(referral: Referral) -> Shortlist | None:
    return Shortlist.objects.answered().filter(referral=referral).order_by("-id").first()


def promised(child: Child) -> Shortlist | None:
    """The latest list of a child, where nobody was on it and a day was promised; None once there is a newer one."""
    latest = Shortlist.objects.filter(child=child).order_by("-id").first()
    return latest if latest is not None and latest.look_again_on else None


class Why(StrEnum):
    """Why somebody is left off a child's next list, until the child asks for them."""

    SET_ASIDE = "set aside"
    ASKED_BEFORE = "asked before"
    ASKED_NOW = "asked now"
    SEEN = "seen"


@dataclass(frozen=True)
class LeftOut:
    why: Why
    on: date | None


def left_out(child: Child) -> dict[int, LeftOut]:
    """Volunteer id → why they are not suggested to this child again. The child's last word about them counts."""
    return left_out_of([child.pk]).get(child.pk, {})


def left_out_of(children: Iterable[int]) -> dict[int, dict[int, LeftOut]]:
    """The same for many children: child id → volunteer id → why. Three questions, however many they are."""
    listed = list(children)
    yes = CardShown.objects.filter(shortlist__child__in=listed, answer=CardShown.Answer.RANKED)
    last_yes = {
        (child, volunteer): at_list
        for child, volunteer, at_list in yes.order_by()
        .values_list("shortlist__child", "volunteer")
        .annotate(list=Max("shortlist"))
    }
    found: dict[int, dict[int, LeftOut]] = {child: {} for child in listed}

    def leave(child: int, volunteer: int, why: Why, on: date | None, at_list: int) -> None:
        if at_list >= last_yes.get((child, volunteer), 0):
            found[child][volunteer] = LeftOut(why, on)

    answered = CardShown.objects.filter(shortlist__child__in=listed, shortlist__answered_on__isnull=False)
    for card in answered.select_related("shortlist").order_by("shortlist"):
        shortlist, volunteer = card.shortlist, card.volunteer_id
        child = shortlist.child_id
        if card.answer == CardShown.Answer.SET_ASIDE:
            leave(child, volunteer, Why.SET_ASIDE, shortlist.answered_on, shortlist.pk)
        elif shortlist.asked_for_others and card.on_cards and volunteer not in found[child]:
            leave(child, volunteer, Why.SEEN, shortlist.answered_on, shortlist.pk)
    for proposal in Proposal.objects.filter(child__in=listed).select_related("card").order_by("pk"):
        child, volunteer = proposal.child_id, proposal.volunteer_id
        at_list = proposal.card.shortlist_id if proposal.card else 0
        if proposal.is_open:
            found[child][volunteer] = LeftOut(Why.ASKED_NOW, proposal.asked_on)
        elif proposal.status == ProposalStatus.CLOSED and proposal.closed_by == By.CHILD:
            leave(child, volunteer, Why.SET_ASIDE, None, at_list)
        elif proposal.status == ProposalStatus.CLOSED and proposal.closed_by in (
            By.VOLUNTEER,
            By.CARER,
            By.WORKER,
        ):
            leave(child, volunteer, Why.ASKED_BEFORE, None, at_list)
    return found


def childs_no(shortlist: Shortlist) -> str:
    """What stands against going on with this list, in a sentence; empty while the child's yes still holds."""
    name = shortlist.child.name
    if not shortlist.is_answered:
        return f"{name} has not chosen from these cards yet. Show them, and write down what {name} says."
    if shortlist.not_now:
        return f"{name} said not now. Nobody is asked until {name} has chosen again."
    if shortlist.asked_for_others:
        return f"{name} asked for others. Look again, and show the new cards."
    newer = Shortlist.objects.answered().filter(referral=shortlist.referral_id, pk__gt=shortlist.pk)
    if newer.exists():
        return f"{name} has chosen again since. Only the newest choice counts."
    if Proposal.objects.filter(card__shortlist=shortlist, closed_by=By.CHILD).exists():
        return f"{name} said no. Ask {name} first: show cards again, and let {name} choose again."
    return ""


def draft_of(referral: Referral, user: User) -> WishDraft | None:
    """What this person has typed into the guide and not kept; nobody else's."""
    return WishDraft.objects.filter(referral=referral, created_by=user).first()


def typed_in(draft: WishDraft) -> dict[str, list[str]]:
    typed: dict[str, list[str]] = json.loads(draft.typed)
    return typed


def wishes_are_newer(shortlist: Shortlist) -> WishList | None:
    """What the child has said since these cards were picked, if they have said something else."""
    latest = latest_wishes(shortlist.referral)
    return latest if latest is not None and latest.pk != shortlist.wish_list_id else None


def approved_cards(volunteers: Iterable[Volunteer | int]) -> dict[int, Card]:
    """Volunteer id → their newest approved card; without one, a neutral card is shown instead."""
    cards = Card.objects.filter(volunteer__in=list(volunteers), approved_on__isnull=False)
    return {card.volunteer_id: card for card in cards.order_by("volunteer", "version")}
