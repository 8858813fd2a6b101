"""Who should be talked with, recording a talk, and a volunteer's own side of it."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kith.access.doors import Request, may, opens
from kith.access.downloads import download
from kith.access.policy import Permission
from kith.access.reach import may as has
from kith.foundation.charts import legend
from kith.foundation.dates import now, today
from kith.foundation.forms import Confirmation
from kith.foundation.sheets import Sheet
from kith.matching.models import Match
from kith.meetings.models import Meeting
from kith.meetings.presenters import strip_of, told_words, when_words
from kith.meetings.queries import strips
from kith.support import actions, presenters, queries
from kith.support.forms import SupervisionForm
from kith.support.models import MatchReview, PeerPlan, Supervision
from kith.support.queries.agenda import PEER, agenda

PAGE = 50
SHOW = {"due": "Due now", "coming": "Coming", "all": "Everybody"}
ELSEWHERE = (
    ("Not to be lost after a move", "support:ties", Permission.ASK_HOW_IT_GOES),
    ("The week", "support:week", Permission.SEE_DESK),
)
SHOWN_MEETINGS, SHOWN_TALKS = 8, 4


@may(Permission.RECORD_SUPERVISION)
def supervisions(request: Request) -> HttpResponse:
    """Everybody within reach who should be talked with, the longest wait first."""
    on = today()
    shown = request.GET.get("show", "due")
    shown = shown if shown in SHOW else "due"
    matches = Match.objects.reachable_by(request.user, Permission.RECORD_SUPERVISION).live()
    if shown == "due":
        wanted = queries.supervision_due(matches, on)
    else:
        dues = queries.supervision_next(matches, on)
        wanted = [due for due in dues if shown == "all" or not due.is_due(on)]
    if request.GET.get("as") == "xlsx":
        sheet = _sheet(presenters.due_lines(wanted, on))
        return download(request, name="supervision", sheet=sheet, filters=[("Show", SHOW[shown])])
    page = Paginator(wanted, PAGE).get_page(request.GET.get("page"))
    context = {
        "lines": presenters.due_lines(page, on),
        "page": page,
        "keep": f"&show={shown}",
        "shows": [(words, f"?show={key}", key == shown) for key, words in SHOW.items()],
        "shown": shown,
        "anybody": bool(wanted) or matches.exists(),
        "elsewhere": [(words, reverse(name)) for words, name, right in ELSEWHERE if has(request.user, right)],
    }
    return render(request, "support/list.html", context)


def _sheet(lines: list[presenters.DueLine]) -> Sheet:
    columns = ("Volunteer", "With", "Scheme", "Due", "Why")
    rows = [(line.volunteer, line.child, line.scheme, line.day, line.why) for line in lines]
    return Sheet("Supervision", columns, rows)


@opens(Match, Permission.RECORD_SUPERVISION)
def supervise(request: Request, match: Match) -> HttpResponse:
    """Write down a talk; beside it, what has happened since the last one."""
    on = today()
    form = SupervisionForm(
        request.POST if request.method == "POST" else None,
        match=match,
        today=on,
        suggested=queries.suggested_next(match, on),
    )
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.record_supervision(
                volunteer=match.volunteer,
                scheme=match.scheme,
                match=match,
                by=request.user,
                **form.cleaned_data,
            )
            messages.success(request, f"The talk with {match.volunteer.first_name} is written down.")
            return redirect("support:list")
    return render(request, "support/supervise.html", _beside(request, match) | {"form": form})


def _beside(request: Request, match: Match) -> dict[str, Any]:
    on = today()
    talks = Supervision.objects.reachable_by(request.user, Permission.SEE_SUPERVISION).filter(match=match)
    shown = [(talk, presenters.talk_words(talk)) for talk in talks.select_related("created_by")[:SHOWN_TALKS]]
    meetings = Meeting.objects.reachable_by(request.user, Permission.SEE_HOW_IT_WENT)
    lately = (
        meetings.filter(match=match, at__lt=now()).with_people().select_related("moved_to").order_by("-at")
    )
    return {
        "match": match,
        "strip": strip_of(match, strips([match], until=on)[match.pk], until=on),
        "legend": legend(),
        "lately": [(when_words(meeting), told_words(meeting)) for meeting in lately[:SHOWN_MEETINGS]],
        "talks": shown,
        "agenda": agenda(match, now()),
        "is_peer": match.scheme.preset == PEER,
        "back_url": reverse("support:list"),
    }


@opens(Supervision, Permission.RECORD_SUPERVISION)
def take_back(request: Request, talk: Supervision) -> HttpResponse:
    """A talk was recorded by mistake."""
    form = Confirmation(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.take_back(talk=talk, by=request.user, on=today())
            messages.success(request, "Taken back. It no longer counts, and nobody reads it.")
            return redirect("support:list")
    back = (
        reverse("support:supervise", args=[talk.match.public_id]) if talk.match else reverse("support:list")
    )
    context = {"talk": talk, "words": presenters.talk_words(talk), "form": form, "back_url": back}
    return render(request, "support/take_back.html", context)


@may(Permission.SEE_SUPERVISION)
def my_supervision(request: Request) -> HttpResponse:
    """The volunteer's own: when they talk next, and what was agreed. Never the coordinator's own record."""
    talks = Supervision.objects.reachable_by(request.user, Permission.SEE_SUPERVISION)
    mine = list(talks.filter(volunteer__user=request.user).select_related("match__child", "created_by"))
    coming = min((talk.next_on for talk in mine if talk.next_on and talk.next_on >= today()), default=None)
    shared = [
        {
            "on": talk.on,
            "words": presenters.talk_words(talk),
            "with": talk.created_by.first_name if talk.created_by else "",
            "about": talk.match.child.name if talk.match and talk.match.is_live else "",
            "agreed": talk.agreed,
        }
        for talk in mine
    ]
    reviewed = MatchReview.objects.held().filter(
        match__in=Match.objects.reachable_by(request.user, Permission.SEE_MEETINGS).live(),
        match__volunteer__user=request.user,
    )
    context = {
        "talks": shared,
        "next_on": coming,
        "reviews": reviewed.select_related("match__child"),
        "plan": PeerPlan.objects.reachable_by(request.user, Permission.SEE_SUPERVISION)
        .filter(volunteer__user=request.user)
        .first(),
        "back_url": "/",
    }
    return render(request, "support/my_supervision.html", context)
