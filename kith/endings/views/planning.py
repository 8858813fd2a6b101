"""Beginning an ending, its plan, moving the last day, calling it off, and ending."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kith.access.doors import Request, opens
from kith.access.models import User
from kith.access.policy import Permission
from kith.access.reach import may
from kith.endings import actions, presenters, queries
from kith.endings.courses import AT_ONCE
from kith.endings.crossroads import road_of, turns_18_on, why_not_back
from kith.endings.deaths import whom_it_touches
from kith.endings.forms import BeginForm, CallOffForm, EndForm, LaterForm
from kith.endings.models import Ending, Road
from kith.endings.steps import Course, Plan
from kith.endings.views.common import frame, may_plan, onwards, posted
from kith.foundation.dates import now, today, weekday_words
from kith.matching.models import Match
from kith.meetings.models import Meeting
from kith.meetings.queries import awaiting_word
from kith.meetings.views.common import safe_url
from kith.recruitment.queries import obstacles


@opens(Match, Permission.PLAN_ENDING)
def begin(request: Request, match: Match) -> HttpResponse:
    """The child's words first; then what will happen, before it does."""
    if already := queries.standing_ending(match):
        return redirect("endings:ending", already.public_id)
    form = BeginForm(posted(request), initial=_by_the_road(request, match), match=match, on=today())
    page = _about(match)
    if request.method == "POST" and form.is_valid() and "change" not in request.POST:
        if "sure" not in request.POST:
            return render(request, "endings/check.html", page | _what_will_happen(match, form, request.user))
        with form.refusals():
            return redirect("endings:ending", _begin(request, match, form.cleaned_data).public_id)
    days = queries.winding_down_days(match, today())
    page |= {
        "form": form,
        "days": [weekday_words(day) for day in days],
        "earliest": days[-1] if days else today(),
        "in_the_way": obstacles(match.volunteer, match.scheme, today()),
    }
    return render(request, "endings/begin.html", page)


def _by_the_road(request: Request, match: Match) -> dict[str, Any]:
    """What was chosen at seventeen is filled in; all of it can be changed."""
    road = road_of(match) if request.GET.get("road") else None
    if road is None or road.way == Road.Way.MOVE:
        return {}
    last_day = max(queries.earliest_last_day(match, today()), turns_18_on(match) or today())
    kind = Ending.Kind.COMPLETED if road.way == Road.Way.INFORMAL else Ending.Kind.LEFT_CARE
    return {"planned": "yes", "kind": kind.value, "last_day": last_day, "child_words": road.child_words}


def _about(match: Match) -> dict[str, Any]:
    return {
        "match": match,
        "child": match.child.name,
        "volunteer": match.volunteer.first_name,
        "back_url": reverse("casefile:match", args=[match.public_id]),
        "back_text": match.name,
        "safe_url": safe_url(match, "an ending"),
    }


def _begin(request: Request, match: Match, said: dict[str, Any]) -> Ending:
    words = {"reason_words": said["reason_words"], "child_words": said["child_words"]}
    if said["planned"] == "yes":
        return actions.begin_ending(
            match=match, kind=said["kind"], last_day=said["last_day"], by=request.user, on=today(), **words
        )
    if said["kind"] == Ending.Kind.CHILD_DIED:
        ended = actions.child_died(match=match, by=request.user, on=today(), **words)
        return next(one for one in ended if one.match_id == match.pk)
    return actions.end_unplanned(match=match, kind=said["kind"], by=request.user, on=today(), **words)


def _what_will_happen(match: Match, form: BeginForm, by: User) -> dict[str, Any]:
    """The check page: the answers, to be sent again as they are, and what they lead to."""
    said, day = form.cleaned_data, today()
    planned = said["planned"] == "yes"
    last_day = said["last_day"] if planned else day
    plan = Plan(
        Course.PLANNED if planned else AT_ONCE.get(Ending.Kind(said["kind"]), Course.UNPLANNED),
        said["kind"],
        match,
        match.scheme.rules_on(day),
        day,
        last_day,
        queries.rhythm_now(match, day),
    )
    ahead = queries.meetings_after(match, last_day if planned else date.min)
    return {
        "answers": BeginForm(initial=said, match=match, on=day),
        "said": said,
        "planned": planned,
        "last_day": last_day,
        "kind": presenters.kind_words(said["kind"], match),
        "steps": plan.lines(),
        "touched": whom_it_touches(match, by, day) if said["kind"] == Ending.Kind.CHILD_DIED else None,
        "called_off": len(ahead) if planned else _called_off_today(match, day),
        "unsaid": queries.unsaid_on(match, day),
    }


