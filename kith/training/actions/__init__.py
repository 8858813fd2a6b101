"""The deeds of this room, by their noun."""

from kith.training.actions.attendance import record_attendance, undo_attendance
from kith.training.actions.bookings import give_back, say_how_it_was, sign_up
from kith.training.actions.completions import record_completion, withdraw_completion
from kith.training.actions.courses import (
    begin_course,
    begin_ordinary_courses,
    change_course,
    retire_course,
    teach_again,
)
from kith.training.actions.ends import notice_ends
from kith.training.actions.finishes import (
    confirm_finish,
    decline_finish,
    say_finished,
    take_back_finish,
)
from kith.training.actions.reminders import remind
from kith.training.actions.sessions import call_off, change_session, offer, plan_session
from kith.training.actions.tallies import count_everybody, count_lacking

__all__ = [
    "begin_course",
    "begin_ordinary_courses",
    "call_off",
    "change_course",
    "change_session",
    "confirm_finish",
    "count_everybody",
    "count_lacking",
    "decline_finish",
    "give_back",
    "notice_ends",
    "offer",
    "plan_session",
    "record_attendance",
    "record_completion",
    "remind",
    "retire_course",
    "say_finished",
    "say_how_it_was",
    "sign_up",
    "take_back_finish",
    "teach_again",
    "undo_attendance",
    "withdraw_completion",
]
