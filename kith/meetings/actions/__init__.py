"""Every deed about a meeting: planning it, saying what became of it, saying how it was."""

from kith.meetings.actions.asking import CannotSay, ask_again, put_off_saying, say_how_it_was, stop_asking
from kith.meetings.actions.days_off import (
    CannotBeAway,
    CannotKeepHoliday,
    keep_school_holiday,
    remove_school_holiday,
    say_away,
    take_back_away,
)
from kith.meetings.actions.drafts import drop_draft, keep_draft
from kith.meetings.actions.feeds import CannotMakeFeed, make_feed, note_read, withdraw_feed
from kith.meetings.actions.ideas import CannotKeepIdea, keep_idea, like, put_idea_back, retire_idea
from kith.meetings.actions.money import (
    CannotApprove,
    approve_expense,
    claim,
    pay,
    send_again,
    send_back,
    take_approval_back,
    withdraw_expense,
)
from kith.meetings.actions.planning import (
    PLANNED_AHEAD,
    CannotCallOff,
    CannotPlan,
    begin_planning,
    call_off,
    call_off_ahead,
    plan,
    plan_ahead,
    plan_everything_ahead,
)
from kith.meetings.actions.putting_right import CannotPutRight, put_right
from kith.meetings.actions.receipts import (
    CannotClaim,
    add_receipt,
    let_receipt_wait,
    tidy_waiting_receipts,
)
from kith.meetings.actions.recording import (
    EVERYBODY,
    CannotRecord,
    move,
    record_kept,
    record_missed,
    record_off_plan,
    withhold,
)
from kith.meetings.actions.swapping import CannotSwap, swap
from kith.meetings.actions.together import plan_together

__all__ = [
    "let_receipt_wait",
    "tidy_waiting_receipts",
    "EVERYBODY",
    "PLANNED_AHEAD",
    "CannotApprove",
    "CannotBeAway",
    "CannotCallOff",
    "CannotClaim",
    "CannotKeepHoliday",
    "CannotKeepIdea",
    "CannotMakeFeed",
    "CannotPlan",
    "CannotPutRight",
    "CannotRecord",
    "CannotSay",
    "CannotSwap",
    "add_receipt",
    "approve_expense",
    "ask_again",
    "begin_planning",
    "call_off",
    "call_off_ahead",
    "claim",
    "drop_draft",
    "keep_draft",
    "keep_idea",
    "keep_school_holiday",
    "like",
    "make_feed",
    "move",
    "note_read",
    "pay",
    "plan",
    "plan_ahead",
    "plan_everything_ahead",
    "plan_together",
    "put_idea_back",
    "put_off_saying",
    "put_right",
    "record_kept",
    "record_missed",
    "record_off_plan",
    "remove_school_holiday",
    "retire_idea",
    "say_away",
    "say_how_it_was",
    "send_again",
    "send_back",
    "stop_asking",
    "swap",
    "take_approval_back",
    "take_back_away",
    "withdraw_expense",
    "withdraw_feed",
    "withhold",
]
