"""The safeguarding lead's pages about sealed stories and colleagues who are kept from one."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kith.access.doors import Request, may, opens
from kith.access.models import User
from kith.access.policy import Permission
from kith.access.reach import may as has
from kith.foundation.dates import now, today
from kith.foundation.forms import Confirmation
from kith.people.models import Child, Restriction, Seal, named_of
from kith.safeguarding import guarding
from kith.safeguarding.guard_forms import ChooseColleague, SealStory, Why
from kith.safeguarding.guards_seen import colleagues_of
from kith.safeguarding.models import AccountAlike

P = Permission
MOST_CHILDREN = 20
BACK = {"back_text": "Guarded stories"}


def _back() -> dict[str, str]:
    return {"back_url": reverse("safeguarding:guarded"), **BACK}


@may(P.TAKE_DOWN_GUARD)
def guarded(request: Request) -> HttpResponse:
    """Stories that are sealed and that I may see; colleagues who are kept from one; and the way to guard another."""
    words, shown = request.GET.get("child", "").strip(), request.GET.get("show", "sealed")
    kinds = {"sealed": Seal, "kept": Restriction}
    model = kinds.get(shown, Seal)
    rows = model.objects.reachable_by(request.user, P.TAKE_DOWN_GUARD)
    ended = request.GET.get("ended") == "1"
    rows = rows.exclude(until_day=None) if ended else rows.open_on(today())
    rows = rows.select_related("child", "created_by", *(["user"] if model is Restriction else []))
    page = Paginator(rows.order_by("-from_day", "pk"), 50).get_page(request.GET.get("page"))
    guards = has(request.user, P.SEAL_CHILD)
    named = Q()
    for word in words.split():
        named &= Q(first_name__icontains=word) | Q(last_name__icontains=word) | Q(known_as__icontains=word)
    children = Child.objects.reachable_by(request.user, P.SEAL_CHILD).filter(named)
    told = {
        "page": page,
        "shown": "kept" if model is Restriction else "sealed",
        "ended": ended,
        "filters": [
            ("Sealed", "?show=sealed", model is Seal and not ended),
            ("Colleagues kept away", "?show=kept", model is Restriction and not ended),
            ("Seals that were lifted", "?show=sealed&ended=1", model is Seal and ended),
            ("No longer kept away", "?show=kept&ended=1", model is Restriction and ended),
        ],
        "guards": guards,
        "words": words,
        "children": children.order_by("first_name", "pk")[:MOST_CHILDREN] if words and guards else [],
        "alike": AccountAlike.objects.reachable_by(request.user, P.RESTRICT).to_look_at(today()).count(),
    }
    return render(request, "safeguarding/guarded.html", told)


@opens(Child, P.SEAL_CHILD)
def seal_story(request: Request, child: Child) -> HttpResponse:
    """Seal a story: why, and who may still see it."""
    near = list(named_of(child, today()).order_by("from_day", "pk"))
    typed: dict[str, Any] = {"near": near, "by": request.user}
    form = SealStory(request.POST, **typed) if request.method == "POST" else SealStory(**typed)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            made = guarding.seal(
                child=child,
                why=form.cleaned_data["why"],
                leaving=form.leaving(),
                by=request.user,
                on=today(),
            )
            messages.success(request, "Sealed. Only those named below see anything of it.")
            return redirect("safeguarding:seal", made.public_id)
    return render(request, "safeguarding/seal_story.html", {"form": form, "child": child, **_back()})


@opens(Seal, P.TAKE_DOWN_GUARD)
def seal(request: Request, seal: Seal) -> HttpResponse:
    """One sealed story: who may see it, what was done about it, and its end by two people."""
    on = today()
    may_name = has(request.user, P.SEAL_CHILD) and not seal.until_day
    near = list(named_of(seal.child, on).order_by("from_day", "pk"))
    people = [
        user for user in colleagues_of(seal.child, on) if user.pk not in {each.user_id for each in near}
    ]
    deed = request.POST.get("deed", "") if request.method == "POST" else ""
    named = [each.user for each in near if each.user]
    forms = _seal_forms(request, deed, people, named) if may_name else _ending_forms(request, deed)
    form = forms.get(deed)
    if form and form.is_valid():
        with form.refusals():
            _do(deed, seal, form.cleaned_data, request)
            messages.success(request, "Written down.")
            stays = Seal.objects.reachable_by(request.user, P.TAKE_DOWN_GUARD).filter(pk=seal.pk).exists()
            return (
                redirect("safeguarding:seal", seal.public_id) if stays else redirect("safeguarding:guarded")
            )
    told = {
        "seal": seal,
        "child": seal.child,
        "near": near,
        "entries": list(seal.entries.select_related("created_by", "user")),
        "may_name": may_name,
        "asked_myself": seal.asked_by == request.user,
        "forms": forms,
        "form": form,
        **_back(),
    }
    return render(request, "safeguarding/seal.html", told)


def _typed(request: Request, deed: str, key: str) -> Any:
    return request.POST if key == deed else None


def _ending_forms(request: Request, deed: str) -> dict[str, Any]:
    """The forms by which two people end a seal; the one that was sent with what was typed."""
    return {
        "ask": Why(_typed(request, deed, "ask"), prefix="ask"),
        "keep": Why(_typed(request, deed, "keep"), prefix="keep"),
        "lift": Confirmation(_typed(request, deed, "lift"), prefix="lift"),
    }


def _seal_forms(request: Request, deed: str, people: list[User], named: list[User]) -> dict[str, Any]:
    """Those, and the forms by which a lead says who may see the story."""
    told = {
        "name": ChooseColleague(
            _typed(request, deed, "name"),
            people=people,
            label="Who?",
            why="Why do they need it?",
            prefix="name",
        ),
        "unname": ChooseColleague(
            _typed(request, deed, "unname"), people=named, label="Whose?", why="Why?", prefix="unname"
        ),
    }
    return _ending_forms(request, deed) | told


def _do(deed: str, seal: Seal, told: dict[str, Any], request: Request) -> None:
    by, on = request.user, today()
    match deed:
        case "name":
            guarding.name(seal=seal, user=told["user"], why=told["why"], by=by, at=now())
        case "unname":
            guarding.unname(seal=seal, user=told["user"], why=told["why"], by=by, on=on)
        case "ask":
            guarding.ask_to_lift(seal=seal, why=told["why"], by=by, on=on)
        case "keep":
            guarding.keep_sealed(seal=seal, why=told["why"], by=by, on=on)
        case "lift":
            guarding.lift(seal=seal, by=by, on=on)


@opens(Child, P.RESTRICT)
def restrict(request: Request, child: Child) -> HttpResponse:
    """Keep a colleague from this child's story."""
    typed: dict[str, Any] = {
        "people": colleagues_of(child, today()),
        "label": "Who must not see it?",
        "why": "Why?",
    }
    first = {"user": request.GET.get("user", "")}
    form = (
        ChooseColleague(request.POST, **typed)
        if request.method == "POST"
        else ChooseColleague(initial=first, **typed)
    )
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            told = form.cleaned_data
            guarding.restrict(child=child, user=told["user"], why=told["why"], by=request.user, on=today())
            messages.success(request, f"{told['user'].name} sees nothing of {child.name} from now on.")
            return redirect(f"{reverse('safeguarding:guarded')}?show=kept")
    return render(request, "safeguarding/restrict.html", {"form": form, "child": child, **_back()})


