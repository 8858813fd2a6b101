"""The list of reports, one report and its files, the scheme's own copy, and the page for elected members."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from kith.access.doors import Request, may, opens
from kith.access.downloads import attached
from kith.access.policy import Permission
from kith.access.reach import organisations_for
from kith.foundation.dates import now, today
from kith.foundation.forms import Confirmation
from kith.foundation.paper import PDF
from kith.foundation.sheets import XLSX
from kith.register.models import CareSummary
from kith.reporting import actions, presenters, queries
from kith.reporting.about import about, meanings
from kith.reporting.forms import WhichQuarter
from kith.reporting.gate import INSIDE
from kith.reporting.models import MembersSheet, Run
from kith.reporting.paper import paper
from kith.reporting.report import Report
from kith.reporting.spreadsheet import spreadsheet
from kith.schemes.models import Contract

P = Permission
PER_PAGE = 30


@may(P.SEE_REPORT)
def reports(request: Request) -> HttpResponse:
    """By scheme and quarter: what a scheme can make and release, and what a commissioner has been given."""
    contracts = queries.contracts_for(request.user, today())
    given = queries.given_to(request.user, today())
    chosen = request.GET.get("scheme", "")
    schemes = {contract.scheme.name: str(contract.scheme.public_id) for contract in contracts}
    schemes |= {
        name: str(key)
        for name, key in given.order_by("contract__scheme__name").values_list(
            "contract__scheme__name", "contract__scheme__public_id"
        )
    }
    if chosen in schemes.values():
        contracts = [contract for contract in contracts if str(contract.scheme.public_id) == chosen]
        given = given.filter(contract__scheme__public_id=chosen)
    page = Paginator(given, PER_PAGE).get_page(request.GET.get("page"))
    shown = {
        "desks": [(desk.contract, presenters.slot_lines(desk)) for desk in queries.desks(contracts, today())],
        "makes": bool(contracts),
        "chips": presenters.scheme_chips(sorted(schemes.items()), chosen),
        "page": page,
        "given": presenters.given_lines(list(page.object_list)),
        "keep": f"&scheme={chosen}" if chosen else "",
        "is_commissioner": bool(organisations_for(request.user, P.SEE_REPORT, today())),
    }
    return render(request, "reporting/reports.html", shown)


@require_POST
@may(P.MAKE_REPORT)
def make(request: Request) -> HttpResponse:
    """Make the report of one contract and one quarter; it goes to nobody yet."""
    form = WhichQuarter(request.POST)
    if not form.is_valid():
        raise Http404
    contract = next(
        (
            contract
            for contract in queries.contracts_for(request.user, today())
            if contract.public_id == form.cleaned_data["contract"]
        ),
        None,
    )
    if contract is None:
        raise Http404
    span = form.cleaned_data["quarter"]
    run = actions.make_report(
        contract=contract, from_day=span.from_day, until_day=span.until_day, by=request.user, at=now()
    )
    messages.success(
        request, f"The report for {span.words} is made. Read it, then release it to {contract.commissioner}."
    )
    return redirect("reporting:run", run.public_id)


@opens(Run, P.SEE_REPORT)
def run(request: Request, run: Run) -> HttpResponse:
    """One report as its commissioner reads it; its scheme may release it from here."""
    report = run.report
    ours = _is_ours(request, run.contract)
    shown = _told(run, report) | {
        "ours": ours,
        "about": about(run, report),
        "newer": queries.replaced_by(run),
        "may_release": ours and run.may("release") and run.is_unchanged,
        "has_kept_back": presenters.has_kept_back(report),
    }
    return render(request, "reporting/run.html", shown)


def _is_ours(request: Request, contract: Contract) -> bool:
    return contract in queries.contracts_for(request.user, today())


def _told(run: Run, report: Report) -> dict[str, object]:
    """What every copy of a report shows."""
    return {
        "run": run,
        "report": report,
        "span": run.span,
        "headlines": presenters.headlines(report),
        "sections": presenters.printed(report),
        "too_small": presenters.too_small(report),
        "meanings": meanings(report),
        "made": presenters.made_words(run),
        "released": presenters.released_words(run),
        "back_url": reverse("reporting:reports"),
        "back_text": "Reports",
    }


@opens(Run, P.MAKE_REPORT)
def inside(request: Request, run: Run) -> HttpResponse:
    """The same figures as they are, counted now, for the scheme's own staff."""
    report = actions.figures_of(run.contract, run.span, INSIDE)
    shown = _told(run, report) | {
        "now": now(),
        "in_nobodys": queries.in_nobodys_report(run.contract, run.span),
        "back_url": reverse("reporting:run", args=[run.public_id]),
        "back_text": "The commissioner’s copy",
    }
    return render(request, "reporting/inside.html", shown)


@opens(Run, P.MAKE_REPORT)
def release(request: Request, run: Run) -> HttpResponse:
    """Let the commissioner read it, after a look at what that means."""
    form = Confirmation(request.POST) if request.method == "POST" else Confirmation()
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.release(run=run, by=request.user, at=now())
            messages.success(request, f"{run.contract.commissioner} can read this report now.")
            return redirect("reporting:run", run.public_id)
    before = Run.objects.of_the_same(run.contract).for_span(run.span).released().first()
    shown = {
        "form": form,
        "run": run,
        "span": run.span,
        "before": before,
        "in_the_way": queries.in_the_way(run),
        "back_url": reverse("reporting:run", args=[run.public_id]),
        "back_text": "The report",
    }
    return render(request, "reporting/release.html", shown)


@opens(Run, P.SEE_REPORT)
def as_spreadsheet(request: Request, run: Run) -> HttpResponse:
    """The report as .xlsx."""
    return _handed_out(request, run, spreadsheet(run), XLSX, "xlsx")


@opens(Run, P.SEE_REPORT)
def as_paper(request: Request, run: Run) -> HttpResponse:
    """The report as a PDF."""
    return _handed_out(request, run, paper(run), PDF, "pdf")


def _handed_out(request: Request, run: Run, made: bytes, kind: str, ending: str) -> HttpResponse:
    actions.note_download(run=run, as_what=ending, by=request.user, at=now())
    return attached(made, kind, f"report-{run.span.slug}.{ending}")


@may(P.SEE_MEMBERS_PAGE)
def members(request: Request) -> HttpResponse:
    """One page to read in two minutes: the same for everybody until the quarter or the register changes."""
    authorities = queries.authorities_for(request.user, today())
    chosen = request.GET.get("authority", "")
    authority = next((one for one in authorities if str(one.public_id) == chosen), None) or next(
        iter(authorities), None
    )
    if authority is None:
        raise Http404
    if not CareSummary.objects.filter(child__authority=authority).exists():
        return render(request, "reporting/no_register.html", {"authority": authority})
    made = actions.members_sheet(authority=authority, at=now())
    sheet = MembersSheet.objects.reachable_by(request.user, P.SEE_MEMBERS_PAGE).get(pk=made.pk)
    chips = [
        (one.name, f"?authority={one.public_id}", one == authority)
        for one in authorities
        if len(authorities) > 1
    ]
    shown = presenters.members_page(sheet) | {"authority": authority, "chips": chips}
    return render(request, "reporting/members.html", shown)
