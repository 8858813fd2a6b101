"""Following a referral without an account: the reference and the address it was sent with open it."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from kith.access.doors import public
from kith.audit import actions as audit
from kith.foundation.dates import now, today
from kith.foundation.forms import Confirmation
from kith.referral import actions, queries
from kith.referral.following import followed
from kith.referral.forms import Answer, Track
from kith.referral.limits import GUESSES
from kith.referral.models import Referral
from kith.safeguarding.pointing import worry_from

TRACKED = "referral:tracked"
SERVICE = "Your request"
TOO_MANY = "There have been too many wrong tries from here. Try again in an hour, or ring the scheme."


@public
@never_cache
def track(request: HttpRequest) -> HttpResponse:
    """Ask for the pair. A wrong pair and an absent reference are answered alike."""
    form = Track(request.POST) if request.method == "POST" else Track()
    status = 200
    if request.method == "POST" and form.is_valid():
        if GUESSES.is_reached(request, at=now()):
            form.add_error(None, TOO_MANY)
            status = 429
        elif referral := queries.by_reference_and_contact(**form.cleaned_data):
            request.session[TRACKED] = str(referral.public_id)
            return redirect("referral:tracked")
        else:
            GUESSES.count(request, at=now())
            form.refuse()
    shown = {"form": form, "back_url": reverse("referral:refer"), "service_name": SERVICE}
    return render(request, "referral/track.html", shown, status=status)


def _opened(request: HttpRequest) -> Referral | None:
    """The referral this session has opened with its pair; the look is recorded like any other."""
    opened = request.session.get(TRACKED)
    referral = Referral.objects.filter(public_id=opened).first() if opened else None
    if referral is not None:
        page = request.resolver_match.view_name if request.resolver_match else ""
        with transaction.atomic():
            audit.look(by=None, permission="follow one's own referral", page=page, about=referral)
    return referral


@public
@never_cache
def tracked(request: HttpRequest) -> HttpResponse:
    """Where it stands; the question asked back, and a box to answer it in."""
    referral = _opened(request)
    if referral is None:
        return redirect("referral:track")
    shown = followed(referral, today())
    form = Answer(request.POST) if request.method == "POST" else Answer()
    if request.method == "POST" and shown.question is not None and form.is_valid():
        with form.refusals():
            actions.answer(question=shown.question, words=form.cleaned_data["words"], by=None, on=today())
            messages.success(request, "Thank you. Your answer has been sent.")
            return redirect("referral:tracked")
    told = {"form": form, "followed": shown, "service_name": SERVICE, "safe_url": _worry(referral)}
    return render(request, "referral/tracked.html", told)


def _worry(referral: Referral) -> str:
    return worry_from("following a request", child=referral.child, scheme=referral.scheme)


@public
@never_cache
def take_back(request: HttpRequest) -> HttpResponse:
    """Withdraw it, after a page that says what that means."""
    referral = _opened(request)
    if referral is None:
        return redirect("referral:track")
    form = Confirmation(request.POST) if request.method == "POST" else Confirmation()
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.withdraw(referral=referral, by=None, on=today())
            messages.success(request, "You have taken your request back.")
            return redirect("referral:tracked")
    shown = {
        "form": form,
        "back_url": reverse("referral:tracked"),
        "service_name": SERVICE,
        "safe_url": _worry(referral),
    }
    return render(request, "referral/take_back.html", shown)


@public
@never_cache
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Close it on this computer."""
    request.session.pop(TRACKED, None)
    return redirect("referral:track")
