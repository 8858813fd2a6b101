"""What each open proposal needs next, and from whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db.models import Q, QuerySet

from kith.access.models import Membership, User
from kith.access.policy import POLICY, Permission, Reach
from kith.foundation.dates import LONDON
from kith.matching.models import FirstMeetingAnswer, Proposal
from kith.matching.states import ProposalStatus
from kith.people.models import Involvement
from kith.schemes.models import Scheme

GROWN_UP = 18
Who = FirstMeetingAnswer.Who


class Need(StrEnum):
    """The next step of a proposal, in the order in which they come."""

    SKETCH = "sketch"
    ANSWER = "answer"
    APPROVAL = "approval"
    FIRST_MEETING = "first meeting"
    MEETING_AHEAD = "meeting ahead"
    AFTER_MEETING = "after meeting"
    AGREEMENT = "agreement"
    NOTHING = "nothing"


def need_of(proposal: Proposal, at: datetime) -> Need:
    match proposal.status:
        case ProposalStatus.CHOSEN:
            return Need.ANSWER if proposal.asked_on else Need.SKETCH
        case ProposalStatus.ANSWERED:
            return Need.APPROVAL
        case ProposalStatus.APPROVED:
            return Need.FIRST_MEETING
        case ProposalStatus.MEETING:
            over = proposal.first_meeting_at is not None and proposal.first_meeting_at <= at
            return Need.AFTER_MEETING if over else Need.MEETING_AHEAD
        case ProposalStatus.AGREED:
            return Need.AGREEMENT
        case _:
            return Need.NOTHING


@dataclass(frozen=True)
class Needing:
    """A proposal, what it needs next, and whether that needs this very person."""

    proposal: Proposal
    need: Need
    from_me: bool


def needs(proposals: Iterable[Proposal], user: User, at: datetime) -> list[Needing]:
    """Each proposal with its next step: this person's approvals first, then the others in their order.

    A few queries, however many there are.
    """
    if isinstance(proposals, QuerySet):
        proposals = proposals.select_related("child", "volunteer", "scheme").prefetch_related("approvals")
    listed = list(proposals)
    on = at.astimezone(LONDON).date()
    managers = managers_of([proposal.scheme for proposal in listed], on)
    found = [_needing(proposal, user, at, managers[proposal.scheme_id]) for proposal in listed]
    order = list(Need)
    return sorted(
        found, key=lambda each: (not each.from_me, order.index(each.need), each.proposal.created_at)
    )


def _needing(proposal: Proposal, user: User, at: datetime, managers: set[int]) -> Needing:
    need = need_of(proposal, at)
    given = {approval.by_id for approval in proposal.approvals.all()}
    mine = (
        need == Need.APPROVAL
        and user.pk not in given
        and proposal.volunteer.user_id != user.pk
        and (not given or user.pk in managers or bool(given & managers))
    )
    return Needing(proposal, need, mine)


def managers_of(schemes: Iterable[Scheme], on: date) -> dict[int, set[int]]:
    """Scheme id → ids of those who may approve for any of its children. One query."""
    asked = {scheme.pk: scheme.provider_id for scheme in schemes}
    wide = [role for role, reach in POLICY[Permission.APPROVE_PROPOSAL].items() if reach >= Reach.SCHEME]
    held = Membership.objects.open_on(on).filter(
        Q(scheme__in=asked) | Q(organisation__in=asked.values()), role__in=wide, user__is_active=True
    )
    places = list(held.values_list("user", "scheme", "organisation"))
    return {
        scheme: {
            user
            for user, its_scheme, organisation in places
            if its_scheme == scheme or organisation == provider
        }
        for scheme, provider in asked.items()
    }


def who_can_approve(proposal: Proposal, on: date) -> list[User]:
    """Who can give the approval that is missing: two different people, one of them a manager, never the volunteer."""
    given = set(proposal.approvals.values_list("by", flat=True))
    able = set(managers_of([proposal.scheme], on)[proposal.scheme_id])
    if not given or given & able:
        near = Involvement.objects.open_on(on).of(Involvement.Part.COORDINATOR).filter(child=proposal.child)
        able |= set(near.filter(user__is_active=True).values_list("user", flat=True))
    able -= given | {proposal.volunteer.user_id or 0}
    return list(User.objects.filter(pk__in=able).order_by("first_name", "last_name"))


def who_can_accompany(proposal: Proposal, on: date) -> list[User]:
    """Who of the scheme may be there when they first meet: the child's coordinators, and managers."""
    able = set(managers_of([proposal.scheme], on)[proposal.scheme_id])
    near = Involvement.objects.open_on(on).of(Involvement.Part.COORDINATOR).filter(child=proposal.child)
    able |= set(near.filter(user__is_active=True).values_list("user", flat=True))
    able -= {proposal.volunteer.user_id or 0}
    return list(User.objects.filter(pk__in=able).order_by("first_name", "last_name"))


def who_is_asked(proposal: Proposal, on: date) -> list[Who]:
    """Who says yes again after the first meeting; a grown-up has no carer to ask."""
    age = proposal.child.age_on(on)
    if age is not None and age >= GROWN_UP:
        return [Who.CHILD, Who.VOLUNTEER]
    return [Who.CHILD, Who.VOLUNTEER, Who.CARER]


def still_to_answer(proposal: Proposal, on: date) -> list[Who]:
    """Those who have not said yet how the first meeting was for them."""
    answered = set(proposal.answers.values_list("who", flat=True))
    return [who for who in who_is_asked(proposal, on) if who not in answered]
