"""Outcome reports: the list, the scheme's own live figures, the frozen copy for outsiders, letting it out, files."""

from datetime import date
from typing import Any
from uuid import UUID

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
from kith.foundation.dates import now, today
from kith.foundation.paper import PDF
from kith.foundation.sheets import XLSX
from kith.outcomes import tasks
from kith.outcomes.actions import reports as deeds
from kith.outcomes.forms.letting_out import LetOutForm
from kith.outcomes.models import OutcomeReport, Words
from kith.outcomes.presenters.reports import headlines, printed, quotes_for
from kith.outcomes.presenters.short import in_short
from kith.outcomes.queries.reports import let_out_to
from kith.outcomes.views.scheme_of import scheme_of
from kith.schemes.models import Contract, Scheme

P = Permission
PAGE = 30
LOOK_AGAIN = "3"  # seconds
DOWNLOAD = {"xlsx": XLSX, "pdf": PDF}


@may(P.SEE_OUTCOMES)
def reports(request: Request) -> HttpResponse:
    """Schemes of one's own with their pages; and the reports that were made or let out."""
    schemes = list(
        schemes_for(request.user, P.SEE_OUTCOMES, today()).select_related("provider").order_by("name")
    )
    mine = {scheme.pk for scheme in schemes_for(request.user, P.TELL_OUTCOMES, today())}
    rows = OutcomeReport.objects.reachable_by(request.user, P.SEE_OUTCOMES).for_outsiders()
    made = rows.select_related("scheme__provider", "released_by").defer("figures", "counts")
    chosen = request.GET.get("scheme", "")
    names = {str(scheme.public_id): scheme.name for scheme in schemes}
    if chosen in names:
        made = made.filter(scheme__public_id=chosen)
        schemes = [scheme for scheme in schemes if str(scheme.public_id) == chosen]
    page = Paginator(made, PAGE).get_page(request.GET.get("page"))
    chips = [
        ("All", "?", chosen not in names),
        *((name, f"?scheme={key}", key == chosen) for key, name in names.items()),
    ]
    context = {
        "schemes": [(scheme, scheme.pk in mine) for scheme in schemes],
        "page": page,
        "keep": f"&scheme={chosen}" if chosen in names else "",
        "chips": chips if len(names) > 1 else [],
        "ours": bool(names),
        "mapped": [] if names else let_out_to(request.user),
    }
    return render(request, "outcomes/reports.html", context)


@may(P.SEE_OUTCOMES)
def inside(request: Request, public_id: UUID) -> HttpResponse:
    """The scheme's own figures as they are now; not to be passed on."""
    scheme = scheme_of(request, public_id, P.SEE_OUTCOMES)
    if deeds.is_large(scheme):
        return _kept_inside(request, scheme)
    from kith.outcomes.report import make
    from kith.science.results import Audience

    figures = make(scheme, today(), Audience.INSIDE)
    may_make = schemes_for(request.user, P.TELL_OUTCOMES, today()).filter(pk=scheme.pk).exists()
    context = _shown(figures, scheme, today()) | {"scheme": scheme, "inside": True, "may_make": may_make}
    return render(request, "outcomes/report.html", context)


def _kept_inside(request: Request, scheme: Scheme) -> HttpResponse:
    """A large scheme's own figures as they were last worked out; anew only when somebody asks for it."""
    its = OutcomeReport.objects.reachable_by(request.user, P.SEE_OUTCOMES).filter(scheme=scheme, inside=True)
    newest, kept = its.first(), its.ready().first()
    if request.method == "POST":
        if newest is None or newest.is_ready or newest.fault:
            newest = deeds.begin_report(scheme=scheme, by=request.user, at=now(), inside=True)
            tasks.fill.enqueue(str(newest.public_id), str(request.user.public_id))
        return redirect("outcomes:inside", scheme.public_id)
    if kept is None or newest is None:
        return _working(request, scheme, newest)
    may_make = schemes_for(request.user, P.TELL_OUTCOMES, today()).filter(pk=scheme.pk).exists()
    context = _shown(kept.figures, scheme, kept.on) | {
        "scheme": scheme,
        "inside": True,
        "kept": kept,
        "at_work": newest if newest.pk != kept.pk and not newest.fault else None,
        "may_make": may_make,
    }
    return render(request, "outcomes/report.html", context)


