"""The quiet page of one match, for who looks after it: hopes, changes, goals, needs, words."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from kith.access.doors import Request, may, opens
from kith.access.policy import Permission
from kith.foundation.dates import today
from kith.foundation.forms import Form
from kith.matching.models import Match
from kith.meetings.views.common import safe_url
from kith.outcomes import actions
from kith.outcomes.forms.hopes import GoalForm, NeedsAtStartForm, NeedsLaterForm, StepForm, WordsForm
from kith.outcomes.models import Goal, Need, Score, Words
from kith.outcomes.presenters.way import goal_card, scored_of, way_of
from kith.outcomes.views.press import pressed

P = Permission
STEPS = {"reach": "reach", "drop": "drop", "again": "take up again"}


@opens(Match, P.SEE_MEASURES)
def way(request: Request, match: Match) -> HttpResponse:
    """What was hoped, what changed; and the forms, with what they cannot say about one child."""
    scores = Score.objects.reachable_by(request.user, P.SEE_MEASURES).standing().filter(match=match)
    keeps = Match.objects.reachable_by(request.user, P.KEEP_HOPES).filter(pk=match.pk).exists()
    words = Words.objects.reachable_by(request.user, P.KEEP_HOPES).filter(match=match).shared("team")
    context = {
        "match": match,
        "way": way_of(match, today()),
        "scored": scored_of(list(scores), coordinator=keeps),
        "words": words,
        "needs": list(Need.objects.filter(match=match)),
        "keeps": keeps,
        "may_have_goals": _may_have_goals(match),
        "safe_url": safe_url(match, "what was hoped and what changed"),
        "back_url": reverse("casefile:match", args=[match.public_id]),
        "back_text": match.name,
    }
    return render(request, "outcomes/way.html", context)


@require_POST
@opens(Match, P.KEEP_HOPES)
def goals_on(request: Request, match: Match) -> HttpResponse:
    """With goals or without, as the young person would like it."""
    wanted = request.POST.get("goals") == "on"
    done = "They meet with goals now." if wanted else "They meet without goals now. Nothing is lost."
    if _is_own(request, match):
        done = "You can have goals now." if wanted else "No goals then. Nothing is lost."
    with pressed(request, done):
        actions.switch_goals(match=match, goals_on=wanted, by=request.user, on=today())
    return redirect(_home(request, match))


@opens(Match, P.KEEP_HOPES)
def new_goal(request: Request, match: Match) -> HttpResponse:
    """One goal, in the young person's words."""
    form = GoalForm(request.POST) if request.method == "POST" else GoalForm()
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.set_goal(match=match, by=request.user, on=today(), **form.cleaned_data)
            messages.success(request, "Written down.")
            return redirect(_home(request, match))
    return render(request, "outcomes/goal_new.html", _own(request, match) | {"form": form})


@opens(Goal, P.KEEP_HOPES)
def goal(request: Request, goal: Goal) -> HttpResponse:
    """One goal: a step, reached, let go, taken up again."""
    form = StepForm(request.POST) if request.method == "POST" and "rating" in request.POST else StepForm()
    if form.is_bound and form.is_valid():
        with form.refusals():
            actions.rate_goal(goal=goal, rating=form.cleaned_data["rating"], by=request.user, on=today())
            messages.success(request, "Written down.")
            return redirect("outcomes:goal", goal.public_id)
    elif request.method == "POST" and request.POST.get("step") in STEPS:
        with form.refusals():
            actions.move_goal(goal=goal, step=STEPS[request.POST["step"]], by=request.user, on=today())
            return redirect("outcomes:goal", goal.public_id)
    context = {"card": goal_card(goal), "steps": goal.steps.all(), "form": form, "goal": goal}
    return render(request, "outcomes/goal.html", _own(request, goal.match) | context)


def _may_have_goals(match: Match) -> bool:
    """Some schemes go without goals altogether."""
    return match.scheme.goals != match.scheme.Goals.OFF


def _is_own(request: Request, match: Match) -> bool:
    """Whether the young person themself is looking."""
    return match.child.user_id == request.user.pk


def _home(request: Request, match: Match) -> str:
    if _is_own(request, match):
        return reverse("outcomes:mine")
    return reverse("outcomes:way", args=[match.public_id])


