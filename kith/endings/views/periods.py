"""How long a scheme keeps its records: what stands, what was said before, and saying or taking back another period."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from kith.access.doors import Request, may, opens
from kith.access.policy import Permission
from kith.access.reach import schemes_for
from kith.endings import actions, erasure, retention
from kith.endings.erasing_forms import PeriodForm
from kith.endings.models import KeepingPeriod
from kith.endings.views.common import posted
from kith.foundation.dates import today
from kith.foundation.errors import Cannot
from kith.schemes.models import Scheme

SET = Permission.SET_PERIOD


def _within_reach(request: Request, public_id: UUID) -> Scheme:
    scheme: Scheme | None = schemes_for(request.user, SET).filter(public_id=public_id).first()
    if scheme is None:
        raise Http404
    return scheme


@may(SET)
def periods(request: Request, public_id: UUID) -> HttpResponse:
    """What stands for each kind of record, between which limits, and everything that was said before."""
    scheme = _within_reach(request, public_id)
    own = retention.own_periods([scheme])
    standing = retention.periods_of(scheme, own)
    said = KeepingPeriod.objects.filter(scheme=scheme).select_related("created_by", "taken_back_by")
    page = {
        "scheme": scheme,
        "kinds": [
            {
                "key": kind,
                "what": retention.what_of(kind),
                "period": standing[kind],
                "own": own.get((scheme.pk, kind)),
                "usual": retention.usual_period(kind, scheme.provider.nation),
                "source": retention.source_of(kind),
                "limits": retention.limits_in_words(kind),
            }
            for kind in retention.KINDS
        ],
        "said": list(said),
        "back_url": reverse("endings:records"),
        "back_text": "Records",
    }
    return render(request, "endings/periods.html", page)


@may(SET)
def period(request: Request, public_id: UUID, kind: str) -> HttpResponse:
    """Another period: first what it would do to the records there are, then the deed."""
    scheme = _within_reach(request, public_id)
    if kind not in retention.KINDS:
        raise Http404
    now = retention.periods_of(scheme)[kind]
    begun = {"years": now.years, "age": now.age}
    form = PeriodForm(posted(request), initial=begun, kind=kind)
    page: dict[str, Any] = {
        "scheme": scheme,
        "what": retention.what_of(kind),
        "now": now,
        "limits": retention.limits_in_words(kind),
        "back_url": reverse("endings:periods", args=[scheme.public_id]),
        "back_text": "How long records are kept",
    }
    if request.method == "POST" and form.is_valid() and "change" not in request.POST:
        asked = retention.Period(form.cleaned_data["years"], form.cleaned_data.get("age"))
        if "sure" not in request.POST and asked != now:
            said = {
                "answers": PeriodForm(initial=form.cleaned_data, kind=kind),
                "asked": asked,
                "why": form.cleaned_data["why"],
                "moves": erasure.moves(scheme, kind, asked, today()),
            }
            return render(request, "endings/period_check.html", page | said)
        with form.refusals():
            actions.set_period(scheme=scheme, kind=kind, by=request.user, on=today(), **form.cleaned_data)
            messages.success(request, f"{scheme} keeps them for {asked}.")
            return redirect("endings:periods", scheme.public_id)
    return render(request, "endings/period.html", page | {"form": form})


@opens(KeepingPeriod, SET)
@require_POST
def period_back(request: Request, period: KeepingPeriod) -> HttpResponse:
    """One press, and what stood before stands again; it can be said anew."""
    try:
        actions.take_back_period(period=period, by=request.user, on=today())
        messages.success(request, "Taken back. Every record has the day again that it had before.")
    except Cannot as refusal:
        messages.warning(request, str(refusal))
    return redirect("endings:periods", period.scheme.public_id)