def _working(request: Request, scheme: Scheme, report: OutcomeReport | None) -> HttpResponse:
    """How far it is, the page looks again by itself; or that nobody has asked for it yet."""
    context = {
        "report": report,
        "scheme": scheme,
        "back_url": reverse("outcomes:reports"),
        "back_text": "Outcomes",
    }
    working = render(request, "outcomes/working.html", context)
    if report and not report.fault:
        working.headers["Refresh"] = LOOK_AGAIN
    return working


def _shown(figures: dict[str, Any], scheme: Scheme, on: date) -> dict[str, Any]:
    parts = printed(figures)
    return {
        "figures": figures,
        "short": in_short(figures),
        "parts": [part for part in parts if not part.refused],
        "silent": [part for part in parts if part.refused],
        "counted": headlines(parts),
        "quotes": quotes_for(scheme, Words.Where.REPORT),
        "on": on,
        "back_url": reverse("outcomes:reports"),
        "back_text": "Outcomes",
    }


@require_POST
@may(P.TELL_OUTCOMES)
def make_report(request: Request, public_id: UUID) -> HttpResponse:
    """Freeze what outsiders may read: at once, or by the worker where there is much to read."""
    scheme = scheme_of(request, public_id, P.TELL_OUTCOMES)
    report = deeds.begin_report(scheme=scheme, by=request.user, at=now())
    if deeds.is_large(scheme):
        tasks.fill.enqueue(str(report.public_id), str(request.user.public_id))
        messages.success(request, "It is being worked out. You may leave this page.")
    else:
        deeds.fill_report(report=report, by=request.user, at=now())
        messages.success(request, "The report is made. Read it, then let it out.")
    return redirect("outcomes:report", report.public_id)


@opens(OutcomeReport, P.SEE_OUTCOMES)
def report(request: Request, report: OutcomeReport) -> HttpResponse:
    """The frozen copy, as outsiders read it."""
    ours = schemes_for(request.user, P.TELL_OUTCOMES, today()).filter(pk=report.scheme_id).exists()
    if not report.is_ready:
        return _working(request, report.scheme, report)
    if report.inside:
        return redirect("outcomes:inside", report.scheme.public_id)
    context = _shown(report.figures, report.scheme, report.on)
    return render(
        request, "outcomes/report.html", context | {"report": report, "scheme": report.scheme, "ours": ours}
    )


@opens(OutcomeReport, P.TELL_OUTCOMES)
def release(request: Request, report: OutcomeReport) -> HttpResponse:
    """Let those who pay read it, after a look at what that means."""
    form = LetOutForm(request.POST) if request.method == "POST" else LetOutForm()
    back = reverse("outcomes:report", args=[report.public_id])
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            note = form.cleaned_data["note"]
            deeds.release_report(report=report, by=request.user, at=now(), note=note)
            messages.success(request, "Those who pay for the scheme can read it now.")
            return redirect(back)
    paid = Contract.objects.filter(scheme=report.scheme).open_on(today()).select_related("commissioner")
    payers = sorted({contract.commissioner.name for contract in paid})
    context = {"report": report, "form": form, "payers": payers, "back_url": back, "back_text": "The report"}
    return render(request, "outcomes/release.html", context)


@opens(OutcomeReport, P.SEE_OUTCOMES)
def download(request: Request, report: OutcomeReport, kind: str) -> HttpResponse:
    """The frozen copy as a file, with the words that may stand in it today."""
    from kith.outcomes.files import paper, spreadsheet

    if kind not in DOWNLOAD or not report.is_ready or report.made_at is None or report.inside:
        raise Http404
    quotes = quotes_for(report.scheme, Words.Where.REPORT)
    write = spreadsheet if kind == "xlsx" else paper
    made = write(report.figures, quotes, report.digest, report.made_at, report.note)
    deeds.note_download(report=report, as_what=kind, by=request.user, on=today())
    return attached(made, DOWNLOAD[kind], f"outcomes-{report.on.isoformat()}.{kind}")
