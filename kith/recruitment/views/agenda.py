"""One application on the agenda of a panel: its pack, the decision, the second person, and the letter that settles it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from kith.access.doors import Request, opens
from kith.access.policy import Permission
from kith.foundation.dates import day_words, today
from kith.foundation.errors import Cannot
from kith.foundation.forms import Confirmation, Form
from kith.recruitment.actions import panels as deeds
from kith.recruitment.letters import letter_to_write
from kith.recruitment.models import AgendaItem
from kith.recruitment.panel_forms import Decide, Disagree
from kith.recruitment.presenters import panels as told
from kith.recruitment.presenters.pack import pack
from kith.recruitment.presenters.reader import Reader
from kith.recruitment.programmes import programmes_for
from kith.recruitment.views.common import refuse_about_themself

P = Permission


@opens(AgendaItem, P.SEE_VOLUNTEER)
def agenda_item(request: Request, item: AgendaItem) -> HttpResponse:
    """The pack of one application in reading order, and where its decision stands."""
    reader = _reader(request, item)
    changes = (
        item.changes.filter(step="disagree").select_related("by") if reader.vets else item.changes.none()
    )
    return render(
        request,
        "recruitment/agenda_item.html",
        _told(item)
        | {
            "reader": reader,
            "parts": pack(item, reader),
            "verdict": told.verdict(item, reader, today()),
            "disagreed": changes,
        },
    )


def _reader(request: Request, item: AgendaItem) -> Reader:
    refuse_about_themself(request, item.application.volunteer)
    return Reader(request.user, item.application, today())


def _told(item: AgendaItem, form: Form | None = None) -> dict[str, Any]:
    application = item.application
    return {
        "item": item,
        "form": form,
        "application": application,
        "volunteer": application.volunteer,
        "back_url": reverse("recruitment:panel", args=[item.panel.public_id]),
        "back_text": f"Panel of {day_words(item.panel.on)}",
    }


@opens(AgendaItem, P.APPROVE_VOLUNTEER)
def decide(request: Request, item: AgendaItem) -> HttpResponse:
    """The first of two people writes down what was decided; the pack stands beside."""
    reader = _reader(request, item)
    if not item.may("decide"):
        return redirect("recruitment:agenda_item", item.public_id)
    asked: dict[str, Any] = {"item": item, "programmes": programmes_for(item.application, today())}
    form = (
        Decide(request.POST, **asked)
        if request.method == "POST"
        else Decide(initial=_as_usual(item), **asked)
    )
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            deeds.decide(item=item, decision=form.decision(), by=request.user, on=today())
            messages.success(request, "Written down. A second person must agree.")
            return redirect("recruitment:agenda_item", item.public_id)
    return render(
        request,
        "recruitment/decide.html",
        _told(item, form) | {"reader": reader, "parts": pack(item, reader)},
    )


def _as_usual(item: AgendaItem) -> dict[str, Any]:
    """What was written before it was taken back; else the scheme's own ages and places."""
    scheme = item.application.scheme
    return {
        "outcome": item.outcome or None,
        "age_from": scheme.child_age_from if item.age_from is None else item.age_from,
        "age_to": scheme.child_age_to if item.age_to is None else item.age_to,
        "places": item.places or scheme.places_per_volunteer,
        "conditions": item.conditions,
        "reason": item.reason,
        "minutes": item.minutes,
        "programmes": [str(scheme.public_id) for scheme in item.programmes.all()],
    }


@opens(AgendaItem, P.AGREE_WITH_PANEL)
@require_POST
def agree(request: Request, item: AgendaItem) -> HttpResponse:
    """The second of two people."""
    _reader(request, item)
    return _do(request, item, deeds.agree, "Two people agree. It holds once the letter goes.")


@opens(AgendaItem, P.AGREE_WITH_PANEL)
def disagree(request: Request, item: AgendaItem) -> HttpResponse:
    """The second person says why not; it is decided again."""
    _reader(request, item)
    if not item.may("disagree"):
        return redirect("recruitment:agenda_item", item.public_id)
    form = Disagree(request.POST) if request.method == "POST" else Disagree()
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            deeds.disagree(item=item, words=form.cleaned_data["words"], by=request.user, on=today())
            messages.success(request, "It is open again.")
            return redirect("recruitment:agenda_item", item.public_id)
    return render(request, "recruitment/disagree.html", _told(item, form))


@opens(AgendaItem, P.APPROVE_VOLUNTEER)
@require_POST
def take_back(request: Request, item: AgendaItem) -> HttpResponse:
    """Undo, as long as the letter has not gone."""
    _reader(request, item)
    return _do(request, item, deeds.take_back, "Taken back. Nothing had followed from it.")


@opens(AgendaItem, P.APPROVE_VOLUNTEER)
def settle(request: Request, item: AgendaItem) -> HttpResponse:
    """Asked once more, since a letter cannot be called back."""
    _reader(request, item)
    if not item.may("settle"):
        return redirect("recruitment:agenda_item", item.public_id)
    form = Confirmation(request.POST) if request.method == "POST" else Confirmation()
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            deeds.settle(item=item, by=request.user, on=today())
            name = item.application.volunteer.first_name
            messages.success(request, f"{name}: {item.application.get_status_display().lower()}.")
            if kind := letter_to_write(item.application, []):
                return redirect("recruitment:write_letter", item.application.public_id, kind)
            return redirect("recruitment:application", item.application.public_id)
    volunteer = item.application.volunteer
    gets_account = item.is_approval and bool(volunteer.email) and volunteer.user_id is None
    return render(request, "recruitment/settle.html", _told(item, form) | {"gets_account": gets_account})


@opens(AgendaItem, P.RECORD_CHECK)
@require_POST
def take_off(request: Request, item: AgendaItem) -> HttpResponse:
    """It is put before another panel, or needs more first."""
    _reader(request, item)
    _do(
        request,
        item,
        deeds.take_off_agenda,
        f"{item.application.volunteer.first_name} is taken off the agenda.",
    )
    return redirect("recruitment:panel", item.panel.public_id)


def _do(request: Request, item: AgendaItem, deed: Any, done: str) -> HttpResponse:
    try:
        deed(item=item, by=request.user, on=today())
    except Cannot as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect("recruitment:agenda_item", item.public_id)
