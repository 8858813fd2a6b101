"""The public form: start, one question a page, check your answers, and the reference to follow it by."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from kith.access.doors import public
from kith.foundation.dates import now, today
from kith.foundation.forms import Confirmation
from kith.foundation.journey import Page
from kith.referral import actions, checking
from kith.referral.following import followed
from kith.referral.journey import Referring
from kith.referral.limits import REFERRALS
from kith.referral.models import Referral

SENT = "referral:sent"
SERVICE = "Somebody for a young person"
TOO_MANY = (
    "Too many requests have come from here in the last hour, so this one was not sent. "
    "Your answers are kept: send it in an hour, or ring the scheme."
)


def _show(request: HttpRequest, name: str, shown: dict[str, Any], status: int = 200) -> HttpResponse:
    """A page of the form; a young person gets a quick way out, and a title that says nothing."""
    by_themself = shown.setdefault("by_themself", Referring(request).is_by_themself)
    shown["service_name"] = "Ask us" if by_themself else SERVICE
    return render(request, f"referral/{name}.html", shown, status=status)


@public
@never_cache
def start(request: HttpRequest) -> HttpResponse:
    """What this is, who reads it, and how to begin or go on."""
    journey = Referring(request)
    carry_on = journey.first_open() if journey.answers else None
    return _show(
        request,
        "start",
        {
            "first": reverse("referral:question", args=[journey.pages[0].slug]),
            "carry_on": reverse("referral:question", args=[carry_on.slug]) if carry_on else "",
            "is_complete": bool(journey.answers) and carry_on is None,
        },
    )


@public
@never_cache
def question(request: HttpRequest, slug: str) -> HttpResponse:
    """One question. Answering the last open one leads to “check your answers”."""
    journey = Referring(request)
    page = journey.page(slug)
    if page is None:
        return redirect("referral:refer")
    given = journey.answers.get(slug) or _known(request, page)
    posted = request.POST if request.method == "POST" else None
    asked: Any = page.form
    form = asked(posted, initial=given, answers=journey.answers, on=today())
    if request.method == "POST" and form.is_valid():
        journey.keep(page, form)
        following = journey.after(page)
        return redirect("referral:question", following.slug) if following else redirect("referral:check")
    place = journey.pages.index(page) + 1
    shown = {
        "form": form,
        "page": page,
        "place": f"Question {place} of {len(journey.pages)}" if place > 1 else "",
        "back_url": _before(request, journey, page),
    }
    return _show(request, "question", shown)


def _known(request: HttpRequest, page: Page) -> dict[str, str]:
    """Somebody signed in need not type who they are."""
    if not request.user.is_authenticated:
        return {}
    user = request.user
    known = {"referrer_name": user.name, "referrer_email": user.email or "", "referrer_phone": user.phone}
    return known if page.slug in ("you", "reach") else {}


def _before(request: HttpRequest, journey: Referring, page: Page) -> str:
    """Back to where the visitor came from: the answers they are changing one of, or the question before."""
    if "change" in request.GET and journey.is_complete():
        return reverse("referral:check")
    before = journey.before(page)
    return reverse("referral:question", args=[before.slug]) if before else reverse("referral:refer")


@public
@never_cache
def check(request: HttpRequest) -> HttpResponse:
    """Everything that was said, each with its way to change it; sending is the only thing that writes."""
    journey = Referring(request)
    if unanswered := journey.first_open():
        return (
            redirect("referral:question", unanswered.slug) if journey.answers else redirect("referral:refer")
        )
    form = Confirmation(request.POST) if request.method == "POST" else Confirmation()
    status = 200
    if request.method == "POST" and form.is_valid():
        if REFERRALS.is_reached(request, at=now()):
            form.add_error(None, TOO_MANY)
            status = 429
        else:
            with form.refusals():
                return _send(request, journey)
    shown = {
        "form": form,
        "rows": checking.rows(journey, today()),
        "warnings": checking.warnings(journey, today()),
        "back_url": reverse("referral:question", args=[journey.pages[-1].slug]),
    }
    return _show(request, "check", shown, status=status)


def _send(request: HttpRequest, journey: Referring) -> HttpResponse:
    by = request.user if request.user.is_authenticated else None
    referral = actions.refer(by=by, on=today(), **journey.told())
    REFERRALS.count(request, at=now())
    request.session[SENT] = str(referral.public_id)
    journey.forget()
    return redirect("referral:sent")


@public
@never_cache
def sent(request: HttpRequest) -> HttpResponse:
    """The reference, and what happens next. Shown to whoever sent it, for as long as their session lasts."""
    mine = request.session.get(SENT)
    referral = Referral.objects.filter(public_id=mine).first() if mine else None
    if referral is None:
        return redirect("referral:refer")
    return _show(
        request,
        "sent",
        {
            "reference": referral.reference,
            "by_themself": referral.source == Referral.Source.YOUNG_PERSON,
            "has_email": bool(referral.referrer_email),
            "next": followed(referral, today()).means,
        },
    )


@public
@never_cache
@require_POST
def forget(request: HttpRequest) -> HttpResponse:
    """Throw the answers away: for a computer that others use too."""
    Referring(request).forget()
    messages.success(request, "Your answers are gone from this computer. Nothing was sent.")
    return redirect("referral:refer")
