"""Rounds: asked for, looked at line by line, agreed or left, made again, taken away, finished."""

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from kith.access.doors import Request, may, opens, signed_in
from kith.access.downloads import attached, note_taken
from kith.access.policy import Permission
from kith.access.reach import may as has
from kith.access.reach import schemes_for
from kith.foundation.dates import today
from kith.foundation.errors import Cannot
from kith.foundation.forms import Confirmation
from kith.matching import actions, tasks
from kith.matching.answers import made_again
from kith.matching.forms import RoundsSought, RunForm
from kith.matching.models import Round, RoundLine
from kith.matching.presenters import rounds as presenters
from kith.matching.queries.names import Names
from kith.matching.queries.rounds import is_small, plan_of
from kith.matching.states import RoundStatus
from kith.schemes.models import Scheme

LOOK, RUN = Permission.LOOK_FOR_SOMEBODY, Permission.RUN_ROUND
PER_PAGE = 40
LOOK_AGAIN = "2"  # seconds
Wanted = Callable[[RoundLine], bool]
SHOWN: tuple[tuple[str, str, Wanted], ...] = (
    ("", "Everybody", lambda line: True),
    ("to decide", "To decide", lambda line: line.volunteer_id is not None and not line.decision),
    ("agreed", "Agreed", lambda line: line.decision == RoundLine.Decision.AGREED),
    ("left", "Left", lambda line: line.decision == RoundLine.Decision.LEFT),
    ("without", "Without anybody", lambda line: line.volunteer_id is None),
)


def my_schemes(request: Request) -> list[Scheme]:
    return list(schemes_for(request.user, RUN).open_on(today()).select_related("provider").order_by("name"))  # type: ignore[attr-defined]


@may(RUN)
def listing(request: Request) -> HttpResponse:
    """The newest first, with what waits for a decision of whoever looks."""
    schemes = schemes_for(request.user, RUN)
    form = RoundsSought(request.GET, schemes=schemes)
    rows = Round.objects.reachable_by(request.user, RUN).select_related("scheme")
    any_at_all = rows.exists()
    if scheme := form.asked.get("scheme"):
        rows = rows.filter(scheme=scheme)
    if status := form.asked.get("status"):
        rows = rows.filter(status=status)
    page = Paginator(rows.defer("asked"), PER_PAGE).get_page(request.GET.get("page"))
    found = list(page.object_list)
    _count_mine(request, found)
    shown = {
        "rows": presenters.listing(found),
        "page": page,
        "filter": form,
        "any_at_all": any_at_all,
        "may_plan": has(request.user, Permission.PLAN_ROUNDS),
    }
    return render(request, "matching/rounds.html", shown)


def _count_mine(request: Request, found: list[Round]) -> None:
    mine = RoundLine.objects.reachable_by(request.user, LOOK).undecided().filter(round__in=found)
    counted = dict(mine.order_by().values("round").annotate(n=Count("pk")).values_list("round", "n"))
    for asked in found:
        asked.mine = counted.get(asked.pk, 0) if asked.is_open else 0  # type: ignore[attr-defined]


@may(RUN)
def run(request: Request) -> HttpResponse:
    """A round now, for one scheme or for each of them. Small ones are worked out at once."""
    schemes, chosen = my_schemes(request), request.GET.get("scheme", "")
    form = RunForm(request.POST, schemes=schemes) if request.method == "POST" else RunForm(schemes=schemes, chosen=chosen)  # fmt: skip
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            made = [_begin(request, scheme, form.cleaned_data["mode"]) for scheme in form.chosen]
            if len(made) == 1:
                return redirect("matching:round", made[0].public_id)
            messages.success(request, "A round for each scheme.")
            return redirect("matching:rounds")
    return render(request, "matching/round_run.html", {"form": form, "schemes": schemes})


def _begin(request: Request, scheme: Scheme, mode: str) -> Round:
    asked = actions.ask_for_round(scheme=scheme, mode=mode, by=request.user, on=today())
    if is_small(scheme, today()):
        return tasks.work_out(asked, request.user, today())
    tasks.work_out_round.enqueue(str(asked.public_id), today().isoformat(), str(request.user.public_id))
    return asked


