"""What comes afterwards: who tells the child and the goodbyes still to plan, what follows, and looking back together."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kith.access.doors import Request, may, opens
from kith.access.policy import Permission
from kith.access.reach import schemes_for
from kith.endings import actions
from kith.endings.after_forms import FollowForm, FollowOnForm, LookBackForm, TellingForm, WelcomeForm
from kith.endings.models import Ending, FollowOn, LookBack
from kith.endings.views.common import frame, onwards, posted
from kith.foundation.dates import today
from kith.foundation.errors import Cannot
from kith.schemes.models import Scheme

PLAN, LOOK = Permission.PLAN_ENDING, Permission.LOOK_BACK
DESK, SPACE = "layouts/base.html", "layouts/my_space.html"
PER_PAGE = 50


@opens(Ending, PLAN)
def telling(request: Request, ending: Ending) -> HttpResponse:
    """Agreed with the worker before anybody says a word: who tells the child, and when."""
    begun = {"tell_by": ending.tell_by, "tell_day": ending.tell_day}
    form = TellingForm(posted(request), initial=begun, match=ending.match)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.plan_telling(ending=ending, by=request.user, on=today(), **form.cleaned_data)
            return onwards(request, ending, "It is agreed who tells it, and when.")
    return render(request, "endings/telling.html", frame(ending) | {"form": form})


@opens(Ending, PLAN)
def goodbyes(request: Request, ending: Ending) -> HttpResponse:
    """One press plans the meetings that a goodbye still needs."""
    if request.method == "POST":
        try:
            planned = actions.plan_goodbyes(ending=ending, by=request.user, on=today())
            messages.success(request, f"Planned: {len(planned)}. Both sides get a message.")
        except Cannot as refusal:
            messages.warning(request, str(refusal))
    return redirect("endings:ending", ending.public_id)


# ------------------------------------------------------------------------------------- what follows


@opens(Ending, PLAN)
def follow(request: Request, ending: Ending) -> HttpResponse:
    """What the child goes on to: from the scheme's own list, or in words."""
    there = list(ending.goes_on_to.all())
    begun = {
        "chosen": [one.follow_on_id for one in there if one.follow_on_id],
        "words": next((one.words for one in there if one.words), ""),
    }
    form = FollowForm(posted(request), initial=begun, match=ending.match, on=today())
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            said = form.cleaned_data
            actions.go_on_to(
                ending=ending,
                chosen=said.get("chosen") or [],
                words=said["words"],
                by=request.user,
                on=today(),
            )
            return onwards(request, ending, "Written down what follows.")
    return render(request, "endings/follow.html", frame(ending) | {"form": form})


@may(PLAN)
def follow_ons(request: Request) -> HttpResponse:
    """The schemes' own small lists of what children can go on to."""
    show = "retired" if request.GET.get("show") == "retired" else "offered"
    kind = request.GET.get("kind", "")
    rows = FollowOn.objects.reachable_by(request.user, PLAN).filter(retired_on__isnull=show == "offered")
    rows = rows.filter(kind=kind) if kind in FollowOn.Kind.values else rows
    page = Paginator(
        rows.select_related("scheme").order_by("scheme__name", "kind", "name"), PER_PAGE
    ).get_page(request.GET.get("page"))
    shown = {
        "page": page,
        "show": show,
        "shows": [
            ("On the list", f"?kind={kind}", show == "offered"),
            ("Taken off", f"?show=retired&kind={kind}", show == "retired"),
        ],
        "kinds": [
            (str(words), f"?show={show}&kind={key}", key == kind)
            for key, words in [("", "Everything"), *FollowOn.Kind.choices]
        ],
        "schemes": list(schemes_for(request.user, PLAN).order_by("name")),
        "keep": f"&show={show}&kind={kind}",
    }
    return render(request, "endings/follow_ons.html", shown)


