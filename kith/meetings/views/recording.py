"""Telling what became of a meeting, in under a minute, and putting right what was told."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kith.access.doors import Request, opens
from kith.access.policy import Permission
from kith.foundation.dates import now, today
from kith.foundation.forms import Confirmation
from kith.matching.models import Match
from kith.meetings import actions, presenters, queries
from kith.meetings.forms import NotKeptForm, OffPlanForm, RecordForm
from kith.meetings.models import Meeting
from kith.meetings.states import Status
from kith.meetings.views.common import draft_of, forget_draft, frame, home_of, keep_draft
from kith.meetings.words import NEVER_A_PUNISHMENT

MOST_KEPT, MOST_TICKED = 500, 30
THANKS = "Thank you, that is kept. If something in it is wrong, open the meeting and put it right."


@opens(Meeting, Permission.RECORD_MEETING)
def record(request: Request, meeting: Meeting) -> HttpResponse:
    """How did it go? They met: one page. It moved, or it did not happen: one page more."""
    page = frame(request, meeting.match)
    if request.method == "POST" and "later" in request.POST and meeting.status == Status.PLANNED:
        _keep(request, meeting)
        messages.success(request, "Kept for later. Nobody else can read it yet.")
        return redirect(home_of(request, meeting))
    form = RecordForm(
        request.POST if request.method == "POST" else None,
        meeting=meeting,
        on=today(),
        is_volunteer=page["is_volunteer"],
        as_heading=True,
        initial=queries.draft_of(meeting, request.user),
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        if said["went"] != "kept":
            keep_draft(request, meeting, said["tell"])
            return redirect(
                "meetings:move" if said["went"] == "moved" else "meetings:not_kept", meeting.public_id
            )
        with form.refusals():
            actions.record_kept(
                meeting=meeting,
                minutes=form.minutes() or 0,
                activities=said["did"],
                note=said["tell"],
                morale=said.get("morale", ""),
                by=request.user,
                at=now(),
            )
            messages.success(request, THANKS)
            return redirect(home_of(request, meeting))
    if request.method != "POST" and meeting.status != Status.PLANNED:
        return redirect("meetings:meeting", meeting.public_id)
    return render(request, "meetings/record.html", page | _told_already(meeting) | {"form": form})


@opens(Meeting, Permission.RECORD_MEETING)
def draft(request: Request, meeting: Meeting) -> HttpResponse:
    """What is being typed, kept as it stands, so that neither a lost signal nor a long pause loses it."""
    if request.method != "POST":
        return redirect("meetings:record", meeting.public_id)
    if meeting.status == Status.PLANNED:
        _keep(request, meeting)
    return HttpResponse(status=204)


def _keep(request: Request, meeting: Meeting) -> None:
    """Only the fields of the form, each no longer than a form accepts."""
    said = {
        name: [value[:MOST_KEPT] for value in request.POST.getlist(name)[:MOST_TICKED]]
        for name in RecordForm.field_order
        if name in request.POST
    }
    actions.keep_draft(meeting=meeting, said=said, by=request.user, at=now())


def _told_already(meeting: Meeting) -> dict[str, Any]:
    told = presenters.told_words(meeting) if meeting.status != Status.PLANNED else ""
    return {
        "meeting": meeting,
        "when": presenters.when_words(meeting),
        "told": told,
        "ahead": meeting.at > now(),
    }


@opens(Meeting, Permission.RECORD_MEETING)
def not_kept(request: Request, meeting: Meeting) -> HttpResponse:
    """Why it did not happen, or will not, and whether somebody kept it from happening."""
    page = frame(request, meeting.match, reverse("meetings:meeting", args=[meeting.public_id]))
    form = NotKeptForm(
        request.POST if request.method == "POST" else None,
        match=meeting.match,
        on=today(),
        is_volunteer=page["is_volunteer"],
        initial={"words": draft_of(request, meeting)},
    )
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        deed = actions.withhold if said.pop("became") == "withheld" else actions.record_missed
        with form.refusals():
            deed(meeting=meeting, by=request.user, at=now(), **said)
            forget_draft(request, meeting)
            messages.success(request, THANKS)
            if said["reason"] == Meeting.Reason.SANCTION:
                messages.warning(request, f"{NEVER_A_PUNISHMENT} The coordinator has been told.")
            return redirect(home_of(request, meeting))
    return render(request, "meetings/not_kept.html", page | _told_already(meeting) | {"form": form})


@opens(Match, Permission.RECORD_MEETING)
def off_plan(request: Request, match: Match) -> HttpResponse:
    """They met, and it was not planned."""
    page, at = frame(request, match), now()
    form = OffPlanForm(
        request.POST if request.method == "POST" else None,
        match=match,
        now=at,
        is_volunteer=page["is_volunteer"],
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        with form.refusals():
            meeting = actions.record_off_plan(
                match=match,
                at=said["moment"],
                minutes=form.minutes() or 0,
                activities=said["did"],
                note=said["tell"],
                morale=said.get("morale", ""),
                by=request.user,
                said_at=at,
            )
            messages.success(request, THANKS)
            return redirect(home_of(request, meeting))
    return render(request, "meetings/off_plan.html", page | {"form": form})


@opens(Meeting, Permission.RECORD_MEETING)
def put_right(request: Request, meeting: Meeting) -> HttpResponse:
    """Take back what was said of a meeting, so that it can be said anew."""
    if meeting.status == Status.PLANNED:
        messages.info(request, "Nobody has said anything of this meeting, so there is nothing to put right.")
        return redirect("meetings:meeting", meeting.public_id)
    form = Confirmation(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        was_off_plan, was_kept = meeting.off_plan, meeting.status
        with form.refusals():
            actions.put_right(meeting=meeting, by=request.user, at=now())
            messages.success(request, "Taken back. What had been said stays in the meeting’s story.")
            if meeting.at < now() and not was_off_plan and was_kept != Status.CALLED_OFF:
                return redirect("meetings:record", meeting.public_id)
            return redirect("meetings:meeting", meeting.public_id)
    page = frame(request, meeting.match, reverse("meetings:meeting", args=[meeting.public_id]))
    return render(request, "meetings/put_right.html", page | _told_already(meeting) | {"form": form})
