"""What becomes of meetings when the time of their match is over: that two people met is counted, what was written goes."""

from kith.foundation.forgetting import Fate, Goes, Stays, Thinned, tell
from kith.matching.models import Match
from kith.meetings.models import (
    Draft,
    Expense,
    ExpenseChange,
    IdeaLiked,
    Meeting,
    MeetingChange,
    NotAsked,
    Note,
    Receipt,
    TimeAway,
    WaitingReceipt,
)
from kith.people.models import Child

STEPS = ("step", "from_status", "to_status", "reason")


def _of_meetings() -> list[Fate]:
    return [
        Thinned(
            Meeting,
            "match",
            "when each was, for how long and whether it was kept; places, guests and the child’s words go",
            empty=("place", "guests", "link", "reason_words", "feeling_words"),
            codes=("activities",),
        ),
        Thinned(
            MeetingChange,
            "of__match",
            "that a meeting was moved or put right",
            empty=("words", "was"),
            codes=STEPS,
        ),
        Goes(Note, "meeting__match", "the notes about their meetings, with whoever read them"),
        Goes(Draft, "meeting__match", "what was typed about a meeting and not yet saved"),
        Thinned(TimeAway, "match", "on which days somebody was away", empty=("words",)),
    ]


def _of_money() -> list[Fate]:
    return [
        Thinned(
            Expense,
            "match",
            "what was paid and when, for the accounts; what it was for goes",
            empty=("words", "why_no_receipt"),
            demanded=("words",),
            codes=("pence_a_mile",),
        ),
        Thinned(
            ExpenseChange, "of__match", "who approved and paid what was spent", empty=("words",), codes=STEPS
        ),
        Goes(Receipt, "expense__match", "the pictures of receipts"),
        Goes(WaitingReceipt, "match", "a picture that waited for its form"),
    ]


tell(Match, _of_meetings() + _of_money())
tell(
    Child,
    [
        Goes(IdeaLiked, "child", "what they would have liked to do"),
        Stays(NotAsked, "child", "that they did not want to be asked how it was: counted, without words"),
    ],
)
