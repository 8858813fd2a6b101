"""Panels: when they meet, what is before them, the pack they read, and how an application comes before one."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from kith.access.doors import Request, may, opens
from kith.access.downloads import attached, note_taken
from kith.access.policy import Permission
from kith.access.reach import may as has
from kith.access.reach import schemes_for
from kith.foundation.dates import day_words, now, today
from kith.foundation.errors import Cannot
from kith.foundation.paper import PDF
from kith.recruitment.actions import panels as deeds
from kith.recruitment.listing import staff_schemes
from kith.recruitment.models import AgendaItem, Application, Panel
from kith.recruitment.panel_forms import CallPanel, WhichPanel
from kith.recruitment.panel_paper import panel_paper
from kith.recruitment.presenters import panels as told
from kith.recruitment.presenters.reader import address_of
from kith.recruitment.states import OPEN_ON_AGENDA, Status
from kith.recruitment.views.common import refuse_about_themself
from kith.schemes.models import Organisation

P = Permission
A_PAGE = 20
OPEN = [str(status) for status in OPEN_ON_AGENDA]


@may(P.SEE_VOLUNTEER)
def panels(request: Request) -> HttpResponse:
    """When panels meet and have met, and calling one."""
    schemes = staff_schemes(request.user)
    if not schemes.exists():
        return redirect("recruitment:my_checks")
    callers = Organisation.objects.filter(pk__in=schemes_for(request.user, P.RECORD_CHECK).values("provider"))
    form = (
        CallPanel(request.POST, providers=callers)
        if request.method == "POST"
        else CallPanel(providers=callers)
    )
    if request.method == "POST" and callers and form.is_valid():
        with form.refusals():
            said = form.cleaned_data
            made = deeds.call_panel(
                provider=form.provider_chosen(),
                meets_on=said["meets_on"],
                place=said["place"],
                by=request.user,
                on=today(),
            )
            return redirect("recruitment:panel", made.public_id)
    mine = Q(items__application__scheme__in=schemes)
    rows = Panel.objects.reachable_by(request.user, P.SEE_VOLUNTEER).annotate(
        many=Count("items", filter=mine & ~Q(items__status="taken off"), distinct=True),
        open_items=Count("items", filter=mine & Q(items__status__in=OPEN), distinct=True),
    )
    ahead = rows.filter(on__gte=today()).order_by("on", "pk")
    held = Paginator(rows.filter(on__lt=today()).order_by("-on", "-pk"), A_PAGE)
    page = held.get_page(request.GET.get("page"))
    return render(
        request,
        "recruitment/panels.html",
        {
            "form": form if callers else None,
            "ahead": [told.panel_line(panel, today()) for panel in ahead],
            "past": [told.panel_line(panel, today()) for panel in page],
            "page": page,
            "back_url": reverse("recruitment:volunteers"),
            "back_text": "Volunteers",
        },
    )


def _items(request: Request, panel: Panel) -> list[AgendaItem]:
    """The lines of the agenda within reach, but nobody's own."""
    rows = AgendaItem.objects.reachable_by(request.user, P.SEE_VOLUNTEER).filter(panel=panel)
    return list(
        rows.exclude(application__volunteer__user=request.user)
        .exclude(status="taken off")
        .select_related("application__volunteer", "application__scheme", "application__recruiter")
    )


@opens(Panel, P.SEE_VOLUNTEER)
def panel(request: Request, panel: Panel) -> HttpResponse:
    """The agenda of one panel, and who could be put on it."""
    items = _items(request, panel)
    records = schemes_for(request.user, P.RECORD_CHECK)
    ready = Application.objects.filter(
        scheme__in=records, scheme__provider=panel.provider_id, status=Status.READY
    ).exclude(volunteer__user=request.user)
    ready = ready.exclude(pk__in=AgendaItem.objects.open().values("application"))
    return render(
        request,
        "recruitment/panel.html",
        {
            "panel": panel,
            "words": told.panel_words(panel, today()),
            "agenda": told.agenda(items, vets=has(request.user, P.SEE_VETTING)),
            "ready": ready.select_related("volunteer", "scheme").order_by("at_step_since", "pk"),
            "may_record": has(request.user, P.RECORD_CHECK),
            "back_url": reverse("recruitment:panels"),
            "back_text": "Panels",
        },
    )


@opens(Panel, P.SEE_VOLUNTEER)
def panel_pack(request: Request, panel: Panel) -> HttpResponse:
    """The pack on paper, as this reader may read it. That it was taken is recorded."""
    items = _items(request, panel)
    note_taken(request, "panel pack", about=panel, rows=len(items))
    made = panel_paper(panel, items, by=request.user, at=now())
    return attached(made, PDF, f"panel-{panel.on.isoformat()}.pdf")


@opens(Application, P.RECORD_CHECK)
@require_POST
def put_on_agenda(request: Request, application: Application, panel: Any) -> HttpResponse:
    """At the end of the agenda of a panel that is called."""
    found = Panel.objects.reachable_by(request.user, P.RECORD_CHECK).filter(public_id=panel).first()
    try:
        if found is None:
            raise Cannot("This panel is not there any more.")
        deeds.put_on_agenda(panel=found, application=application, by=request.user, on=today())
    except Cannot as refusal:
        messages.error(request, str(refusal))
        return redirect("recruitment:application", application.public_id)
    messages.success(request, f"{application.volunteer.first_name} is on the agenda.")
    return redirect("recruitment:panel", found.public_id)


@opens(Application, P.RECORD_CHECK)
def approve(request: Request, application: Application) -> HttpResponse:
    """Where a decision begins: on the agenda it is on, else a panel is chosen, or called for today."""
    refuse_about_themself(request, application.volunteer)
    item = AgendaItem.objects.open().filter(application=application).first()
    if item:
        return redirect("recruitment:agenda_item", item.public_id)
    rows = Panel.objects.reachable_by(request.user, P.RECORD_CHECK).filter(
        provider=application.scheme.provider_id, on__gte=today()
    )
    coming = list(rows.order_by("on"))
    asked: dict[str, Any] = {"panels": coming, "words": {row.pk: day_words(row.on) for row in coming}}
    form = WhichPanel(request.POST, **asked) if request.method == "POST" else WhichPanel(**asked)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            made = deeds.put_before(panel=form.chosen(), application=application, by=request.user, on=today())
            return redirect("recruitment:agenda_item", made.public_id)
    back = {"back_url": address_of(application), "back_text": application.volunteer.name}
    told_now = {"form": form, "application": application, "volunteer": application.volunteer, **back}
    return render(request, "recruitment/which_panel.html", told_now)
