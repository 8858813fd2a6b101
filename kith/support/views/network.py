"""The people around a child, drawn with the child; and the ties to see to after a move."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from kith.access.doors import Request, may, opens
from kith.access.policy import Permission
from kith.access.reach import may as has
from kith.foundation.dates import count_words, today
from kith.foundation.errors import Cannot
from kith.foundation.forms import Confirmation
from kith.people.models import Child
from kith.support import actions
from kith.support.forms.network import FinishForm, MovedForm, SeenToForm, TieForm
from kith.support.models import KeepTie, NetworkMap
from kith.support.presenters.network import drawing_of, tie_lines

P = Permission
PAGE = 50


@opens(Child, P.DRAW_NETWORK)
def network(request: Request, child: Child) -> HttpResponse:
    """The latest map, the ones before it, and drawing it anew."""
    form = Confirmation(request.POST) if request.method == "POST" else Confirmation()
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            begun = actions.begin_map(child=child, by=request.user, on=today())
            return redirect("support:draw", begun.public_id)
    maps = list(NetworkMap.objects.filter(child=child).prefetch_related("ties"))
    drawn = [each for each in maps if each.drawn_on]
    wanted = next((each for each in drawn if str(each.version) == request.GET.get("version")), None)
    context = _of_map(wanted or (drawn[0] if drawn else None)) | {
        "child": child,
        "form": form,
        "versions": drawn,
        "begun": next((each for each in maps if not each.drawn_on), None),
        "tasks": _tasks(request, child),
        "is_theirs": child.user_id == request.user.pk,
        "may_see_to": has(request.user, P.ASK_HOW_IT_GOES),
        "back_url": "/"
        if child.user_id == request.user.pk
        else reverse("casefile:child", args=[child.public_id]),
    }
    return render(request, "support/network.html", context)


def _of_map(drawn: NetworkMap | None) -> dict[str, Any]:
    if drawn is None:
        return {"drawn": None}
    return {"drawn": drawn, "drawing": drawing_of(drawn), "lines": tie_lines(drawn)}


def _tasks(request: Request, child: Child) -> Any:
    rows = KeepTie.objects.reachable_by(request.user, P.ASK_HOW_IT_GOES).open()
    return rows.filter(tie__map__child=child).select_related("tie")


@opens(NetworkMap, P.DRAW_NETWORK)
def draw(request: Request, drawn: NetworkMap) -> HttpResponse:
    """Put people on the map, one at a time, and finish it when it is right."""
    if drawn.drawn_on:
        return redirect("support:network", drawn.child.public_id)
    form = TieForm(request.POST) if request.method == "POST" else TieForm()
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.put_on_map(drawn=drawn, by=request.user, **form.cleaned_data)
            return redirect("support:draw", drawn.public_id)
    finish = FinishForm(initial={"shared": drawn.shared}, prefix="finish")
    return _drawing_page(request, drawn, form=form, finish=finish)


def _drawing_page(request: Request, drawn: NetworkMap, **forms: Any) -> HttpResponse:
    back = reverse("support:network", args=[drawn.child.public_id])
    context = _of_map(drawn) | {"child": drawn.child, "back_url": back} | forms
    return render(request, "support/draw.html", context)


@opens(NetworkMap, P.DRAW_NETWORK)
@require_POST
def take_off(request: Request, drawn: NetworkMap, tie: UUID) -> HttpResponse:
    """Somebody is taken off again."""
    found = get_object_or_404(drawn.ties, public_id=tie)
    _try(request, actions.take_off_map, tie=found)
    return redirect("support:draw", drawn.public_id)


@opens(NetworkMap, P.DRAW_NETWORK)
@require_POST
def finish(request: Request, drawn: NetworkMap) -> HttpResponse:
    """The map is as the child wants it."""
    form = FinishForm(request.POST, prefix="finish")
    if not form.is_valid():
        return _drawing_page(request, drawn, form=TieForm(), finish=form)
    _try(request, actions.finish_map, drawn=drawn, by=request.user, on=today(), **form.cleaned_data)
    return redirect("support:network", drawn.child.public_id)


@opens(NetworkMap, P.DRAW_NETWORK)
@require_POST
def share(request: Request, drawn: NetworkMap) -> HttpResponse:
    """The young person switches whether their worker sees it."""
    shared = request.POST.get("shared") == "yes"
    _try(request, actions.share_map, drawn=drawn, shared=shared, by=request.user, on=today())
    return redirect("support:network", drawn.child.public_id)


def _try(request: Request, deed: Any, **given: Any) -> None:
    try:
        deed(**given)
    except Cannot as refusal:
        messages.error(request, str(refusal))


@opens(Child, P.SEE_SHARED_NETWORK)
def shared_network(request: Request, child: Child) -> HttpResponse:
    """For a worker: the latest map, while the child lets them see it."""
    drawn = NetworkMap.objects.filter(child=child).drawn().prefetch_related("ties").first()
    context = _of_map(drawn if drawn and drawn.shared else None) | {"child": child}
    return render(request, "support/shared_network.html", context)


@opens(Child, P.ASK_HOW_IT_GOES)
def moved(request: Request, child: Child) -> HttpResponse:
    """The child lives somewhere else: whom they should not lose becomes something to see to."""
    sent = request.POST if request.method == "POST" else None
    form = MovedForm(sent, today=today())
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            made = actions.moved(child=child, by=request.user, on=today(), **form.cleaned_data)
            said = count_words(len(made), "person", "people")
            messages.success(
                request, f"{said} not to be lost." if made else "Nobody is marked as not to be lost."
            )
            return redirect("support:network", child.public_id)
    context = {"child": child, "form": form, "back_url": reverse("support:network", args=[child.public_id])}
    return render(request, "support/moved.html", context)


@may(P.ASK_HOW_IT_GOES)
def ties(request: Request) -> HttpResponse:
    """After moves: whom children should not lose, the longest wait first."""
    rows = (
        KeepTie.objects.reachable_by(request.user, P.ASK_HOW_IT_GOES).open().select_related("tie__map__child")
    )
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    return render(request, "support/ties.html", {"page": page, "on": today()})


@opens(KeepTie, P.ASK_HOW_IT_GOES)
def see_to(request: Request, task: KeepTie) -> HttpResponse:
    """How the child stays in touch with them."""
    form = SeenToForm(request.POST) if request.method == "POST" else SeenToForm()
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.see_to_tie(task=task, by=request.user, on=today(), **form.cleaned_data)
            messages.success(request, "Written down.")
            return redirect("support:ties")
    context = {"task": task, "form": form, "back_url": reverse("support:ties")}
    return render(request, "support/see_to.html", context)
