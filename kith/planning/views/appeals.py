"""Say in public whom a scheme needs: what code makes of a sentence, what was left out and why, until when."""

from datetime import date, timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kith.access.doors import Request, may
from kith.access.policy import Permission
from kith.foundation.dates import day_words, today
from kith.planning.forms import UntilWhen
from kith.planning.queries import SchemeNeeds, who_is_needed
from kith.planning.reach import inside
from kith.recruitment.actions import publish_appeal
from kith.recruitment.models import Appeal as OnThePage
from kith.referral.models import Referral
from kith.science.recruiting import Appeal

PUBLISH = Permission.KEEP_FRONT
USUALLY = timedelta(days=90)


@may(PUBLISH)
def appeal(request: Request, public_id: str, key: str) -> HttpResponse:
    """What may be said of one sentence, and the button that says it."""
    on = today()
    one = _needs_of(request, public_id, on)
    need = one.need(key)
    if need is None:
        messages.info(request, "That sentence is no longer as it was. These are today’s.")
        return redirect("planning:needed")
    told = one.appeal(need)
    form = UntilWhen(request.POST) if request.method == "POST" else UntilWhen(initial={"until": on + USUALLY})
    if request.method == "POST" and isinstance(told, Appeal) and form.is_valid():
        with form.refusals():
            published = publish_appeal(
                scheme=one.scheme, words=told.words, until=form.cleaned_data["until"], by=request.user, on=on
            )
            messages.success(
                request,
                f"It stands on the public page of {one.scheme} until {day_words(published.until_day)}.",
            )
            return redirect("planning:needed")
    on_the_page = list(OnThePage.objects.filter(scheme=one.scheme).shown_on(on))
    words = told.words if isinstance(told, Appeal) else ""
    shown = {
        "form": form,
        "scheme": one.scheme,
        "need": need,
        "words": words,
        "already": next((each for each in on_the_page if each.words == words), None),
        "why": told.left_out if isinstance(told, Appeal) else told.why,
        "on_the_page": on_the_page,
        "page_url": reverse("recruitment:front", args=[one.scheme.public_id]),
        "public_url": reverse("recruitment:enquire", args=[one.scheme.public_id]),
        "back_url": reverse("planning:needed"),
        "back_text": "Who is needed",
    }
    return render(request, "planning/appeal.html", shown)


def _needs_of(request: Request, public_id: str, on: date) -> SchemeNeeds:
    """One scheme of this person's, with the children its staff see."""
    scheme = inside(request.user, PUBLISH, on).filter(public_id=public_id).first()
    if scheme is None:
        raise Http404
    (one,) = who_is_needed(
        [scheme], on, among=Referral.objects.reachable_by(request.user, Permission.SEE_WHO_IS_NEEDED, on)
    )
    return one
