"""Whom to ask how it goes, writing down what was said, and the pages on which they say it themselves."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from kith.access.doors import Request, may, opens, public
from kith.access.downloads import download
from kith.access.policy import Permission
from kith.foundation.dates import today
from kith.foundation.errors import Cannot
from kith.foundation.sheets import Sheet
from kith.matching.models import Match
from kith.people.models import Involvement
from kith.safeguarding.pointing import worry_from
from kith.support import actions, links
from kith.support.forms.checkins import HowItGoesForm, TalkForm
from kith.support.models import AskedLater, CheckIn, Who
from kith.support.presenters.checkins import AS, ask_lines, by_match, readers_words, told_words
from kith.support.queries.checkins import check_ins_next, may_be_asked

PAGE = 50
SHOW = {"due": "Due now", "waiting": "Asked, no answer yet", "coming": "Coming", "all": "Everybody"}
SHOWN_BEFORE = 12
P = Permission


@may(P.ASK_HOW_IT_GOES)
def check_ins(request: Request) -> HttpResponse:
    """Everybody within reach who should be asked how it goes, the longest wait first."""
    on = today()
    shown = request.GET.get("show", "due")
    shown = shown if shown in SHOW else "due"
    matches = Match.objects.reachable_by(request.user, P.ASK_HOW_IT_GOES).live().with_people()
    found = check_ins_next(matches, on)
    fits = {
        "due": lambda one: one.is_due(on),
        "waiting": lambda one: one.waits_for is not None,
        "coming": lambda one: not one.is_due(on),
        "all": lambda one: True,
    }[shown]
    wanted = [one for one in found if fits(one)]
    if request.GET.get("as") == "xlsx":
        columns = ("Who", "As", "Match", "Scheme", "Due", "Why")
        rows = [(li.name, li.part, li.match, li.scheme, li.day, li.why) for li in ask_lines(wanted, on)]
        sheet = Sheet("Who to ask", columns, rows)
        return download(request, name="who-to-ask", sheet=sheet, filters=[("Show", SHOW[shown])])
    page = Paginator(wanted, PAGE).get_page(request.GET.get("page"))
    context = {
        "matches": by_match(ask_lines(page, on)),
        "page": page,
        "keep": f"&show={shown}",
        "shows": [(words, f"?show={key}", key == shown) for key, words in SHOW.items()],
        "shown": shown,
        "anybody": bool(found),
    }
    return render(request, "support/check_ins.html", context)


@opens(Match, P.ASK_HOW_IT_GOES)
def check_in(request: Request, match: Match, who: str) -> HttpResponse:
    """One of them: ask by a link, or write down what was said in a talk; beside it what they said before."""
    if who not in Who.values:
        raise Http404
    on = today()
    stands = may_be_asked(match, who, on)
    name = stands.name if stands else match.child.name if who == Who.CHILD else f"the {who}"
    given = {"name": name, "readers": readers_words(match, who)}
    form = TalkForm(request.POST, **given) if request.method == "POST" else TalkForm(**given)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            _write_down(request, match, who, form.cleaned_data)
            messages.success(request, "Written down.")
            return redirect("support:check_ins")
    return render(request, "support/check_in.html", _beside(request, match, who, name, form))


def _write_down(request: Request, match: Match, who: str, said: dict[str, Any]) -> None:
    deed: dict[str, Any] = {"match": match, "who": who, "by": request.user, "on": today()}
    if said["outcome"] == "answered":
        actions.write_down(feeling=said["feeling"], words=said["words"], **deed)
    else:
        actions.write_down_refusal(for_now=said["outcome"] == "later", **deed)


def _beside(request: Request, match: Match, who: str, name: str, form: TalkForm) -> dict[str, Any]:
    said = CheckIn.objects.reachable_by(request.user, P.READ_HOW_IT_GOES).filter(match=match, who=who)
    before = said.exclude(outcome=CheckIn.Outcome.TAKEN_BACK).select_related(
        "match__child", "involvement__user", "involvement__worker", "involvement__carer"
    )
    later = AskedLater.objects.open_on(today()).filter(match=match, who=who).order_by("until_day").last()
    stands = may_be_asked(match, who, today())
    return {
        "match": match,
        "who": who,
        "part": AS[Who(who)],
        "name": name,
        "form": form,
        "stands": stands,
        "later": later,
        "before": [(row, told_words(row)) for row in before[:SHOWN_BEFORE]],
        "asked_today": bool(stands and stands.waits_for and stands.waits_for.asked_on == today()),
        "has_way": actions.has_way_in(match, who, stands.involvement if stands else None),
        "back_url": reverse("support:check_ins"),
    }


@opens(Match, P.ASK_HOW_IT_GOES)
@require_POST
def ask(request: Request, match: Match, who: str) -> HttpResponse:
    """Ask one of them by their own way in."""
    return _do(request, match, who, actions.ask, "Asked. What they say stands here.")


@opens(Match, P.ASK_HOW_IT_GOES)
@require_POST
def ask_again(request: Request, match: Match, who: str) -> HttpResponse:
    """They have said that they may be asked again."""
    return _do(request, match, who, actions.ask_me_again, "They may be asked again.")


def _do(request: Request, match: Match, who: str, deed: Any, said: str) -> HttpResponse:
    if who not in Who.values:
        raise Http404
    try:
        deed(match=match, who=who, by=request.user, on=today())
    except Cannot as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect("support:check_in", match.public_id, who)


@opens(CheckIn, P.SAY_HOW_IT_GOES)
def how_it_goes(request: Request, asked: CheckIn) -> HttpResponse:
    """Whoever was asked says it on their own page: a face, a few words, or that they would rather not."""
    young = asked.who == Who.CHILD
    form = HowItGoesForm(about=_about(asked))
    if request.method == "POST" and asked.is_open:
        form, done = _hear(request, asked, by=request.user)
        if done:
            return redirect("support:how_it_goes", asked.public_id) if not young else redirect("/")
    context = _of_asked(asked, form) | {"back_url": "/"}
    return render(request, "support/how_it_goes.html", context)


@public
def say(request: HttpRequest, public_id: UUID, key: str) -> HttpResponse:
    """The same for somebody without an account, by a link that opens this one question and nothing else.

    Whoever is not near any more reads no name, only that nothing is asked; whoever has an account since signs in.
    """
    asked = get_object_or_404(
        CheckIn.objects.select_related("match__child", "match__volunteer", "match__scheme", "involvement"),
        public_id=public_id,
    )
    if not links.fits(asked, key):
        raise Http404
    person = asked.involvement
    near = person and Involvement.objects.reaching(today()).filter(pk=person.pk).exists()
    if not near or not asked.match.is_live:
        return render(request, "support/how_it_goes.html", {"is_over": True})
    if person and person.user_id:
        return redirect("support:how_it_goes", public_id)
    form = HowItGoesForm(about=_about(asked))
    if request.method == "POST" and asked.is_open:
        form, done = _hear(request, asked, by=None)
        if done:
            return redirect("support:say", public_id, key)
    match = asked.match
    worry = worry_from("a link to say how it goes", child=match.child, scheme=match.scheme)
    return render(request, "support/how_it_goes.html", _of_asked(asked, form) | {"safe_url": worry})


def _hear(request: HttpRequest, asked: CheckIn, *, by: Any) -> tuple[HowItGoesForm, bool]:
    """Do what was said. Returns the form and whether anything was done."""
    form, on = HowItGoesForm(request.POST, about=_about(asked)), today()
    if request.POST.get("answer") in ("rather not", "not for now"):
        with form.refusals():
            for_now = request.POST["answer"] == "not for now"
            actions.decline(check_in=asked, for_now=for_now, by=by, on=on)
            said = "OK. We won’t ask you for now." if for_now else "OK. That is fine."
            messages.success(request, said)
            return form, True
    elif form.is_valid():
        with form.refusals():
            actions.answer(check_in=asked, by=by, on=on, **form.cleaned_data)
            messages.success(request, "Thank you for telling us.")
            return form, True
    return form, False


def _about(asked: CheckIn) -> str:
    """To somebody without an account not the child, only how the name begins."""
    child, volunteer = asked.match.child, asked.match.volunteer.first_name
    if asked.who == Who.CHILD:
        return f"you and {volunteer}"
    with_account = asked.involvement and asked.involvement.user_id
    return f"{child.name if with_account else f'{child.name[:1]}.'} and {volunteer}"


def _of_asked(asked: CheckIn, form: HowItGoesForm) -> dict[str, Any]:
    """The page names no scheme."""
    volunteer = asked.match.volunteer.first_name
    if asked.who == Who.CHILD:
        readers = f"Only you and your coordinator can read this. {volunteer} can’t."
    else:
        readers = "Only the coordinator can read this."
    return {"asked": asked, "form": form, "about": _about(asked), "readers": readers}
