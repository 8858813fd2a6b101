"""Records of matches whose time is over: which, what stands in the way, who agreed; and the young person's own wish."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from kith.access.doors import Request, may, opens
from kith.access.downloads import attached
from kith.access.policy import Permission
from kith.access.reach import schemes_for
from kith.endings import actions, erasure, paper, retention
from kith.endings.erasing_forms import HoldForm, OfferForm
from kith.endings.models import Ending, Erasing, MemoriesOffered
from kith.endings.presenters import kind_words
from kith.endings.queries import standing_ending
from kith.endings.views.common import posted, whose
from kith.foundation.dates import day_words, today
from kith.foundation.errors import Cannot
from kith.foundation.forgetting import Goes, Thinned, fates_of
from kith.foundation.forms import Confirmation
from kith.matching.models import Match
from kith.schemes.models import Scheme

ERASE, KEEP = Permission.ERASE_RECORD, Permission.KEEP_MEMORIES
PER_PAGE = 50
SHOW = {
    "due": "Due now",
    "said": "One person agreed",
    "agreed": "Two people agreed",
    "held": "Held back",
    "coming": "Within a year",
    "erased": "Erased",
}


@may(ERASE)
def records(request: Request) -> HttpResponse:
    """Those that are due first; whatever is held back or agreed has a place of its own."""
    show = request.GET.get("show", "due")
    show = show if show in SHOW else "due"
    schemes = list(schemes_for(request.user, ERASE).select_related("provider").order_by("name"))
    chosen = next((one for one in schemes if str(one.public_id) == request.GET.get("scheme")), None)
    keep = f"&scheme={chosen.public_id}" if chosen else ""
    rows = Ending.objects.reachable_by(request.user, ERASE)
    rows = rows.filter(match__scheme=chosen) if chosen else rows
    page = {
        "page": Paginator(_shown(request, show, rows), PER_PAGE).get_page(request.GET.get("page")),
        "show": show,
        "shows": _chips(request, rows, show, keep),
        "schemes": [("Every scheme", f"?show={show}", chosen is None)]
        + [(one.name, f"?show={show}&scheme={one.public_id}", one == chosen) for one in schemes],
        "keep": f"&show={show}{keep}",
        "kept": _periods_in_words([chosen] if chosen else schemes),
        "may_set": set(schemes_for(request.user, Permission.SET_PERIOD).values_list("pk", flat=True)),
        "apart": retention.kept_apart(),
    }
    return render(request, "endings/records.html", page)


def _periods_in_words(schemes: list[Scheme]) -> list[tuple[Scheme, Any]]:
    own = retention.own_periods(schemes)
    return [(one, retention.in_words(one, own)) for one in schemes]


def _shown(request: Request, show: str, rows: Any) -> Any:
    if show == "erased":
        return _erased(request).select_related("ending__match__scheme").order_by("-erased_on", "-pk")
    return erasure.standing_as(rows, show, today()).with_people().order_by("kept_until", "pk")


def _erased(request: Request) -> Any:
    return Erasing.objects.reachable_by(request.user, ERASE).filter(erased_on__isnull=False)


def _chips(request: Request, rows: Any, shown: str, keep: str) -> list[tuple[str, str, bool]]:
    """Each group with how many there are, in two questions."""
    counts = erasure.counts(rows, today()) | {"erased": _erased(request).count()}
    return [(f"{words} ({counts[key]})", f"?show={key}{keep}", key == shown) for key, words in SHOW.items()]


def _of(ending: Ending) -> dict[str, Any]:
    return whose(ending) | {
        "back_url": reverse("endings:record", args=[ending.public_id]),
        "back_text": f"{ending.match.name}: the record",
    }


@opens(Ending, ERASE)
def record(request: Request, ending: Ending) -> HttpResponse:
    """One record: why it is due, what stands in the way, what would go and what stays."""
    if ending.kept_until is None:
        raise Http404
    there = ending.erasings.open().select_related("created_by", "agreed_by").first()
    page = _of(ending) | {
        "kind": kind_words(ending.kind, ending.match),
        "against": erasure.obstacles(ending, today()),
        "offers": list(ending.offers.select_related("created_by").order_by("-id")),
        "has_memories": erasure.has_memories(ending),
        "is_near": erasure.is_near(ending, today()),
        "held": list(ending.kept_longer.select_related("created_by", "lifted_by").order_by("-id")),
        "there": there,
        "goes_on": erasure.goes_on(there) if there else None,
        "is_mine": bool(there and there.created_by_id == request.user.pk),
        "goes": [fate.says for fate in fates_of(Match) if isinstance(fate, Goes)],
        "stays": [fate.says for fate in fates_of(Match) if isinstance(fate, Thinned)],
        "back_url": reverse("endings:records"),
        "back_text": "Records",
    }
    return render(request, "endings/record.html", page)


@opens(Ending, ERASE)
def erase(request: Request, ending: Ending) -> HttpResponse:
    """Say that it may be erased; the second person to say so agrees."""
    form, there = Confirmation(posted(request)), ending.erasings.open().first()
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            said = actions.say_it_may_go(ending=ending, by=request.user, on=today())
            if said.agreed_on:
                day = day_words(erasure.goes_on(said) or today())
                messages.success(request, f"Two people agreed. It is erased in the night of {day}.")
            else:
                messages.success(request, "Written down. Now somebody else must agree.")
            return redirect("endings:record", ending.public_id)
    against = [] if form.errors else erasure.obstacles(ending, today())
    page = _of(ending) | {"form": form, "is_second": there is not None, "against": against}
    return render(request, "endings/erase.html", page)


@opens(Ending, ERASE)
@require_POST
def keep_it(request: Request, ending: Ending) -> HttpResponse:
    """Think better of it: one press, and nothing is erased."""
    try:
        actions.take_it_back(ending=ending, by=request.user, on=today())
        messages.success(request, "It is not erased.")
    except Cannot as refusal:
        messages.warning(request, str(refusal))
    return redirect("endings:record", ending.public_id)


@opens(Ending, ERASE)
def offer(request: Request, ending: Ending) -> HttpResponse:
    """Write down what the young person said when they were offered what is kept for them."""
    form = OfferForm(posted(request), ending=ending)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.offer_memories(ending=ending, by=request.user, on=today(), **form.cleaned_data)
            messages.success(request, "Written down.")
            return redirect("endings:record", ending.public_id)
    return render(request, "endings/offer.html", _of(ending) | {"form": form})


@opens(Ending, ERASE)
def take_record(request: Request, ending: Ending) -> HttpResponse:
    """Everything that is kept for the young person as one file, to put into their hands."""
    if not erasure.is_near(ending, today()):
        raise Http404
    actions.take_away(match=ending.match, by=request.user, on=today())
    return attached(paper.everything(ending.match, today()), paper.ZIP, "what-i-keep.zip")


@opens(Ending, ERASE)
def hold_back(request: Request, ending: Ending) -> HttpResponse:
    """Keep it for now, with the reason."""
    form = HoldForm(posted(request), on=today())
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.hold_back(ending=ending, by=request.user, on=today(), **form.cleaned_data)
            messages.success(request, "It is held back, until somebody lets it go.")
            return redirect("endings:record", ending.public_id)
    return render(request, "endings/hold_back.html", _of(ending) | {"form": form})


@opens(Ending, ERASE)
@require_POST
def let_go(request: Request, ending: Ending) -> HttpResponse:
    """The reason is no more: one press; it can be held back again."""
    standing = ending.kept_longer.standing()
    held = next((one for one in standing if str(one.public_id) == request.POST.get("held")), None)
    if held is None:
        messages.warning(request, "It is not held back for that any more. Nothing was changed.")
        return redirect("endings:record", ending.public_id)
    try:
        actions.let_go(held=held, by=request.user, on=today())
        messages.success(request, "It is no longer held back for this.")
    except Cannot as refusal:
        messages.warning(request, str(refusal))
    return redirect("endings:record", ending.public_id)


@opens(Match, KEEP)
@require_POST
def my_wish(request: Request, match: Match) -> HttpResponse:
    """The young person says it themself: keep it for me, or I have it now."""
    ending = standing_ending(match)
    if ending is None or match.child.user_id != request.user.pk:
        raise Http404
    answer = (
        MemoriesOffered.Answer.KEEP if request.POST.get("deed") == "keep" else MemoriesOffered.Answer.TOOK
    )
    try:
        actions.offer_memories(ending=ending, answer=answer, by=request.user, on=today())
        kept = answer == MemoriesOffered.Answer.KEEP
        messages.success(request, "We keep it for you." if kept else "Thank you. Keep it well.")
    except Cannot as refusal:
        messages.warning(request, str(refusal))
    return redirect("endings:my_keeping")
