"""The yearly questions on a volunteer's own phone: am I independent of the council?"""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kith.access.doors import Request, may
from kith.access.policy import Permission
from kith.foundation.dates import today
from kith.people.models import Volunteer
from kith.recruitment import actions
from kith.recruitment.models import Application
from kith.recruitment.queries import council_of
from kith.recruitment.states import OVER
from kith.recruitment.vetting.decision_forms import MyIndependence
from kith.recruitment.vetting.policies import required_by

P = Permission


@may(P.WRITE_CARD)
def my_independence(request: Request, public_id: str) -> HttpResponse:
    """Five questions, answered by the volunteer themself."""
    me: Volunteer | None = Volunteer.objects.reachable_by(request.user, P.WRITE_CARD).first()
    mine = Application.objects.filter(volunteer=me, scheme__public_id=public_id).exclude(status__in=OVER)
    application = mine.select_related("scheme").last() if me else None
    if me is None or application is None:
        raise Http404
    scheme = application.scheme
    if not any(each.key == "independence" for each in required_by(scheme, today())):
        raise Http404
    council = council_of(scheme, today())
    form = (
        MyIndependence(request.POST, council=council)
        if request.method == "POST"
        else MyIndependence(council=council)
    )
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            made = actions.answer_independence(
                volunteer=me, scheme=scheme, answers=form.told(), by=request.user, on=today()
            )
            if made.passed:
                messages.success(request, "Thank you. We ask again in a year.")
            else:
                messages.success(request, "Thank you for saying so. Your coordinator gets in touch with you.")
            return redirect("recruitment:my_checks")
    told = {
        "form": form,
        "scheme": scheme,
        "council": council,
        "back_url": reverse("recruitment:my_checks"),
        "back_text": "My checks",
    }
    return render(request, "recruitment/my_independence.html", told)