@opens(Child, P.SEE_CHILD)
def i_know_them(request: Request, child: Child) -> HttpResponse:
    """I know this child or their family outside work, and should not read this."""
    form = Why(request.POST) if request.method == "POST" else Why()
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            guarding.restrict(
                child=child, user=request.user, why=form.cleaned_data["why"], by=request.user, on=today()
            )
            messages.success(request, "Thank you for saying so. You do not see this story any more.")
            return redirect("web:home")
    back = {"back_url": reverse("casefile:child", args=[child.public_id]), "back_text": child.name}
    return render(request, "safeguarding/i_know_them.html", {"form": form, "child": child, **back})


@opens(Restriction, P.TAKE_DOWN_GUARD)
def restriction(request: Request, restriction: Restriction) -> HttpResponse:
    """One colleague who is kept from one story, and its end by two people."""
    deed = request.POST.get("deed", "") if request.method == "POST" else ""
    forms: dict[str, Any] = {
        "ask": Why(request.POST if deed == "ask" else None, prefix="ask"),
        "keep": Confirmation(request.POST if deed == "keep" else None, prefix="keep"),
        "end": Confirmation(request.POST if deed == "end" else None, prefix="end"),
    }
    form = forms.get(deed)
    if form and form.is_valid():
        with form.refusals():
            by, on = request.user, today()
            if deed == "ask":
                guarding.ask_to_end(restriction=restriction, why=form.cleaned_data["why"], by=by, on=on)
            elif deed == "keep":
                guarding.keep_restricted(restriction=restriction, by=by, on=on)
            else:
                guarding.end_restriction(restriction=restriction, by=by, on=on)
            messages.success(request, "Written down.")
            return redirect("safeguarding:restriction", restriction.public_id)
    told = {
        "restriction": restriction,
        "child": restriction.child,
        "asked_myself": restriction.asked_by == request.user,
        "forms": forms,
        "form": form,
        **_back(),
    }
    return render(request, "safeguarding/restriction.html", told)
