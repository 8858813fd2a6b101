"""“I have finished it”: said by a volunteer on their phone, confirmed with one press, or answered with what is missing."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from kith.access.doors import Request, may, opens
from kith.access.policy import Permission
from kith.foundation.dates import today
from kith.foundation.errors import Cannot
from kith.foundation.forms import Confirmation
from kith.training import actions
from kith.training.forms import FinishedForm, NotConfirmedForm
from kith.training.models import Course, Finish
from kith.training.views.common import me

P = Permission
PAGE = 25
BACK = {"back_text": "My training"}


@opens(Course, P.SIGN_UP_FOR_TRAINING)
def finished(request: Request, course: Course) -> HttpResponse:
    """I have finished it: on which day, and what shows it."""
    posted = request.POST if request.method == "POST" else None
    form = FinishedForm(posted, today=today())
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.say_finished(
                course=course, volunteer=me(request), by=request.user, on=today(), **form.cleaned_data
            )
            messages.success(request, "Thank you. It counts once your coordinator has confirmed it.")
            return redirect("training:mine")
    told = {"form": form, "version": course.version_on(today()), "back_url": reverse("training:mine"), **BACK}
    return render(request, "training/finished.html", told)


@opens(Finish, P.SIGN_UP_FOR_TRAINING)
@require_POST
def take_back(request: Request, finish: Finish) -> HttpResponse:
    """I said so by mistake."""
    return _done(request, finish, "take back")


@may(P.RECORD_TRAINING)
def finishes(request: Request) -> HttpResponse:
    """What volunteers say they have finished, the longest waiting first."""
    rows = Finish.objects.reachable_by(request.user, P.RECORD_TRAINING).waiting().with_course()
    rows = rows.exclude(volunteer__user=request.user).order_by("said_on", "pk")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    told = {"page": page, "keep": "", "back_url": reverse("training:home"), "back_text": "Training"}
    return render(request, "training/finishes.html", told)


@opens(Finish, P.RECORD_TRAINING)
@require_POST
def confirm(request: Request, finish: Finish) -> HttpResponse:
    """It is so."""
    return _done(request, finish, "confirm")


@opens(Finish, P.RECORD_TRAINING)
def decline(request: Request, finish: Finish) -> HttpResponse:
    """Not confirmed, with what is missing."""
    form = NotConfirmedForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.decline_finish(finish=finish, by=request.user, on=today(), **form.cleaned_data)
            messages.success(request, f"{finish.volunteer.first_name} reads what is missing.")
            return redirect("training:finishes")
    told = {
        "form": form,
        "finish": finish,
        "back_url": reverse("training:finishes"),
        "back_text": "Said to be finished",
    }
    return render(request, "training/not_confirmed.html", told)


def _done(request: Request, finish: Finish, step: str) -> HttpResponse:
    """One press, and back to where one was."""
    form = Confirmation(request.POST)
    if form.is_valid():
        try:
            if step == "confirm":
                actions.confirm_finish(finish=finish, by=request.user, on=today())
                name = finish.volunteer.first_name
                messages.success(
                    request,
                    f"Confirmed: {name} has done {finish.version.name}. A mistake is withdrawn on {name}’s page.",
                )
            else:
                actions.take_back_finish(finish=finish, by=request.user, on=today())
                messages.success(request, "Taken back. Say it again when you have finished.")
        except Cannot as refusal:
            messages.error(request, str(refusal))
    return redirect("training:finishes" if step == "confirm" else "training:mine")
