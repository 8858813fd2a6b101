"""An allegation: who it is about, and what happens in the same moment."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kith.access.doors import Request, opens
from kith.access.policy import Permission
from kith.foundation.dates import now
from kith.matching.models import Match
from kith.people.models import Volunteer
from kith.safeguarding.models import Concern
from kith.support import actions
from kith.support.forms import AllegationForm


@opens(Concern, Permission.DECIDE_CONCERN)
def allegation(request: Request, concern: Concern) -> HttpResponse:
    """Somebody says that a volunteer has done harm: who, and what happens in the same moment."""
    form = AllegationForm(request.POST if request.method == "POST" else None, near=_near(concern))
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            volunteer = form.cleaned_data["volunteer"]
            actions.allegation(concern=concern, volunteer=volunteer, by=request.user, at=now())
            messages.success(
                request,
                f"{volunteer.first_name} is suspended, and everything they had planned is called off.",
            )
            return redirect("safeguarding:concern", concern.public_id)
    context = {
        "concern": concern,
        "form": form,
        "anybody": bool(_near(concern)),
        "back_url": reverse("safeguarding:concern", args=[concern.public_id]),
    }
    return render(request, "support/allegation.html", context)


def _near(concern: Concern) -> list[Volunteer]:
    """The volunteer the concern names; else those with a live match with its child."""
    if concern.volunteer:
        return [concern.volunteer]
    if concern.child is None:
        return []
    live = Match.objects.live().filter(child=concern.child).select_related("volunteer")
    return [match.volunteer for match in live]
