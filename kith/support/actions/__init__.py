"""Everything this room does; each deed lives with its noun."""

from kith.support.actions.allegation import CannotAccuse, allegation
from kith.support.actions.checkins import (
    CannotAsk,
    answer,
    ask,
    ask_me_again,
    decline,
    write_down,
    write_down_refusal,
)
from kith.support.actions.supervision import CannotSupervise, record_supervision, take_back

__all__ = [
    "CannotAccuse",
    "CannotAsk",
    "CannotSupervise",
    "allegation",
    "answer",
    "ask",
    "ask_me_again",
    "decline",
    "record_supervision",
    "take_back",
    "write_down",
    "write_down_refusal",
]
