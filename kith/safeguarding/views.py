"""The road of a worry: a page for anybody, and the lead's list and file."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from kith.access.doors import Request, may, opens, public
from kith.access.models import User
from kith.access.policy import Permission
from kith.access.roles import Role
from kith.foundation.dates import now, today
from kith.foundation.errors import Cannot
from kith.safeguarding import actions, staff_roles
from kith.safeguarding.clock import clock
from kith.safeguarding.concern_page import HEADINGS, accused_lines, do, form_of, parts_of
from kith.safeguarding.forms import NotSafe, RaiseConcern
from kith.safeguarding.models import Concern
from kith.safeguarding.presenters import about_whom, line, unread_lines
from kith.safeguarding.raising import Page, near, one_of, page_of
from kith.safeguarding.readers import leads_for
from kith.safeguarding.ringing import numbers_now
from kith.safeguarding.states import Status
from kith.schemes.models import Scheme

RAISED = "concern_raised"


@public
def raise_concern(request: HttpRequest) -> HttpResponse:
    """A worry, from anybody. The page it came from says whom it is about; nobody is looked up by typing."""
    user = request.user if request.user.is_authenticated else None
    young = _is_young(user)
    page = page_of(request, user)
    typed = request.POST if request.method == "POST" else None
    form = (
        NotSafe(typed)
        if young
        else RaiseConcern(typed, near=[] if page.child or page.volunteer else near(user))
    )
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            concern = _raise(page, form, user)
            request.session[RAISED] = {
                "reference": concern.reference,
                "urgent": concern.urgency == Concern.Urgency.NOW,
                "is_told": bool(leads_for(concern, now())),
                "scheme": concern.scheme_id,
            }
            return redirect("safeguarding:raised")
    context = {
        "form": form,
        "ring": numbers_now(page.schemes_of(user), young=young),
        "page": page,
        "query": request.GET.urlencode(),
    }
    return render(request, _page("raise", young), context)


def _raise(page: Page, form: RaiseConcern | NotSafe, user: User | None) -> Concern:
    told = form.cleaned_data
    child = page.child or getattr(form, "child", None)
    return actions.raise_concern(
        by=user,
        at=now(),
        urgency=told.get("urgency", Concern.Urgency.NOW),
        words=told["words"] or "I don’t feel safe.",
        child_said=told.get("child_said", ""),
        told=told.get("told", ""),
        about_name=told.get("about_name", ""),
        child=child,
        volunteer=page.volunteer,
        scheme=one_of(page.schemes_of(user, child), user),
        raised_from=page.words,
    )


@public
def raised(request: HttpRequest) -> HttpResponse:
    """Thank you, the reference, and whom to ring; a page of its own, so that going back sends nothing twice."""
    told = request.session.get(RAISED)
    if told is None:
        return redirect("safeguarding:raise")
    user = request.user if request.user.is_authenticated else None
    young = _is_young(user)
    schemes = Scheme.objects.filter(pk=told.get("scheme")).select_related("provider")
    return render(request, _page("raised", young), {**told, "ring": numbers_now(schemes, young=young)})


def _is_young(user: User | None) -> bool:
    return user is not None and Role.YOUNG_PERSON in user.roles_on(today())


def _page(name: str, young: bool) -> str:
    return f"safeguarding/my_{name}.html" if young else f"safeguarding/{name}.html"


@may(Permission.SEE_CONCERN)
def concerns(request: Request) -> HttpResponse:
    """Concerns within reach, those without a first decision on top."""
    shown = request.GET.get("show", "open")
    rows = Concern.objects.reachable_by(request.user, Permission.SEE_CONCERN)
    if shown == "open":
        rows = rows.exclude(status=Status.CLOSED)
    elif shown == "closed":
        rows = rows.filter(status=Status.CLOSED)
    page = Paginator(rows.with_people().order_by("-raised_at"), 50).get_page(request.GET.get("page"))
    lines = sorted((line(concern, now()) for concern in page), key=lambda one: not one.late)
    filters = [
        (words, f"?show={key}", key == shown)
        for key, words in (("open", "Open"), ("closed", "Closed"), ("all", "All"))
    ]
    return render(
        request,
        "safeguarding/concerns.html",
        {"page": page, "lines": lines, "filters": filters, "shown": shown},
    )


@may(Permission.CHASE_CONCERN)
def not_read(request: Request) -> HttpResponse:
    """For managers: that something waits unread, for how long, and whom to ring. Not a word of what it is."""
    lines = unread_lines(request.user, now())
    return render(request, "safeguarding/not_read.html", {"lines": lines, "ring": numbers_now()})


@opens(Concern, Permission.SEE_CONCERN)
def concern(request: Request, concern: Concern) -> HttpResponse:
    """One concern: what was said, what was added, what may be done next."""
    deed = request.POST.get("deed", "") if request.method == "POST" else ""
    entries = list(concern.entries.select_related("created_by"))
    kinds = {entry.kind for entry in entries}
    form = form_of(deed, concern, kinds, today(), request.POST) if deed in HEADINGS else None
    if form and form.is_valid():
        with form.refusals():
            do(deed, concern=concern, by=request.user, at=now(), told=form.cleaned_data)
            messages.success(request, "Written down.")
            return _back_to(request, concern)
    elif request.method == "GET":
        actions.read(concern=concern, by=request.user, at=now())
    read = concern.changes.filter(step="read").first()
    ticks = clock(concern, entries, read_on=read.on if read else None, at=now())
    context = {
        "concern": concern,
        "line": line(concern, now()),
        "about": about_whom(concern),
        "accused": accused_lines(concern, today()),
        "entries": entries,
        "ticks": ticks,
        "next": next((tick for tick in ticks if not tick.done), None),
        "ring": numbers_now([concern.scheme] if concern.scheme else []),
        "form": form,
        "parts": parts_of(concern, kinds, today(), (deed, form) if form else None),
    }
    return render(request, "safeguarding/concern.html", context)


@opens(Concern, Permission.DECIDE_CONCERN)
@require_POST
def ask_to_end_role(request: Request, concern: Concern, membership: UUID) -> HttpResponse:
    """Somebody who is accused works here, too: whoever gives roles is asked to end it."""
    held = [role.membership for each in accused_lines(concern, today()) for role in each.roles]
    found = next((each for each in held if each.public_id == membership), None)
    if found is None:
        raise Http404
    try:
        staff_roles.ask_to_end(concern=concern, membership=found, by=request.user, at=now())
        messages.success(request, "They are asked, and hear nothing of why. Ring them, too.")
    except Cannot as refusal:
        messages.error(request, str(refusal))
    return redirect("safeguarding:concern", concern.public_id)


def _back_to(request: Request, concern: Concern) -> HttpResponse:
    """To the concern; to the list where it is kept from the reader themself now."""
    still = Concern.objects.reachable_by(request.user, Permission.SEE_CONCERN).filter(pk=concern.pk).exists()
    if not still:
        return redirect("safeguarding:concerns")
    return redirect("safeguarding:concern", concern.public_id)
