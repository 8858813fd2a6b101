"""Everything this room does; each deed lives with its noun."""

from kith.support.actions.allegation import CannotAccuse, allegation
from kith.support.actions.checkins import (
    CannotAsk,
    answer,
    ask,
    ask_me_again,
    ask_no_more,
    decline,
    has_way_in,
    write_down,
    write_down_refusal,
)
from kith.support.actions.cover import CannotCover, arrange_cover, end_cover, hand_over, keep_covers, set_post
from kith.support.actions.lone import (
    CannotSayWhere,
    ask_after_lone,
    press,
    put_on_call,
    settle_lone,
    take_off_call,
    take_press_back,
    wish_lone,
)
from kith.support.actions.network import (
    CannotDraw,
    begin_map,
    finish_map,
    keep_ties,
    moved,
    put_on_map,
    see_to_tie,
    share_map,
    take_off_map,
)
from kith.support.actions.pages import CannotGivePage, close_carer_page, give_carer_page
from kith.support.actions.readiness import CannotKeep, begin_list, put_nudge_away, say_ready, share_list
from kith.support.actions.reviews import CannotReview, begin_review, close_review, hear, not_heard
from kith.support.actions.supervision import CannotSupervise, record_supervision, take_back
from kith.support.actions.thanks import CannotThank, thank
from kith.support.actions.together import CannotPlanSupport, CannotTalkTogether, record_group, write_peer_plan
from kith.support.actions.week import write_the_week

__all__ = [
    "CannotSayWhere",
    "ask_after_lone",
    "press",
    "put_on_call",
    "settle_lone",
    "take_off_call",
    "take_press_back",
    "wish_lone",
    "CannotAccuse",
    "CannotAsk",
    "CannotCover",
    "CannotDraw",
    "CannotGivePage",
    "CannotKeep",
    "CannotPlanSupport",
    "CannotReview",
    "CannotSupervise",
    "CannotTalkTogether",
    "CannotThank",
    "allegation",
    "close_carer_page",
    "give_carer_page",
    "answer",
    "arrange_cover",
    "ask",
    "ask_me_again",
    "ask_no_more",
    "begin_list",
    "begin_map",
    "begin_review",
    "close_review",
    "decline",
    "end_cover",
    "finish_map",
    "hand_over",
    "has_way_in",
    "hear",
    "keep_covers",
    "keep_ties",
    "moved",
    "not_heard",
    "put_nudge_away",
    "put_on_map",
    "record_group",
    "record_supervision",
    "say_ready",
    "see_to_tie",
    "set_post",
    "share_list",
    "share_map",
    "take_back",
    "take_off_map",
    "thank",
    "write_down",
    "write_down_refusal",
    "write_peer_plan",
    "write_the_week",
]
