"""Who is in a session: signing people up, taking somebody off, saying who came."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kith.access.doors import Request, opens
from kith.access.policy import Permission
from kith.foundation.dates import count_words, now, today
from kith.foundation.forms import Confirmation
from kith.people.models import Enlistment, Volunteer
from kith.training import actions
from kith.training.forms import AttendanceForm, FindForm, SignUpForm
from kith.training.models import Booking, Session
from kith.training.presenters.words import when_words
from kith.training.queries import held_on
from kith.training.refusals import CannotSignUp
from kith.training.states import HAS_A_PLACE, BookingStatus

P = Permission
MOST_FOUND = 30


@opens(Session, P.RUN_TRAINING)
def sign_up(request: Request, session: Session) -> HttpResponse:
    """Sign people up: those who have not done it first, anybody else by name."""
    words = request.GET.get("words", "").strip()
    found, more = _found(request, session, words)
    hints = _hints(session, found)
    form = SignUpForm(request.POST if request.method == "POST" else None, found=found, hints=hints)
    if request.method == "POST" and form.is_valid():
        signed, refused = _sign_all_up(request, session, list(form.cleaned_data["volunteers"]))
        if signed:
            messages.success(request, _signed_words(signed))
        for sentence in refused:
            messages.warning(request, sentence)
        return redirect("training:session", session.public_id)
    told = {
        "form": form,
        "session": session,
        "when": when_words(session),
        "words": words,
        "find": FindForm(request.GET),
        "found": found,
        "more": more,
        "back_url": reverse("training:session", args=[session.public_id]),
        "back_text": session.version.name,
    }
    return render(request, "training/sign_up.html", told)


def _found(request: Request, session: Session, words: str) -> tuple[list[Volunteer], bool]:
    """Volunteers within reach for whom the course is; without words, those who have not done it."""
    course = session.course
    here = Q(scheme=course.scheme_id) if course.scheme_id else Q(scheme__provider=course.provider_id)
    enlisted = Enlistment.objects.open_on(today()).filter(here)
    taken = session.bookings.exclude(status=BookingStatus.CANCELLED).values("volunteer")
    rows = Volunteer.objects.reachable_by(request.user, P.RUN_TRAINING).filter(
        pk__in=enlisted.values("volunteer")
    )
    rows = rows.exclude(pk__in=taken)
    for word in words.split():
        rows = rows.filter(Q(first_name__icontains=word) | Q(last_name__icontains=word))
    if not words:
        rows = rows.filter(~Q(held_on(course, OuterRef("pk"), today())))
    found = list(rows.order_by("first_name", "last_name", "pk")[: MOST_FOUND + 1])
    return found[:MOST_FOUND], len(found) > MOST_FOUND


def _hints(session: Session, found: list[Volunteer]) -> dict[int, str]:
    """Who has done it already; anybody else needs no word."""
    done = Volunteer.objects.filter(pk__in=[volunteer.pk for volunteer in found]).filter(
        held_on(session.course, OuterRef("pk"), today())
    )
    return dict.fromkeys(done.values_list("pk", flat=True), "Has done this course, and it still holds")


def _sign_all_up(
    request: Request, session: Session, chosen: list[Volunteer]
) -> tuple[list[Booking], list[str]]:
    signed, refused = [], []
    for volunteer in chosen:
        try:
            signed.append(actions.sign_up(session=session, volunteer=volunteer, by=request.user, at=now()))
        except CannotSignUp as refusal:
            refused.append(str(refusal))
    return signed, refused


def _signed_words(signed: list[Booking]) -> str:
    waiting = sum(booking.status == BookingStatus.WAITING for booking in signed)
    placed = len(signed) - waiting
    parts = []
    if placed:
        parts.append(f"{count_words(placed, 'person has', 'people have')} a place.")
    if waiting:
        parts.append(f"{count_words(waiting, 'person is', 'people are')} on the waiting list.")
    return " ".join(parts)


@opens(Booking, P.RUN_TRAINING)
def take_off(request: Request, booking: Booking) -> HttpResponse:
    """Take somebody off a session, after a look at it."""
    form = Confirmation(request.POST if request.method == "POST" else None)
    session = booking.session
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.give_back(booking=booking, by=request.user, at=now())
            messages.success(request, f"{booking.volunteer.first_name} is no longer signed up.")
            return redirect("training:session", session.public_id)
    told = {
        "form": form,
        "booking": booking,
        "session": session,
        "when": when_words(session),
        "is_ahead": session.is_ahead(now()),
        "back_url": reverse("training:session", args=[session.public_id]),
        "back_text": session.version.name,
    }
    return render(request, "training/take_off.html", told)


@opens(Session, P.RECORD_TRAINING)
def attendance(request: Request, session: Session) -> HttpResponse:
    """Who came: the whole group on one page, everybody there unless said otherwise."""
    bookings = _of_the_group(request, session)
    form = AttendanceForm(request.POST if request.method == "POST" else None, bookings=bookings)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.record_attendance(session=session, marks=form.marks(), by=request.user, at=now())
            messages.success(request, "Written down. If something is wrong, change it or undo it below.")
            return redirect("training:session", session.public_id)
    told = {
        "form": form,
        "session": session,
        "when": when_words(session),
        "nobody": not bookings,
        "too_early": "" if session.has_begun(now()) else _too_early(session),
        "back_url": reverse("training:session", args=[session.public_id]),
        "back_text": session.version.name,
    }
    return render(request, "training/attendance.html", told)


def _too_early(session: Session) -> str:
    return f"It begins on {when_words(session)}. Once it has begun, say here who came."


def _of_the_group(request: Request, session: Session) -> list[Booking]:
    """Everybody with a place but oneself; refused to whoever cannot see all of them."""
    group: Any = session.bookings.filter(status__in=HAS_A_PLACE).exclude(volunteer__user=request.user)
    within = Booking.objects.reachable_by(request.user, P.RECORD_TRAINING).filter(session=session)
    if group.exclude(pk__in=within.values("pk")).exists():
        raise PermissionDenied(
            "Some who have a place are volunteers of schemes that you do not work for. "
            "Somebody who works for all of them says who came."
        )
    return list(group.with_session().order_by("volunteer__first_name", "volunteer__last_name", "pk"))
