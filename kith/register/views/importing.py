"""Sending a return, watching it being read, looking at what it says, saving it or throwing it away."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render

from kith.access.doors import Request, may, opens
from kith.access.downloads import download
from kith.access.policy import Permission
from kith.access.reach import may as has
from kith.access.reach import organisations_for
from kith.foundation.dates import count_words, today
from kith.foundation.forms import Confirmation
from kith.foundation.sheets import Sheet
from kith.register import actions, tasks
from kith.register.forms import SendReturn
from kith.register.models import ImportRun
from kith.register.presenters import imports, mending
from kith.register.states import Status
from kith.schemes.models import Organisation

PAGE = 50
LOOK_AGAIN = "2"  # seconds
EARLIER = 20
SHOWN_KINDS = 6


@may(Permission.IMPORT_REGISTER)
def send(request: Request) -> HttpResponse:
    """Send a return; below, what was sent before."""
    authorities = Organisation.objects.filter(
        pk__in=organisations_for(request.user, Permission.IMPORT_REGISTER),
        kind=Organisation.Kind.AUTHORITY,
    )
    form = (
        SendReturn(request.POST, request.FILES, authorities=authorities)
        if request.method == "POST"
        else SendReturn(authorities=authorities)
    )
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            run = actions.receive(
                authority=form.authority_chosen(),
                files=form.cleaned_data["sent"],
                names=form.names_file(),
                by=request.user,
                on=today(),
            )
            tasks.read_import.enqueue(str(run.public_id), str(request.user.public_id))
            return redirect("register:run", run.public_id)
    runs = ImportRun.objects.reachable_by(request.user, Permission.IMPORT_REGISTER)
    earlier = [imports.earlier(run) for run in runs.select_related("authority")[:EARLIER]]
    context = {"form": form, "earlier": earlier, "promises": imports.PROMISES}
    return render(request, "register/send.html", context)


@opens(ImportRun, Permission.IMPORT_REGISTER)
def run(request: Request, run: ImportRun) -> HttpResponse:
    """Where an import stands. While something works at it, the page looks again by itself."""
    context: dict[str, Any] = {
        "run": run,
        "headline": imports.headline(run),
        "subline": imports.subline(run),
    }
    if run.is_at_work:
        response = render(request, "register/at_work.html", context)
        response.headers["Refresh"] = LOOK_AGAIN
        return response
    if run.status in (Status.FAILED, Status.THROWN_AWAY):
        return render(request, "register/over.html", context)
    context |= _report(run)
    context["may_see"] = has(request.user, Permission.SEE_REGISTER)
    return render(request, "register/run.html", context)


def _report(run: ImportRun) -> dict[str, Any]:
    kinds = mending.kinds(run)
    to_mend = [kind for kind in kinds if kind.how_soon != "calm"]
    told = imports.told_by(run)
    return {
        "to_mend": to_mend[:SHOWN_KINDS],
        "more_to_mend": to_mend[SHOWN_KINDS:],
        "more_words": f"{count_words(len(to_mend[SHOWN_KINDS:]), 'more kind')} to look at",
        "worth_knowing": [kind for kind in kinds if kind.how_soon == "calm"],
        "findings": sum(kind["count"] for kind in run.kinds),
        "changes": imports.changes(run) if run.tables else [],
        "quiet": imports.quiet_words(run),
        "mended": imports.mended_words(run),
        "numbers": [(tell.number, tell.words) for tell in told if tell.key in imports.LEADING],
        "others": [tell for tell in told if tell.key not in imports.LEADING],
        "tells": {tell.key: tell for tell in told},
        "told_of": imports.told_of_whom(run),
        "files": imports.files(run),
        "kept_days": actions.KEPT_FOR.days,
        "is_refused": run.status == Status.REFUSED,
        "is_saved": run.status == Status.SAVED,
        "is_read": run.status == Status.READ,
    }


@opens(ImportRun, Permission.IMPORT_REGISTER)
def findings(request: Request, run: ImportRun) -> HttpResponse:
    """Every finding, filtered by kind, file and severity."""
    asked = {name: request.GET.get(name, "") for name in ("kind", "file", "how_bad")}
    rows = run.findings.all()
    if asked["kind"]:
        rows = rows.filter(code=asked["kind"])
    if asked["file"]:
        rows = rows.filter(file=asked["file"])
    if asked["how_bad"]:
        rows = rows.filter(severity=asked["how_bad"])
    if request.GET.get("as") == "xlsx":
        sheet = Sheet("Findings", mending.FINDING_COLUMNS, [row.as_row() for row in rows.iterator()])
        return download(request, name="findings", sheet=sheet, filters=mending.filters_told(run, asked))
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "run": run,
        "page": page,
        "asked": asked,
        "keep": "".join(f"&{urlencode({name: value})}" for name, value in asked.items() if value),
        "chips": mending.severity_chips(run, asked),
        "kinds": mending.kind_choices(run, asked["how_bad"]),
        "files": mending.file_choices(run),
        "kind": next((kind for kind in mending.kinds(run) if kind.code == asked["kind"]), None),
    }
    return render(request, "register/findings.html", context)


@opens(ImportRun, Permission.IMPORT_REGISTER)
def save(request: Request, run: ImportRun) -> HttpResponse:
    """Save it: the work itself is done behind the page."""
    if request.method == "POST":
        actions.start_saving(run=run, by=request.user, on=today())
        tasks.save_import.enqueue(str(run.public_id), str(request.user.public_id))
    return redirect("register:run", run.public_id)


@opens(ImportRun, Permission.IMPORT_REGISTER)
def throw_away(request: Request, run: ImportRun) -> HttpResponse:
    """Asked once more, since the files are gone afterwards."""
    form = Confirmation(request.POST) if request.method == "POST" else Confirmation()
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.throw_away(run=run, by=request.user, on=today())
            messages.success(request, "Thrown away. Nothing of it was saved.")
            return redirect("register:import")
    return render(request, "register/throw_away.html", {"run": run, "form": form})
