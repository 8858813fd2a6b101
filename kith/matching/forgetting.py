"""What becomes of a match, and of how two people were found for each other, when their time is over."""

from kith.foundation.forgetting import Goes, Stays, Thinned, tell
from kith.matching.models import (
    Agreement,
    CardShown,
    ChildGuest,
    ChildGuestChange,
    CouldNot,
    FirstMeetingAnswer,
    Heard,
    Match,
    MatchChange,
    OpenDayCaution,
    OpenDayChoice,
    OpenDayPair,
    Pin,
    Proposal,
    ProposalApproval,
    ProposalChange,
    RoundLine,
    RoundPair,
    Shortlist,
    Sibling,
    Wish,
    WishDraft,
    WishList,
)
from kith.referral.models import Referral

STEPS = ("step", "from_status", "to_status", "reason")
DAYS_OF_ITS_OWN = "thinned by its own, shorter time"


def _of_a_match() -> list[Goes | Thinned | Stays]:
    return [
        Thinned(
            Match,
            "",
            "from when to when they were together; what the child called them goes",
            empty=("childs_word",),
        ),
        Thinned(
            MatchChange,
            "of",
            "the steps and breaks of the match, and their days",
            empty=("words",),
            codes=STEPS,
        ),
        Thinned(
            Agreement,
            "match",
            "how often they were to meet; what was agreed in words goes",
            empty=("where", "contact", "confidentiality", "how_it_will_end"),
            codes=("stages",),
        ),
    ]


def _of_the_looking() -> list[Goes | Thinned | Stays]:
    return [
        Thinned(
            WishList,
            "referral",
            "what was wished for, in codes; the child’s own words go",
            empty=("words", "where", "keep_back", "share"),
            codes=("to_do", "free_days", "what_for"),
        ),
        Stays(Wish, "wish_list__referral", "codes without words: who is asked for is counted from them"),
        Goes(WishDraft, "referral", "what was typed and not yet saved"),
        Goes(Heard, "referral", "what carer and worker said before"),
        Thinned(
            Shortlist,
            "referral",
            "that somebody was looked for, and on which day; reasons go",
            empty=("ruled_out", "openings", "worth_knowing", "why_not", "told_child"),
            codes=("rules_version", "inputs_hash"),
        ),
        Thinned(CardShown, "shortlist__referral", "that a card was shown", empty=("reasons", "cautions")),
        Thinned(
            Proposal,
            "referral",
            "that somebody was proposed, asked and approved; the sketch and what was said go",
            empty=("sketch", "first_meeting_place", "carer_heard", "worker_heard"),
            demanded=("sketch",),
        ),
        Thinned(
            ProposalChange,
            "of__referral",
            "the steps of a proposal, and their days",
            empty=("words",),
            codes=STEPS,
        ),
        Stays(ProposalApproval, "proposal__referral", "which two people approved: names no child"),
        Thinned(FirstMeetingAnswer, "proposal__referral", "who said yes or no", empty=("words",)),
    ]


def _of_rounds_and_open_days() -> list[Goes | Thinned | Stays]:
    return [
        Thinned(
            ChildGuest,
            "referral",
            "that somebody came",
            empty=("transport", "needs", "comes_with"),
        ),
        Thinned(ChildGuestChange, "of__referral", "the steps of coming", empty=("words",), codes=STEPS),
        Goes(OpenDayChoice, "guest__referral", "whom they liked at an open day"),
        Goes(CouldNot, "guest__referral", "who could not be somebody’s volunteer"),
        Goes(Pin, "guest__referral", "who was put together by hand"),
        Stays(OpenDayPair, "proposal__referral", DAYS_OF_ITS_OWN),
        Stays(OpenDayCaution, "guest__referral", "the safeguarding lead’s own"),
        Stays(RoundLine, "referral", DAYS_OF_ITS_OWN),
        Stays(RoundPair, "referral", DAYS_OF_ITS_OWN),
        Stays(Sibling, "referral", DAYS_OF_ITS_OWN),
    ]


tell(Match, [*_of_a_match()])
tell(Referral, [*_of_the_looking(), *_of_rounds_and_open_days()])
