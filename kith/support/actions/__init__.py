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
from kith.support.actions.cover import CannotCover, arrange_cover, end_cover, hand_over, keep_covers, set_post
from kith.support.actions.reviews import CannotReview, begin_review, close_review, hear, not_heard
from kith.support.actions.supervision import CannotSupervise, record_supervision, take_back
from kith.support.actions.together import CannotPlanSupport, CannotTalkTogether, record_group, write_peer_plan

__all__ = [
    "CannotAccuse",
    "CannotAsk",
    "CannotCover",
    "CannotPlanSupport",
    "CannotReview",
    "CannotSupervise",
    "CannotTalkTogether",
    "allegation",
    "answer",
    "arrange_cover",
    "ask",
    "ask_me_again",
    "begin_review",
    "close_review",
    "decline",
    "end_cover",
    "hand_over",
    "hear",
    "keep_covers",
    "not_heard",
    "record_group",
    "record_supervision",
    "set_post",
    "take_back",
    "write_down",
    "write_down_refusal",
    "write_peer_plan",
]
