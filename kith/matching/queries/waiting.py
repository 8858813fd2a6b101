"""Who is waiting for somebody, since when, and what comes next for each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Max

from kith.matching.facts import child_facts
from kith.matching.models import Proposal, Shortlist, WishList
from kith.matching.queries.choices import latest_wishes_of
from kith.referral.models import Referral, ReferralQuerySet
from kith.schemes.models import Scheme
from kith.science import fit


class Next(StrEnum):
    """What comes next for a child who waits."""

    TALK = "talk"
    LOOK = "look"
    CHOOSE = "choose"
    NOT_NOW = "not now"
    LATER = "later"
    RESTING = "resting"
    PROPOSAL = "proposal"


@dataclass(frozen=True)
class Waiting:
    """One child who waits, and how far their choice has come."""

    referral: Referral
    days: int
    wish_list: WishList | None
    shortlist: Shortlist | None
    proposal: Proposal | None
    on: date

    @property
    def look_again_on(self) -> date | None:
        """Promised to the child when nobody fitted, and not kept yet."""
        return self.shortlist.look_again_on if self.shortlist else None

    @property
    def next(self) -> Next:
        if self.proposal is not None:
            return Next.PROPOSAL
        if self.referral.child and self.referral.child.rests_on(self.on):
            return Next.RESTING
        if self.wish_list is None:
            return Next.TALK
        if self.look_again_on and self.look_again_on > self.on:
            return Next.LATER
        if self.shortlist is None or self.shortlist.shown_on is None:
            return Next.LOOK
        if not self.shortlist.is_answered:
            return Next.CHOOSE
        return Next.NOT_NOW if self.shortlist.not_now else Next.LOOK


def waiting(schemes: Iterable[Scheme], on: date, among: ReferralQuerySet | None = None) -> list[Waiting]:
    """Children accepted and without anybody yet, longest first. `among`: only these referrals.

    The same few queries for three children and for three hundred.
    """
    rows: ReferralQuerySet = Referral.objects.all() if among is None else among
    referrals = list(
        rows.awaiting_match()
        .filter(scheme__in=list(schemes))
        .select_related("child", "scheme", "coordinator")
        .order_by("received_on", "id")
    )
    wishes = latest_wishes_of(referrals)
    newest = (
        Shortlist.objects.filter(referral__in=referrals)
        .order_by()
        .values("referral")
        .annotate(last=Max("pk"))
    )
    lists = {row.referral_id: row for row in Shortlist.objects.filter(pk__in=newest.values("last"))}
    open_now = Proposal.objects.open().filter(referral__in=referrals).select_related("volunteer")
    proposals = {proposal.referral_id: proposal for proposal in open_now.order_by("pk")}
    return [
        Waiting(
            referral,
            referral.days_waiting(on),
            wishes.get(referral.pk),
            lists.get(referral.pk),
            proposals.get(referral.pk),
            on,
        )
        for referral in referrals
    ]


def others_waiting(referral: Referral, on: date) -> list[fit.Referral]:
    """The scheme's other children who wait and have said what they would like, as science knows them."""
    others = list(
        Referral.objects.awaiting_match()
        .filter(scheme=referral.scheme_id)
        .exclude(pk=referral.pk)
        .select_related("child", "scheme")
    )
    wishes = latest_wishes_of(others)
    return [
        child_facts(other.child, wishes[other.pk], on, since=other.received_on)
        for other in others
        if other.child and other.pk in wishes
    ]
