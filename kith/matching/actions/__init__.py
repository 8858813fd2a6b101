"""What can be done about wishes, choices, proposals and matches; nothing else in this room writes.

A proposal goes on only while the child's newest choice says so: every step asks for that again.
"""

from kith.matching.actions.approving import CannotApprove, approve
from kith.matching.actions.closing import CannotClose, close
from kith.matching.actions.introducing import CannotIntroduce, answer_first_meeting, plan_first_meeting
from kith.matching.actions.matches import (
    CannotAgree,
    CannotBegin,
    CannotPause,
    begin,
    forget_match,
    pause,
    resume,
    revise_agreement,
)
from kith.matching.actions.pairs import end_siblings, keep_pair, keep_siblings, lift_pair
from kith.matching.actions.proposals import CannotPropose, propose_next, set_sketch, volunteer_answers
from kith.matching.actions.rounds import (
    CannotRun,
    Progress,
    agree,
    ask_for_round,
    fail,
    finish,
    leave,
    nobody_watches,
    note_progress,
    plan_rounds,
    take_back,
    work_out,
)
from kith.matching.actions.shortlists import (
    CannotChoose,
    CannotHear,
    CannotLook,
    choose,
    hear,
    make_shortlist,
    say_nobody_yet,
    show_cards,
)
from kith.matching.actions.wishes import CannotRecordWishes, keep_draft, record_wishes, throw_draft_away

__all__ = [
    "CannotAgree",
    "CannotApprove",
    "CannotBegin",
    "CannotChoose",
    "CannotClose",
    "CannotHear",
    "CannotIntroduce",
    "CannotLook",
    "CannotPause",
    "CannotPropose",
    "CannotRecordWishes",
    "CannotRun",
    "Progress",
    "agree",
    "answer_first_meeting",
    "approve",
    "ask_for_round",
    "begin",
    "forget_match",
    "choose",
    "close",
    "end_siblings",
    "fail",
    "finish",
    "keep_pair",
    "keep_siblings",
    "leave",
    "lift_pair",
    "hear",
    "keep_draft",
    "make_shortlist",
    "nobody_watches",
    "note_progress",
    "pause",
    "plan_first_meeting",
    "plan_rounds",
    "propose_next",
    "record_wishes",
    "resume",
    "revise_agreement",
    "say_nobody_yet",
    "set_sketch",
    "show_cards",
    "take_back",
    "throw_draft_away",
    "volunteer_answers",
    "work_out",
]
