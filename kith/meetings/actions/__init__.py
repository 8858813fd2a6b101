"""Every deed about a meeting: planning it, saying what became of it, saying how it was."""

from kith.meetings.actions.asking import CannotSay, ask_again, put_off_saying, say_how_it_was, stop_asking
from kith.meetings.actions.planning import (
    PLANNED_AHEAD,
    CannotCallOff,
    CannotPlan,
    call_off,
    call_off_ahead,
    plan,
    plan_ahead,
    plan_everything_ahead,
)
from kith.meetings.actions.recording import (
    EVERYBODY,
    CannotPutRight,
    CannotRecord,
    move,
    put_right,
    record_kept,
    record_missed,
    record_off_plan,
    withhold,
)

__all__ = [
    "EVERYBODY",
    "PLANNED_AHEAD",
    "CannotCallOff",
    "CannotPlan",
    "CannotPutRight",
    "CannotRecord",
    "CannotSay",
    "ask_again",
    "call_off",
    "call_off_ahead",
    "move",
    "plan",
    "plan_ahead",
    "plan_everything_ahead",
    "put_off_saying",
    "put_right",
    "record_kept",
    "record_missed",
    "record_off_plan",
    "say_how_it_was",
    "stop_asking",
    "withhold",
]
