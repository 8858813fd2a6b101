"""What a young person asks, and the coordinator's list of what was asked."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from kith.access.doors import Request, may, opens
from kith.access.policy import Permission
from kith.endings import actions, lines, queries
from kith.endings.forms import AnswerForm, AskForm
from kith.endings.models import Ask
from kith.endings.views.common import posted, whose_coordinator
from kith.foundation.dates import today
from kith.matching.models import Match
from kith.meetings.views.common import safe_url

HOME = "/"
PER_PAGE = 50
SHOW = {"open": "To answer", "answered": "Answered", "all": "All"}


@opens(Match, Permission.ASK_FOR_CHANGE)
def ask(request: Request, match: Match) -> HttpResponse:
    """Three big choices; nobody has to say why."""
    if match.child.user_id != request.user.pk:
        raise Http404
    coordinator = whose_coordinator(match)
    meant = {"kind": request.GET.get("kind", "")}
    form = AskForm(posted(request), initial=meant, match=match, coordinator=coordinator)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            asked = actions.ask(match=match, by=request.user, on=today(), **form.cleaned_data)
            return redirect("endings:asked", asked.public_id)
    page = {
        "form": form,
        "match": match,
        "volunteer": match.volunteer.first_name,
        "coordinator": coordinator,
        "before": queries.last_asks(match),
        "back_url": HOME,
        "safe_url": safe_url(match, "asking for a change"),
    }
    return render(request, "endings/ask.html", page)


@opens(Ask, Permission.ASK_FOR_CHANGE)
def asked(request: Request, ask: Ask) -> HttpResponse:
    """What happens now."""
    page = {
        "ask": ask,
        "volunteer": ask.match.volunteer.first_name,
        "coordinator": whose_coordinator(ask.match),
        "back_url": HOME,
        "safe_url": safe_url(ask.match, "asking for a change"),
    }
    return render(request, "endings/asked.html", page)


@may(Permission.PLAN_ENDING)
def asks(request: Request) -> HttpResponse:
    """What young people asked, those without an answer first."""
    shown = request.GET.get("show", "open")
    shown = shown if shown in SHOW else "open"
    rows = Ask.objects.reachable_by(request.user, Permission.PLAN_ENDING)
    none_at_all = not rows.exists()
    rows = {"open": rows.unanswered().by_gravity(), "answered": rows.answered()}.get(shown, rows)
    ordered = rows.select_related("child", "match__volunteer", "match__child", "answered_by")
    ordered = ordered.order_by(*(["gravity", "on", "id"] if shown == "open" else ["-on", "-id"]))
    page = Paginator(ordered, PER_PAGE).get_page(request.GET.get("page"))
    plans = queries.plans_of([ask.match_id for ask in page])
    context = {
        "page": page,
        "lines": [lines.ask_line(ask, today(), plans) for ask in page],
        "chips": [(words, f"?show={key}", key == shown) for key, words in SHOW.items()],
        "shown": shown,
        "none_at_all": none_at_all,
    }
    return render(request, "endings/asks.html", context)


@opens(Ask, Permission.PLAN_ENDING)
def answer(request: Request, ask: Ask) -> HttpResponse:
    """Write down what was said to the young person; a break may be over."""
    form = AnswerForm(posted(request), ask=ask)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            resume = form.cleaned_data.get("resume") == "yes"
            actions.answer_ask(
                ask=ask, words=form.cleaned_data["words"], resume=resume, by=request.user, on=today()
            )
            messages.success(request, f"{ask.child.name} can read your answer in My space.")
            return redirect("endings:asks")
    page = {
        "form": form,
        "ask": ask,
        "line": lines.ask_line(ask, today(), queries.plans_of([ask.match_id])),
        "match": ask.match,
        "safe_url": safe_url(ask.match, "what a young person asked"),
    }
    return render(request, "endings/answer.html", page)
