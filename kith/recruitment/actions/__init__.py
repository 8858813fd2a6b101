"""The deeds of recruitment: an application comes in and goes its way, checks are recorded, somebody is approved.

Nothing outside this package writes what this room keeps.
"""

from kith.recruitment.actions.applications import decline, receive_application, reopen, take_step, withdraw
from kith.recruitment.actions.approvals import approve
from kith.recruitment.actions.checks import record_check, record_interview, withdraw_check
from kith.recruitment.actions.exemptions import end_duty, end_exemption, excuse, give_duty
from kith.recruitment.actions.policies import (
    agree_policy,
    call_off_policy,
    draft_policy,
    leave_out,
    set_line,
)
from kith.recruitment.actions.profiles import change_profile
from kith.recruitment.actions.suspensions import lift_suspension, suspend

__all__ = [
    "approve",
    "change_profile",
    "decline",
    "lift_suspension",
    "agree_policy",
    "call_off_policy",
    "draft_policy",
    "end_duty",
    "end_exemption",
    "excuse",
    "give_duty",
    "leave_out",
    "set_line",
    "receive_application",
    "record_check",
    "record_interview",
    "reopen",
    "suspend",
    "take_step",
    "withdraw",
    "withdraw_check",
]
