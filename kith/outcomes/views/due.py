"""What is due, writing one form down, and taking it back."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from kith.access.doors import Request, may, opens
from kith.access.downloads import download
from kith.access.policy import Permission
from kith.foundation.dates import today
from kith.foundation.sheets import Sheet
from kith.matching.models import Match
from kith.outcomes import actions
from kith.outcomes.actions.asking import BY_OTHERS
from kith.outcomes.actions.scores import Sheet as FormSheet
from kith.outcomes.actions.scores import WrongNumbers
from kith.outcomes.forms.measures import ScoreForm
from kith.outcomes.models import FormAsked, MeasureUse, NoMoreAsking, Score
from kith.outcomes.presenters.due import due_lines
from kith.outcomes.queries import due as questions
from kith.outcomes.queries.due import Due
from kith.outcomes.queries.reuse import Reusable, reusable_totals
from kith.outcomes.registry import who_words
from kith.outcomes.waves import Window, wave_words

P = Permission
PAGE = 50
SHOW: dict[str, tuple[str, Callable[[Due], bool]]] = {
    "due": ("Due now", lambda one: one.asks and one.asked is None),
    "asked": ("Asked, no answer yet", lambda one: one.asked is not None),
    "coming": ("Coming", lambda one: one.state == "coming" and not one.refused),
    "missed": ("Missed", lambda one: one.state == "missed" and not one.refused and not one.too_young),
    "not": ("Not asked", lambda one: one.refused or one.too_young),
}


@may(P.RECORD_MEASURE)
def due(request: Request) -> HttpResponse:
    """Every form to ask for, the one whose days end soonest first."""
    on, shown = today(), request.GET.get("show", "due")
    shown = shown if shown in SHOW else "due"
    matches = list(Match.objects.reachable_by(request.user, P.RECORD_MEASURE).with_people())
    found = questions.due(matches, on)
    wanted = [one for one in found if SHOW[shown][1](one)]
    if request.GET.get("as") == "xlsx":
        rows = [(li.match, li.scheme, li.measure, li.who, li.wave, li.until) for li in due_lines(wanted, on)]
        sheet = Sheet("What is due", ("Match", "Scheme", "Measure", "Who answers", "When", "Until"), rows)
        return download(request, name="what-is-due", sheet=sheet, filters=[("Show", SHOW[shown][0])])
    page = Paginator(wanted, PAGE).get_page(request.GET.get("page"))
    reusable = reusable_totals(matches, on) if any(one.use.measure == "sdq" for one in found) else []
    context = {
        "lines": due_lines(page.object_list, on),
        "page": page,
        "keep": f"&show={shown}",
        "shows": [(words, f"?show={key}", key == shown) for key, (words, _) in SHOW.items()],
        "shown": shown,
        "any_uses": bool(questions.uses_of({match.scheme for match in matches})) if not found else True,
        "reusable": len(reusable),
    }
    return render(request, "outcomes/due.html", context)


@require_POST
@may(P.RECORD_MEASURE)
def reuse(request: Request) -> HttpResponse:
    """Take the totals that the authority's return holds already."""
    matches = Match.objects.reachable_by(request.user, P.RECORD_MEASURE).with_people()
    taken = actions.reuse_totals(found=reusable_totals(matches, today()), by=request.user, on=today())
    said = f"{taken} taken from the authority’s return. Nobody need be asked for {'it' if taken == 1 else 'them'}."
    messages.success(request, said if taken else "The authority’s return holds nothing more that counts.")
    return redirect("outcomes:due")


def use_and_window(match: Match, use_id: UUID, wave: str) -> tuple[MeasureUse, Window]:
    use = (
        MeasureUse.objects.open()
        .filter(public_id=use_id, scheme=match.scheme)
        .select_related("scheme")
        .first()
    )
    window = questions.window_of(match, use, wave) if use else None
    if use is None or window is None:
        raise Http404
    return use, window


@opens(Match, P.RECORD_MEASURE)
def record(request: Request, match: Match, use: UUID, wave: str) -> HttpResponse:
    """One form: its numbers, or why there are none."""
    asked, window = use_and_window(match, use, wave)
    form = (
        ScoreForm(request.POST, use=asked, on=today())
        if request.method == "POST"
        else ScoreForm(use=asked, on=today())
    )
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            try:
                score = _write(request, form, asked, match, wave)
            except WrongNumbers as wrong:
                for name, words in wrong.wrong.items():
                    form.add_error(name if name in form.fields else None, words)
            except actions.CannotScore as refusal:
                form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
            else:
                messages.success(
                    request, f"Written down: {score.of.short} of {match.child.name}, {wave_words(wave)}."
                )
                return redirect("outcomes:due")
    held = next(
        (one for one in reusable_totals([match], today()) if one.use == asked and one.wave == wave), None
    )
    return render(request, "outcomes/record.html", _beside(request, match, asked, window, form, held))


def _write(request: Request, form: ScoreForm, use: MeasureUse, match: Match, wave: str) -> Score:
    said, by, on = form.cleaned_data, request.user, today()
    if said["outcome"] != Score.Outcome.SCORED:
        return actions.record_answer(use=use, match=match, wave=wave, outcome=said["outcome"], by=by, on=on)
    sheet = FormSheet(use, match, wave, said["on"], form.typed, said.get("form", ""))
    return actions.record_score(sheet=sheet, by=by, on=on)


def _beside(
    request: Request, match: Match, use: MeasureUse, window: Window, form: ScoreForm, held: Reusable | None
) -> dict[str, Any]:
    before = Score.objects.reachable_by(request.user, P.RECORD_MEASURE).standing()
    refusal = NoMoreAsking.objects.open_on(today()).filter(child=match.child, informant=use.informant)
    asked = FormAsked.objects.open().filter(match=match, use=use, wave=window.wave).first()
    return {
        "asked": asked,
        "asked_over": asked and not asked.is_open_on(today()),
        "may_ask": asked or (window.is_open(today()) and use.informant not in BY_OTHERS),
        "match": match,
        "use": use,
        "who": who_words(use.informant),
        "wave": wave_words(window.wave),
        "window": window,
        "form": form,
        "held": held,
        "refusal": refusal.filter(measure__in=["", use.measure]).first(),
        "before": list(before.filter(match=match, measure=use.measure)),
        "back_url": reverse("outcomes:due"),
        "back_text": "What is due",
    }


@require_POST
@opens(Score, P.RECORD_MEASURE)
def take_back(request: Request, score: Score) -> HttpResponse:
    """A slip of the hand is undone at once; the wave is due again."""
    if not score.taken_back_on:
        actions.take_back(score=score, by=request.user, on=today())
        messages.success(request, "Taken back. It counts nowhere, and it is due again.")
    return redirect("outcomes:due")


@require_POST
@opens(NoMoreAsking, P.RECORD_MEASURE)
def ask_again(request: Request, refusal: NoMoreAsking) -> HttpResponse:
    """They say that they may be asked again."""
    if not refusal.until_day:
        actions.ask_again(refusal=refusal, by=request.user, on=today())
        messages.success(request, "They are asked again when the next form is due.")
    return redirect("outcomes:due")
