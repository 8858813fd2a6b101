"""Of the children at each kind of point, how many were considered, offered somebody, and said yes."""

from datetime import date, timedelta
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from kith.access.doors import Request, may
from kith.access.downloads import download
from kith.access.policy import Permission
from kith.access.reach import organisations_for
from kith.foundation.dates import day_words, months_after, now, today
from kith.foundation.sheets import Sheet
from kith.register import actions, queries
from kith.register import coverage as telling
from kith.register.forms import CoverageSpan
from kith.register.models import CoverageSheet, PathwayPoint
from kith.register.presenters import coverage as presenters
from kith.schemes.models import Organisation

P = Permission


@may(P.SEE_COVERAGE)
def coverage(request: Request) -> HttpResponse:
    """Whoever looks after the children chooses the days; others read the quarter's sheet, the same for all of them."""
    own = set(organisations_for(request.user, P.SEE_REGISTER, today()))
    found = Organisation.objects.filter(pk__in=organisations_for(request.user, P.SEE_COVERAGE, today()))
    authorities = sorted(found, key=lambda one: (one.pk not in own, one.name))
    if not authorities:
        raise Http404
    asked = request.GET.get("authority", "")
    authority = next((one for one in authorities if str(one.public_id) == asked), authorities[0])
    shown = _live(request, authority) if authority.pk in own else _kept(request, authority)
    table, since, until = shown["table"], shown["since"], shown["until"]
    if request.GET.get("as") == "xlsx":
        sheet = Sheet("Coverage", presenters.SHEET_COLUMNS, presenters.sheet_rows(table))
        return download(request, name="coverage", sheet=sheet, filters=_filters(since, until, table))
    several = len(authorities) > 1
    chips = [(one.name, f"?authority={one.public_id}", one == authority) for one in authorities if several]
    keep = f"authority={authority.public_id}&{shown['keep']}"
    context = shown | {"chips": chips, "authority": authority, "caveat": presenters.CAVEAT, "keep": keep}
    return render(request, "register/coverage.html", context)


def _live(request: Request, authority: Organisation) -> dict[str, Any]:
    """A span of time, twelve months unless asked."""
    since, until = months_after(today(), -12), today()
    asked = any(name.startswith(("since", "until")) for name in request.GET)
    form = CoverageSpan(request.GET) if asked else CoverageSpan(initial={"since": since, "until": until})
    if asked and form.is_valid():
        since = form.cleaned_data["since"] or since
        until = form.cleaned_data["until"] or until
    points = PathwayPoint.objects.reachable_by(request.user, P.SEE_COVERAGE)
    covered = queries.coverage(queries.points_in(points.filter(child__authority=authority), since, until))
    table = presenters.coverage_table(telling.inside(covered), is_outside=False)
    return {"form": form, "table": table, "since": since, "until": until, "keep": _days(since, until)}


def _days(since: date, until: date) -> str:
    """The same days, for the link to the file."""
    return "&".join(
        f"{name}_day={day.day}&{name}_month={day.month}&{name}_year={day.year}"
        for name, day in (("since", since), ("until", until))
    )


def _kept(request: Request, authority: Organisation) -> dict[str, Any]:
    """The sheet of the quarter: nobody outside chooses the days, or two spans could be laid side by side."""
    made = actions.coverage_sheet(authority=authority, at=now())
    sheet = CoverageSheet.objects.reachable_by(request.user, P.SEE_COVERAGE).get(pk=made.pk)
    table = presenters.coverage_table(telling.from_plain(sheet.lines), is_outside=True)
    since = months_after(sheet.on + timedelta(days=1), -actions.COVERAGE_MONTHS)
    return {"form": None, "table": table, "since": since, "until": sheet.on, "keep": ""}


def _filters(since: date, until: date, table: presenters.CoverageTable) -> list[tuple[str, str]]:
    told = [("From", day_words(since)), ("To", day_words(until)), ("How to read it", presenters.CAVEAT)]
    if table.is_rounded:
        told.append(("Rounding", "Counts are rounded to the nearest five, halves up."))
    if table.is_suppressed:
        told.append(
            ("c", "A small number, or one from which a small number could be worked out, is kept back.")
        )
    return told
