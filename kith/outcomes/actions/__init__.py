"""Deeds about outcomes; the only files that write."""

from kith.outcomes.actions.hopes import (
    CannotHope,
    answer_pulse,
    move_goal,
    rate_goal,
    set_goal,
    share_words,
    stop_pulses,
    switch_goals,
    withdraw_words,
)
from kith.outcomes.actions.measures import CannotChoose, leave_measure, take_up
from kith.outcomes.actions.needs import CannotRecord, follow_needs, look_at_needs
from kith.outcomes.actions.scores import (
    CannotScore,
    ask_again,
    record_answer,
    record_score,
    reuse_totals,
    take_back,
)

__all__ = [
    "CannotChoose",
    "CannotHope",
    "CannotRecord",
    "CannotScore",
    "answer_pulse",
    "ask_again",
    "follow_needs",
    "leave_measure",
    "look_at_needs",
    "move_goal",
    "rate_goal",
    "record_answer",
    "record_score",
    "reuse_totals",
    "set_goal",
    "share_words",
    "stop_pulses",
    "switch_goals",
    "take_back",
    "take_up",
    "withdraw_words",
]
