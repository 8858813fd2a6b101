"""When a certificate or a declaration shows something: judged by whoever records vetting, decided by somebody else."""

import json

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render

from kith.access.doors import Request, opens
from kith.access.policy import Permission
from kith.foundation.dates import today
from kith.recruitment import actions
from kith.recruitment.actions.risks import may_decide
from kith.recruitment.models import Check, RiskAssessment
from kith.recruitment.presenters.reader import address_of
from kith.recruitment.vetting.decision_forms import DecideRisk, JudgeRisk
from kith.recruitment.vetting.risks import JUDGED, QUESTIONS
from kith.recruitment.views.checks import declaration_address, latest_application
from kith.recruitment.views.common import refuse_about_themself

P = Permission


@opens(Check, P.RECORD_VETTING)
def judge_risk(request: Request, check: Check) -> HttpResponse:
    """Weigh what it shows, by the same questions for everybody."""
    refuse_about_themself(request, check.volunteer)
    application = latest_application(check.volunteer, check.scheme)
    judged = RiskAssessment.objects.filter(about_check=check).first()
    form = JudgeRisk(request.POST) if request.method == "POST" else JudgeRisk()
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.judge_risk(check=check, by=request.user, on=today(), **form.told())
            messages.success(request, "Recorded. Somebody else decides, and has been told.")
            return redirect("recruitment:application", application.public_id)
    told = {
        "form": form,
        "volunteer": check.volunteer,
        "shown": JUDGED.get(check.kind, "check"),
        "is_judged": judged is not None or check.complete,
        "back_url": address_of(application),
        "back_text": check.volunteer.name,
    }
    return render(request, "recruitment/judge_risk.html", told)


@opens(RiskAssessment, P.EXCUSE_VOLUNTEER)
def decide_risk(request: Request, assessment: RiskAssessment) -> HttpResponse:
    """Read how it was judged, and decide. Never the recruiter, nor whoever judged it."""
    refuse_about_themself(request, assessment.volunteer)
    if not assessment.decided_on and not may_decide(assessment, request.user):
        raise PermissionDenied(
            "Somebody else must decide: neither whoever recruited them, nor whoever recorded or judged it, may."
        )
    application = latest_application(assessment.volunteer, assessment.scheme)
    form = DecideRisk(request.POST) if request.method == "POST" else DecideRisk()
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.decide_risk(assessment=assessment, by=request.user, on=today(), **form.told())
            messages.success(request, "Decided. Your reasons are kept here.")
            return redirect("recruitment:application", application.public_id)
    judged = json.loads(assessment.judged)
    told = {
        "form": form,
        "assessment": assessment,
        "volunteer": assessment.volunteer,
        "shown": JUDGED.get(assessment.about_check.kind, "check"),
        "declaration_url": declaration_address(application),
        "rows": [
            {"key": {"text": question.words}, "value": {"text": question.answers.get(judged.get(key), "")}}
            for key, question in QUESTIONS.items()
        ],
        "back_url": address_of(application),
        "back_text": assessment.volunteer.name,
    }
    return render(request, "recruitment/decide_risk.html", told)
