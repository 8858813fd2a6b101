"""Who is away and who looks after their matches; handing over; matches nobody holds; how full each post is."""

from collections import Counter
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kith.access.doors import Request, may, opens
from kith.access.models import User
from kith.access.policy import Permission
from kith.foundation.dates import count_words, now, today
from kith.foundation.forms import Confirmation
from kith.matching.models import Match
from kith.people.models import Child
from kith.schemes.models import Organisation
from kith.support import actions
from kith.support.forms.cover import CoverForm, HandOverForm, PostForm
from kith.support.models import Cover, HandOver
from kith.support.queries import cover as queries
from kith.support.queries.stranded import stranded_children, uncovered

P = Permission
PAGE = 50


@may(P.ARRANGE_COVER)
def cover(request: Request) -> HttpResponse:
    """Who is away, who is there, how full each post is, and what nobody holds."""
    on = today()
    people = queries.coordinators_for(request.user, on)
    there = {user.pk for user in queries.who_could_take(people, on)}
    loads = queries.loads(people, on)
    covers = queries.covers_around(people, on, request.user)
    begun = [cover for cover in covers if cover.from_day <= on]
    nobody_there = {found.cover.pk: found.why for found in uncovered(begun, on)}
    context = {
        "covers": [(cover, nobody_there.get(cover.pk, ""), cover.coordinator in people) for cover in covers],
        "loads": [
            (load, load.coordinator.pk in there, queries.sets_post_of(request.user, load.coordinator, on))
            for load in loads
            if load.matches or load.coordinator.pk in there
        ],
        "stranded": stranded_children(request.user, on).count(),
        "on": on,
        "alone": len(people) == 1 and people[0] == request.user,
    }
    return render(request, "support/cover.html", context)


@may(P.ARRANGE_COVER)
def arrange_cover(request: Request) -> HttpResponse:
    """Somebody is away from one day to another, and somebody else is there."""
    on = today()
    away = queries.coordinators_for(request.user, on)
    given: dict[str, Any] = {"away": away, "there": queries.who_could_take(away, on), "today": on}
    form = CoverForm(request.POST, **given) if request.method == "POST" else CoverForm(**given)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            made = actions.arrange_cover(by=request.user, on=on, **form.told())
            many = count_words(made.children.count(), "child", "children")
            messages.success(
                request, f"{made.covered_by.first_name} covers for {made.coordinator.first_name}: {many}."
            )
            return redirect("support:cover")
    context = {"form": form, "back_url": reverse("support:cover")}
    return render(request, "support/arrange_cover.html", context)


@opens(Cover, P.ARRANGE_COVER)
def end_cover(request: Request, found: Cover) -> HttpResponse:
    """They are back sooner."""
    form = Confirmation(request.POST) if request.method == "POST" else Confirmation()
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.end_cover(cover=found, by=request.user, on=today())
            messages.success(request, "The cover has ended.")
            return redirect("support:cover")
    context = {
        "cover": found,
        "form": form,
        "to_come": found.from_day > today(),
        "back_url": reverse("support:cover"),
    }
    return render(request, "support/end_cover.html", context)


@may(P.ARRANGE_COVER)
def hand_over(request: Request, public_id: UUID) -> HttpResponse:
    """All or some of a coordinator's children, with what is open with each."""
    on = today()
    coordinator = _coordinator(request, public_id)
    children = _children_of(request, coordinator)
    choices = _with_what_is_open(children)
    there = [user for user in queries.who_could_take([coordinator], on) if user != coordinator]
    form = _hand_over_form(request, choices, there)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            made = _hand_over(request, form, coordinator, children, there)
            messages.success(request, f"Handed over to {made.to_coordinator.first_name}.")
            return redirect("support:handed_over", made.public_id)
    context = {
        "coordinator": coordinator,
        "form": form,
        "one_by_one": "child" in request.GET,
        "anybody": bool(children),
        "nobody_there": not there,
        "back_url": reverse("support:cover"),
    }
    return render(request, "support/hand_over.html", context)


def _coordinator(request: Request, public_id: UUID) -> User:
    found = [user for user in queries.coordinators_for(request.user, today()) if user.public_id == public_id]
    if not found:
        raise Http404
    return found[0]


def _children_of(request: Request, coordinator: User) -> list[Child]:
    """Their children; of somebody else's, those that one may see at all."""
    children = [held.child for held in queries.caseload(coordinator, today(), own=True)]
    seen = Child.objects.reachable_by(request.user, P.SEE_CHILD).filter(
        pk__in=[child.pk for child in children]
    )
    visible = set(seen.values_list("pk", flat=True))
    return [child for child in children if child.pk in visible]


