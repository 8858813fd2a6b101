"""All of this room's nouns: wishes and short lists, proposals, matches and agreements."""

from kith.matching.matches import (
    Agreement,
    FirstMeetingAnswer,
    Match,
    MatchChange,
    Proposal,
    ProposalApproval,
    ProposalChange,
)
from kith.matching.wishes import CardShown, Shortlist, Wish, WishList

__all__ = [
    "Agreement",
    "CardShown",
    "FirstMeetingAnswer",
    "Match",
    "MatchChange",
    "Proposal",
    "ProposalApproval",
    "ProposalChange",
    "Shortlist",
    "Wish",
    "WishList",
]