@opens(Round, RUN)
def round_page(request: Request, asked: Round) -> HttpResponse:
    """What came of it for the children of whoever looks. While it is worked out, the page looks again by itself."""
    if asked.is_at_work or asked.status == RoundStatus.FAILED:
        still = {"asked": asked, "title": presenters.title(asked)}
        response = render(request, "matching/round_at_work.html", still)
        if asked.is_at_work:
            response.headers["Refresh"] = LOOK_AGAIN
        return response
    mine = RoundLine.objects.reachable_by(request.user, LOOK).filter(round=asked).with_people()
    everybody = sorted(mine, key=_order)
    names = Names(asked, everybody)
    show = request.GET.get("show", "")
    wanted = next((which for key, _, which in SHOWN if key == show), SHOWN[0][2])
    page = Paginator(list(filter(wanted, everybody)), PER_PAGE).get_page(request.GET.get("page"))
    shown: dict[str, Any] = {
        "asked": asked,
        "title": presenters.title(asked),
        "numbers": presenters.numbers(asked),
        "beside": presenters.beside(asked),
        "certificate": presenters.certificate(asked),
        "losers": presenters.losers(everybody, asked, names),
        "notes": [names.put_into(note) for note in asked.notes],
        "rows": [presenters.line(row, names) for row in page.object_list],
        "page": page,
        "keep": f"&{urlencode({'show': show})}" if show else "",
        "chips": _chips(asked, everybody, show),
        "any_mine": bool(everybody),
        "others": asked.counts["children"] - len(everybody),
        "keeps": plan_of(asked.scheme).keep_months,
    }
    return render(request, "matching/round.html", shown)


def _order(line: RoundLine) -> tuple[int, str, int]:
    """Those to be decided first, then those to be placed by hand, those decided, and those without anybody; by name."""
    if line.volunteer_id is None:
        place = 1 if line.by_hand else 3
    else:
        place = 2 if line.decision else 0
    return place, line.child.name.casefold(), line.pk


def _chips(asked: Round, lines: list[RoundLine], show: str) -> list[tuple[str, str, bool]]:
    here = reverse("matching:round", args=[asked.public_id])
    return [
        (
            f"{words} ({sum(map(which, lines))})",
            f"{here}?{urlencode({'show': key})}" if key else here,
            key == show,
        )
        for key, words, which in SHOWN
    ]


@require_POST
@opens(RoundLine, LOOK)
def agree(request: Request, line: RoundLine) -> HttpResponse:
    """Put forward on the child's next short list."""
    return _decide(
        request,
        line,
        actions.agree,
        "Agreed: {volunteer} is put forward on {child}’s short list. Nobody has been told.",
    )


@require_POST
@opens(RoundLine, LOOK)
def leave(request: Request, line: RoundLine) -> HttpResponse:
    return _decide(request, line, actions.leave, "Left. It has no consequence for {child} or {volunteer}.")


@require_POST
@opens(RoundLine, LOOK)
def undo(request: Request, line: RoundLine) -> HttpResponse:
    return _decide(request, line, actions.take_back, "Taken back.")


def _decide(request: Request, line: RoundLine, deed: Any, words: str) -> HttpResponse:
    try:
        deed(line=line, by=request.user, on=today())
    except Cannot as refusal:
        messages.error(request, str(refusal))
    else:
        name = line.volunteer.first_name if line.volunteer else ""
        messages.success(request, words.format(child=line.child.name, volunteer=name))
    return redirect("matching:round", line.round.public_id)


@opens(Round, RUN)
def record(request: Request, asked: Round) -> HttpResponse:
    """Everything that is needed to make it again; on asking, it is made again and compared."""
    if asked.status not in (RoundStatus.MADE, RoundStatus.FINISHED):
        return redirect("matching:round", asked.public_id)
    shown = {
        "asked": asked,
        "title": presenters.title(asked),
        "rows": presenters.record(asked),
        "again": made_again(asked) if request.GET.get("again") and asked.asked else None,
        "may_take": _may_take(request, asked),
    }
    return render(request, "matching/round_record.html", shown)


def _may_take(request: Request, asked: Round) -> bool:
    """The file holds every child of the round, so only whoever may look for every one of them takes it away."""
    mine = RoundLine.objects.reachable_by(request.user, LOOK).filter(round=asked).count()
    return mine == asked.lines.count()


@opens(Round, RUN)
def export(request: Request, asked: Round) -> HttpResponse:
    """The file that `kith match --verify` reads: keys, no names."""
    if not asked.asked or not _may_take(request, asked):
        messages.error(request, "Somebody who may look for every child of this round can take it away.")
        return redirect("matching:round_record", asked.public_id)
    note_taken(request, "round", about=asked, rows=asked.lines.count())
    pretty = json.dumps(json.loads(asked.asked), ensure_ascii=False, indent=1)
    return attached(pretty, "application/json", f"round-{asked.on.isoformat()}.json")


@opens(Round, RUN)
def finish(request: Request, asked: Round) -> HttpResponse:
    """Asked once more: what is not decided then stays without consequence."""
    form = Confirmation(request.POST) if request.method == "POST" else Confirmation()
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.finish(asked=asked, by=request.user, on=today())
            messages.success(request, "Finished. The record stays.")
            return redirect("matching:rounds")
    left = asked.lines.undecided().count()
    return render(request, "matching/round_finish.html", {"form": form, "asked": asked, "title": presenters.title(asked), "left": left})  # fmt: skip


@signed_in
def priority(request: Request) -> HttpResponse:
    """Who comes first where several children want one place: published to everybody who has an account."""
    return render(request, "matching/priority.html", {"bands": presenters.bands()})
