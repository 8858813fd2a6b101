"""One line of a round, with what would change; and what is settled before a round: pairs, brothers and sisters, the plan."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from kith.access.doors import Request, may, opens
from kith.access.policy import Permission
from kith.access.reach import schemes_for
from kith.foundation.dates import today
from kith.foundation.errors import Cannot
from kith.foundation.forms import Confirmation
from kith.matching import actions
from kith.matching.answers import what_if
from kith.matching.forms import PlanForm, SiblingsForm, WhatIfForm
from kith.matching.models import RoundLine, RoundPair, Siblings
from kith.matching.presenters import rounds as presenters
from kith.matching.queries import enlisted
from kith.matching.queries.names import Names
from kith.matching.queries.rounds import plan_of
from kith.matching.views.rounds import LOOK, RUN, my_schemes
from kith.referral.models import Referral
from kith.schemes.models import Scheme

PLAN = Permission.PLAN_ROUNDS


@opens(RoundLine, LOOK)
def line(request: Request, row: RoundLine) -> HttpResponse:
    """Who is proposed to one child and why, whom they would rather have had, and what would change."""
    asked = row.round
    lines = list(
        RoundLine.objects.reachable_by(request.user, LOOK).filter(round=asked).select_related("child")
    )
    names = Names(asked, lines)
    form = WhatIfForm(request.GET or None, volunteers=names.volunteers.values())
    if request.method == "POST":
        form = WhatIfForm(request.POST, volunteers=names.volunteers.values())
        if form.is_valid() and _keep(request, row, form):
            return redirect("matching:round_line", row.public_id)
    shown = {
        "asked": asked,
        "title": presenters.title(asked),
        "row": presenters.line(row, names),
        "child": row.child,
        "missed": presenters.missed(row, names),
        "form": form,
        "preview": _preview(row, form, names)
        if form.is_bound and form.is_valid() and asked.is_open
        else None,
        "pairs": presenters.pairs(_pairs(request).filter(referral=row.referral)),
    }
    return render(request, "matching/round_line.html", shown)


def _preview(row: RoundLine, form: WhatIfForm, names: Names) -> dict[str, Any]:
    key = next(key for key, volunteer in names.volunteers.items() if volunteer == form.who)
    kind = form.cleaned_data["kind"]
    found = what_if(row.round, row.key, key, kind)
    together = kind == RoundPair.Kind.FIXED
    return {
        "title": f"If {row.child.name} and {form.who.first_name} are {'put together' if together else 'kept apart'}",
        "why_not": names.put_into(found.why_not) if found.why_not else "",
        "proposed": not found.why_not,
        "changes": presenters.changes(found.changes, names),
        "refusal": names.put_into(found.refusal) if found.refusal else "",
        "button": "Put them together" if together else "Keep them apart",
        "hidden": {name: form.data.get(name, "") for name in ("volunteer", "kind", "words")},
    }


def _keep(request: Request, row: RoundLine, form: WhatIfForm) -> bool:
    """Whether it was kept; a refusal stands in the form."""
    with form.refusals():
        pair = actions.keep_pair(
            referral=row.referral,
            volunteer=form.who,
            kind=form.cleaned_data["kind"],
            words=form.cleaned_data["words"],
            by=request.user,
            on=today(),
        )
        how = "together" if pair.kind == RoundPair.Kind.FIXED else "kept apart"
        messages.success(
            request,
            f"{row.child.name} and {form.who.first_name} are {how} in this round and in the next ones, until you lift it.",
        )
    return form.is_valid()


def _pairs(request: Request) -> Any:
    rows = RoundPair.objects.reachable_by(request.user, LOOK).in_force()
    return rows.select_related("child", "volunteer", "created_by", "scheme")


def _scheme(request: Request) -> Scheme | None:
    """The scheme of the address, or the first that somebody may run rounds for."""
    schemes = my_schemes(request)
    wanted = request.POST.get("scheme") or request.GET.get("scheme")
    chosen = next((scheme for scheme in schemes if str(scheme.public_id) == wanted), None)
    return chosen or next(iter(schemes), None)


def _here(scheme: Scheme) -> str:
    return f"{reverse('matching:rounds_before')}?scheme={scheme.public_id}"


@may(RUN)
def before(request: Request) -> HttpResponse:
    """Pairs that are together or apart, and brothers and sisters who want one volunteer."""
    scheme = _scheme(request)
    if scheme is None:
        return render(request, "matching/rounds_before.html", {"scheme": None})
    waits = list(
        Referral.objects.reachable_by(request.user, LOOK)
        .awaiting_match()
        .filter(scheme=scheme, child__sealed=False)
        .select_related("child", "scheme")
        .order_by("child__first_name", "pk")
    )
    volunteers = enlisted(scheme, today())
    form = SiblingsForm(
        request.POST if request.method == "POST" else None,
        referrals=waits,
        volunteers=volunteers,
        on=today(),
    )
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.keep_siblings(referrals=form.family, volunteer=form.who, by=request.user, on=today())
            messages.success(request, "Written down.")
            return redirect(_here(scheme))
    rows = _pairs(request).filter(scheme=scheme)
    kept = Siblings.objects.reachable_by(request.user, RUN).filter(scheme=scheme, ended_on=None)
    visible = {referral.child_id for referral in waits if referral.child_id}
    shown = {
        "scheme": scheme,
        "schemes": [(str(each), _here(each), each == scheme) for each in my_schemes(request)],
        "pairs": presenters.pairs(rows),
        "families": presenters.families(list(kept.prefetch_related("children__child")), visible),
        "form": form,
        "may_share": len(waits) > 1,
        "plan": plan_of(scheme),
        "may_plan": scheme in schemes_for(request.user, PLAN),
    }
    return render(request, "matching/rounds_before.html", shown)


@require_POST
@opens(RoundPair, LOOK)
def lift(request: Request, pair: RoundPair) -> HttpResponse:
    """A small thing, easily put back."""
    try:
        actions.lift_pair(pair=pair, by=request.user, on=today())
    except Cannot as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Lifted: {pair.child.name} and {pair.volunteer.first_name}.")
    return redirect(_here(pair.scheme))


@opens(Siblings, RUN)
def end_siblings(request: Request, siblings: Siblings) -> HttpResponse:
    """They no longer want to share."""
    form = Confirmation(request.POST) if request.method == "POST" else Confirmation()
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.end_siblings(siblings=siblings, by=request.user, on=today())
            messages.success(request, "From now on each of them is in rounds by themself.")
            return redirect(_here(siblings.scheme))
    return render(request, "matching/round_siblings_end.html", {"form": form, "back": _here(siblings.scheme)})


@may(PLAN)
def plan(request: Request) -> HttpResponse:
    """When a scheme's rounds come by themselves, and how."""
    schemes = list(schemes_for(request.user, PLAN).open_on(today()).order_by("name"))  # type: ignore[attr-defined]
    wanted = request.GET.get("scheme", "")
    scheme = next((each for each in schemes if str(each.public_id) == wanted), None) or next(
        iter(schemes), None
    )
    if scheme is None:
        return redirect("matching:rounds")
    kept = plan_of(scheme)
    form = PlanForm(request.POST, plan=kept) if request.method == "POST" else PlanForm(plan=kept)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.plan_rounds(scheme=scheme, by=request.user, on=today(), **form.told())
            messages.success(request, "Kept. It counts from the next round on.")
            return redirect(_here(scheme))
    return render(
        request, "matching/rounds_plan.html", {"form": form, "scheme": scheme, "back": _here(scheme)}
    )
