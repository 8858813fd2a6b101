"""The week in a few sentences, and whether a letter about it comes on Mondays."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from kith.access.doors import Request, may
from kith.access.policy import Permission
from kith.foundation.dates import now, today
from kith.messages.actions import choose_letter, wants
from kith.support.actions.week import LETTER
from kith.support.queries.digest import digest


@may(Permission.SEE_DESK)
def week(request: Request) -> HttpResponse:
    """What the week asks, only of what is in reach."""
    context = {"lines": digest(request.user, now()), "letter_comes": wants(request.user, LETTER)}
    return render(request, "support/week.html", context)


@require_POST
@may(Permission.SEE_DESK)
def letter(request: Request) -> HttpResponse:
    """The Monday letter comes, or no longer; the same button takes it back."""
    wanted = request.POST.get("wanted") == "yes"
    choose_letter(event=LETTER, wanted=wanted, by=request.user, on=today())
    messages.success(
        request,
        "A letter comes on Monday mornings when the week asks something of you."
        if wanted
        else "No letter comes on Mondays any more. This page stays.",
    )
    return redirect("support:week")
