"""Addresses of what those who vet look after; they stand among those of the room."""

from django.urls import URLPattern, path

from kith.recruitment.views import (
    answering,
    excusing,
    independence,
    interviewers,
    policies,
    references,
    risks,
)

ONE = "<uuid:public_id>"
LINK = f"word/{ONE}/<slug:key>/"
vetting: list[URLPattern] = [
    path(f"applications/{ONE}/references/", references.references, name="references"),
    path(f"applications/{ONE}/references/ask/", references.ask_for_reference, name="ask_for_reference"),
    path(f"references/{ONE}/", references.read_reference, name="read_reference"),
    path(f"references/{ONE}/ask-again/", references.ask_again, name="ask_again"),
    path(f"references/{ONE}/take-back/", references.take_back_reference, name="take_back_reference"),
    path(f"checks/{ONE}/risk/", risks.judge_risk, name="judge_risk"),
    path(f"risks/{ONE}/", risks.decide_risk, name="decide_risk"),
    path(f"applications/{ONE}/excuse/<slug:kind>/", excusing.excuse, name="excuse"),
    path(f"exemptions/{ONE}/end/", excusing.end_exemption, name="end_exemption"),
    path(f"applications/{ONE}/duties/", excusing.duties, name="duties"),
    path(f"mine/independence/{ONE}/", independence.my_independence, name="my_independence"),
    path("interviewers/", interviewers.interviewers, name="interviewers"),
    path("interviewers/write-down/", interviewers.mark_interviewer, name="mark_interviewer"),
    path(f"interviewers/{ONE}/take-back/", interviewers.unmark_interviewer, name="unmark_interviewer"),
    path("asked/", policies.policies, name="policies"),
    path(f"asked/{ONE}/", policies.policy, name="policy"),
    path(f"asked/{ONE}/change/", policies.change_policy, name="change_policy"),
    path(f"asked/version/{ONE}/", policies.version, name="policy_version"),
    path(f"asked/version/{ONE}/agree/", policies.agree, name="agree_policy"),
    path(f"asked/version/{ONE}/call-off/", policies.call_off, name="call_off_policy"),
    path(f"asked/version/{ONE}/affected.xlsx", policies.affected_sheet, name="affected_sheet"),
    path(f"asked/version/{ONE}/leave-out/<slug:kind>/", policies.leave_out, name="leave_out"),
    path(f"asked/version/{ONE}/<slug:kind>/", policies.line, name="policy_line"),
    path(LINK, answering.start, name="reference"),
    path(f"{LINK}check/", answering.check, name="reference_check"),
    path(f"{LINK}no/", answering.say_no, name="reference_no"),
    path(f"{LINK}<slug:slug>/", answering.question, name="reference_question"),
]
