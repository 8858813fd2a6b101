"""A comparison with children who wait: written down first, then followed up."""

import secrets
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kith.access.doors import Request, may
from kith.access.policy import Permission
from kith.foundation.dates import today
from kith.matching.models import Match
from kith.outcomes.actions.comparison import record_waiting, waiting_children, write_comparison
from kith.outcomes.forms.comparison import ComparisonForm, WaitingForm
from kith.outcomes.models import ComparisonPlace, Score, WaitingComparison
from kith.outcomes.presenters.power import power_page
from kith.outcomes.views.scheme_of import scheme_of

P = Permission
LARGEST_SEED = 2**31 - 1


@may(P.CHOOSE_MEASURES)
def how_many(request: Request, public_id: UUID) -> HttpResponse:
    """What so many could tell, before anybody is asked anything."""
    scheme = scheme_of(request, public_id, P.CHOOSE_MEASURES)
    matches = Match.objects.filter(scheme=scheme, child__sealed=False, begun_on__lte=today()).count()
    context = {
        "scheme": scheme,
        "its": power_page(matches),
        "back_url": reverse("outcomes:measures", args=[scheme.public_id]),
        "back_text": f"What {scheme} measures",
    }
    return render(request, "outcomes/power.html", context)


@may(P.TELL_OUTCOMES)
def comparison(request: Request, public_id: UUID) -> HttpResponse:
    """The comparison there is, child by child; or writing one down."""
    scheme = scheme_of(request, public_id, P.TELL_OUTCOMES)
    form = ComparisonForm(request.POST) if request.method == "POST" else ComparisonForm()
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            seed = secrets.randbelow(LARGEST_SEED)
            write_comparison(scheme=scheme, seed=seed, by=request.user, on=today(), **form.cleaned_data)
            messages.success(
                request, "Written down. Ask each carer for a form now, and again in half a year."
            )
            return redirect("outcomes:comparison", scheme.public_id)
    design = (
        WaitingComparison.objects.reachable_by(request.user, P.TELL_OUTCOMES).filter(scheme=scheme).first()
    )
    places = list(design.children.select_related("child")) if design else []
    context = {
        "scheme": scheme,
        "design": design,
        "rows": _rows(design, places) if design else [],
        "form": form,
        "waiting": len(waiting_children(scheme)),
        "back_url": reverse("outcomes:reports"),
        "back_text": "Outcomes",
    }
    return render(request, "outcomes/comparison.html", context)


def _rows(
    design: WaitingComparison, places: list[ComparisonPlace]
) -> list[tuple[ComparisonPlace, list[Score]]]:
    told: dict[int, list[Score]] = {}
    rows = Score.objects.standing().filter(
        child__in=[place.child_id for place in places], scheme=design.scheme, measure="sdq"
    )
    for score in rows.order_by("on", "id"):
        told.setdefault(score.child_id, []).append(score)
    return [(place, told.get(place.child_id, [])) for place in places]


@may(P.TELL_OUTCOMES)
def waiting_form(request: Request, public_id: UUID, place: UUID) -> HttpResponse:
    """One form of a child in a comparison."""
    scheme = scheme_of(request, public_id, P.TELL_OUTCOMES)
    rows = ComparisonPlace.objects.filter(comparison__scheme=scheme, child__sealed=False)
    found = rows.select_related("child", "comparison__scheme").filter(public_id=place).first()
    if found is None:
        raise Http404
    form = WaitingForm(request.POST, on=today()) if request.method == "POST" else WaitingForm(on=today())
    back = reverse("outcomes:comparison", args=[scheme.public_id])
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            said = form.cleaned_data
            record_waiting(place=found, by=request.user, on=today(), **said)
            messages.success(request, f"Written down for {found.child.name}.")
            return redirect(back)
    context = {"place": found, "form": form, "back_url": back, "back_text": "The comparison"}
    return render(request, "outcomes/waiting_form.html", context)
