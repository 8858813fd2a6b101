"""All of this room's nouns: wishes and short lists, proposals, matches and agreements, open days, rounds."""

from kith.matching.matches import Agreement, Match, MatchChange
from kith.matching.open_day_results import CouldNot, OpenDayCaution, OpenDayPair, Pin, WorkingOut
from kith.matching.open_days import (
    ChildGuest,
    ChildGuestChange,
    OpenDay,
    OpenDayChange,
    OpenDayChoice,
    VolunteerGuest,
    VolunteerGuestChange,
)
from kith.matching.proposals import FirstMeetingAnswer, Proposal, ProposalApproval, ProposalChange
from kith.matching.rounds import (
    Round,
    RoundChange,
    RoundLine,
    RoundPlan,
    RoundVolunteer,
)
from kith.matching.settled import RoundPair, Sibling, Siblings
from kith.matching.wishes import CardShown, Heard, Shortlist, Wish, WishDraft, WishList

__all__ = [
    "Agreement",
    "CardShown",
    "ChildGuest",
    "ChildGuestChange",
    "CouldNot",
    "FirstMeetingAnswer",
    "Heard",
    "Match",
    "MatchChange",
    "OpenDay",
    "OpenDayCaution",
    "OpenDayChange",
    "OpenDayChoice",
    "OpenDayPair",
    "Pin",
    "Proposal",
    "ProposalApproval",
    "ProposalChange",
    "Round",
    "RoundChange",
    "RoundLine",
    "RoundPair",
    "RoundPlan",
    "RoundVolunteer",
    "Shortlist",
    "Sibling",
    "Siblings",
    "VolunteerGuest",
    "VolunteerGuestChange",
    "Wish",
    "WishDraft",
    "WishList",
    "WorkingOut",
]