def _with_what_is_open(children: list[Child]) -> list[tuple[str, str, str]]:
    """Each child with their matches and what is open, for a box to tick."""
    matches = list(Match.objects.live().filter(child__in=children).with_people())
    said, proposals = queries.open_things(matches, now()), queries.proposals_open(children)
    waits, alike = queries.waits_where(children), Counter(child.name for child in children)
    found = []
    for child in children:
        theirs = [match for match in matches if match.child_id == child.pk]
        names = ", ".join(match.volunteer.first_name for match in theirs)
        hint = [sentence for match in theirs for sentence in said[match.pk]]
        if count := proposals.get(child.pk):
            hint.append(f"{count_words(count, 'proposal is', 'proposals are')} under way.")
        elif not theirs:
            hint.append(waits.get(child.pk, "Nobody is with them. Something is left to do after an ending."))
        called = child.name
        if alike[called] > 1 and child.born:
            called += f" ({child.age_on(today())})"
        name = f"{called}, with {names}" if names else called
        found.append((str(child.public_id), name, " ".join(hint)))
    return found


def _hand_over_form(request: Request, choices: Any, there: list[User]) -> HandOverForm:
    sent = request.POST if request.method == "POST" else None
    wanted = request.GET.get("child")
    form = HandOverForm(sent, children=choices, there=there, all_at_first=wanted is None)
    if wanted:
        form.fields["children"].initial = [wanted]
    return form


def _hand_over(
    request: Request, form: HandOverForm, coordinator: User | None, children: list[Child], there: list[User]
) -> HandOver:
    said = form.cleaned_data
    return actions.hand_over(
        from_coordinator=coordinator,
        to_coordinator=next(user for user in there if str(user.public_id) == said["to_coordinator"]),
        children=[child for child in children if str(child.public_id) in said["children"]],
        words=said["words"],
        by=request.user,
        on=today(),
    )


@opens(HandOver, P.ARRANGE_COVER)
def handed_over(request: Request, found: HandOver) -> HttpResponse:
    """What was handed over, and what is open with it today: the list to begin with."""
    rows = found.children.select_related("child").order_by("child__first_name", "pk")
    near = {held.child_id for held in queries.caseload(found.to_coordinator, today())}
    children = [row.child for row in rows if row.child_id in near]
    sees = found.to_coordinator_id == request.user.pk
    context = {
        "found": found,
        "lines": _with_what_is_open(children) if sees else [],
        "count": len(rows),
        "sees": sees,
        "back_url": reverse("support:cover"),
    }
    return render(request, "support/handed_over.html", context)


@may(P.ARRANGE_COVER)
def stranded(request: Request) -> HttpResponse:
    """Children whose coordinator is gone, with somebody or waiting; somebody takes them up from here."""
    on = today()
    page = Paginator(stranded_children(request.user, on), PAGE).get_page(request.GET.get("page"))
    children = list(page)
    there = queries.who_could_take(queries.coordinators_for(request.user, on), on)
    form = _hand_over_form(request, _with_what_is_open(children), there)
    form.fields["children"].label = "Who needs somebody?"
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            made = _hand_over(request, form, None, children, there)
            messages.success(request, f"{made.to_coordinator.first_name} looks after them from today.")
            return redirect("support:stranded")
    context = {
        "form": form,
        "page": page,
        "anybody": bool(children),
        "nobody_there": not there,
        "back_url": reverse("support:cover"),
    }
    return render(request, "support/stranded.html", context)


@may(P.ARRANGE_COVER)
def post(request: Request, public_id: UUID) -> HttpResponse:
    """How much of a full-time post somebody has: a manager writes it down."""
    on = today()
    coordinator = _coordinator(request, public_id)
    provider = _provider(coordinator)
    (load,) = queries.loads([coordinator], on)
    initial = {"share": f"{load.share.normalize():f}"}
    form = PostForm(request.POST) if request.method == "POST" else PostForm(initial=initial)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.set_post(
                coordinator=coordinator, provider=provider, by=request.user, on=on, **form.cleaned_data
            )
            messages.success(request, "Written down.")
            return redirect("support:cover")
    context = {
        "coordinator": coordinator,
        "form": form,
        "load": load,
        "may_set": queries.sets_post_of(request.user, coordinator, on),
        "back_url": reverse("support:cover"),
    }
    return render(request, "support/post.html", context)


def _provider(coordinator: User) -> Organisation:
    """Where they work: the provider of the place in which they are a coordinator."""
    held = [member for member in coordinator.memberships_on(today()) if member.role == "coordinator"]
    for member in held:
        place = member.organisation or (member.scheme.provider if member.scheme else None)
        if place:
            return place
    raise Http404
