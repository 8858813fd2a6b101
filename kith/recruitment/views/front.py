"""What staff do about the public page of a scheme, and about how long applications are kept."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from kith.access.doors import Request, may, opens
from kith.access.policy import Permission
from kith.access.reach import may as has
from kith.access.reach import schemes_for
from kith.foundation.dates import today
from kith.recruitment import actions, tasks
from kith.recruitment.erasure import Due, due, forecast, how_far
from kith.recruitment.keeping import keeping_for, keeping_of
from kith.recruitment.letter_forms import AppealForm, FrontForm, KeepingForm
from kith.recruitment.models import Appeal, Erased, Front
from kith.recruitment.presenters.reader import address_of
from kith.recruitment.states import Status, WhyDeclined, WhyWithdrawn
from kith.schemes.models import Scheme

P = Permission
AHEAD = timedelta(days=31)
USUAL_APPEAL = timedelta(days=60)


def _scheme(request: Request, public_id: str, right: Permission) -> Scheme:
    rows = schemes_for(request.user, right).select_related("provider")
    scheme = rows.filter(public_id=public_id).first()
    if scheme is None:
        raise Http404
    return scheme


@may(P.KEEP_FRONT)
def fronts(request: Request) -> HttpResponse:
    """My schemes' public pages."""
    schemes = list(schemes_for(request.user, P.KEEP_FRONT).order_by("name"))
    if len(schemes) == 1:
        return redirect("recruitment:front", schemes[0].public_id)
    return render(request, "recruitment/fronts.html", {"schemes": schemes})


@may(P.KEEP_FRONT)
def front(request: Request, public_id: str) -> HttpResponse:
    """One scheme's public page: whether it looks, its address, its words; whom it asks for."""
    scheme = _scheme(request, public_id, P.KEEP_FRONT)
    known = Front.objects.filter(scheme=scheme).first()
    deed = request.POST.get("deed", "") if request.method == "POST" else ""
    page = FrontForm(request.POST) if deed == "page" else FrontForm(initial=FrontForm.known(known))
    appeal = (
        AppealForm(request.POST)
        if deed == "appeal"
        else AppealForm(initial={"until": today() + USUAL_APPEAL})
    )
    if deed == "page" and page.is_valid():
        with page.refusals():
            actions.change_front(scheme=scheme, by=request.user, on=today(), **page.cleaned_data)
            messages.success(request, "The public page is changed.")
            return redirect("recruitment:front", scheme.public_id)
    if deed == "appeal" and appeal.is_valid():
        with appeal.refusals():
            actions.publish_appeal(scheme=scheme, by=request.user, on=today(), **appeal.cleaned_data)
            messages.success(request, "It is on the page now.")
            return redirect("recruitment:front", scheme.public_id)
    public_url = reverse("recruitment:enquire", args=[scheme.public_id])
    short = reverse("recruitment:by_address", args=[known.address]) if known and known.address else ""
    told = {
        "scheme": scheme,
        "page_form": page,
        "appeal_form": appeal,
        "form": page if deed == "page" else appeal if deed == "appeal" else None,
        "appeals": Appeal.objects.filter(scheme=scheme).shown_on(today()).select_related("created_by"),
        "public_url": request.build_absolute_uri(public_url),
        "short_url": request.build_absolute_uri(short) if short else "",
    }
    return render(request, "recruitment/front.html", told)


@opens(Appeal, P.KEEP_FRONT)
@require_POST
def take_down(request: Request, appeal: Appeal) -> HttpResponse:
    actions.take_down_appeal(appeal=appeal, by=request.user, on=today())
    messages.success(request, "It is off the page.")
    return redirect("recruitment:front", appeal.scheme.public_id)


# ------------------------------------------------------------------------------- keeping and erasing


@may(P.SEE_VETTING)
def erasing(request: Request) -> HttpResponse:
    """Who will be erased in the next month, how long things are kept, and what is left of those erased before."""
    schemes = list(schemes_for(request.user, P.SEE_VETTING).select_related("provider").order_by("name"))
    page = Paginator(due(today() + AHEAD, schemes), 50).get_page(request.GET.get("page"))
    rules, stays = keeping_of(schemes, today()), forecast(one.application for one in page)
    may_change = has(request.user, P.SET_UP_SCHEME)
    told = {
        "page": page,
        "lines": [_line(one, stays[one.application.pk]) for one in page],
        "schemes": [
            {
                "name": scheme.name,
                "keeping": rules[scheme.pk],
                "url": reverse("recruitment:keeping", args=[scheme.public_id]) if may_change else "",
            }
            for scheme in schemes
        ],
        "counted": _counted(schemes),
        "how_far": how_far(today(), schemes),
        "may_begin": may_change,
    }
    return render(request, "recruitment/erasing.html", told)


@may(P.SET_UP_SCHEME)
@require_POST
def erase_now(request: Request) -> HttpResponse:
    """Those who are due now, without waiting for the night; in the background, a few hundred at a time."""
    schemes = schemes_for(request.user, P.SET_UP_SCHEME)
    tasks.erase.enqueue([str(scheme.public_id) for scheme in schemes])
    messages.success(request, "It has begun. This page says how far it is; you need not wait.")
    return redirect("recruitment:erasing")


def _line(one: Due, stays: set[str] | None) -> dict[str, Any]:
    if stays is None:
        what = "The person and everything about them"
    elif stays:
        what = f"This application. The person stays: there is a {' and a '.join(sorted(stays))}"
    else:
        what = "This application. The person has another, or an account"
    return {
        "name": one.application.volunteer.name,
        "url": address_of(one.application),
        "scheme": one.application.scheme.name,
        "status": one.application.get_status_display(),
        "on": one.kept_until,
        "what": what,
    }


def _counted(schemes: list[Scheme]) -> list[tuple[str, str, int]]:
    """Outcome, reason, how many."""
    declined, gone = dict(WhyDeclined.choices), dict(WhyWithdrawn.choices)
    found = Erased.objects.filter(scheme__in=schemes).counted()
    return [
        (
            Status(row["outcome"]).label,
            str(
                (declined if row["outcome"] == Status.DECLINED else gone).get(
                    row["reason"], "No reason given"
                )
            ),
            row["count"],
        )
        for row in found
    ]


@may(P.SET_UP_SCHEME)
def keeping(request: Request, public_id: str) -> HttpResponse:
    """How long a scheme waits for answers and keeps what is over."""
    scheme = _scheme(request, public_id, P.SET_UP_SCHEME)
    known = keeping_for(scheme, today())
    usual = {name: getattr(known, name) for name in KeepingForm.base_fields}
    form = KeepingForm(request.POST) if request.method == "POST" else KeepingForm(initial=usual)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.change_keeping(scheme=scheme, by=request.user, on=today(), **form.cleaned_data)
            messages.success(request, f"{scheme}: changed from today.")
            return redirect("recruitment:erasing")
    back = {"back_url": reverse("recruitment:erasing"), "back_text": "What will be erased"}
    return render(request, "recruitment/keeping.html", {"form": form, "scheme": scheme, **back})
