"""Of the children at each kind of point, how many were considered, offered somebody, and said yes."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render

from kith.access.doors import Request, may
from kith.access.downloads import download
from kith.access.policy import Permission
from kith.access.reach import may as has
from kith.foundation.dates import day_words, months_after, today
from kith.foundation.sheets import Sheet
from kith.register import queries
from kith.register.forms import CoverageSpan
from kith.register.models import PathwayPoint
from kith.register.presenters import coverage as presenters


@may(Permission.SEE_COVERAGE)
def coverage(request: Request) -> HttpResponse:
    """A span of time, twelve months unless asked; small numbers are kept back from whoever is outside the caseload."""
    since, until = months_after(today(), -12), today()
    asked = any(name.startswith(("since", "until")) for name in request.GET)
    form = CoverageSpan(request.GET) if asked else CoverageSpan(initial={"since": since, "until": until})
    if asked and form.is_valid():
        since = form.cleaned_data["since"] or since
        until = form.cleaned_data["until"] or until
    points = PathwayPoint.objects.reachable_by(request.user, Permission.SEE_COVERAGE)
    covered = queries.coverage(queries.points_in(points, since, until))
    table = presenters.coverage_table(covered, suppress=not has(request.user, Permission.SEE_REGISTER))
    if request.GET.get("as") == "xlsx":
        sheet = Sheet("Coverage", presenters.SHEET_COLUMNS, presenters.sheet_rows(table))
        return download(request, name="coverage", sheet=sheet, filters=_filters(since, until, table))
    context = {
        "form": form,
        "table": table,
        "since": since,
        "until": until,
        "caveat": presenters.CAVEAT,
        "keep": f"since={since}&until={until}",
    }
    return render(request, "register/coverage.html", context)


def _filters(since: date, until: date, table: presenters.CoverageTable) -> list[tuple[str, str]]:
    told = [("From", day_words(since)), ("To", day_words(until)), ("How to read it", presenters.CAVEAT)]
    if table.is_suppressed:
        told.append(
            ("c", "A small number, or one from which a small number could be worked out, is kept back.")
        )
    return told
