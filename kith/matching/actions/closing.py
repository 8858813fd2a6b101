"""Closing a proposal: anybody may, at any step, and nobody else is told whose no it was."""

from datetime import date

from django.db import transaction

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.errors import Cannot
from kith.foundation.holding import hold
from kith.matching.models import Proposal


class CannotClose(Cannot):
    """The proposal cannot be closed as asked."""


@transaction.atomic
def close(
    *,
    proposal: Proposal,
    closed_by: str,
    by: User,
    on: date,
    reason: str = Proposal.CloseReason.SAID_NO,
    words: str = "",
) -> Proposal:
    """Close a proposal at any step before the match. A closed one never opens again."""
    hold(proposal)
    if closed_by not in Proposal.ClosedBy.values:
        raise CannotClose("Say whose no it is.")
    if reason not in Proposal.CloseReason.values:
        raise CannotClose("Choose the reason.")
    if not proposal.may("close"):
        raise CannotClose("This proposal is over already. Nothing more needs to be done here.")
    proposal.closed_by, proposal.close_reason = closed_by, reason
    proposal.save(update_fields=["closed_by", "close_reason"])
    proposal.move("close", by=by, on=on, reason=reason, words=words.strip())
    audit.record(Kind.PROPOSAL_CLOSED, about=proposal, by=by, on=on, reason=reason)
    return proposal
