"""A talk with several volunteers at once, and a peer mentor's own support plan."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kith.access.doors import Request, may, opens
from kith.access.policy import Permission
from kith.foundation.dates import today
from kith.matching.models import Match
from kith.schemes.models import Scheme
from kith.support import actions
from kith.support.forms.together import GroupForm, PeerPlanForm
from kith.support.models import PeerPlan
from kith.support.queries.agenda import PEER

P = Permission


@may(P.RECORD_SUPERVISION)
def groups(request: Request) -> HttpResponse:
    """In which scheme: straight on where there is only one."""
    schemes = list(_schemes(request))
    if len(schemes) == 1:
        return redirect("support:group", schemes[0].public_id)
    return render(request, "support/groups.html", {"schemes": schemes, "back_url": reverse("support:list")})


def _schemes(request: Request) -> "list[Scheme]":
    matches = Match.objects.reachable_by(request.user, P.RECORD_SUPERVISION).live()
    return list(Scheme.objects.filter(pk__in=matches.values("scheme")))


@may(P.RECORD_SUPERVISION)
def group(request: Request, public_id: UUID) -> HttpResponse:
    """Who came, and what was agreed: of the volunteers whose matches are in reach."""
    scheme = next((each for each in _schemes(request) if each.public_id == public_id), None)
    if scheme is None:
        raise Http404
    matches = Match.objects.reachable_by(request.user, P.RECORD_SUPERVISION).live().filter(scheme=scheme)
    near = {match.volunteer_id: match.volunteer for match in matches.select_related("volunteer")}
    volunteers = sorted(near.values(), key=lambda volunteer: volunteer.name)
    sent = request.POST if request.method == "POST" else None
    form = GroupForm(sent, volunteers=volunteers, today=today())
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            said = dict(form.cleaned_data)
            chosen = said.pop("volunteers")
            came = [volunteer for volunteer in volunteers if str(volunteer.public_id) in chosen]
            actions.record_group(scheme=scheme, volunteers=came, by=request.user, **said)
            messages.success(request, f"The talk with {len(came)} volunteers is written down.")
            return redirect("support:list")
    context = {
        "scheme": scheme,
        "form": form,
        "enough": len(volunteers) > 1,
        "back_url": reverse("support:list"),
    }
    return render(request, "support/group.html", context)


@opens(Match, P.RECORD_SUPERVISION)
def peer_plan(request: Request, match: Match) -> HttpResponse:
    """A peer mentor's own support, written down with them."""
    if match.scheme.preset != PEER:
        raise Http404
    plans = list(PeerPlan.objects.filter(volunteer=match.volunteer, scheme=match.scheme))
    fields = ("helps", "signs", "turns_to", "leaves_out")
    initial = {name: getattr(plans[0], name) for name in fields} if plans else {}
    form = PeerPlanForm(request.POST) if request.method == "POST" else PeerPlanForm(initial=initial)
    back = reverse("support:supervise", args=[match.public_id])
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.write_peer_plan(
                volunteer=match.volunteer,
                scheme=match.scheme,
                by=request.user,
                on=today(),
                **form.cleaned_data,
            )
            messages.success(request, "The plan is written down. They can read it on their own page.")
            return redirect(back)
    context = {"match": match, "plans": plans, "form": form, "back_url": back}
    return render(request, "support/peer_plan.html", context)
