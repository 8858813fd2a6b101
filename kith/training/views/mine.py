"""A volunteer's own training, on a phone; and one's place, for somebody who has no account yet."""

from typing import Any

from django.contrib import messages
from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kith.access.doors import Request, may, opens, public
from kith.access.downloads import attached
from kith.access.policy import Permission
from kith.foundation.dates import now, today
from kith.foundation.forms import Confirmation
from kith.foundation.paper import PDF
from kith.training import actions
from kith.training.actions.telling import read_place_key
from kith.training.forms import HowItWasForm
from kith.training.models import Booking, Completion, Session
from kith.training.paper import certificate, certified
from kith.training.presenters.mine import my_place, my_training
from kith.training.states import HAS_A_PLACE, BookingStatus
from kith.training.views.common import me
from kith.training.views.sessions import as_calendar

P = Permission
MINE = {"back_text": "My training"}


@may(P.SIGN_UP_FOR_TRAINING)
def mine(request: Request) -> HttpResponse:
    """What comes next, what I lack and how I could do it, what I have done."""
    told = my_training(me(request), at=now(), on=today())
    if told["not_said"]:
        told["how_form"] = HowItWasForm()
    return render(request, "training/mine.html", told)


def _taken(session: Session) -> int:
    return session.bookings.filter(status__in=HAS_A_PLACE).count()


def _my_booking(session: Session, **of: Any) -> Booking | None:
    rows = session.bookings.filter(**of).exclude(status=BookingStatus.CANCELLED)
    return rows.order_by("pk").last()


@opens(Session, P.SIGN_UP_FOR_TRAINING)
def session_mine(request: Request, session: Session) -> HttpResponse:
    """One session, to sign up for it in one tap, or to give the place back."""
    myself = me(request)
    form = Confirmation(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            booking = actions.sign_up(session=session, volunteer=myself, by=request.user, at=now())
            if booking.status == BookingStatus.WAITING:
                messages.success(request, "You are on the waiting list. You hear when a place is free.")
            else:
                messages.success(request, "You have a place. See you there.")
            return redirect("training:session_mine", session.public_id)
    booking_now = _my_booking(session, volunteer=myself)
    told = my_place(session, booking_now, _taken(session), at=now())
    told |= {"form": form, "back_url": reverse("training:mine"), **MINE}
    return render(request, "training/session_mine.html", told)


@opens(Session, P.SIGN_UP_FOR_TRAINING)
def give_back(request: Request, session: Session) -> HttpResponse:
    """Give my place back, after a look at what I give."""
    booking = _my_booking(session, volunteer=me(request))
    if booking is None:
        raise Http404
    form = Confirmation(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.give_back(booking=booking, by=request.user, at=now())
            messages.success(request, "Thank you for saying so. Somebody else can have the place now.")
            return redirect("training:mine")
    told = my_place(session, booking, _taken(session), at=now())
    back = reverse("training:session_mine", args=[session.public_id])
    return render(
        request,
        "training/give_back.html",
        told | {"form": form, "back_url": back, "back_text": session.version.name},
    )


@opens(Booking, P.SIGN_UP_FOR_TRAINING)
def how_it_was(request: Request, booking: Booking) -> HttpResponse:
    """One line after a session, if I like."""
    form = HowItWasForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.say_how_it_was(booking=booking, by=request.user, at=now(), **form.cleaned_data)
            messages.success(request, "Thank you. It helps to make the next one better.")
            return redirect("training:mine")
    told = {"form": form, "booking": booking, "back_url": reverse("training:mine"), **MINE}
    return render(request, "training/how_it_was.html", told)


@opens(Completion, P.SEE_TRAINING)
def see_certificate(request: Request, completion: Completion) -> HttpResponse:
    """What I have done, to show to somebody."""
    _refuse_withdrawn(completion)
    is_mine = completion.volunteer.user_id == request.user.pk
    back = (
        {"back_url": reverse("training:mine"), **MINE}
        if is_mine
        else {
            "back_url": reverse("training:volunteer", args=[completion.volunteer.public_id]),
            "back_text": completion.volunteer.first_name,
        }
    )
    told = {"it": certified(completion), "completion": completion, "is_mine": is_mine, **back}
    return render(request, "training/certificate.html", told)


@opens(Completion, P.SEE_TRAINING)
def certificate_on_paper(request: Request, completion: Completion) -> HttpResponse:
    """The same as a PDF."""
    _refuse_withdrawn(completion)
    return attached(certificate(completion), PDF, f"certificate-{completion.on.isoformat()}.pdf")


def _refuse_withdrawn(completion: Completion) -> None:
    """What was recorded by mistake certifies nothing."""
    if completion.withdrawn_on:
        raise Http404


@public
def place(request: HttpRequest, key: str) -> HttpResponse:
    """My place, by the address in a letter: for somebody who is on the way and has no account yet."""
    booking = _booking_of(key)
    session = booking.session
    form = Confirmation(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.give_back(booking=booking, by=None, at=now())
            messages.success(request, "Thank you for saying so. Somebody else can have the place now.")
            return redirect("training:place", key)
    told = my_place(session, booking, _taken(session), at=now())
    return render(request, "training/place.html", told | {"form": form, "key": key})


@public
def place_calendar(request: HttpRequest, key: str) -> HttpResponse:
    """My place, for my own calendar."""
    return as_calendar(_booking_of(key).session)


def _booking_of(key: str) -> Booking:
    """The place a signed key opens; one that we did not sign opens nothing."""
    try:
        found = Booking.objects.with_session().filter(public_id=read_place_key(key)).first()
    except BadSignature as fault:
        raise Http404 from fault
    if found is None or found.volunteer.user_id is not None:
        raise Http404  # whoever has an account signs in
    return found
