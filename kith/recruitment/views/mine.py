"""A volunteer's own pages, on a phone: what they still need, their card, what they tell about themself."""

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kith.access.doors import Request, may
from kith.access.policy import Permission
from kith.foundation.dates import today
from kith.people.actions import write_card
from kith.people.models import Volunteer
from kith.recruitment import actions
from kith.recruitment.models import Application, Approval, Review
from kith.recruitment.presenters.mine import paper
from kith.recruitment.profile_forms import CardForm, ProfileForm
from kith.recruitment.queries import checklists, is_suspended
from kith.recruitment.states import OVER

P = Permission


def _me(request: Request) -> Volunteer:
    me: Any = Volunteer.objects.reachable_by(request.user, P.WRITE_CARD).first()
    if me is None:
        raise Http404
    return cast(Volunteer, me)


@may(P.WRITE_CARD)
def my_checks(request: Request) -> HttpResponse:
    """Where I stand: everything a scheme asks of me, and until when it holds."""
    me, day = _me(request), today()
    mine = Application.objects.filter(volunteer=me).exclude(status__in=OVER)
    found = list(mine.select_related("scheme", "recruiter").order_by("scheme__name", "-pk"))
    lists = checklists(found, day)
    cards = list(me.cards.all()[:2])
    approvals = {
        row.scheme_id: row for row in Approval.objects.filter(volunteer=me).order_by("from_day", "pk")
    }
    told = {
        "volunteer": me,
        "papers": [
            paper(
                application,
                lists[application.volunteer_id, application.scheme_id],
                day,
                approvals.get(application.scheme_id),
            )
            for application in found
        ],
        "is_suspended": is_suspended(me, day),
        "reviews": Review.objects.filter(volunteer=me).select_related("scheme").defer("vetting_words"),
        "card": cards[0] if cards else None,
        "card_url": reverse("recruitment:card"),
    }
    return render(request, "recruitment/my_checks.html", told)


@may(P.WRITE_CARD)
def card(request: Request) -> HttpResponse:
    """Write my card, and see it as a child will."""
    me = _me(request)
    latest = me.cards.order_by("-version").first()
    form = CardForm(request.POST, card=latest) if request.method == "POST" else CardForm(card=latest)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            write_card(volunteer=me, by=request.user, on=today(), **form.cleaned_data)
            messages.success(request, "Your card is saved. Your coordinator reads it before a child sees it.")
            return redirect("recruitment:card")
    shown = me.cards.filter(approved_on__isnull=False).order_by("-version").first()
    back = {"back_url": reverse("recruitment:my_checks"), "back_text": "My checks"}
    told = {"form": form, "volunteer": me, "latest": latest, "shown": shown, "day": today(), **back}
    return render(request, "recruitment/card.html", told)


@may(P.WRITE_CARD)
def my_profile(request: Request) -> HttpResponse:
    """Say what I like, when I am free and how far I would go."""
    me = _me(request)
    form = (
        ProfileForm(request.POST, volunteer=me, by_themself=True)
        if request.method == "POST"
        else ProfileForm(volunteer=me, by_themself=True)
    )
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.change_profile(volunteer=me, by=request.user, on=today(), **form.told())
            messages.success(request, "Saved.")
            return redirect("recruitment:my_checks")
    back = {"back_url": reverse("recruitment:my_checks"), "back_text": "My checks"}
    return render(request, "recruitment/my_profile.html", {"form": form, "volunteer": me, **back})
