"""The library of ideas: kept by the scheme, looked through by volunteers, liked by young people."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kith.access.doors import Request, may, opens
from kith.access.policy import Permission
from kith.access.reach import may as may_they
from kith.access.reach import schemes_for
from kith.foundation.dates import today
from kith.matching.models import Match
from kith.meetings import actions
from kith.meetings.forms import IdeaForm
from kith.meetings.models import Idea, IdeaLiked
from kith.meetings.presenters import ideas as presenters
from kith.meetings.queries.ideas import near
from kith.people.models import Child
from kith.schemes.models import Scheme

SEE, KEEP = Permission.SEE_IDEAS, Permission.KEEP_IDEAS
SHOW = {"offered": "On offer", "retired": "Taken out"}
PAGE = 100


@may(SEE)
def ideas(request: Request) -> HttpResponse:
    """The ideas as whoever looks may use them: to keep, to pick from, to like."""
    child = Child.objects.filter(user=request.user).first()
    if child is not None:
        return _for_the_child(request, child)
    return _kept(request) if may_they(request.user, KEEP) else _for_the_volunteer(request)


def _for_the_child(request: Request, child: Child) -> HttpResponse:
    """“I’d like this” is a press, and so is taking it back."""
    on = today()
    rows = Idea.objects.reachable_by(request.user, SEE).offered().in_season(on)
    age = child.age_on(on)
    rows = rows.for_age(age) if age is not None else rows
    if request.method == "POST":
        idea = rows.filter(public_id=presenters.uuid_of(request.POST.get("idea", ""))).first()
        if idea is None:
            raise Http404
        likes = request.POST.get("likes") == "yes"
        actions.like(idea=idea, child=child, likes=likes, by=request.user, on=on)
        return redirect(f"{reverse('meetings:ideas')}#{idea.public_id}")
    liked = set(IdeaLiked.objects.filter(child=child).values_list("idea", flat=True))
    shown = {"lines": presenters.lines(near(rows, [child.area])[:PAGE], liked=liked), "back_url": "/"}
    return render(request, "meetings/my_ideas.html", shown)


def _for_the_volunteer(request: Request) -> HttpResponse:
    """What fits the young people this volunteer sees, what those would like first."""
    on = today()
    matches = list(
        Match.objects.reachable_by(request.user, Permission.PLAN_MEETING)
        .filter(volunteer__user=request.user)
        .with_people()
    )
    rows = Idea.objects.reachable_by(request.user, SEE).offered()
    cost, season = request.GET.get("cost", ""), request.GET.get("season", "now")
    where = request.GET.get("where", "near")
    rows = rows.filter(cost=cost) if cost in Idea.Cost.values else rows
    rows = rows.in_season(on) if season != "all" else rows
    if ages := [age for match in matches if (age := match.child.age_on(on)) is not None]:
        rows = rows.filter(age_from__lte=max(ages), age_to__gte=min(ages))
    children = [match.child_id for match in matches]
    liked_by = presenters.liked_by(IdeaLiked.objects.filter(child__in=children).select_related("child"))
    mine = {match.volunteer.postcode for match in matches} if where != "all" else set()
    asked = {"cost": cost, "season": season, "where": where}
    shown: dict[str, Any] = {
        "lines": presenters.lines(near(rows, mine)[:PAGE], liked_by=liked_by),
        "costs": _chips("cost", [("", "Any cost"), *Idea.Cost.choices], asked),
        "seasons": _chips("season", [("now", "This time of year"), ("all", "All year round")], asked),
        "places": _chips("where", [("near", "Within 10 miles of me"), ("all", "Anywhere")], asked),
        "back_url": reverse("meetings:my_meetings"),
    }
    return render(request, "meetings/volunteer_ideas.html", shown)


def _chips(name: str, choices: list[tuple[str, str]], asked: dict[str, str]) -> list[tuple[str, str, bool]]:
    return [(str(words), f"?{urlencode(asked | {name: key})}", key == asked[name]) for key, words in choices]


def _kept(request: Request) -> HttpResponse:
    """For those who keep the library: everything, by scheme, with how many young people would like it."""
    show = request.GET.get("show", "offered")
    show = show if show in SHOW else "offered"
    rows = Idea.objects.reachable_by(request.user, KEEP).select_related("scheme")
    rows = rows.filter(retired_on__isnull=show == "offered").order_by("scheme__name", "title")
    liked_by = presenters.counted(rows)
    shown = {
        "lines": presenters.lines(rows, counts=liked_by),
        "shows": [(words, f"?show={key}", key == show) for key, words in SHOW.items()],
        "schemes": [(s.name, reverse("meetings:new_idea", args=[s.public_id])) for s in _schemes(request)],
    }
    return render(request, "meetings/ideas.html", shown)


def _schemes(request: Request) -> list[Scheme]:
    mine = schemes_for(request.user, KEEP)
    return list(Scheme.objects.open_on(today()).filter(pk__in=mine).order_by("name"))


@may(KEEP)
def new_idea(request: Request, public_id: Any) -> HttpResponse:
    """An idea for one scheme."""
    scheme = schemes_for(request.user, KEEP).filter(public_id=public_id).first()
    if scheme is None:
        raise Http404
    return _write(request, scheme, None)


@opens(Idea, KEEP)
def change_idea(request: Request, idea: Idea) -> HttpResponse:
    """Put an idea in other words, take it out, or put it back."""
    if request.method == "POST" and request.POST.get("step") == "take out":
        actions.retire_idea(idea=idea, by=request.user, on=today())
        messages.success(request, f"“{idea.title}” is taken out. You find it under “Taken out”.")
        return redirect("meetings:ideas")
    return _write(request, idea.scheme, idea)


@opens(Idea, KEEP)
def put_back_idea(request: Request, idea: Idea) -> HttpResponse:
    """Offer it again, with a press on the list."""
    if request.method == "POST":
        try:
            actions.put_idea_back(idea=idea, by=request.user, on=today())
            messages.success(request, f"“{idea.title}” is on offer again.")
        except actions.CannotKeepIdea as refusal:
            messages.error(request, str(refusal))
    return redirect("meetings:ideas")


def _write(request: Request, scheme: Scheme, idea: Idea | None) -> HttpResponse:
    start = {name: getattr(idea, name) for name in IdeaForm.base_fields} if idea else {}
    start = start or {"age_from": scheme.child_age_from, "age_to": scheme.child_age_to}
    form = IdeaForm(request.POST if request.method == "POST" else None, initial=start)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            kept = actions.keep_idea(
                scheme=scheme, idea=idea, by=request.user, on=today(), **form.cleaned_data
            )
            messages.success(request, f"“{kept.title}” is kept.")
            return redirect("meetings:ideas")
    return render(request, "meetings/write_idea.html", {"form": form, "scheme": scheme, "idea": idea})
