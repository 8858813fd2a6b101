"""The road of a worry: a page for anybody, and the lead's list and file."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kith.access.doors import Request, may, opens, public
from kith.access.models import User
from kith.access.policy import Permission
from kith.access.reach import schemes_for
from kith.access.roles import Role
from kith.foundation.dates import now, today
from kith.people.models import Child, Volunteer
from kith.people.nearness import near_now
from kith.safeguarding import actions
from kith.safeguarding.clock import clock, moment_words
from kith.safeguarding.forms import AddEntry, InWords, KeepFrom, NotSafe, RaiseConcern
from kith.safeguarding.meaning import colleagues_for
from kith.safeguarding.models import Concern
from kith.safeguarding.presenters import RING_FOR_ME, RING_NOW, about_whom, line, unread_lines
from kith.safeguarding.readers import leads_for
from kith.safeguarding.states import Status
from kith.schemes.models import Scheme

FROM = "raise_from"
RAISED = "concern_raised"


@public
def raise_concern(request: HttpRequest) -> HttpResponse:
    """A worry, from anybody. The page it came from says whom it is about; nobody is looked up by typing."""
    user = request.user if request.user.is_authenticated else None
    young = _is_young(user)
    child, volunteer = _about(request, user)
    typed = request.POST if request.method == "POST" else None
    form = NotSafe(typed) if young else RaiseConcern(typed, near=[] if child or volunteer else _near(user))
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            told = form.cleaned_data
            child = child or getattr(form, "child", None)
            concern = actions.raise_concern(
                by=user,
                at=now(),
                urgency=told.get("urgency", Concern.Urgency.NOW),
                words=told["words"] or "I don’t feel safe.",
                child_said=told.get("child_said", ""),
                told=told.get("told", ""),
                about_name=told.get("about_name", ""),
                child=child,
                volunteer=volunteer,
                scheme=_scheme(user, child, volunteer),
                raised_from=request.POST.get(FROM, "")[:120],
            )
            request.session[RAISED] = {
                "reference": concern.reference,
                "urgent": concern.urgency == Concern.Urgency.NOW,
                "is_told": bool(leads_for(concern, now())),
            }
            return redirect("safeguarding:raised")
    context = {
        "form": form,
        "ring": RING_FOR_ME if young else RING_NOW,
        "child": child,
        "volunteer": volunteer,
        "query": request.GET.urlencode(),
    }
    return render(request, _page("raise", young), context)


@public
def raised(request: HttpRequest) -> HttpResponse:
    """Thank you, the reference, and whom to ring; a page of its own, so that going back sends nothing twice."""
    told = request.session.get(RAISED)
    if told is None:
        return redirect("safeguarding:raise")
    user = request.user if request.user.is_authenticated else None
    young = _is_young(user)
    return render(request, _page("raised", young), {**told, "ring": RING_FOR_ME if young else RING_NOW})


def _is_young(user: User | None) -> bool:
    return user is not None and Role.YOUNG_PERSON in user.roles_on(today())


def _page(name: str, young: bool) -> str:
    return f"safeguarding/my_{name}.html" if young else f"safeguarding/{name}.html"


def _uuid(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None


def _about(request: HttpRequest, user: User | None) -> tuple[Child | None, Volunteer | None]:
    """Whom the page it came from was about, if whoever raises it may know them."""
    if user is None:
        return None, None
    own_child: Child | None = getattr(user, "child", None)
    child_id, volunteer_id = _uuid(request.GET.get("child", "")), _uuid(request.GET.get("volunteer", ""))
    involved = near_now(user, today()).values("child")
    seen = Child.objects.reachable_by(user, Permission.SEE_CHILD).values("pk")
    near = Child.objects.filter(Q(pk__in=involved) | Q(pk__in=seen))
    child = near.filter(public_id=child_id).first() if child_id else own_child
    known = Volunteer.objects.reachable_by(user, Permission.SEE_VOLUNTEER)
    return child, known.filter(public_id=volunteer_id).first() if volunteer_id else None


def _near(user: User | None) -> list[Child]:
    """The children somebody meets, cares for or works with, by name."""
    if user is None:
        return []
    theirs = near_now(user, today()).values("child")
    return sorted(Child.objects.filter(pk__in=theirs), key=lambda child: child.name)


def _scheme(user: User | None, child: Child | None, volunteer: Volunteer | None) -> Scheme | None:
    """The scheme whose leads should hear of it: the child's, else the volunteer's, else the raiser's; if it is one."""
    day = today()
    if child:
        served = child.involvements.open_on(day).exclude(scheme=None)
        schemes = list(Scheme.objects.filter(pk__in=served.values("scheme")))
    elif volunteer:
        enlisted = volunteer.enlistments.open_on(day)
        schemes = list(Scheme.objects.filter(pk__in=enlisted.values("scheme")))
    else:
        schemes = list(schemes_for(user, Permission.RAISE_CONCERN)) if user else []
    return schemes[0] if len(schemes) == 1 else None


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
    return render(request, "safeguarding/not_read.html", {"lines": lines, "ring": RING_NOW})


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
        "accused": concern.accused.select_related("volunteer"),
        "entries": entries,
        "ticks": clock(concern, added, read_on=read.on if read else None, at=now()),
        "ring": RING_NOW,
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
