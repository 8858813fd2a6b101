"""Who is trained to interview, and the interviews of one applicant."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kith.access.doors import Request, may, opens
from kith.access.policy import Permission
from kith.access.reach import schemes_for
from kith.foundation.dates import today
from kith.foundation.forms import Confirmation
from kith.recruitment import actions
from kith.recruitment.models import Application, Check, Interviewer
from kith.recruitment.presenters import interviewers as presented
from kith.recruitment.presenters.file import entries
from kith.recruitment.presenters.reader import Reader, address_of
from kith.recruitment.vetting.checklist import stand
from kith.recruitment.vetting.interviewer_forms import MarkInterviewer
from kith.recruitment.vetting.interviewers import colleagues
from kith.recruitment.vetting.requirements import Requirement

P = Permission


@may(P.RECORD_CHECK)
def interviewers(request: Request) -> HttpResponse:
    """Everybody who works with volunteers here, and until when each is trained to interview."""
    day = today()
    listed = presented.rows(colleagues(schemes_for(request.user, P.RECORD_CHECK), day), request.user, day)
    shown = request.GET.get("show", "")
    told = {
        "rows": [row for row in listed if shown not in presented.FILTERS or row.group == shown],
        "chips": presented.chips(listed, shown),
        "may_change": schemes_for(request.user, P.CHANGE_REQUIREMENTS).exists(),
        "back_url": reverse("recruitment:volunteers"),
        "back_text": "Volunteers",
    }
    return render(request, "recruitment/interviewers.html", told)


@may(P.CHANGE_REQUIREMENTS)
def mark_interviewer(request: Request) -> HttpResponse:
    """Write down that somebody is trained to interview."""
    day = today()
    found = colleagues(schemes_for(request.user, P.CHANGE_REQUIREMENTS), day)
    others = [each for each in found if each.user != request.user]
    form = (
        MarkInterviewer(request.POST, colleagues=others)
        if request.method == "POST"
        else MarkInterviewer(colleagues=others, initial={"who": request.GET.get("who", "")})
    )
    back = reverse("recruitment:interviewers")
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            mark = actions.mark_interviewer(by=request.user, on=day, **form.told())
            messages.success(request, f"{mark.user.name} may interview.")
            return redirect(back)
    told = {"form": form, "nobody": not others, "back_url": back, "back_text": "Who interviews"}
    return render(request, "recruitment/mark_interviewer.html", told)


@opens(Interviewer, P.CHANGE_REQUIREMENTS)
def unmark_interviewer(request: Request, mark: Interviewer) -> HttpResponse:
    """From now they interview nobody."""
    form = Confirmation(request.POST) if request.method == "POST" else Confirmation()
    back = reverse("recruitment:interviewers")
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.unmark_interviewer(mark=mark, by=request.user, on=today())
            messages.success(request, f"{mark.user.name} interviews nobody from now.")
            return redirect(back)
    told = {"form": form, "mark": mark, "back_url": back, "back_text": "Who interviews"}
    return render(request, "recruitment/unmark_interviewer.html", told)


def interviews_of(
    request: Request, application: Application, requirement: Requirement, reader: Reader
) -> HttpResponse:
    """The line of the checklist that nobody records alone: which interviews there were, and how to plan one."""
    volunteer = application.volunteer
    held = Check.objects.of(volunteer, application.scheme).filter(kind=requirement.key)
    held = held.select_related("created_by", "withdrawn_by").order_by("-on", "-pk")
    checks = list(held if reader.vets else held.unread())
    interviews = list(application.interviews.prefetch_related("views__interviewer"))
    told = {
        "application": application,
        "volunteer": volunteer,
        "requirement": requirement,
        "item": stand(requirement, [check for check in checks if not check.withdrawn_on], today()),
        "entries": entries(checks, reader),
        "interviews": [presented.interview(each) for each in interviews],
        "plan_url": ""
        if any(each.is_open for each in interviews)
        else reverse("recruitment:plan_interview", args=[application.public_id]),
        "back_url": address_of(application),
        "back_text": volunteer.name,
    }
    return render(request, "recruitment/interviews.html", told)
