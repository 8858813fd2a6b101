"""The register as a list, and one child's time in care as the return tells it."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from kith.access.doors import Request, may, opens
from kith.access.downloads import download
from kith.access.policy import Permission
from kith.access.reach import may as has
from kith.foundation.dates import count_words, today
from kith.foundation.sheets import Sheet
from kith.people.models import Child
from kith.register import queries
from kith.register.models import CareSummary
from kith.register.presenters import children as presenters
from kith.register.presenters import history
from kith.register.queries import SHOWN, SORTS

PAGE = 50
SHOWN_HOMES = 6


@may(Permission.SEE_REGISTER)
def home(request: Request) -> HttpResponse:
    """Children on the register within reach, looked at in one of several ways."""
    on = today()
    everybody = CareSummary.objects.reachable_by(request.user, Permission.SEE_REGISTER)
    shown = request.GET.get("show", "")
    shown = shown if shown in SHOWN else "looked-after"
    sort = request.GET.get("sort", "")
    sort = sort if sort in SORTS else "review"
    words = request.GET.get("q", "").strip()
    rows = queries.found_by(SHOWN[shown].rows(everybody, on), words)
    rows = rows.select_related("child").order_by(*SORTS[sort][1])
    if request.GET.get("as") == "xlsx":
        sheet = Sheet(
            "Register", presenters.SHEET_COLUMNS, [presenters.sheet_row(row, on) for row in rows.iterator()]
        )
        return download(
            request,
            name="register",
            sheet=sheet,
            filters=[("Shown", SHOWN[shown].words), ("Found by", words or "everybody")],
        )
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "lines": [presenters.line(row, on) for row in page],
        "told": presenters.told_words(queries.latest_import(everybody)),
        "shown": shown,
        "words": words,
        "sort": sort,
        "sorts": [{"value": key, "text": text, "selected": key == sort} for key, (text, _) in SORTS.items()],
        "chips": [
            (
                f"{way.words} ({way.rows(everybody, on).count():,})",
                f"?{urlencode({'show': key})}",
                key == shown,
            )
            for key, way in SHOWN.items()
        ],
        "keep": f"&{urlencode({'show': shown, 'sort': sort, 'q': words})}",
        "is_empty": not words and shown == "looked-after" and not page.paginator.count,
        "may": _rights(request),
    }
    return render(request, "register/home.html", context)


def _rights(request: Request) -> dict[str, bool]:
    user = request.user
    return {
        "import": has(user, Permission.IMPORT_REGISTER),
        "coverage": has(user, Permission.SEE_COVERAGE),
        "record": has(user, Permission.RECORD_OFFER),
        "refer": has(user, Permission.REFER),
        "story": has(user, Permission.SEE_CHILD),
    }


@opens(Child, Permission.SEE_REGISTER)
def child(request: Request, child: Child) -> HttpResponse:
    """One child's time in care, the points of their pathway, and what they were offered and answered."""
    on = today()
    summary = CareSummary.objects.filter(child=child).first()
    told = queries.time_in_care(child, on)
    points, past = presenters.recent(presenters.point_lines(told.points, on), on)
    homes = history.home_lines(told)
    context: dict[str, Any] = {
        "child": child,
        "age": child.age_on(on),
        "summary": summary,
        "facts": presenters.facts(summary, on) if summary else [],
        "points": points,
        "past": past,
        "past_words": f"{count_words(len(past), 'earlier point')} without a word",
        "steps": presenters.steps(child, told.points, on) if child.looked_after else [],
        "homes": homes[:SHOWN_HOMES],
        "earlier_homes": homes[SHOWN_HOMES:],
        "reviews": history.review_lines(told.reviews),
        "sdq": history.sdq_lines(told.sdq),
        "may": _rights(request),
        "is_quiet": child.looked_after and not child.in_latest_import,
    }
    return render(request, "register/child.html", context)