def _called_off_today(match: Match, day: date) -> int:
    today_s = 1 if queries.unsaid_on(match, day) else 0
    return today_s + len(queries.meetings_after(match, day))


@opens(Ending, Permission.SEE_MATCH)
def ending(request: Request, ending: Ending) -> HttpResponse:
    """The plan: what is done, what is due, what can be done now. Whoever may not plan reads it."""
    plans = may_plan(request, ending)
    match, day = ending.match, today()
    page = frame(ending) | {
        "back_url": reverse("casefile:match", args=[match.public_id]),
        "back_text": match.name,
        "standing": presenters.standing(ending, day),
        "lines": presenters.step_lines(ending, day, for_planner=plans),
        "may_plan": plans,
        "may_erase": may(request.user, Permission.ERASE_RECORD),
        "may_write": Ending.objects.reachable_by(request.user, Permission.WRITE_LETTER)
        .filter(pk=ending.pk)
        .exists(),
        "kind": presenters.kind_words(ending.kind, match),
    }
    if plans:
        page |= {
            "contact_rows": presenters.contact_rows(ending, day),
            "letters": presenters.letter_lines(ending),
            "asks": queries.last_asks(match),
            "ahead": _ahead(match) if ending.is_winding_down else [],
            "missing": queries.goodbyes_missing(ending, day) if _says_goodbye(ending) else [],
            "may_take_back": not ending.is_winding_down and not why_not_back(ending, day),
            "rests_until": match.child.rests_until if match.child.rests_on(day) else None,
        }
    return render(request, "endings/ending.html", page)


def _says_goodbye(ending: Ending) -> bool:
    """A young person who chose to stop is not surrounded with goodbyes."""
    return ending.is_winding_down and not ending.is_childs_choice


def _ahead(match: Match) -> list[Meeting]:
    return list(Meeting.objects.ahead(now()).filter(match=match).order_by("at")[:8])


def _is_over(request: Request, ending: Ending) -> bool:
    """Nothing of this can be done any more; what was sent all the same is refused by the deed, in words."""
    return request.method != "POST" and not ending.is_winding_down


@opens(Ending, Permission.PLAN_ENDING)
def end(request: Request, ending: Ending) -> HttpResponse:
    """Ending now: what happens is said first."""
    if _is_over(request, ending):
        return redirect("endings:ending", ending.public_id)
    day = today()
    form = EndForm(posted(request), ending=ending, on=day)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            words = form.cleaned_data.get("words", "")
            actions.end(ending=ending, words=words, by=request.user, on=day)
            return onwards(request, ending, f"{ending.match.name} have ended.")
    page = frame(ending) | {
        "form": form,
        "unsaid_today": queries.unsaid_on(ending.match, day),
        "unsaid": awaiting_word([ending.match], now()),
        "open_steps": ending.steps.open().filter(due_on__lte=day),
        "called_off": len(queries.meetings_after(ending.match, day)),
        "sooner": bool(ending.last_day and day < ending.last_day),
    }
    return render(request, "endings/end.html", page)


@opens(Ending, Permission.PLAN_ENDING)
def call_off(request: Request, ending: Ending) -> HttpResponse:
    """They go on after all."""
    if _is_over(request, ending):
        return redirect("endings:ending", ending.public_id)
    form = CallOffForm(posted(request), ending=ending)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.call_off(ending=ending, by=request.user, on=today(), **form.cleaned_data)
            return onwards(request, ending, f"The ending is called off. {ending.match.name} go on.")
    return render(request, "endings/call_off.html", frame(ending) | {"form": form})


@opens(Ending, Permission.PLAN_ENDING)
def take_back(request: Request, ending: Ending) -> HttpResponse:
    """It was a mistake: what comes back stands on the page that asks."""
    against = why_not_back(ending, today())
    if against and request.method != "POST":
        return redirect("endings:ending", ending.public_id)
    form = CallOffForm(posted(request), ending=ending, mistake=True)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.take_back_end(ending=ending, by=request.user, on=today(), **form.cleaned_data)
            return onwards(request, ending, f"Taken back. {ending.match.name} are together as before.")
    return render(request, "endings/take_back.html", frame(ending) | {"form": form})


@opens(Ending, Permission.PLAN_ENDING)
def later(request: Request, ending: Ending) -> HttpResponse:
    """The last day is put later."""
    if _is_over(request, ending):
        return redirect("endings:ending", ending.public_id)
    form = LaterForm(posted(request), ending=ending, on=today())
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            to = form.cleaned_data["to"]
            actions.move_last_day(ending=ending, to=to, by=request.user, on=today())
            return onwards(
                request, ending, f"The last day is now {weekday_words(to)}. The open steps moved with it."
            )
    return render(request, "endings/later.html", frame(ending) | {"form": form})
