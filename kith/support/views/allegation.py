"""An allegation: who it is about, and what happens in the same moment."""

from django.contrib import messages
from django.db.models import Q
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

MOST_FOUND = 20


@opens(Concern, Permission.DECIDE_CONCERN)
def allegation(request: Request, concern: Concern) -> HttpResponse:
    """Somebody says that a volunteer has done harm: who, and what happens in the same moment."""
    words = request.GET.get("name", "").strip()
    near = _called(request, words) if words else _near(concern)
    form = AllegationForm(request.POST if request.method == "POST" else None, near=near)
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
        "anybody": bool(near),
        "words": words,
        "query": request.GET.urlencode(),
        "back_url": reverse("safeguarding:concern", args=[concern.public_id]),
    }
    return render(request, "support/allegation.html", context)


def _near(concern: Concern) -> list[Volunteer]:
    """The volunteer the concern names; else those with a live match with its child; nobody who is accused already."""
    accused = concern.accused.values("volunteer")
    of_it = [concern.volunteer_id] if concern.volunteer_id else []
    rows = Volunteer.objects.filter(pk__in=of_it).exclude(pk__in=accused)
    if not rows.exists():
        live = (
            Match.objects.live().filter(child=concern.child_id) if concern.child_id else Match.objects.none()
        )
        rows = Volunteer.objects.filter(pk__in=live.values("volunteer")).exclude(pk__in=accused)
    return list(rows.order_by("first_name", "last_name", "pk"))


def _called(request: Request, words: str) -> list[Volunteer]:
    """The volunteers of the lead's schemes who are called so: nobody who is accused may be out of reach of this."""
    rows = Volunteer.objects.reachable_by(request.user, Permission.SEE_VOLUNTEER).exclude(user=request.user)
    for word in words.split():
        rows = rows.filter(Q(first_name__icontains=word) | Q(last_name__icontains=word))
    return list(rows.order_by("first_name", "last_name", "pk")[:MOST_FOUND])
