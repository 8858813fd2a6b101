"""The road of a worry: a page for anybody, and the lead's list and file."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kith.access.doors import Request, may, opens, public
from kith.access.models import User
from kith.access.policy import Permission
from kith.access.roles import Role
from kith.foundation.dates import now, today
from kith.safeguarding import actions
from kith.safeguarding.clock import clock, moment_words
from kith.safeguarding.forms import AddEntry, InWords, KeepFrom, NotSafe, RaiseConcern
from kith.safeguarding.meaning import colleagues_for
from kith.safeguarding.models import Concern
from kith.safeguarding.presenters import about_whom, accused_lines, line, unread_lines
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


DEEDS = {"add": AddEntry, "decide": InWords, "close": InWords, "learn": InWords, "reopen": InWords}


@may(Permission.CHASE_CONCERN)
def not_read(request: Request) -> HttpResponse:
    """For managers: that something waits unread, for how long, and whom to ring. Not a word of what it is."""
    lines = unread_lines(request.user, now())
    return render(request, "safeguarding/not_read.html", {"lines": lines, "ring": numbers_now()})


@opens(Concern, Permission.SEE_CONCERN)
def concern(request: Request, concern: Concern) -> HttpResponse:
    """One concern: what was said, what was added, what may be done next."""
    deed = request.POST.get("deed", "") if request.method == "POST" else ""
    colleagues = colleagues_for(concern, today())
    form = DEEDS[deed](request.POST, auto_id=_ids(deed)) if deed in DEEDS else None
    if deed == "keep_from":
        form = KeepFrom(request.POST, people=colleagues, auto_id=_ids(deed))
    if form and form.is_valid():
        with form.refusals():
            getattr(actions, deed)(concern=concern, by=request.user, at=now(), **form.cleaned_data)
            messages.success(request, "Written down.")
            return _back_to(request, concern)
    elif request.method == "GET":
        actions.read(concern=concern, by=request.user, at=now())
    added = list(concern.entries.select_related("created_by"))
    read = concern.changes.filter(step="read").first()
    entries = [
        (entry.get_kind_display(), moment_words(entry.at), str(entry.created_by or "Kith"), entry.words)
        for entry in added
    ]
    context = {
        "concern": concern,
        "line": line(concern, now()),
        "about": about_whom(concern),
        "accused": accused_lines(concern, today()),
        "entries": entries,
        "ticks": clock(concern, added, read_on=read.on if read else None, at=now()),
        "ring": numbers_now([concern.scheme] if concern.scheme else []),
        "form": form,
        "deed": deed,
        "add_form": form if deed == "add" else AddEntry(auto_id=_ids("add")),
        "learn_form": form if deed == "learn" else InWords(auto_id=_ids("learn")),
        "keep_form": form if deed == "keep_from" else KeepFrom(people=colleagues, auto_id=_ids("keep_from")),
        "words_form": form if deed in ("decide", "close", "reopen") else InWords(),
    }
    return render(request, "safeguarding/concern.html", context)


def _ids(deed: str) -> str:
    """Several forms stand on the page, and each label belongs to the box of its own."""
    return f"id_{deed}_%s" if deed in ("add", "learn", "keep_from") else "id_%s"


def _back_to(request: Request, concern: Concern) -> HttpResponse:
    """To the concern; to the list where it is kept from the reader themself now."""
    still = Concern.objects.reachable_by(request.user, Permission.SEE_CONCERN).filter(pk=concern.pk).exists()
    if not still:
        return redirect("safeguarding:concerns")
    return redirect("safeguarding:concern", concern.public_id)
