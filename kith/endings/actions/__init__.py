"""What can be done about an ending, its steps and letters, and what a young person asks; nothing else here writes."""

from kith.endings.actions.asking import CannotAnswer, CannotAsk, answer_ask, ask
from kith.endings.actions.beginning import (
    CannotCallOff,
    CannotEnd,
    CannotMoveLastDay,
    begin_ending,
    call_off,
    move_last_day,
)
from kith.endings.actions.closing import CannotHear, end, end_unplanned, hear_again
from kith.endings.actions.contact import CannotAgree, agree_contact, answer_contact
from kith.endings.actions.letters import CannotGive, CannotWrite, give_letter, write_letter
from kith.endings.actions.steps import CannotDoStep, CannotTell, do_step, skip_step, tell, undo_step

__all__ = [
    "CannotAgree",
    "CannotAnswer",
    "CannotAsk",
    "CannotCallOff",
    "CannotDoStep",
    "CannotEnd",
    "CannotGive",
    "CannotHear",
    "CannotMoveLastDay",
    "CannotTell",
    "CannotWrite",
    "agree_contact",
    "answer_ask",
    "answer_contact",
    "ask",
    "begin_ending",
    "call_off",
    "do_step",
    "end",
    "end_unplanned",
    "give_letter",
    "hear_again",
    "move_last_day",
    "skip_step",
    "tell",
    "undo_step",
    "write_letter",
]
