"""A young person's own list for leaving care; and what others see of it while they share it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from kith.access.doors import Request, may, opens
from kith.access.downloads import attached, download, note_taken
from kith.access.policy import Permission
from kith.foundation.dates import day_words, now, today
from kith.foundation.forms import Confirmation
from kith.foundation.paper import PDF
from kith.foundation.sheets import Sheet
from kith.people.models import Child
from kith.support import actions, paper
from kith.support.forms.readiness import ReadyForm
from kith.support.models import ReadinessList
from kith.support.queries.readiness import progress_words, standing
from kith.support.ready_for import AREA_OF, AREAS, THINGS, after

P = Permission
HERE = "support:readiness"


def _mine(request: Request) -> tuple[Child, ReadinessList | None]:
    child = Child.objects.reachable_by(request.user, P.KEEP_READINESS).filter(user=request.user).first()
    if child is None:
        raise Http404
    lists = ReadinessList.objects.reachable_by(request.user, P.KEEP_READINESS)
    return child, lists.filter(child=child).prefetch_related("answers").first()


@may(P.KEEP_READINESS)
def readiness(request: Request) -> HttpResponse:
    """The list, or beginning it."""
    child, found = _mine(request)
    form = Confirmation(request.POST) if request.method == "POST" else Confirmation()
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.begin_list(child=child, by=request.user, on=today())
            return redirect(HERE)
    if found and request.GET.get("as") == "xlsx":
        return download(request, name="my-list", sheet=_sheet(found))
    if found and request.GET.get("as") == "pdf":
        return _on_paper(request, found)
    context = {
        "found": found,
        "parts": _folded(found) if found else [],
        "progress": progress_words(found) if found else "",
        "form": form,
        "back_url": "/",
    }
    return render(request, "support/readiness.html", context)


def _folded(found: ReadinessList) -> list[dict[str, Any]]:
    """What they have begun first, each part folded but the one they were at last; of an empty list the first is open."""
    answers = list(found.answers.all())
    last = AREA_OF[answers[-1].item].key if answers else AREAS[0].key
    parts = [
        {
            "label": area.label,
            "things": things,
            "said": sum(1 for each in things if each.said),
            "is_open": area.key == last,
        }
        for area, things in standing(found)
    ]
    return sorted(parts, key=lambda part: not part["said"])


def _on_paper(request: Request, found: ReadinessList) -> HttpResponse:
    made = paper.my_list(found, now())
    note_taken(request, "my-list", as_what="pdf")
    return attached(made, PDF, "my-list.pdf")


def _sheet(found: ReadinessList) -> Sheet:
    columns = ("Part", "What", "How it is", "What would help", "From whom", "Said on")
    rows = []
    for area, things in standing(found):
        for each in things:
            said = each.said
            helps = (
                (said.help_wanted, said.get_help_from_display(), day_words(said.on)) if said else ("", "", "")
            )
            rows.append((area.label, each.thing.words, each.words, *helps))
    return Sheet("My list", columns, rows)


@may(P.KEEP_READINESS)
def readiness_item(request: Request, item: str) -> HttpResponse:
    """One thing; then the next of the same part."""
    _, found = _mine(request)
    if item not in THINGS:
        raise Http404
    if found is None:
        return redirect(HERE)
    said = next((each for each in reversed(found.answers.all()) if each.item == item), None)
    fields = ("state", "help_wanted", "help_from")
    initial = {name: getattr(said, name) for name in fields} if said else {}
    form = ReadyForm(request.POST) if request.method == "POST" else ReadyForm(initial=initial)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.say_ready(found=found, item=item, by=request.user, on=today(), **form.cleaned_data)
            following = after(item)
            return redirect("support:readiness_item", following) if following else redirect(HERE)
    context = {
        "thing": THINGS[item],
        "area": AREA_OF[item],
        "form": form,
        "shared": found.shared,
        "back_url": reverse(HERE),
    }
    return render(request, "support/readiness_item.html", context)


@may(P.KEEP_READINESS)
@require_POST
def readiness_change(request: Request) -> HttpResponse:
    """Who may see it, and whether to be reminded: theirs to switch, at once."""
    _, found = _mine(request)
    if found is None:
        return redirect(HERE)
    deed, on = request.POST.get("change", ""), today()
    if deed in ("share", "keep"):
        actions.share_list(found=found, shared=deed == "share", by=request.user, on=on)
        said = "They can see it now." if deed == "share" else "Only you can see it now."
        messages.success(request, said)
    elif deed in ("not now", "stop"):
        actions.put_nudge_away(found=found, stop=deed == "stop", by=request.user, on=on)
        return redirect("/")
    elif deed in ("remind", "do not remind"):
        actions.put_nudge_away(found=found, stop=deed == "do not remind", by=request.user, on=on)
        messages.success(request, "We remind you." if deed == "remind" else "We don’t remind you any more.")
    return redirect(HERE)


@opens(Child, P.SEE_READINESS)
def shared_readiness(request: Request, child: Child) -> HttpResponse:
    """What the young person shows of it: how it stands, and where help is wanted from whom."""
    lists = ReadinessList.objects.reachable_by(request.user, P.SEE_READINESS)
    found = lists.filter(child=child).prefetch_related("answers").first()
    context = {"child": child, "found": found, "areas": standing(found) if found else []}
    return render(request, "support/shared_readiness.html", context)
