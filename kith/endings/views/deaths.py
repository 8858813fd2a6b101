"""When somebody has died: what happens is said first; then it happens in one act."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kith.access.doors import Request, opens
from kith.access.policy import Permission
from kith.endings import actions
from kith.endings.after_forms import ChildDiedForm, DiedForm
from kith.endings.deaths import is_told_elsewhere, whom_it_touches
from kith.endings.queries import standing_ending
from kith.endings.views.common import posted
from kith.foundation.dates import today
from kith.matching.models import Match
from kith.people.models import Volunteer

PLAN = Permission.PLAN_ENDING


@opens(Match, PLAN)
def child_died(request: Request, match: Match) -> HttpResponse:
    """From one match; every other that the reader may end is named, and ends by the same press."""
    if not match.is_live and (ending := standing_ending(match)):
        return redirect("endings:ending", ending.public_id)
    form = ChildDiedForm(posted(request))
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            ended = actions.child_died(match=match, by=request.user, on=today(), **form.cleaned_data)
            messages.success(request, f"It is written down. We are sorry about {match.child.name}.")
            return redirect("endings:ending", next(one for one in ended if one.match == match).public_id)
    page = {
        "form": form,
        "match": match,
        "child": match.child.name,
        "touched": whom_it_touches(match, request.user, today()),
        "told_elsewhere": is_told_elsewhere(match),
        "back_url": reverse("casefile:match", args=[match.public_id]),
        "back_text": match.name,
    }
    return render(request, "endings/child_died.html", page)


@opens(Volunteer, PLAN)
def volunteer_died(request: Request, volunteer: Volunteer) -> HttpResponse:
    """Matches that the reader may not see are counted, and their coordinators told."""
    form = DiedForm(posted(request), on=today())
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            endings = actions.volunteer_died(
                volunteer=volunteer, died_on=form.cleaned_data["died_on"], by=request.user, on=today()
            )
            messages.success(request, f"It is written down. We are sorry about {volunteer.first_name}.")
            mine = [one for one in endings if _is_mine(request, one.match)]
            if len(mine) == 1:
                return redirect("endings:ending", mine[0].public_id)
            return redirect(f"{reverse('endings:endings')}?show=ended") if mine else redirect("web:home")
    live = Match.objects.live().filter(volunteer=volunteer).with_people()
    seen = Match.objects.reachable_by(request.user, PLAN).filter(pk__in=live)
    page = {
        "form": form,
        "volunteer": volunteer,
        "matches": list(seen.with_people()),
        "others": live.count() - seen.count(),
        "back_url": reverse("casefile:volunteer", args=[volunteer.public_id]),
        "back_text": volunteer.name,
    }
    return render(request, "endings/died.html", page)


def _is_mine(request: Request, match: Match) -> bool:
    return Match.objects.reachable_by(request.user, PLAN).filter(pk=match.pk).exists()
