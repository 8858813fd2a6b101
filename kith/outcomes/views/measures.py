"""Which measures a scheme uses: the list with its burden, taking one up, leaving it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kith.access.doors import Request, may, opens
from kith.access.policy import Permission
from kith.access.reach import schemes_for
from kith.foundation.dates import today
from kith.foundation.forms import Confirmation
from kith.outcomes import actions
from kith.outcomes.forms.measures import TakeUpForm
from kith.outcomes.models import MeasureUse
from kith.outcomes.presenters.measures import cards_of
from kith.outcomes.queries.burden import burden
from kith.outcomes.registry import measures as registry
from kith.outcomes.registry import who_words
from kith.outcomes.views.scheme_of import scheme_of

P = Permission


@may(P.CHOOSE_MEASURES)
def measures(request: Request, public_id: UUID) -> HttpResponse:
    """Everything a scheme could measure with, what it does, and what that asks of a child and of each adult."""
    scheme = scheme_of(request, public_id, P.CHOOSE_MEASURES)
    uses = list(MeasureUse.objects.reachable_by(request.user, P.CHOOSE_MEASURES).open().filter(scheme=scheme))
    context = {
        "scheme": scheme,
        "cards": cards_of(scheme, uses),
        "burden": burden(uses),
        "any": bool(uses),
        "back_url": reverse("outcomes:home"),
        "back_text": "Outcomes",
    }
    return render(request, "outcomes/measures.html", context)


@may(P.CHOOSE_MEASURES)
def take_up(request: Request, public_id: UUID, key: str) -> HttpResponse:
    """Use one measure, or change how it is used."""
    scheme, measure = scheme_of(request, public_id, P.CHOOSE_MEASURES), registry().get(key)
    if measure is None:
        raise Http404
    uses = (
        MeasureUse.objects.reachable_by(request.user, P.CHOOSE_MEASURES)
        .open()
        .filter(scheme=scheme, measure=key)
    )
    use = uses.filter(informant=request.GET.get("who", "")).first()
    given: dict[str, Any] = {"measure": measure, "months": scheme.months, "use": use}
    form = TakeUpForm(request.POST, **given) if request.method == "POST" else TakeUpForm(**given)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.take_up(scheme=scheme, measure=key, by=request.user, on=today(), **form.cleaned_data)
            messages.success(request, f"{scheme} uses {measure.short} now.")
            return redirect("outcomes:measures", scheme.public_id)
    context = {
        "scheme": scheme,
        "measure": measure,
        "form": form,
        "use": use,
        "back_url": reverse("outcomes:measures", args=[scheme.public_id]),
        "back_text": f"What {scheme} measures",
    }
    return render(request, "outcomes/take_up.html", context)


@opens(MeasureUse, P.CHOOSE_MEASURES)
def leave(request: Request, use: MeasureUse) -> HttpResponse:
    """Ask nobody for it any more."""
    form = Confirmation(request.POST) if request.method == "POST" else Confirmation()
    back = reverse("outcomes:measures", args=[use.scheme.public_id])
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.leave_measure(use=use, by=request.user, on=today())
            messages.success(request, f"Nobody is asked for {use.of.short} any more. What was scored stays.")
            return redirect(back)
    context = {
        "use": use,
        "who": who_words(use.informant),
        "form": form,
        "back_url": back,
        "back_text": "Keep it",
    }
    return render(request, "outcomes/leave_measure.html", context)


@may(P.CHOOSE_MEASURES)
def choose(request: Request) -> HttpResponse:
    """The schemes whose measures one may choose, and how many each uses."""
    schemes = list(schemes_for(request.user, P.CHOOSE_MEASURES, today()).open_on(today()).order_by("name"))  # type: ignore[attr-defined]
    used = {scheme.pk: 0 for scheme in schemes}
    for scheme in MeasureUse.objects.open().filter(scheme__in=schemes).values_list("scheme", flat=True):
        used[scheme] += 1
    lines = [(scheme, used[scheme.pk]) for scheme in schemes]
    return render(request, "outcomes/choose.html", {"lines": lines})
