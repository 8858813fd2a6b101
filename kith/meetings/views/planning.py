"""Planning a meeting, eight weeks of them, another time for one, and taking one out."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kith.access.doors import Request, opens
from kith.access.policy import Permission
from kith.foundation.dates import count_words, now, today, weekday_words
from kith.foundation.forms import Confirmation
from kith.matching.models import Match
from kith.meetings import actions, presenters, queries
from kith.meetings.facts import day_of
from kith.meetings.forms import CallOffForm, MoveForm, PlanForm, SwapForm
from kith.meetings.models import Meeting, TimeAway
from kith.meetings.presenters.ideas import facts as facts_of
from kith.meetings.queries.ideas import suggested
from kith.meetings.views.common import draft_of, forget_draft, frame, home_of, said_already
from kith.meetings.words import agreement_words


@opens(Match, Permission.PLAN_MEETING)
def plan(request: Request, match: Match) -> HttpResponse:
    """Plan one meeting; beside it, what stands already and what the rhythm would add."""
    on = today()
    form = PlanForm(request.POST if request.method == "POST" else None, match=match, on=on)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            meeting = actions.plan(
                match=match,
                at=form.cleaned_data["moment"],
                minutes=form.cleaned_data["minutes"],
                place=form.cleaned_data["place"],
                how=form.cleaned_data["how"],
                guests=form.cleaned_data["guests"],
                link=form.cleaned_data["link"],
                by=request.user,
                on=on,
            )
            _say(request, f"Planned: {presenters.when_words(meeting)}. Everybody has been told.", meeting)
            return redirect(home_of(request, meeting))
    return render(request, "meetings/plan.html", _plan_page(request, match) | {"form": form})


def _say(request: Request, words: str, meeting: Meeting) -> None:
    """What was done, and what to think of."""
    messages.success(request, words)
    for caution in presenters.cautions(meeting.on(), meeting.match):
        messages.warning(request, caution)
    if queries.stands_beside(meeting):
        name = meeting.match.volunteer.first_name
        messages.warning(request, f"{name} has another meeting at that time. Is that meant?")


def _plan_page(request: Request, match: Match) -> dict[str, Any]:
    on, at = today(), now()
    ahead = Meeting.objects.reachable_by(request.user, Permission.SEE_MEETINGS).filter(match=match).ahead(at)
    (would_add,) = queries.plans_ahead([match], on=on, until=on + actions.PLANNED_AHEAD)
    agreement = match.agreement
    days = [day_of(moment) for moment in would_add.moments] + [meeting.on() for meeting in ahead]
    low = queries.plan_below_the_least(match, days, on)
    return frame(request, match) | {
        "low": [*queries.below_the_least(match, on), *([low] if low else [])],
        "passed_over": [(weekday_words(off.day), off.why) for off in would_add.passed_over],
        "away": TimeAway.objects.standing().filter(match=match, until_day__gte=on),
        "budget": queries.budget_of(match, on).words if agreement else "",
        "ideas": [(idea, facts_of(idea), liked) for idea, liked in suggested(match, on)],
        "rhythm": agreement_words(agreement) if agreement else "",
        "days": presenters.by_day(ahead.with_people(), at),
        "would_add": [
            (weekday_words(day_of(moment)), presenters.cautions(day_of(moment), match))
            for moment in would_add.moments
        ],
        "held_back": [weekday_words(day_of(moment)) for moment in would_add.held_back],
        "in_the_way": would_add.in_the_way,
        "refusal": would_add.refusal,
    }


@opens(Match, Permission.PLAN_MEETING)
def plan_ahead(request: Request, match: Match) -> HttpResponse:
    """Plan the next eight weeks on the agreed rhythm."""
    here = reverse("meetings:plan", args=[match.public_id])
    if request.method != "POST":
        return redirect(here)
    form, on = Confirmation(request.POST), today()
    if form.is_valid():
        with form.refusals():
            planned = actions.plan_ahead(
                match=match, until=on + actions.PLANNED_AHEAD, by=request.user, on=on
            )
            messages.success(
                request, f"{count_words(len(planned), 'meeting')} planned. Everybody has been told."
            )
            return redirect(here)
    messages.error(request, " ".join(str(said) for said in form.non_field_errors()))
    return redirect(here)


@opens(Meeting, Permission.PLAN_MEETING)
def move(request: Request, meeting: Meeting) -> HttpResponse:
    """Another time for a meeting: both sides are told at once."""
    if elsewhere := said_already(request, meeting):
        return elsewhere
    page = frame(request, meeting.match, reverse("meetings:meeting", args=[meeting.public_id]))
    form = MoveForm(
        request.POST if request.method == "POST" else None,
        meeting=meeting,
        on=today(),
        is_volunteer=page["is_volunteer"],
        initial={"words": draft_of(request, meeting)},
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        with form.refusals():
            new = actions.move(
                meeting=meeting,
                to=said["moment"],
                place=said["place"],
                who=said["who"],
                reason=said["reason"],
                words=said["words"],
                by=request.user,
                at=now(),
            )
            forget_draft(request, meeting)
            _say(request, f"Moved to {presenters.when_words(new)}. Everybody has been told.", new)
            return redirect("meetings:record" if new.at < now() else "meetings:meeting", new.public_id)
    shown = {
        "meeting": meeting,
        "when": presenters.when_words(meeting),
        "form": form,
        "may_swap": queries.may_swap_with(meeting, request.user, now()).exists(),
    }
    return render(request, "meetings/move.html", page | shown)


@opens(Meeting, Permission.PLAN_MEETING)
def swap(request: Request, meeting: Meeting) -> HttpResponse:
    """Two meetings of one volunteer take each other's time."""
    if elsewhere := said_already(request, meeting):
        return elsewhere
    page = frame(request, meeting.match, reverse("meetings:meeting", args=[meeting.public_id]))
    others = list(queries.may_swap_with(meeting, request.user, now()))
    form = SwapForm(
        request.POST if request.method == "POST" else None,
        meeting=meeting,
        others=others,
        is_volunteer=page["is_volunteer"],
    )
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        chosen = said.pop("other")
        other = next(each for each in others if str(each.public_id) == chosen)
        with form.refusals():
            new, _ = actions.swap(meeting=meeting, other=other, by=request.user, at=now(), **said)
            _say(request, f"Swapped: {presenters.when_words(new)}. Everybody in both has been told.", new)
            return redirect("meetings:meeting", new.public_id)
    when = presenters.when_words(meeting)
    shown = {"meeting": meeting, "when": when, "form": form, "others": others}
    return render(request, "meetings/swap.html", page | shown)


@opens(Meeting, Permission.PLAN_MEETING)
def call_off(request: Request, meeting: Meeting) -> HttpResponse:
    """Take a meeting out of the plan, after a page that asks whether that is meant."""
    if elsewhere := said_already(request, meeting):
        return elsewhere
    form = CallOffForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.call_off(meeting=meeting, words=form.cleaned_data["words"], by=request.user, on=today())
            messages.success(request, "Taken out of the plan. Everybody has been told.")
            return redirect("meetings:meeting", meeting.public_id)
    page = frame(request, meeting.match, reverse("meetings:meeting", args=[meeting.public_id]))
    when = presenters.when_words(meeting)
    return render(request, "meetings/call_off.html", page | {"meeting": meeting, "when": when, "form": form})
