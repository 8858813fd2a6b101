"""Whom to thank, writing a card, a volunteer's own cards."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kith.access.doors import Request, may, opens
from kith.access.policy import Permission
from kith.foundation.dates import today
from kith.matching.models import Match
from kith.support import actions
from kith.support.forms.thanks import ThanksForm
from kith.support.models import Thanks
from kith.support.queries.thanks import to_thank

PAGE = 50
P = Permission


@may(P.THANK)
def thanks(request: Request) -> HttpResponse:
    """Who has an anniversary or would be glad of a word; beside it, what was given lately."""
    matches = Match.objects.reachable_by(request.user, P.THANK).live().with_people()
    page = Paginator(to_thank(matches, today()), PAGE).get_page(request.GET.get("page"))
    given = Thanks.objects.reachable_by(request.user, P.SEE_THANKS).select_related("volunteer", "created_by")
    return render(
        request, "support/thanks.html", {"page": page, "given": given[:10], "anybody": bool(matches)}
    )


@opens(Match, P.THANK)
def thank(request: Request, match: Match) -> HttpResponse:
    """Write a card to the volunteer."""
    found = next(iter(to_thank([match], today())), None)
    initial = {
        "signed": request.user.first_name,
        "occasion": found.occasion if found else Thanks.Occasion.NOTHING,
    }
    form = ThanksForm(request.POST) if request.method == "POST" else ThanksForm(initial=initial)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.thank(match=match, by=request.user, on=today(), **form.cleaned_data)
            messages.success(request, f"{match.volunteer.first_name} finds your card on their own page.")
            return redirect("support:thanks")
    context = {"match": match, "form": form, "found": found, "back_url": reverse("support:thanks")}
    return render(request, "support/thank.html", context)


@may(P.SEE_THANKS)
def my_thanks(request: Request) -> HttpResponse:
    """A volunteer's own cards, the newest first."""
    cards = Thanks.objects.reachable_by(request.user, P.SEE_THANKS).filter(volunteer__user=request.user)
    return render(request, "support/my_thanks.html", {"cards": cards, "back_url": "/"})
