"""Who could be there for a child today: a fresh look, people side by side, who is heard, and when nobody fits."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from kith.access.doors import Request, opens
from kith.access.policy import Permission
from kith.access.reach import may as has
from kith.foundation.dates import today
from kith.matching import queries
from kith.matching.actions import hear, make_shortlist, say_nobody_yet, show_cards
from kith.matching.forms import HearForm, NobodyYetForm, PickForm, WhoForm
from kith.matching.models import Proposal
from kith.matching.presenters import comparing, nearby
from kith.matching.presenters import looking as presenters
from kith.matching.presenters import rounds as of_rounds
from kith.matching.queries.rounds import put_forward
from kith.people.models import Volunteer
from kith.referral.models import Referral
from kith.referral.states import Status

LOOK = Permission.LOOK_FOR_SOMEBODY
PRINT, COMPARE = "print", "compare"
USUALLY = timedelta(days=28)  # until we look again


def _not_yet(request: Request, referral: Referral) -> HttpResponse | None:
    """Where to go instead, while nobody can be looked for."""
    child = referral.child
    if child is None or referral.scheme is None or referral.status not in (Status.ACCEPTED, Status.WAITING):
        messages.warning(request, "Nobody is looked for here: the referral is not waiting.")
        return redirect("matching:waiting")
    if child.rests_on(today()):
        return redirect("people:rest", child.public_id)
    if queries.latest_wishes(referral) is None:
        messages.info(request, f"Talk with {child.name} first about what they would like.")
        return redirect("matching:wishes", referral.public_id)
    return None


@opens(Referral, LOOK)
def look(request: Request, referral: Referral) -> HttpResponse:
    """Suggestions as of today; nothing is kept before somebody picks the cards to show."""
    if elsewhere := _not_yet(request, referral):
        return elsewhere
    assert referral.scheme is not None
    on, sent = today(), request.POST if request.method == "POST" else request.GET
    who = WhoForm(request.GET)
    named = queries.named(referral.scheme, who.words, on)
    asked = set(sent.getlist("show"))
    back = _volunteers(referral.scheme.pk, set(sent.getlist("again") or request.GET.getlist("again")))
    forward = put_forward(referral)
    from_rounds = [line.volunteer for line in forward if line.volunteer]
    if request.method != "POST":
        asked |= {str(volunteer.public_id) for volunteer in from_rounds}
    extra = [*named, *_volunteers(referral.scheme.pk, asked), *from_rounds]
    found = queries.look_for(referral, on, again=back, with_these=extra)
    assert found is not None
    hearing = queries.hearing(referral, on)
    about: dict[str, Any] = {
        "people": [person.volunteer for person in found.people],
        "again": back,
        "to_hear": [each for each in hearing if each.said is None],
        "on": on,
        "name": found.child.name,
    }
    form = PickForm(request.POST, **about) if request.method == "POST" else PickForm(**about)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            for heard in form.heard():
                hear(referral=referral, by=request.user, on=on, **heard)
            made = make_shortlist(referral=referral, by=request.user, on=on, only=form.chosen, again=back)
            show_cards(shortlist=made, by=request.user, on=on)
            page = "matching:cards_print" if request.POST.get("then") == PRINT else "matching:cards"
            return redirect(page, made.public_id)
    shown = _page(referral, found, form, asked, named) | {
        "who": who,
        "searched": who.words,
        "back": [str(volunteer.public_id) for volunteer in back],
        "heard": presenters.heard(hearing),
        "forward": of_rounds.forward(forward, found),
        "may_see_needed": has(request.user, Permission.SEE_WHO_IS_NEEDED),
    }
    return render(request, "matching/look.html", shown)


def _volunteers(scheme: int, keys: set[str]) -> list[Volunteer]:
    """Volunteers of the scheme by their public ids; anything else is passed over."""
    if not keys:
        return []
    enlisted = Volunteer.objects.filter(enlistments__scheme=scheme, enlistments__until_day=None).distinct()
    return [volunteer for volunteer in enlisted if str(volunteer.public_id) in keys]


def _page(
    referral: Referral, found: queries.Look, form: PickForm, asked: set[str], named: list[Volunteer]
) -> dict[str, object]:
    volunteers = [person.volunteer for person in found.people]
    cards = queries.approved_cards(volunteers)
    before = queries.matches_before(volunteers, found.scheme)
    latest = queries.latest_list(referral)
    suggested = {str(person.volunteer.public_id) for person in found.people if not person.by_name}
    chosen = asked if form.is_bound else suggested | asked
    return presenters.page(referral, found, cards, before, chosen, today()) | {
        "form": form,
        "referral": referral,
        "answers": presenters.answers(found, named),
        "drawing": nearby.drawing(found),
        "too_old": queries.too_old(found.child, found.scheme, today()),
        "latest": latest,
        "latest_outcome": presenters.outcome(latest, list(latest.cards.select_related("volunteer"))) if latest else "",
        "open_proposal": Proposal.objects.open().filter(referral=referral).select_related("volunteer").first(),
    }  # fmt: skip


@opens(Referral, LOOK)
def compare(request: Request, referral: Referral) -> HttpResponse:
    """Those who were ticked, side by side; nothing is kept."""
    if elsewhere := _not_yet(request, referral):
        return elsewhere
    assert referral.scheme is not None
    asked = request.GET.getlist("show")
    back = _volunteers(referral.scheme.pk, set(request.GET.getlist("again")))
    wanted = _volunteers(referral.scheme.pk, set(asked))
    found = queries.look_for(referral, today(), again=back, with_these=wanted)
    assert found is not None
    if not found.people:
        return redirect("matching:look", referral.public_id)
    ticked = [person for person in found.people if str(person.volunteer.public_id) in asked]
    people = (ticked or found.people)[: comparing.MOST]
    cards = queries.approved_cards([person.volunteer for person in people])
    shown = comparing.shown(found, people, cards) | {
        "child": found.child,
        "referral": referral,
        "left_away": len(ticked) > len(people),
        "most": comparing.MOST,
    }
    return render(request, "matching/compare.html", shown)


@opens(Referral, LOOK)
def heard(request: Request, referral: Referral) -> HttpResponse:
    """What carer and worker say, at any time, and again when it has changed."""
    if elsewhere := _not_yet(request, referral):
        return elsewhere
    hearing, on = queries.hearing(referral, today()), today()
    about: dict[str, Any] = {"to_hear": hearing, "on": on, "name": referral.name}
    form = HearForm(request.POST, **about) if request.method == "POST" else HearForm(**about)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            for said in form.heard():
                hear(referral=referral, by=request.user, on=on, **said)
            messages.success(request, "Written down, with the day.")
            return redirect("matching:look", referral.public_id)
    shown = {"form": form, "referral": referral, "heard": presenters.heard(hearing), "name": referral.name}
    return render(request, "matching/hear.html", shown)


@opens(Referral, LOOK)
def nobody_yet(request: Request, referral: Referral) -> HttpResponse:
    """Nobody fits: tell the child kindly, keep why, and promise a day."""
    if elsewhere := _not_yet(request, referral):
        return elsewhere
    on = today()
    found = queries.look_for(referral, on)
    assert found is not None
    start = {"told_child": presenters.nobody(found)["told"], "look_again_on": on + USUALLY}
    about: dict[str, Any] = {"start": start, "earliest": on + timedelta(days=1)}
    form = NobodyYetForm(request.POST, **about) if request.method == "POST" else NobodyYetForm(**about)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            say_nobody_yet(referral=referral, by=request.user, on=on, **form.cleaned_data)
            messages.success(request, f"Written down. {referral.name} comes back to your desk on that day.")
            return redirect("matching:waiting")
    shown = {"form": form, "referral": referral, "child": found.child, "nobody": presenters.nobody(found)}
    return render(request, "matching/nobody_yet.html", shown)
