"""The life of a proposal and the life of a match."""

from django.db import models

from kith.foundation.lifecycle import Lifecycle


class ProposalStatus(models.TextChoices):
    SUGGESTED = "suggested", "Suggested"
    CHOSEN = "chosen", "The child said yes"
    ANSWERED = "answered", "The volunteer said yes"
    APPROVED = "approved", "Approved by two people"
    MEETING = "meeting", "First meeting planned"
    AGREED = "agreed", "Everybody said yes again"
    MATCHED = "matched", "Became a match"
    CLOSED = "closed", "Closed"


OPEN_PROPOSAL = tuple(
    status for status in ProposalStatus if status not in (ProposalStatus.MATCHED, ProposalStatus.CLOSED)
)
HOLDS_A_PLACE = (ProposalStatus.APPROVED, ProposalStatus.MEETING, ProposalStatus.AGREED)
PROPOSAL = Lifecycle(
    "proposal",
    ProposalStatus,
    {
        "choose": (ProposalStatus.SUGGESTED, ProposalStatus.CHOSEN),
        "say yes": (ProposalStatus.CHOSEN, ProposalStatus.ANSWERED),
        "approve": (ProposalStatus.ANSWERED, ProposalStatus.APPROVED),
        "plan first meeting": (
            (ProposalStatus.APPROVED, ProposalStatus.MEETING),
            ProposalStatus.MEETING,
        ),
        "agree": (ProposalStatus.MEETING, ProposalStatus.AGREED),
        "begin": (ProposalStatus.AGREED, ProposalStatus.MATCHED),
        "close": (OPEN_PROPOSAL, ProposalStatus.CLOSED),
    },
)


class MatchStatus(models.TextChoices):
    ACTIVE = "active", "Active"
    PAUSED = "paused", "Paused"
    ENDING = "ending", "Winding down"
    ENDED = "ended", "Ended"


LIVE_MATCH = (MatchStatus.ACTIVE, MatchStatus.PAUSED, MatchStatus.ENDING)
MATCH = Lifecycle(
    "match",
    MatchStatus,
    {
        "pause": (MatchStatus.ACTIVE, MatchStatus.PAUSED),
        "resume": (MatchStatus.PAUSED, MatchStatus.ACTIVE),
        "wind down": ((MatchStatus.ACTIVE, MatchStatus.PAUSED), MatchStatus.ENDING),
        "go on": (MatchStatus.ENDING, MatchStatus.ACTIVE),
        "end": (LIVE_MATCH, MatchStatus.ENDED),
    },
)