@may(PLAN)
def new_follow_on(request: Request, public_id: UUID) -> HttpResponse:
    """Put something onto a scheme's list."""
    scheme: Scheme | None = schemes_for(request.user, PLAN).filter(public_id=public_id).first()
    if scheme is None:
        raise Http404
    form = FollowOnForm(posted(request))
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.list_follow_on(scheme=scheme, by=request.user, on=today(), **form.cleaned_data)
            messages.success(request, "It is on the list.")
            return redirect("endings:follow_ons")
    page = {
        "form": form,
        "scheme": scheme,
        "back_url": reverse("endings:follow_ons"),
        "back_text": "What follows",
    }
    return render(request, "endings/new_follow_on.html", page)


@opens(FollowOn, PLAN)
def retire_follow_on(request: Request, follow_on: FollowOn) -> HttpResponse:
    """Take it off the list, by a press; it can be put there again."""
    if request.method == "POST":
        try:
            actions.retire_follow_on(follow_on=follow_on, by=request.user, on=today())
            messages.success(request, f"“{follow_on.name}” is off the list.")
        except Cannot as refusal:
            messages.warning(request, str(refusal))
    return redirect("endings:follow_ons")


# ------------------------------------------------------------------------------------- looking back


@opens(Ending, PLAN)
def welcome(request: Request, ending: Ending) -> HttpResponse:
    """May we ask again later? Asked before the end; a no is the end of it."""
    begun = {"welcome": "yes" if ending.look_back_welcome else "", "how_to_reach": ending.how_to_reach}
    form = WelcomeForm(posted(request), initial=begun, match=ending.match)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            yes = form.cleaned_data["welcome"] == "yes"
            reach = form.cleaned_data["how_to_reach"]
            actions.welcome_look_back(
                ending=ending, welcome=yes, how_to_reach=reach, by=request.user, on=today()
            )
            said = "We look back together after 3 and 12 months." if yes else "Nobody asks again."
            return onwards(request, ending, said)
    return render(request, "endings/welcome.html", frame(ending) | {"form": form})


@may(LOOK)
def look_backs(request: Request) -> HttpResponse:
    """Those that are due, and those that were answered."""
    show = request.GET.get("show", "due")
    rows = LookBack.objects.reachable_by(request.user, LOOK)
    rows = {
        "coming": rows.open().filter(due_on__gt=today()),
        "answered": rows.filter(answered_on__isnull=False).order_by("-answered_on", "-id"),
    }.get(show, rows.due_by(today()))
    shown = {
        "page": Paginator(rows.with_people(), PER_PAGE).get_page(request.GET.get("page")),
        "show": show,
        "shows": [
            (words, f"?show={key}", key == show)
            for key, words in (("due", "Due"), ("coming", "Later"), ("answered", "Answered"))
        ],
        "keep": f"&show={show}",
    }
    return render(request, "endings/look_backs.html", shown)


@opens(LookBack, LOOK)
def look_back(request: Request, look_back: LookBack) -> HttpResponse:
    """One or two questions; by the young person on their own screen, or asked by whoever looks back with them."""
    match = look_back.ending.match
    is_child = match.child.user_id == request.user.pk
    who = "" if is_child else match.child.name
    deed = request.POST.get("deed", "")
    form = LookBackForm(posted(request), volunteer=match.volunteer.first_name, child=who)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            declined = deed in ("no", "stop")
            said = {} if declined else form.cleaned_data
            actions.look_back(
                look_back=look_back,
                by=request.user,
                on=today(),
                declined=declined,
                stop=deed == "stop",
                **said,
            )
            messages.success(request, "Thank you." if is_child else "Written down.")
            return redirect("web:home" if is_child else "endings:look_backs")
    page = {
        "form": form,
        "one": look_back,
        "match": match,
        "child": match.child.name,
        "volunteer": match.volunteer.first_name,
        "is_child": is_child,
        "layout": SPACE if is_child else DESK,
        "back_url": "/" if is_child else reverse("endings:look_backs"),
        "back_text": "My space" if is_child else "Looking back",
    }
    return render(request, "endings/look_back.html", page)
