"""What comes of the choices: worked out, read, changed by hand, agreed to. Nobody is told before the coordinator agrees."""

import json
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from kith.access.doors import Request, opens
from kith.access.downloads import attached, note_taken
from kith.foundation.dates import count_words, now, today
from kith.foundation.forms import Confirmation, Form
from kith.matching.actions import open_days as deeds
from kith.matching.forms.open_day_choices import AgreeForm, PairForm
from kith.matching.models import OpenDay, Pin
from kith.matching.open_day_rounds import Gathered, gather, in_words, outcome_of, unit_name
from kith.matching.presenters.open_days import days, results
from kith.matching.states import OpenDayStatus
from kith.matching.views.open_days.days import RUN, back_to, step
from kith.science.matching import CannotMatch, what_if
from kith.science.matching.files.writing import answer as as_file


@opens(OpenDay, RUN)
def work_out(request: Request, day: OpenDay) -> HttpResponse:
    """Close the choices and work it out; who has not been heard is named first."""
    form = Confirmation(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            deeds.work_out(open_day=day, by=request.user, at=now())
            return redirect("matching:open_day_proposal", day.public_id)
    left_out = [words for _, words in gather(day, today()).left_out]
    lead = "Every child’s own choice counts. Nobody is told anything before you agree, and you can open the choices again."
    return step(
        request, day, form, "Work out who could be there for whom", lead, "Work it out",
        points=left_out, points_lead="These stay waiting for now:" if left_out else "",
    )  # fmt: skip


@opens(OpenDay, RUN)
def proposal(request: Request, day: OpenDay) -> HttpResponse:
    """The proposal: who got which choice, why not for the others, what proves it, and what would change."""
    working = day.workings.order_by("-number").first()
    if (
        working is None
        or day.status not in (OpenDayStatus.WORKED_OUT, OpenDayStatus.AGREED)
        or day.thinned_on
    ):
        return _nothing_there(request, day)
    gathered = _of_the_round(gather(day, today()), day)
    found = results.answer(working, gathered)
    page = results.page(found)
    form = _agree_form(request, page, day)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            made = deeds.agree(open_day=day, pairs=form.chosen, by=request.user, at=now())
            words = count_words(len(made), "proposal has", "proposals have")
            messages.success(request, f"Agreed. {words} begun: write a few words for each volunteer.")
            return redirect("matching:open_day_proposal", day.public_id)
    asked, changes = _what_if(request, found)
    shown = {
        **page,
        "form": form,
        "working": working,
        "is_open": day.status == OpenDayStatus.WORKED_OUT,
        "to_agree": bool(form.rows),
        "pair_form": asked,
        "changes": changes,
        "pins": [_pin(pin, found) for pin in day.pins.select_related("guest", "volunteer").order_by("pk")],
        "history": days.history(day),
    }
    return render(request, "matching/open_day_proposal.html", shown | back_to(day))


def _nothing_there(request: Request, day: OpenDay) -> HttpResponse:
    gone = "What was worked out for this open day has been erased: its time is over."
    messages.info(request, gone if day.thinned_on else "Nothing has been worked out for this open day.")
    return redirect("matching:open_day", day.public_id)


def _of_the_round(gathered: Gathered, day: OpenDay) -> Gathered:
    """Once agreed, children are on their way to somebody; they took part all the same."""
    if day.status != OpenDayStatus.AGREED:
        return gathered
    part = [guest for guest, _ in gathered.left_out if guest.heard == "ranked"]
    rest = [(guest, words) for guest, words in gathered.left_out if guest.heard != "ranked"]
    return Gathered([*gathered.children, *part], gathered.volunteers, gathered.standing, rest)


def _agree_form(request: Request, page: dict[str, Any], day: OpenDay) -> AgreeForm:
    open_now = {row["key"]: row["pair"] for row in page["got"] if row["pair"].proposal is None}
    names = results.names_of_pairs(page["got"])
    return AgreeForm(request.POST if request.method == "POST" else None, pairs=open_now, names=names)


def _what_if(request: Request, found: results.Answer) -> tuple[PairForm, list[str] | None]:
    """Worked out beside the proposal, never in it."""
    gathered = found.gathered
    data = request.GET if "child" in request.GET else None
    form = PairForm(data, children=gathered.children, volunteers=gathered.volunteers, names=found.names)
    if data is None or not form.is_valid():
        return form, None
    child, volunteer = (str(row.public_id) for row in form.pair)
    try:
        if form.cleaned_data["kind"] == Pin.Kind.TOGETHER:
            _, changes = what_if(found.outcome, fix={child: volunteer})
        else:
            _, changes = what_if(found.outcome, forbid=[(child, volunteer)])
    except CannotMatch as error:
        form.add_error(None, in_words(error, found.names))
        return form, None
    return form, [change.words for change in changes]


def _pin(pin: Pin, found: results.Answer) -> dict[str, Any]:
    child = found.names.get(str(pin.guest.public_id)) or unit_name(pin.guest)
    volunteer = found.names.get(str(pin.volunteer.public_id), "")
    how = "are put together" if pin.kind == Pin.Kind.TOGETHER else "are kept apart"
    return {"pin": pin, "words": f"{child} and {volunteer} {how}"}


@require_POST
@opens(OpenDay, RUN)
def settle(request: Request, day: OpenDay) -> HttpResponse:
    """Put two together or keep them apart, and work it out anew, all or nothing."""
    gathered = gather(day, today())
    form = PairForm(
        request.POST, children=gathered.children, volunteers=gathered.volunteers, names=gathered.names
    )
    if form.is_valid():
        with form.refusals(), transaction.atomic():
            child, volunteer = form.pair
            deeds.pin(
                guest=child, volunteer=volunteer, kind=form.cleaned_data["kind"], by=request.user, at=now()
            )
            deeds.work_out(open_day=day, by=request.user, at=now())
            messages.success(request, "Settled, and worked out anew.")
    for words in [str(error) for errors in form.errors.values() for error in errors]:
        messages.warning(request, words)
    return redirect("matching:open_day_proposal", day.public_id)


@require_POST
@opens(OpenDay, RUN)
def unsettle(request: Request, day: OpenDay) -> HttpResponse:
    """Leave a pair to the choices after all, and work it out anew."""
    form = Form(request.POST)
    made = next((pin for pin in day.pins.all() if str(pin.public_id) == request.POST.get("pin")), None)
    if made is not None:
        with form.refusals(), transaction.atomic():
            deeds.unpin(made=made, by=request.user, at=now())
            deeds.work_out(open_day=day, by=request.user, at=now())
            messages.success(request, "Left to the choices, and worked out anew.")
    for words in form.non_field_errors():
        messages.warning(request, str(words))
    return redirect("matching:open_day_proposal", day.public_id)


@opens(OpenDay, RUN)
def hear_again(request: Request, day: OpenDay) -> HttpResponse:
    """Open the choices again, for a late answer."""
    form = Confirmation(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            deeds.hear_again(open_day=day, by=request.user, at=now())
            messages.success(
                request, "Choices are heard again. Work it out anew when everybody has been heard."
            )
            return redirect("matching:open_day", day.public_id)
    lead = "For a late answer, or a change of mind. What was worked out no longer counts."
    return step(request, day, form, "Open the choices again?", lead, "Open them")


@opens(OpenDay, RUN)
def file(request: Request, day: OpenDay) -> HttpResponse:
    """What was asked and what came of it, as kith match reads and writes it: keys, and no name."""
    working = day.workings.order_by("-number").first()
    if working is None or day.thinned_on:
        return _nothing_there(request, day)
    what = request.GET.get("what") or "asked"
    told = as_file(outcome_of(working)) if what == "answer" else working.asked
    note_taken(request, f"open day {what}", rows=working.children)
    name = "open-day-answer.json" if what == "answer" else "open-day.json"
    return attached(json.dumps(told, indent=1), "application/json", name)
