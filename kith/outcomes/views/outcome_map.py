"""The outcome map of a scheme: live for its own staff; as of the last report for those who pay."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kith.access.doors import Request, may
from kith.access.policy import Permission
from kith.access.reach import schemes_for
from kith.foundation.dates import today
from kith.outcomes.actions.focus import choose_focus
from kith.outcomes.focus import stages
from kith.outcomes.forms.focus import FocusForm
from kith.outcomes.models import OutcomeFocus, Words
from kith.outcomes.queries.reports import let_out_to
from kith.outcomes.views.scheme_of import scheme_of
from kith.schemes.models import Scheme

P = Permission


@may(P.SEE_OUTCOMES)
def outcome_map(request: Request, public_id: UUID) -> HttpResponse:
    """What a scheme works towards, and what stands behind it."""
    from kith.outcomes.facts import gather
    from kith.outcomes.presenters.map import map_of

    scheme, on = _seen_by(request, public_id)
    outside = on is not None
    chosen = list(OutcomeFocus.objects.open().filter(scheme=scheme).values_list("outcome", flat=True))
    words = Words.objects.shared(Words.Where.MAP).filter(match__scheme=scheme, match__child__sealed=False)
    if outside:
        words = words.filter(for_report=True)
    facts = gather([scheme], on or today())[scheme.pk]
    may_choose = schemes_for(request.user, P.CHOOSE_MEASURES, today()).filter(pk=scheme.pk).exists()
    context = {
        "scheme": scheme,
        "on": on,
        "stages": map_of(facts, chosen, words),
        "any": bool(chosen),
        "may_choose": may_choose,
        "back_url": reverse("outcomes:reports"),
        "back_text": "Outcomes",
    }
    return render(request, "outcomes/map.html", context)


def _seen_by(request: Request, public_id: UUID) -> tuple[Scheme, date | None]:
    """The scheme; and for those outside the day of the last report let out to them, or a live page would tell who came since."""
    try:
        return scheme_of(request, public_id, P.SEE_OUTCOMES), None
    except Http404:
        for report in let_out_to(request.user):
            if report.scheme.public_id == public_id:
                return report.scheme, report.on
        raise


@may(P.CHOOSE_MEASURES)
def focus(request: Request, public_id: UUID) -> HttpResponse:
    """Choose the few things a scheme works towards."""
    scheme = scheme_of(request, public_id, P.CHOOSE_MEASURES)
    chosen = list(OutcomeFocus.objects.open().filter(scheme=scheme).values_list("outcome", flat=True))
    form = (
        FocusForm(request.POST)
        if request.method == "POST"
        else FocusForm(initial={stage.key: chosen for stage in stages()})
    )
    back = reverse("outcomes:map", args=[scheme.public_id])
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            choose_focus(scheme=scheme, chosen=form.chosen(), by=request.user, on=today())
            messages.success(request, "Saved.")
            return redirect(back)
    return render(
        request,
        "outcomes/focus.html",
        {"scheme": scheme, "form": form, "back_url": back, "back_text": "The map"},
    )
