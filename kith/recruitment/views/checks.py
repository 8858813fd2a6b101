"""Recording a check, taking one back, and the vetting file of one volunteer in one scheme."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kith.access.doors import Request, opens
from kith.access.policy import Permission
from kith.foundation.dates import today
from kith.foundation.forms import Confirmation
from kith.people.models import Volunteer
from kith.recruitment import actions
from kith.recruitment.alike import answers_of
from kith.recruitment.models import Application, Check, Exemption, RiskAssessment
from kith.recruitment.presenters.file import entries
from kith.recruitment.presenters.reader import Reader, address_of, roles_with
from kith.recruitment.queries import council_of
from kith.recruitment.vetting.certificates import warning_for
from kith.recruitment.vetting.check_form import CheckForm
from kith.recruitment.vetting.checklist import stand
from kith.recruitment.vetting.forms import FORMS, STATUS_SLUG
from kith.recruitment.vetting.policies import required_by
from kith.recruitment.vetting.requirements import BY_KEY, BY_SLUG, Requirement, words_of
from kith.recruitment.vetting.risks import waits_for_a_decision
from kith.recruitment.views.common import refuse_about_themself, require
from kith.recruitment.views.interviewers import interviews_of
from kith.schemes.models import Scheme

P = Permission


@opens(Application, P.RECORD_CHECK)
def checks(request: Request, application: Application) -> HttpResponse:
    """No kind named: the checklist is on the application's page."""
    return redirect("recruitment:application", application.public_id)


@opens(Application, P.RECORD_CHECK)
def check(request: Request, application: Application, kind: str) -> HttpResponse:
    """Write down one check of one kind, and see those that were written down before."""
    requirement = _asked(application, kind)
    refuse_about_themself(request, application.volunteer)
    reader = Reader(request.user, application, today())
    require(reader, requirement.recorded_by, f"You may not record {requirement.called}.", "A vetting officer")
    if kind == "interview":
        return interviews_of(request, application, requirement, reader)
    form = _form(request, application, kind, requirement)
    if request.method == "POST" and not requirement.modules and form.is_valid():
        with form.refusals():
            made = _record(request, application, requirement.key, form)
            if waits_for_a_decision(made):
                return redirect("recruitment:judge_risk", made.public_id)
            messages.success(
                request, f"{words_of(requirement.key)} recorded. If that was a mistake, you can take it back."
            )
            return redirect("recruitment:application", application.public_id)
    before = Check.objects.of(application.volunteer, application.scheme).filter(kind=requirement.key)
    before = before.select_related("created_by", "withdrawn_by").order_by("-on", "-pk")
    shown = list(before if reader.vets else before.unread().complete())
    exempt = Exemption.objects.open_on(today()).filter(
        volunteer=application.volunteer, scheme=application.scheme, kind=requirement.key
    )
    return render(
        request,
        "recruitment/check.html",
        {
            "form": form,
            "application": application,
            "volunteer": application.volunteer,
            "back_url": address_of(application),
            "back_text": application.volunteer.name,
            "requirement": requirement,
            "item": stand(requirement, [made for made in shown if not made.withdrawn_on], today()),
            "entries": entries(shown, reader),
            "declaration_url": declaration_address(application)
            if requirement.key == "self-declaration" and reader.vets
            else "",
            "warning": warning_for(application.scheme) if requirement.key == "dbs" else "",
            "is_status_check": kind == STATUS_SLUG,
            "has_update_service": any(
                made.details.get("update_service") for made in shown if not made.withdrawn_on
            ),
            "who_reads": roles_with(P.SEE_VETTING),
            "exempt": exempt.select_related("created_by").first(),
            "may_excuse": reader.may(P.EXCUSE_VOLUNTEER) and not requirement.fixed,
        },
    )


def _asked(application: Application, slug: str) -> Requirement:
    """The requirement of an address, as the scheme asks for it today."""
    plain = BY_SLUG.get("dbs" if slug == STATUS_SLUG else slug)
    asked = required_by(application.scheme, today())
    found = next((each for each in asked if plain and each.key == plain.key), None)
    if found is None:
        raise Http404
    return found


def _form(request: Request, application: Application, kind: str, requirement: Requirement) -> CheckForm:
    told: dict[str, Any] = {
        "volunteer": application.volunteer,
        "scheme": application.scheme,
        "council": council_of(application.scheme, today()) if kind == "independence" else "",
        "requirement": requirement if kind != STATUS_SLUG else None,
    }
    return FORMS[kind](request.POST, **told) if request.method == "POST" else FORMS[kind](**told)


def _record(request: Request, application: Application, key: str, form: CheckForm) -> Check:
    return actions.record_check(
        volunteer=application.volunteer,
        scheme=application.scheme,
        kind=key,
        by=request.user,
        on=today(),
        **form.recorded(),
    )


@opens(Check, P.RECORD_CHECK)
def withdraw_check(request: Request, check: Check) -> HttpResponse:
    """Take back a check that was recorded by mistake."""
    refuse_about_themself(request, check.volunteer)
    application = latest_application(check.volunteer, check.scheme)
    requirement = BY_KEY[check.kind]
    reader = Reader(request.user, application, today())
    require(
        reader, requirement.recorded_by, f"You may not take back {requirement.called}.", "A vetting officer"
    )
    form = Confirmation(request.POST) if request.method == "POST" else Confirmation()
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.withdraw_check(check=check, by=reader.user, on=today())
            messages.success(request, f"{words_of(check.kind)} taken back. It counts no more.")
            return redirect("recruitment:application", application.public_id)
    told = {"form": form, "check": check, "requirement": requirement, "application": application}
    back = {"back_url": address_of(application), "back_text": check.volunteer.name}
    return render(request, "recruitment/withdraw_check.html", {"volunteer": check.volunteer, **told, **back})


def declaration_address(application: Application) -> str:
    """Where what they declared in their form is read by those who vet; empty before they have sent it."""
    answers = answers_of(application)
    sent = answers is not None and answers.sent_on is not None
    return reverse("recruitment:declaration", args=[application.public_id]) if sent else ""


def latest_application(volunteer: Volunteer, scheme: Scheme) -> Application:
    """The one that a check or a reference belongs to."""
    found = Application.objects.filter(volunteer=volunteer, scheme=scheme)
    latest = found.select_related("volunteer", "scheme").order_by("-pk").first()
    if latest is None:
        raise Http404
    return latest


@opens(Application, P.SEE_VETTING)
def file(request: Request, application: Application) -> HttpResponse:
    """The vetting file: every check with its words and numbers, those taken back as well."""
    refuse_about_themself(request, application.volunteer)
    reader = Reader(request.user, application, today())
    found = Check.objects.of(application.volunteer, application.scheme)
    found = found.select_related("created_by", "withdrawn_by").order_by("-on", "-pk")
    told = {
        "application": application,
        "volunteer": application.volunteer,
        "entries": entries(found, reader),
        "risks": RiskAssessment.objects.filter(
            volunteer=application.volunteer, scheme=application.scheme
        ).select_related("decided_by"),
        "exemptions": [
            (row, words_of(row.kind), not row.ended_on and row.until_day >= today())
            for row in Exemption.objects.filter(
                volunteer=application.volunteer, scheme=application.scheme
            ).select_related("created_by", "ended_by")
        ],
        "may_decide": reader.may(P.EXCUSE_VOLUNTEER),
        "back_url": address_of(application),
        "back_text": application.volunteer.name,
    }
    return render(request, "recruitment/file.html", told)
