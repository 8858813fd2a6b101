"""Bringing in a list: send it, say which column is which, look at what would be saved, save it or throw it away."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from kith.access.doors import Request, may, opens
from kith.access.downloads import download
from kith.access.policy import Permission
from kith.access.reach import schemes_for
from kith.foundation.dates import today
from kith.foundation.forms import Confirmation
from kith.recruitment.actions import bringing as deeds
from kith.recruitment.bringing import tasks
from kith.recruitment.bringing.failed import failed_sheet
from kith.recruitment.bringing.forms import NameColumns, SaveList, SendList
from kith.recruitment.bringing.table import CannotRead
from kith.recruitment.models import Bringing
from kith.recruitment.presenters import bringing as told
from kith.recruitment.states import BringingStatus as Status

P = Permission
LOOK_AGAIN = "2"  # seconds
EARLIER = 15


@may(P.BRING_VOLUNTEERS)
def bring(request: Request) -> HttpResponse:
    """Send a list; beside it, what was sent before."""
    schemes = list(schemes_for(request.user, P.BRING_VOLUNTEERS).open_on(today()).order_by("name"))  # type: ignore[attr-defined]
    form = (
        SendList(request.POST, request.FILES, schemes=schemes)
        if request.method == "POST"
        else SendList(schemes=schemes)
    )
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data["sent"]
        with form.refusals():
            try:
                made = deeds.receive(
                    scheme=form.scheme_chosen(),
                    file_name=sent.name,
                    content=sent.read(),
                    by=request.user,
                    on=today(),
                )
                return redirect("recruitment:bringing", made.public_id)
            except CannotRead as refusal:
                form.add_error("sent", str(refusal))
    rows = Bringing.objects.reachable_by(request.user, P.BRING_VOLUNTEERS).select_related("scheme")
    earlier = [told.earlier(row) for row in rows.defer("content", "preview", "failed")[:EARLIER]]
    context = {"form": form, "earlier": earlier, "promises": told.PROMISES} | _back_to_list()
    return render(request, "recruitment/bring.html", context)


def _back_to_list() -> dict[str, str]:
    return {"back_url": reverse("recruitment:volunteers"), "back_text": "Volunteers"}


@opens(Bringing, P.BRING_VOLUNTEERS)
def bringing(request: Request, bringing: Bringing) -> HttpResponse:
    """Where a list stands. While something works at it, the page looks again by itself."""
    context: dict[str, Any] = {"bringing": bringing, "headline": told.headline(bringing)}
    context |= {"back_url": reverse("recruitment:bring"), "back_text": "Lists"}
    if bringing.is_at_work:
        response = render(request, "recruitment/bring_at_work.html", context)
        response.headers["Refresh"] = LOOK_AGAIN
        return response
    if bringing.status == Status.MAPPING:
        return columns(request, public_id=bringing.public_id)
    if bringing.status == Status.THROWN_AWAY:
        return render(request, "recruitment/bring_over.html", context)
    context |= {
        "numbers": told.numbers(bringing),
        "groups": told.groups(bringing),
        "first_rows": told.first_rows(bringing),
        "is_saved": bringing.status == Status.SAVED,
        "good": bringing.counts["good"],
        "wrong": bringing.counts["wrong"],
        "form": SaveList() if bringing.counts["approved"] else Confirmation(),
    }
    return render(request, "recruitment/bring_report.html", context)


@opens(Bringing, P.BRING_VOLUNTEERS)
def columns(request: Request, bringing: Bringing) -> HttpResponse:
    """Say which column is which, as often as needed before anything is saved."""
    if not bringing.may("look"):
        return redirect("recruitment:bringing", bringing.public_id)
    named: dict[str, Any] = {"table": deeds.table_of(bringing), "mapping": dict(bringing.mapping)}
    form = NameColumns(request.POST, **named) if request.method == "POST" else NameColumns(**named)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            deeds.name_columns(bringing=bringing, mapping=form.mapping(), by=request.user, on=today())
            tasks.look_through.enqueue(str(bringing.public_id), str(request.user.public_id))
            return redirect("recruitment:bringing", bringing.public_id)
    return render(
        request,
        "recruitment/bring_columns.html",
        {
            "bringing": bringing,
            "form": form,
            "rows": len(named["table"].rows),
            "guessed": len(bringing.mapping),
            "columns": len(form.columns),
            "address": reverse("recruitment:bring_columns", args=[bringing.public_id]),
            "back_url": reverse("recruitment:bring"),
            "back_text": "Lists",
        },
    )


@opens(Bringing, P.BRING_VOLUNTEERS)
@require_POST
def save(request: Request, bringing: Bringing) -> HttpResponse:
    """Save the good rows: the work itself is done behind the page."""
    form = SaveList(request.POST)
    if form.is_valid():
        with form.refusals():
            deeds.begin_saving(
                bringing=bringing, invites=bool(form.cleaned_data["invites"]), by=request.user, on=today()
            )
            tasks.save.enqueue(str(bringing.public_id), str(request.user.public_id))
    for refusal in form.non_field_errors():
        messages.error(request, str(refusal))
    return redirect("recruitment:bringing", bringing.public_id)


@opens(Bringing, P.BRING_VOLUNTEERS)
def throw_list_away(request: Request, bringing: Bringing) -> HttpResponse:
    """Asked once more, since the rows are gone afterwards."""
    form = Confirmation(request.POST) if request.method == "POST" else Confirmation()
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            deeds.throw_away(bringing=bringing, by=request.user, on=today())
            messages.success(request, "Thrown away. Nothing of it was saved.")
            return redirect("recruitment:bring")
    back = reverse("recruitment:bringing", args=[bringing.public_id])
    return render(
        request,
        "recruitment/bring_away.html",
        {"bringing": bringing, "form": form, "back_url": back, "back_text": "The list"},
    )


@opens(Bringing, P.BRING_VOLUNTEERS)
def failed_rows(request: Request, bringing: Bringing) -> HttpResponse:
    """The rows left out, in the columns of the file, with what is wrong in each."""
    if not bringing.failed:
        raise Http404
    return download(
        request,
        name=f"to-mend-{bringing.on.isoformat()}",
        sheet=failed_sheet(bringing),
        filters=[("Out of", bringing.file_name)],
    )
