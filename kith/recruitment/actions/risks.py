"""When a certificate or a declaration says something: one person judges it, somebody else decides."""

import json
from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.urls import reverse

from kith.access.models import User
from kith.access.policy import Permission
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.dates import moment
from kith.messages.actions import send
from kith.recruitment.actions.common import WHEN_TOLD, not_about_themself
from kith.recruitment.models import Application, Check, RiskAssessment
from kith.recruitment.queries import who_may
from kith.recruitment.refusals import CannotJudge
from kith.recruitment.vetting.risks import QUESTIONS, settle, waits_for_a_decision


@transaction.atomic
def judge_risk(*, check: Check, judged: Mapping[str, str], words: str, by: User, on: date) -> RiskAssessment:
    """Write down how what a check shows is judged; those who may decide are told that there is something."""
    not_about_themself(check.volunteer, by, CannotJudge)
    if not waits_for_a_decision(check):
        raise CannotJudge("This check does not wait for a decision.")
    if RiskAssessment.objects.filter(about_check=check).exists():
        raise CannotJudge("This has been judged already, and waits for the decision.")
    for key, question in QUESTIONS.items():
        if judged.get(key) not in question.answers:
            raise CannotJudge("Choose an answer.", key)
    if not words.strip():
        raise CannotJudge("Say how you judge it, in your own words.", "words")
    assessment = RiskAssessment.objects.create(
        volunteer=check.volunteer,
        scheme=check.scheme,
        about_check=check,
        judged=json.dumps({key: judged[key] for key in QUESTIONS}),
        words=words.strip(),
        written_on=on,
        created_by=by,
    )
    audit.record(Kind.RISK_JUDGED, about=assessment, by=by, on=on)
    for colleague in who_may(Permission.EXCUSE_VOLUNTEER, check.scheme, on):
        if may_decide(assessment, colleague):
            link = reverse("recruitment:decide_risk", args=[assessment.public_id])
            send(to=colleague, event="something new", about=assessment, link=link, at=moment(on, WHEN_TOLD))
    return assessment


def may_decide(assessment: RiskAssessment, user: User) -> bool:
    """Somebody other than the recruiter, than whoever recorded or judged it, and than the volunteer."""
    recruited = Application.objects.filter(
        volunteer=assessment.volunteer_id, scheme=assessment.scheme_id, recruiter=user
    )
    are_in_it = (assessment.volunteer.user_id, assessment.created_by_id, assessment.about_check.created_by_id)
    return user.pk not in are_in_it and not recruited.exists()


@transaction.atomic
def decide_risk(
    *, assessment: RiskAssessment, may_go_on: bool, words: str, by: User, on: date
) -> RiskAssessment:
    """Decide whether what a check shows stands in the way. From now the check counts, for them or against."""
    not_about_themself(assessment.volunteer, by, CannotJudge)
    if assessment.decided_on:
        raise CannotJudge("This has been decided already.")
    if not may_decide(assessment, by):
        raise CannotJudge(
            "Somebody else must decide: neither whoever recruited them, nor whoever recorded or judged it, may."
        )
    if not words.strip():
        raise CannotJudge("Say why. The reasons are kept here and nowhere else.", "words")
    assessment.decided_on, assessment.decided_by = on, by
    assessment.may_go_on, assessment.decision_words = may_go_on, words.strip()
    assessment.save(update_fields=["decided_on", "decided_by", "may_go_on", "decision_words"])
    check = assessment.about_check
    settle(check, may_go_on=may_go_on)
    check.save(update_fields=["complete", "passed", "until", "details"])
    audit.record(Kind.RISK_DECIDED, about=assessment, by=by, on=on)
    return assessment
