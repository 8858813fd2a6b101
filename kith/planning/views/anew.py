"""Working out anew what the night has kept: asked for by one press, and how far it has come."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kith.access.doors import Request, may
from kith.access.policy import Permission
from kith.foundation.dates import now, today
from kith.foundation.forms import Confirmation
from kith.planning import actions
from kith.planning.models import Reckoning
from kith.planning.reach import inside
from kith.planning.tasks import reckon
from kith.planning.views.common import PAGES

SEE = Permission.SEE_RECRUITMENT
LOOK_AGAIN = "2"  # seconds
WAYS = {name.partition(":")[2]: (words, name) for words, name, _ in PAGES}


@may(SEE)
def anew(request: Request) -> HttpResponse:
    """One press asks for it; then the page says how far it is, and leads back when it is done."""
    words, back = WAYS.get(request.GET.get("to", ""), WAYS["needed"])
    schemes = list(inside(request.user, SEE, today()))
    if request.method == "POST":
        form = Confirmation(request.POST)
        with form.refusals():
            asked = actions.ask_anew(schemes=schemes, by=request.user, at=now())
            reckon.enqueue(str(asked.public_id))
        for refusal in form.non_field_errors():
            messages.info(request, str(refusal))
        return redirect(request.get_full_path())
    mine = {scheme.pk for scheme in schemes}
    latest = next((each for each in Reckoning.objects.order_by("-pk")[:20] if mine & set(each.schemes)), None)
    if latest is None or not Reckoning.objects.at_work(now()).filter(pk=latest.pk).exists():
        if latest and latest.fault:
            messages.warning(
                request,
                f"Working it out stopped ({latest.fault}). What was kept before is shown. Try again, or tell whoever "
                "looks after Kith.",
            )
        elif latest and latest.ended_at:
            messages.success(request, "Worked out again.")
        return redirect(back)
    told = {"reckoning": latest, "back_url": reverse(back), "back_text": words}
    response = render(request, "planning/anew.html", told)
    response.headers["Refresh"] = LOOK_AGAIN
    return response
