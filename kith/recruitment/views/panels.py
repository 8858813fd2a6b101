"""Panels: when they meet, what is before them, the pack they read, and the decision of two people."""

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
from kith.foundation.forms import Confirmation, Form
from kith.foundation.paper import PDF
from kith.recruitment.actions import panels as deeds
from kith.recruitment.letters import letter_to_write
from kith.recruitment.listing import staff_schemes
from kith.recruitment.models import AgendaItem, Application, Panel
from kith.recruitment.panel_forms import CallPanel, Decide, Disagree, WhichPanel
from kith.recruitment.panel_paper import panel_paper
from kith.recruitment.presenters import panels as told
from kith.recruitment.presenters.pack import pack
from kith.recruitment.presenters.reader import Reader, address_of
from kith.recruitment.programmes import programmes_for
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


@opens(AgendaItem, P.SEE_VOLUNTEER)
def agenda_item(request: Request, item: AgendaItem) -> HttpResponse:
    """The pack of one application in reading order, and where its decision stands."""
    reader = _reader(request, item)
    changes = (
        item.changes.filter(step="disagree").select_related("by") if reader.vets else item.changes.none()
    )
    return render(
        request,
        "recruitment/agenda_item.html",
        _told(item)
        | {
            "reader": reader,
            "parts": pack(item, reader),
            "verdict": told.verdict(item, reader, today()),
            "disagreed": changes,
        },
    )


def _reader(request: Request, item: AgendaItem) -> Reader:
    refuse_about_themself(request, item.application.volunteer)
    return Reader(request.user, item.application, today())


def _told(item: AgendaItem, form: Form | None = None) -> dict[str, Any]:
    application = item.application
    return {
        "item": item,
        "form": form,
        "application": application,
        "volunteer": application.volunteer,
        "back_url": reverse("recruitment:panel", args=[item.panel.public_id]),
        "back_text": f"Panel of {day_words(item.panel.on)}",
    }


@opens(AgendaItem, P.APPROVE_VOLUNTEER)
def decide(request: Request, item: AgendaItem) -> HttpResponse:
    """The first of two people writes down what was decided; the pack stands beside."""
    reader = _reader(request, item)
    if not item.may("decide"):
        return redirect("recruitment:agenda_item", item.public_id)
    asked: dict[str, Any] = {"item": item, "programmes": programmes_for(item.application, today())}
    form = (
        Decide(request.POST, **asked)
        if request.method == "POST"
        else Decide(initial=_as_usual(item), **asked)
    )
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            deeds.decide(item=item, decision=form.decision(), by=request.user, on=today())
            messages.success(request, "Written down. A second person must agree.")
            return redirect("recruitment:agenda_item", item.public_id)
    return render(
        request,
        "recruitment/decide.html",
        _told(item, form) | {"reader": reader, "parts": pack(item, reader)},
    )


def _as_usual(item: AgendaItem) -> dict[str, Any]:
    """What was written before it was taken back; else the scheme's own ages and places."""
    scheme = item.application.scheme
    return {
        "outcome": item.outcome or None,
        "age_from": scheme.child_age_from if item.age_from is None else item.age_from,
        "age_to": scheme.child_age_to if item.age_to is None else item.age_to,
        "places": item.places or scheme.places_per_volunteer,
        "conditions": item.conditions,
        "reason": item.reason,
        "minutes": item.minutes,
        "programmes": [str(scheme.public_id) for scheme in item.programmes.all()],
    }


@opens(AgendaItem, P.AGREE_WITH_PANEL)
@require_POST
def agree(request: Request, item: AgendaItem) -> HttpResponse:
    """The second of two people."""
    _reader(request, item)
    return _do(request, item, deeds.agree, "Two people agree. It holds once the letter goes.")


@opens(AgendaItem, P.AGREE_WITH_PANEL)
def disagree(request: Request, item: AgendaItem) -> HttpResponse:
    """The second person says why not; it is decided again."""
    _reader(request, item)
    if not item.may("disagree"):
        return redirect("recruitment:agenda_item", item.public_id)
    form = Disagree(request.POST) if request.method == "POST" else Disagree()
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            deeds.disagree(item=item, words=form.cleaned_data["words"], by=request.user, on=today())
            messages.success(request, "It is open again.")
            return redirect("recruitment:agenda_item", item.public_id)
    return render(request, "recruitment/disagree.html", _told(item, form))


@opens(AgendaItem, P.APPROVE_VOLUNTEER)
@require_POST
def take_back(request: Request, item: AgendaItem) -> HttpResponse:
    """Undo, as long as the letter has not gone."""
    _reader(request, item)
    return _do(request, item, deeds.take_back, "Taken back. Nothing had followed from it.")


@opens(AgendaItem, P.APPROVE_VOLUNTEER)
def settle(request: Request, item: AgendaItem) -> HttpResponse:
    """Asked once more, since a letter cannot be called back."""
    _reader(request, item)
    if not item.may("settle"):
        return redirect("recruitment:agenda_item", item.public_id)
    form = Confirmation(request.POST) if request.method == "POST" else Confirmation()
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            deeds.settle(item=item, by=request.user, on=today())
            name = item.application.volunteer.first_name
            messages.success(request, f"{name}: {item.application.get_status_display().lower()}.")
            if kind := letter_to_write(item.application, []):
                return redirect("recruitment:write_letter", item.application.public_id, kind)
            return redirect("recruitment:application", item.application.public_id)
    volunteer = item.application.volunteer
    gets_account = item.is_approval and bool(volunteer.email) and volunteer.user_id is None
    return render(request, "recruitment/settle.html", _told(item, form) | {"gets_account": gets_account})


@opens(AgendaItem, P.RECORD_CHECK)
@require_POST
def take_off(request: Request, item: AgendaItem) -> HttpResponse:
    """It is put before another panel, or needs more first."""
    _reader(request, item)
    _do(
        request,
        item,
        deeds.take_off_agenda,
        f"{item.application.volunteer.first_name} is taken off the agenda.",
    )
    return redirect("recruitment:panel", item.panel.public_id)


def _do(request: Request, item: AgendaItem, deed: Any, done: str) -> HttpResponse:
    try:
        deed(item=item, by=request.user, on=today())
    except Cannot as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect("recruitment:agenda_item", item.public_id)


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
