"""Two different people look at a proposal before anybody hears a name."""

from datetime import date

from django.db import transaction

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.errors import Cannot
from kith.foundation.holding import hold
from kith.matching import queries
from kith.matching.actions.standing import check_age, check_goes_on, check_room, check_volunteer
from kith.matching.models import Proposal, ProposalApproval
from kith.matching.states import ProposalStatus
from kith.science.fit.words import listed

ENOUGH = 2


class CannotApprove(Cannot):
    """The proposal cannot be approved now, or not by this person."""


@transaction.atomic
def approve(*, proposal: Proposal, by: User, on: date) -> Proposal:
    """Approve a proposal. The second of two different people, one of them a manager, opens the names.

    The volunteer's papers are looked at again each time, and their places counted with nobody else counting.
    """
    hold(proposal)
    check_goes_on(proposal, CannotApprove)
    if proposal.status != ProposalStatus.ANSWERED:
        raise CannotApprove(f"There is nothing to approve: {proposal.get_status_display().lower()}.")
    _check_who(proposal, by, on)
    check_age(proposal, CannotApprove, on)
    check_volunteer(proposal, CannotApprove, on)
    check_room(proposal, CannotApprove, on)
    ProposalApproval.objects.create(proposal=proposal, by=by, on=on, created_by=by)
    given = proposal.approvals.count()
    audit.record(Kind.PROPOSAL_APPROVED, about=proposal, by=by, on=on, approvals=given)
    if given >= ENOUGH:
        proposal.move("approve", by=by, on=on)
    return proposal


def _check_who(proposal: Proposal, by: User, on: date) -> None:
    able = queries.who_can_approve(proposal, on)
    if by in able:
        return
    if by.pk == proposal.volunteer.user_id:
        raise CannotApprove("Nobody approves a match of their own.")
    names = listed([user.name for user in able], "or")
    who_can = f"{names} can." if names else "An administrator can name one."
    if proposal.approvals.filter(by=by).exists():
        raise CannotApprove(f"You have approved this already, and two different people must. {who_can}")
    raise CannotApprove(f"A manager must approve this too. {who_can}")
