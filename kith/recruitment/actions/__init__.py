"""The deeds of recruitment: an application comes in and goes its way, checks are recorded, somebody is approved.

Nothing outside this package writes what this room keeps.
"""

from kith.recruitment.actions.answers import come_back, keep_section, send_answers, send_way_back
from kith.recruitment.actions.applications import (
    decline,
    receive_application,
    reopen,
    stop,
    take_step,
    withdraw,
)
from kith.recruitment.actions.checks import record_check, withdraw_check
from kith.recruitment.actions.erasing import change_keeping, erase_due
from kith.recruitment.actions.exemptions import end_duty, end_exemption, excuse, give_duty
from kith.recruitment.actions.flags import compare_everybody, settle_flag
from kith.recruitment.actions.front import change_front, publish_appeal, take_down_appeal
from kith.recruitment.actions.independence import answer_independence
from kith.recruitment.actions.interviewers import mark_interviewer, unmark_interviewer
from kith.recruitment.actions.interviews import call_off_interview, plan_interview, write_view
from kith.recruitment.actions.letter_words import change_letter_words
from kith.recruitment.actions.letters import offer_form, send_form, send_form_again, write_letter
from kith.recruitment.actions.policies import (
    agree_policy,
    call_off_policy,
    draft_policy,
    leave_out,
    set_line,
)
from kith.recruitment.actions.profiles import change_profile
from kith.recruitment.actions.quiet import await_answer, note_answer, see_to_the_quiet
from kith.recruitment.actions.references import (
    answer_reference,
    ask_again,
    ask_for_reference,
    chase_references,
    refuse_reference,
    take_back_reference,
    verify_reference,
)
from kith.recruitment.actions.risks import decide_risk, judge_risk
from kith.recruitment.actions.suspensions import lift_suspension, suspend

__all__ = [
    "agree_policy",
    "answer_independence",
    "decide_risk",
    "judge_risk",
    "answer_reference",
    "ask_again",
    "ask_for_reference",
    "await_answer",
    "call_off_interview",
    "call_off_policy",
    "change_front",
    "change_keeping",
    "change_letter_words",
    "change_profile",
    "chase_references",
    "come_back",
    "compare_everybody",
    "decline",
    "draft_policy",
    "end_duty",
    "end_exemption",
    "erase_due",
    "excuse",
    "give_duty",
    "keep_section",
    "leave_out",
    "lift_suspension",
    "mark_interviewer",
    "note_answer",
    "offer_form",
    "plan_interview",
    "publish_appeal",
    "receive_application",
    "record_check",
    "refuse_reference",
    "reopen",
    "see_to_the_quiet",
    "send_answers",
    "send_form",
    "send_form_again",
    "send_way_back",
    "set_line",
    "settle_flag",
    "stop",
    "suspend",
    "take_back_reference",
    "take_down_appeal",
    "take_step",
    "unmark_interviewer",
    "verify_reference",
    "withdraw",
    "withdraw_check",
    "write_letter",
    "write_view",
]
