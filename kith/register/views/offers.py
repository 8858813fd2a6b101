"""Writing down what happened at one point of a child's pathway, or putting it right."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from kith.access.doors import Request, opens
from kith.access.policy import Permission
from kith.access.reach import may as has
from kith.foundation.dates import today
from kith.register import actions
from kith.register.forms import RecordOffer
from kith.register.models import Offer, PathwayPoint


@opens(PathwayPoint, Permission.RECORD_OFFER)
def offer(request: Request, point: PathwayPoint) -> HttpResponse:
    """What was offered and answered at one point. Written once; a mistake is put right by another."""
    standing = point.offers.standing().select_related("created_by").first()
    told: dict[str, Any] = {"point": point, "today": today()}
    form = (
        RecordOffer(request.POST, **told)
        if request.method == "POST"
        else RecordOffer(initial=_initial(standing), **told)
    )
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            if standing is None:
                made = actions.record_offer(point=point, by=request.user, **form.told())
            else:
                made = actions.correct_offer(offer=standing, by=request.user, **form.told())
            messages.success(request, _thanks(made))
            return redirect("register:child", point.child.public_id)
    context = {
        "form": form,
        "point": point,
        "child": point.child,
        "standing": standing,
        "may_see": has(request.user, Permission.SEE_REGISTER),
    }
    return render(request, "register/offer.html", context)


def _initial(standing: Offer | None) -> dict[str, Any]:
    if standing is None:
        return {}
    return {
        "answer": standing.answer,
        "asked": standing.asked if standing.asked != Offer.Asked.NOT_ASKED else "",
        "child_words": standing.child_words,
        "why": standing.why,
        "on": standing.on,
        "ask_again_on": standing.ask_again_on,
    }


def _thanks(made: Offer) -> str:
    name = made.child.name
    if made.answer == Offer.Answer.ACCEPTED:
        return f"Written down: {name} said yes. Refer {name} now, while the yes is fresh."
    return f"Written down for {name}."
