"""What staff do with a volunteer whatever the application: profile, card, suspension."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from kith.access.doors import Request, may, opens
from kith.access.policy import Permission
from kith.foundation.dates import today
from kith.foundation.forms import Confirmation
from kith.people.actions import approve_card as approve_the_card
from kith.people.models import Card, Volunteer
from kith.recruitment import actions
from kith.recruitment.forms import Suspend
from kith.recruitment.models import Application
from kith.recruitment.presenters.reader import address_of
from kith.recruitment.profile_forms import ProfileForm
from kith.recruitment.queries import is_suspended
from kith.recruitment.views.common import refuse_about_themself

P = Permission


def _back_to(request: Request, volunteer: Volunteer) -> str:
    """Their latest application that this person may see, or the list."""
    rows = Application.objects.reachable_by(request.user, P.SEE_VOLUNTEER).filter(volunteer=volunteer)
    latest = rows.order_by("-pk").first()
    return address_of(latest) if latest else ""


@opens(Volunteer, P.RECORD_CHECK)
def profile(request: Request, volunteer: Volunteer) -> HttpResponse:
    """Put down what a volunteer tells about themself."""
    refuse_about_themself(request, volunteer)
    form = (
        ProfileForm(request.POST, volunteer=volunteer)
        if request.method == "POST"
        else ProfileForm(volunteer=volunteer)
    )
    back = _back_to(request, volunteer)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.change_profile(volunteer=volunteer, by=request.user, on=today(), **form.told())
            messages.success(request, f"{volunteer.first_name}’s profile is saved.")
            return redirect(back or "recruitment:volunteers")
    told = {"form": form, "volunteer": volunteer, "back_url": back, "back_text": volunteer.name}
    return render(request, "recruitment/profile.html", told)


@may(P.APPROVE_CARD)
def approve_card(request: Request, public_id: str) -> HttpResponse:
    """Read a card as a child will see it, and let children see it."""
    within = Volunteer.objects.reachable_by(request.user, P.APPROVE_CARD)
    card = Card.objects.filter(volunteer__in=within, public_id=public_id).select_related("volunteer").first()
    if card is None:
        raise Http404
    form = Confirmation(request.POST) if request.method == "POST" else Confirmation()
    back = _back_to(request, card.volunteer)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            approve_the_card(card=card, by=request.user, on=today())
            messages.success(request, f"Children can now see {card.volunteer.first_name}’s card.")
            return redirect(back or "recruitment:volunteers")
    shown_now = card.volunteer.cards.filter(approved_on__isnull=False).exclude(pk=card.pk).first()
    told = {"form": form, "card": card, "volunteer": card.volunteer, "shown_now": shown_now, "back_url": back}
    return render(request, "recruitment/approve_card.html", told)


@opens(Volunteer, P.SUSPEND_VOLUNTEER)
def suspend(request: Request, volunteer: Volunteer) -> HttpResponse:
    """Stop a volunteer from meeting any child, at once; or let them go on."""
    refuse_about_themself(request, volunteer)
    if is_suspended(volunteer, today()):
        return redirect("recruitment:lift", volunteer.public_id)
    form = Suspend(request.POST) if request.method == "POST" else Suspend()
    back = _back_to(request, volunteer)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.suspend(volunteer=volunteer, by=request.user, on=today(), **form.cleaned_data)
            messages.success(request, f"{volunteer.first_name} is suspended and meets no child from now.")
            return redirect(back or "recruitment:volunteers")
    told = {"form": form, "volunteer": volunteer, "back_url": back, "back_text": volunteer.name}
    return render(request, "recruitment/suspend.html", told)


@opens(Volunteer, P.SUSPEND_VOLUNTEER)
def lift(request: Request, volunteer: Volunteer) -> HttpResponse:
    """End a suspension."""
    refuse_about_themself(request, volunteer)
    form = Confirmation(request.POST) if request.method == "POST" else Confirmation()
    back = _back_to(request, volunteer)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.lift_suspension(volunteer=volunteer, by=request.user, on=today())
            messages.success(request, f"{volunteer.first_name}’s suspension is lifted.")
            return redirect(back or "recruitment:volunteers")
    told = {"form": form, "volunteer": volunteer, "back_url": back, "back_text": volunteer.name}
    return render(request, "recruitment/lift.html", told)
