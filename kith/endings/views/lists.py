"""The endings within reach: those winding down, those that are over, of which kind."""

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kith.access.doors import may
from kith.access.downloads import download
from kith.access.policy import Permission
from kith.endings import lines
from kith.endings.forms import Sought
from kith.endings.models import Ending
from kith.endings.states import Status
from kith.foundation.dates import today

SEE = Permission.SEE_MATCH
PER_PAGE = 50
SHOW = {"winding": Status.WINDING_DOWN, "ended": Status.ENDED, "off": Status.CALLED_OFF}
WORDS = {"winding": "Winding down", "ended": "Ended", "off": "Called off"}


@may(SEE)
def endings(request: HttpRequest) -> HttpResponse:
    """Winding down first, by their last day; then those that are over, the latest first."""
    shown = request.GET.get("show", "winding")
    shown = shown if shown in SHOW else "winding"
    find = Sought(request.GET)
    kind = find.cleaned_data["kind"] if find.is_valid() else ""
    rows = Ending.objects.reachable_by(request.user, SEE)
    if kind:
        rows = rows.filter(kind=kind)
    counted = rows.order_by().values("status").annotate(count=Count("pk"))
    counts = {row["status"]: row["count"] for row in counted}
    order = "last_day" if shown == "winding" else "-ended_on"
    ordered = rows.filter(status=SHOW[shown]).with_people().order_by(order, "-id")
    if request.GET.get("as") == "xlsx":
        filters = [("Show", WORDS[shown]), ("Kind", kind or "every kind")]
        return download(request, name="endings", sheet=lines.sheet(list(ordered)), filters=filters)
    page = Paginator(ordered, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "lines": lines.ending_lines(list(page), today()),
        "chips": [
            (f"{WORDS[key]} ({counts.get(status, 0)})", f"?show={key}&kind={kind}", key == shown)
            for key, status in SHOW.items()
        ],
        "find": find,
        "kind": kind,
        "shown": shown,
        "keep": f"&show={shown}&kind={kind}",
        "none_at_all": not counts and not kind,
    }
    return render(request, "endings/endings.html", context)
