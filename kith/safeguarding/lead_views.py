"""What a safeguarding lead sees to: who stands in while they are away, and accounts that may be somebody barred."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kith.access.doors import Request, may, opens
from kith.access.policy import Permission
from kith.foundation.dates import now, today
from kith.foundation.forms import Confirmation
from kith.safeguarding import accounts, standing_in
from kith.safeguarding.guard_forms import StandIn, Why
from kith.safeguarding.guards_seen import lead_of, may_stand_in, stand_ins
from kith.safeguarding.models import AccountAlike

P = Permission
IN_WORDS = {"name": "name", "sound": "sound of the name", "phone": "phone", "email": "e-mail"}


@may(P.STAND_IN)
def cover(request: Request) -> HttpResponse:
    """Who stands in, now and soon, wherever this person leads."""
    on = today()
    places = [(held, stand_ins(held, on)) for held in lead_of(request.user, on)]
    return render(request, "safeguarding/cover.html", {"places": places, "on": on})


@may(P.STAND_IN)
def arrange(request: Request, public_id: UUID) -> HttpResponse:
    """Somebody leads while I am away."""
    on = today()
    held = next((each for each in lead_of(request.user, on) if each.public_id == public_id), None)
    if held is None:
        raise Http404
    typed: dict[str, Any] = {"people": may_stand_in(held, on)}
    form = StandIn(request.POST, **typed) if request.method == "POST" else StandIn(**typed)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            told = form.told()
            standing_in.stand_in(held=held, by=request.user, at=now(), **told)
            messages.success(request, f"{told['user'].name} stands in. They are told.")
            return redirect("safeguarding:cover")
    back = {"back_url": reverse("safeguarding:cover"), "back_text": "Who stands in"}
    return render(request, "safeguarding/stand_in.html", {"form": form, "held": held, **back})


@may(P.STAND_IN)
def end_cover(request: Request, public_id: UUID) -> HttpResponse:
    """The lead is back sooner."""
    on = today()
    every = [each for held in lead_of(request.user, on) for each in stand_ins(held, on)]
    found = next((each for each in every if each.public_id == public_id), None)
    if found is None:
        raise Http404
    form = Confirmation(request.POST) if request.method == "POST" else Confirmation()
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            standing_in.end_stand_in(membership=found, by=request.user, on=on)
            messages.success(request, f"{found.user.name} does not stand in any more.")
            return redirect("safeguarding:cover")
    back = {"back_url": reverse("safeguarding:cover"), "back_text": "Who stands in"}
    return render(request, "safeguarding/end_stand_in.html", {"form": form, "found": found, **back})


# ------------------------------------------------------------------------- accounts to look at


def _line(alike: AccountAlike) -> dict[str, Any]:
    by = " and ".join(IN_WORDS.get(kind, kind) for kind in alike.alike)
    keep = reverse("safeguarding:restrict", args=[alike.child.public_id])
    told = {"alike": alike, "user": alike.user, "contact": alike.contact, "child": alike.child, "by": by}
    return told | {"keep": f"{keep}?user={alike.user.public_id}"}


@may(P.RESTRICT)
def alike(request: Request) -> HttpResponse:
    """Accounts that may be somebody a child must be kept from: those to look at, or those that were settled."""
    settled = request.GET.get("show") == "settled"
    rows = AccountAlike.objects.reachable_by(request.user, P.RESTRICT)
    rows = rows.exclude(settled_on=None) if settled else rows.to_look_at(today())
    rows = rows.select_related("user", "contact__child", "settled_by").order_by("found_on", "pk")
    page = Paginator(rows, 50).get_page(request.GET.get("page"))
    told = {
        "page": page,
        "lines": [_line(each) for each in page],
        "settled": settled,
        "filters": [("To look at", "?", not settled), ("Somebody else", "?show=settled", settled)],
    }
    return render(request, "safeguarding/alike.html", told)


@opens(AccountAlike, P.RESTRICT)
def account_alike(request: Request, alike: AccountAlike) -> HttpResponse:
    """One of them: keep them from the child, or say that they are somebody else."""
    form = Why(request.POST) if request.method == "POST" else Why()
    form.fields["why"].label = "How do you know?"
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            accounts.somebody_else(alike=alike, words=form.cleaned_data["why"], by=request.user, on=today())
            messages.success(request, "Written down: somebody else.")
            return redirect("safeguarding:alike")
    told = {
        "line": _line(alike),
        "form": form,
        "back_url": reverse("safeguarding:alike"),
        "back_text": "Accounts to look at",
    }
    return render(request, "safeguarding/account_alike.html", told)
