"""One application: taking it in, looking at it, and each step of its way."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.db.models import Prefetch, prefetch_related_objects
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from kith.access.doors import Request, may, opens
from kith.access.policy import Permission
from kith.access.reach import schemes_for
from kith.foundation.dates import day_words, today
from kith.foundation.forms import Confirmation, Form
from kith.recruitment import actions
from kith.recruitment.forms import Decline, NewApplication, Withdraw
from kith.recruitment.models import Application, ApplicationChange, Approval, Check, Letter
from kith.recruitment.presenters.next_step import next_step
from kith.recruitment.presenters.pipeline import pipeline
from kith.recruitment.presenters.reader import Reader, address_of, step_address
from kith.recruitment.presenters.story import since, story, where_it_stands
from kith.recruitment.presenters.tasks import tasks_done, tasks_left
from kith.recruitment.presenters.volunteer import about, choices
from kith.recruitment.queries import checklist, is_suspended, left_on
from kith.recruitment.refusals import CannotStep
from kith.recruitment.states import BACK, FORWARD, OVER, Status
from kith.recruitment.views.common import refuse_about_themself, require

STEPS = {step.replace(" ", "-"): step for step in (*FORWARD, *BACK)}
P = Permission
LATEST = 4  # entries of the story that stand unfolded


def _reader(request: Request, application: Application) -> Reader:
    return Reader(request.user, application, today())


def _told(application: Application, form: Form) -> dict[str, Any]:
    """What every page of a decision says: about whom, and the way back."""
    volunteer = application.volunteer
    back = {"back_url": address_of(application), "back_text": volunteer.name}
    return {"form": form, "application": application, "volunteer": volunteer, **back}


@may(P.RECORD_CHECK)
def new(request: Request) -> HttpResponse:
    """Write down somebody who rang, wrote or came by."""
    schemes = list(schemes_for(request.user, P.RECORD_CHECK).open_on(today()).order_by("name"))  # type: ignore[attr-defined]
    form = (
        NewApplication(request.POST, schemes=schemes)
        if request.method == "POST"
        else NewApplication(schemes=schemes)
    )
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            application = actions.receive_application(
                by=request.user, recruiter=request.user, on=today(), **form.cleaned_data
            )
            messages.success(request, f"{application.volunteer.first_name} is on the list.")
            return redirect("recruitment:application", application.public_id)
    told = {"form": form, "back_url": reverse("recruitment:volunteers"), "back_text": "Volunteers"}
    return render(request, "recruitment/new.html", told)


@opens(Application, P.SEE_VOLUNTEER)
def application(request: Request, application: Application) -> HttpResponse:
    """Who they are, what they need, what to do next, and what happened."""
    volunteer, day = application.volunteer, today()
    if volunteer.user_id == request.user.pk:
        return redirect("recruitment:my_checks")
    reader = _reader(request, application)
    _fetch_changes(reader)
    items = checklist(volunteer, application.scheme, day)
    checks = (
        Check.objects.of(volunteer, application.scheme)
        .complete()
        .unread()
        .select_related("created_by")
        .order_by("on", "pk")
    )
    card = volunteer.cards.order_by("-version").first()
    open_approvals = Approval.objects.open_on(day)
    told, left = story(reader, checks), left_on([application.pk], day).get(application.pk)
    return render(
        request,
        "recruitment/application.html",
        {
            "application": application,
            "volunteer": volunteer,
            "reader": reader,
            "stands": _stands(application, left, day),
            "is_over": application.status in OVER,
            "left": left,
            "met": sum(item.is_met for item in items),
            "items": items,
            "tasks_left": tasks_left(reader, items),
            "tasks_done": tasks_done(reader, items),
            "next": None if left else next_step(reader, items),
            "story": told[:LATEST],
            "earlier": told[LATEST:],
            "about": about(volunteer, day),
            "choices": choices(volunteer),
            "pipe": pipeline(reader),
            "card": card,
            "card_url": reverse("recruitment:approve_card", args=[card.public_id]) if card else "",
            "approval": open_approvals.filter(application=application).select_related("created_by").first(),
            "is_suspended": is_suspended(volunteer, day),
            "ways": _ways(reader),
            "back_step": _back_step(reader),
            "back_url": reverse("recruitment:volunteers"),
            "back_text": "Volunteers",
        },
    )


def _stands(application: Application, left: date | None, day: date) -> str:
    if application.volunteer.died_on:
        return f"died on {day_words(application.volunteer.died_on)}"
    if left:
        return f"left on {day_words(left)}"
    return where_it_stands(application, since(application), day)


def _fetch_changes(reader: Reader) -> None:
    """Its steps and who took them; the words only for those who may read them."""
    changes = ApplicationChange.objects.select_related("by")
    changes = changes if reader.vets else changes.defer("words")
    prefetch_related_objects([reader.application], Prefetch("changes", queryset=changes))


def _ways(reader: Reader) -> dict[str, bool]:
    """Which of the rarer deeds stand open to this reader now."""
    application = reader.application
    records, decides = reader.may(P.RECORD_CHECK), reader.may(P.APPROVE_VOLUNTEER)
    return {
        "profile": records and application.status not in OVER,
        "card": reader.may(P.APPROVE_CARD),
        "decline": decides and application.may("decline"),
        "withdraw": records and application.may("withdraw"),
        "reopen": application.may("reopen")
        and (decides if application.status == Status.DECLINED else records),
        "suspend": reader.may(P.SUSPEND_VOLUNTEER) and application.status == Status.APPROVED,
    }


def _back_step(reader: Reader) -> tuple[str, str] | None:
    """The step back from here, if there is one and this reader may take it: its words and its address."""
    step = next((step for step in BACK if reader.application.may(step)), None)
    if step is None or not reader.may(P.RECORD_CHECK):
        return None
    return step.capitalize(), step_address(reader.application, step)


@opens(Application, P.RECORD_CHECK)
@require_POST
def step(request: Request, application: Application, step: str) -> HttpResponse:
    """Take one step on, or one back."""
    if step not in STEPS:
        raise Http404
    try:
        actions.take_step(application=application, step=STEPS[step], by=request.user, on=today())
    except CannotStep as refusal:
        messages.error(request, str(refusal))
    else:
        name = application.volunteer.first_name
        messages.success(request, f"{name}: {application.get_status_display().lower()}.")
    return redirect("recruitment:application", application.public_id)


@opens(Application, P.APPROVE_VOLUNTEER)
def decline(request: Request, application: Application) -> HttpResponse:
    """Say no, with a reason that only those who vet can read."""
    refuse_about_themself(request, application.volunteer)
    form = Decline(request.POST) if request.method == "POST" else Decline()
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.decline(application=application, by=request.user, on=today(), **form.cleaned_data)
            messages.success(
                request,
                f"{application.volunteer.first_name}’s application is declined. Tell them now, kindly.",
            )
            return redirect("recruitment:write_letter", application.public_id, Letter.Kind.DECLINED)
    told = _told(application, form)
    return render(request, "recruitment/decline.html", told)


@opens(Application, P.RECORD_CHECK)
def withdraw(request: Request, application: Application) -> HttpResponse:
    """They do not go on, or do not answer any more."""
    refuse_about_themself(request, application.volunteer)
    form = Withdraw(request.POST) if request.method == "POST" else Withdraw()
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.withdraw(application=application, by=request.user, on=today(), **form.cleaned_data)
            messages.success(
                request, f"{application.volunteer.first_name} does not go on. You can open this again."
            )
            return redirect("recruitment:application", application.public_id)
    told = _told(application, form)
    return render(request, "recruitment/withdraw.html", told)


@opens(Application, P.RECORD_CHECK)
def reopen(request: Request, application: Application) -> HttpResponse:
    """Take it up again; what was declined, only by those who decide."""
    refuse_about_themself(request, application.volunteer)
    if application.status == Status.DECLINED:
        require(
            _reader(request, application),
            P.APPROVE_VOLUNTEER,
            "You may not open again what was declined.",
            "A manager",
        )
    form = Confirmation(request.POST) if request.method == "POST" else Confirmation()
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.reopen(application=application, by=request.user, on=today())
            messages.success(request, f"{application.volunteer.first_name}’s application is open again.")
            return redirect("recruitment:application", application.public_id)
    told = _told(application, form)
    return render(request, "recruitment/reopen.html", told)
