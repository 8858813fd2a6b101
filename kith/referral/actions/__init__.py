"""What can be done with a referral; nothing else in this room writes."""

from kith.referral.actions.answers import CannotAccept, CannotDecline, accept, decline
from kith.referral.actions.child import CannotLink, link_child, write_down_child
from kith.referral.actions.course import close, look_after, mark_matched, wait, wait_again, withdraw
from kith.referral.actions.questions import CannotAnswer, CannotAsk, answer, question
from kith.referral.actions.referring import CannotRefer, Said, refer

__all__ = [
    "CannotAccept",
    "CannotAnswer",
    "CannotAsk",
    "CannotDecline",
    "CannotLink",
    "CannotRefer",
    "Said",
    "accept",
    "answer",
    "close",
    "decline",
    "link_child",
    "look_after",
    "mark_matched",
    "question",
    "refer",
    "wait",
    "wait_again",
    "withdraw",
    "write_down_child",
]
