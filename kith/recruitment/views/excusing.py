"""Excusing somebody from one thing for a time, and what a volunteer does beyond being there."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kith.access.doors import Request, opens
from kith.access.policy import Permission
from kith.foundation.dates import today
from kith.foundation.forms import Confirmation
from kith.recruitment import actions
from kith.recruitment.models import Application, Duty, Exemption
from kith.recruitment.presenters.reader import address_of
from kith.recruitment.queries import obstacles_to_driving
from kith.recruitment.vetting.decision_forms import Excuse, GiveDuty
from kith.recruitment.vetting.policies import required_by
from kith.recruitment.vetting.requirements import BY_KEY, DUTIES
from kith.recruitment.views.checks import latest_application
from kith.recruitment.views.common import refuse_about_themself

P = Permission


@opens(Application, P.EXCUSE_VOLUNTEER)
def excuse(request: Request, application: Application, kind: str) -> HttpResponse:
    """Let somebody do without one thing until a day."""
    volunteer, scheme = application.volunteer, application.scheme
    refuse_about_themself(request, volunteer)
    requirement = next((each for each in required_by(scheme, today()) if each.slug == kind), None)
    if requirement is None or requirement.fixed:
        raise Http404
    form = Excuse(request.POST) if request.method == "POST" else Excuse()
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.excuse(
                volunteer=volunteer,
                scheme=scheme,
                kind=requirement.key,
                by=request.user,
                on=today(),
                **form.cleaned_data,
            )
            messages.success(request, f"{volunteer.first_name} is excused until that day.")
            return redirect("recruitment:application", application.public_id)
    told = {
        "form": form,
        "volunteer": volunteer,
        "requirement": requirement,
        "back_url": address_of(application),
        "back_text": volunteer.name,
    }
    return render(request, "recruitment/excuse.html", told)


@opens(Exemption, P.EXCUSE_VOLUNTEER)
def end_exemption(request: Request, exemption: Exemption) -> HttpResponse:
    """From now they need it like everybody else."""
    refuse_about_themself(request, exemption.volunteer)
    application = latest_application(exemption.volunteer, exemption.scheme)
    form = Confirmation(request.POST) if request.method == "POST" else Confirmation()
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.end_exemption(exemption=exemption, by=request.user, on=today())
            messages.success(request, "Ended. It is needed from now.")
            return redirect("recruitment:application", application.public_id)
    told = {
        "form": form,
        "exemption": exemption,
        "volunteer": exemption.volunteer,
        "requirement": BY_KEY.get(exemption.kind),
        "back_url": address_of(application),
    }
    return render(request, "recruitment/end_exemption.html", told)


@opens(Application, P.RECORD_CHECK)
def duties(request: Request, application: Application) -> HttpResponse:
    """What they do beyond being there: give something, or end it."""
    volunteer, scheme = application.volunteer, application.scheme
    refuse_about_themself(request, volunteer)
    held = Duty.objects.open_on(today()).filter(volunteer=volunteer, scheme=scheme)
    already = set(held.values_list("duty", flat=True))
    sent = request.method == "POST" and "end" not in request.POST
    form = GiveDuty(request.POST, already=already) if sent else GiveDuty(already=already)
    if ended := request.POST.get("end"):
        duty = held.filter(public_id=ended).first()
        if duty is None:
            raise Http404
        actions.end_duty(duty=duty, by=request.user, on=today())
        messages.success(request, "Ended.")
        return redirect("recruitment:duties", application.public_id)
    if sent and form.is_valid():
        with form.refusals():
            actions.give_duty(
                volunteer=volunteer, scheme=scheme, by=request.user, on=today(), **form.cleaned_data
            )
            messages.success(request, "Recorded.")
            return redirect("recruitment:duties", application.public_id)
    told = {
        "form": form,
        "volunteer": volunteer,
        "duties": [(duty, DUTIES.get(duty.duty, duty.duty)) for duty in held.order_by("from_day", "pk")],
        "may_not_drive": obstacles_to_driving(volunteer, scheme, today()),
        "documents_url": reverse("recruitment:check", args=[application.public_id, "driving"])
        if any(each.key == "driving" for each in required_by(scheme, today()))
        else "",
        "back_url": address_of(application),
        "back_text": volunteer.name,
    }
    return render(request, "recruitment/duties.html", told)