def _own(request: Request, match: Match) -> dict[str, Any]:
    """Where Back leads, and which layout the page wears: the young person's or the desk's."""
    return {
        "match": match,
        "back_url": _home(request, match),
        "mine": _is_own(request, match),
        "safe_url": safe_url(match, "what I would like"),
    }


# ------------------------------------------------------------------------------- needs


@opens(Match, P.RECORD_MEASURE)
def needs(request: Request, match: Match) -> HttpResponse:
    """The needs at the start."""
    rows = {need.category: need.at_start for need in Need.objects.filter(match=match)}
    initial = {category.name: rows.get(category.value, Need.AtStart.NOT_ASKED) for category in Need.Category}
    form = NeedsAtStartForm(request.POST) if request.method == "POST" else NeedsAtStartForm(initial=initial)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.look_at_needs(match=match, found=form.found(), by=request.user, on=today())
            return _needs_kept(request, match)
    return _needs_page(request, match, form, later=False)


def _needs_kept(request: Request, match: Match) -> HttpResponse:
    messages.success(request, "Written down.")
    return redirect("outcomes:way", match.public_id)


def _needs_page(request: Request, match: Match, form: Form, *, later: bool) -> HttpResponse:
    back = reverse("outcomes:way", args=[match.public_id])
    context = {"match": match, "form": form, "back_url": back, "later": later}
    return render(request, "outcomes/needs.html", context)


@opens(Match, P.RECORD_MEASURE)
def needs_later(request: Request, match: Match) -> HttpResponse:
    """What came up, what was done, what got better."""
    rows = list(Need.objects.filter(match=match))
    if not rows:
        return redirect("outcomes:needs", match.public_id)
    form = (
        NeedsLaterForm(request.POST, needs=rows) if request.method == "POST" else NeedsLaterForm(needs=rows)
    )
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.follow_needs(match=match, said=form.said(), by=request.user, on=today())
            return _needs_kept(request, match)
    return _needs_page(request, match, form, later=True)


# ------------------------------------------------------------------------------- words


@opens(Match, P.KEEP_HOPES)
def new_words(request: Request, match: Match) -> HttpResponse:
    """What the young person says, and who may read it."""
    form = WordsForm(request.POST) if request.method == "POST" else WordsForm()
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            words = form.cleaned_data["words"]
            actions.share_words(match=match, words=words, by=request.user, on=today(), **form.places())
            messages.success(request, "Kept. It can be taken back at any time.")
            return redirect(_home(request, match))
    return render(request, "outcomes/words_new.html", _own(request, match) | {"form": form})


@require_POST
@opens(Words, P.KEEP_HOPES)
def withdraw(request: Request, words: Words) -> HttpResponse:
    """Taken back: at once, everywhere."""
    with pressed(request, "Taken back. Nobody reads it any more."):
        actions.withdraw_words(said=words, by=request.user, on=today())
    return redirect(_home(request, words.match))


# ------------------------------------------------------------------------------- the young person's own page


@may(P.KEEP_HOPES)
def mine(request: Request) -> HttpResponse:
    """My space: what I hoped, what changed, what I said and who may read it."""
    matches = (
        Match.objects.reachable_by(request.user, P.KEEP_HOPES).filter(child__user=request.user).with_people()
    )
    words = Words.objects.reachable_by(request.user, P.KEEP_HOPES).filter(match__child__user=request.user)
    mine = list(matches.order_by("-begun_on", "-pk"))
    context = {
        "ways": [(match, way_of(match, today()), _may_have_goals(match)) for match in mine],
        "words": words,
        "safe_url": safe_url(mine[0], "what I hoped") if mine else reverse("safeguarding:raise"),
        "back_url": "/",
    }
    return render(request, "outcomes/mine.html", context)


@require_POST
@opens(Match, P.KEEP_HOPES)
def pulse(request: Request, match: Match) -> HttpResponse:
    """One question answered, put away, or never to be asked again."""
    answer, question = request.POST.get("answer", ""), request.POST.get("question", "")
    with pressed(request, "We won’t ask you that any more." if answer == "stop" else ""):
        if answer == "stop":
            actions.stop_pulses(match=match, by=request.user, on=today())
        else:
            actions.answer_pulse(match=match, question=question, answer=answer, by=request.user, on=today())
    return redirect("/")
