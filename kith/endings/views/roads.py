"""The forks: at seventeen, over to another scheme or authority, and together again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kith.access.doors import Request, opens
from kith.access.policy import Permission
from kith.endings import actions, crossroads
from kith.endings.after_forms import AgainTogetherForm, MoveForm, RoadForm, TakeOverForm
from kith.endings.models import Move, Road
from kith.endings.queries import standing_ending
from kith.endings.views.common import posted
from kith.foundation.dates import today
from kith.matching.models import Match
from kith.meetings.models import Expense
from kith.meetings.views.common import safe_url
from kith.referral.models import Referral

PLAN = Permission.PLAN_ENDING


def _about(match: Match) -> dict[str, object]:
    return {
        "match": match,
        "child": match.child.name,
        "volunteer": match.volunteer.first_name,
        "back_url": reverse("casefile:match", args=[match.public_id]),
        "back_text": match.name,
        "safe_url": safe_url(match, "what comes next"),
    }


@opens(Match, PLAN)
def seventeen(request: Request, match: Match) -> HttpResponse:
    """The three roads before 18, said by the young person; each leads to its own page."""
    road = crossroads.road_of(match)
    form = RoadForm(posted(request), initial={"way": road.way} if road else None, match=match)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            chosen = actions.choose_road(match=match, by=request.user, on=today(), **form.cleaned_data)
            messages.success(request, "Written down. Nothing has happened yet: this is the next step.")
            if chosen.way == Road.Way.MOVE:
                return redirect("endings:move", match.public_id)
            return redirect(f"{reverse('endings:begin', args=[match.public_id])}?road={chosen.way}")
    page = _about(match) | {
        "form": form,
        "road": road,
        "age": match.child.age_on(today()),
        "turns": (turns := crossroads.turns_18_on(match)),
        "is_of_age": turns is not None and turns <= today(),
        "ending": standing_ending(match),
        "move": crossroads.open_move(match),
    }
    return render(request, "endings/seventeen.html", page)


@opens(Match, PLAN)
def move(request: Request, match: Match) -> HttpResponse:
    """Ask somebody else to take the two over, or take that back."""
    waiting = crossroads.open_move(match)
    if request.method == "POST" and request.POST.get("deed") == "withdraw" and waiting:
        actions.withdraw_move(move=waiting, by=request.user, on=today())
        messages.success(request, "Taken back. Everything is as it was.")
        return redirect("endings:move", match.public_id)
    form = MoveForm(posted(request), match=match, on=today())
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            asked = actions.ask_over(match=match, by=request.user, on=today(), **form.told())
            messages.success(
                request, f"{asked.to} has been asked. Until they say yes, everything stays as it is."
            )
            return redirect("endings:move", match.public_id)
    answered = Move.objects.filter(match=match, answered_on__isnull=False).order_by("-id").first()
    page = _about(match) | {
        "form": form,
        "waiting": waiting,
        "answered": answered,
        "unsettled": Expense.objects.unsettled().filter(match=match, scheme=match.scheme).count(),
    }
    return render(request, "endings/move.html", page)


@opens(Move, Permission.TAKE_OVER_MATCH)
def take_over(request: Request, move: Move) -> HttpResponse:
    """What the other side is told, without a name; with their yes the match is theirs."""
    match = move.match
    form = TakeOverForm(posted(request), move=move, on=today())
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            answered = actions.answer_move(move=move, by=request.user, on=today(), **form.told())
            if not answered.yes:
                messages.success(request, "Your answer is with them.")
                return redirect("web:home")
            messages.success(request, f"{match.name} are with you from now on.")
            theirs = Match.objects.reachable_by(request.user, Permission.SEE_MATCH).filter(pk=match.pk)
            return redirect("casefile:match", match.public_id) if theirs.exists() else redirect("web:home")
    page = {
        "form": form,
        "move": move,
        "age": match.child.age_on(today()),
        "together": match.length(today()),
        "volunteer": match.volunteer.first_name,
        "back_url": "/",
        "back_text": "Home",
    }
    return render(request, "endings/take_over.html", page)


@opens(Referral, Permission.LOOK_FOR_SOMEBODY)
def together_again(request: Request, referral: Referral) -> HttpResponse:
    """Somebody was with them before: both are asked first."""
    back = reverse("matching:look", args=[referral.public_id])
    matches = crossroads.before(referral)
    wanted = request.POST.get("match") if request.method == "POST" else request.GET.get("match")
    match = next((one for one in matches if one.public_id_text == wanted), matches[0] if matches else None)
    page = {
        "referral": referral,
        "matches": matches,
        "match": match,
        "back_url": back,
        "back_text": referral.name,
    }
    if match is None:
        return render(request, "endings/together_again.html", page)
    form = AgainTogetherForm(posted(request), match=match)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            said = {name: answer == "yes" for name, answer in form.cleaned_data.items()}
            made = actions.offer_first(referral=referral, match=match, by=request.user, on=today(), **said)
            messages.success(
                request, f"{match.volunteer.first_name}’s card is on the list, before anybody else’s."
            )
            return redirect("matching:shortlist", made.public_id)
    why_not = crossroads.why_not_again(referral, match, today())
    return render(request, "endings/together_again.html", page | {"form": form, "why_not": why_not})
