"""Who could be there for a child: a fresh look, and lists as they were kept."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from kith.access.doors import Request, opens
from kith.access.policy import Permission
from kith.foundation.dates import today
from kith.foundation.forms import Confirmation
from kith.matching import queries
from kith.matching.actions import make_shortlist, propose_next, show_cards
from kith.matching.forms import PickForm, WhoForm
from kith.matching.models import CardShown, Proposal, Shortlist
from kith.matching.presenters import looking as presenters
from kith.matching.presenters import rounds as of_rounds
from kith.matching.queries.rounds import put_forward
from kith.people.models import Volunteer
from kith.referral.models import Referral
from kith.referral.states import Status

LOOK = Permission.LOOK_FOR_SOMEBODY
PRINT = "print"


@opens(Referral, LOOK)
def look(request: Request, referral: Referral) -> HttpResponse:
    """Suggestions as of today; nothing is kept before somebody picks the cards to show."""
    child, scheme = referral.child, referral.scheme
    if child is None or scheme is None or referral.status not in (Status.ACCEPTED, Status.WAITING):
        messages.warning(request, "Nobody is looked for here: the referral is not waiting.")
        return redirect("matching:waiting")
    if queries.latest_wishes(referral) is None:
        messages.info(request, f"Talk with {child.name} first about what they would like.")
        return redirect("matching:wishes", referral.public_id)
    on = today()
    who = WhoForm(request.GET)
    words = who.cleaned_data["who"] if who.is_valid() else ""
    named = queries.named(scheme, words, on)
    asked = set(request.POST.getlist("show") if request.method == "POST" else request.GET.getlist("show"))
    back = _volunteers(scheme.pk, set(request.POST.getlist("again") or request.GET.getlist("again")))
    forward = put_forward(referral)
    asked |= {
        str(line.volunteer.public_id) for line in forward if line.volunteer and request.method != "POST"
    }
    extra = [*named, *_volunteers(scheme.pk, asked), *(line.volunteer for line in forward if line.volunteer)]
    found = queries.look_for(referral, on, again=back, with_these=extra)
    assert found is not None
    people = [person.volunteer for person in found.people]
    form = PickForm(request.POST, people=people, again=back) if request.method == "POST" else PickForm(people=people, again=back)  # fmt: skip
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            made = make_shortlist(referral=referral, by=request.user, on=on, only=form.chosen, again=back)
            show_cards(shortlist=made, by=request.user, on=on)
            page = "matching:cards_print" if request.POST.get("then") == PRINT else "matching:cards"
            return redirect(page, made.public_id)
    page_ = _page(referral, found, form, who, named, back, asked)
    return render(request, "matching/look.html", page_ | {"forward": of_rounds.forward(forward, found)})


def _volunteers(scheme: int, keys: set[str]) -> list[Volunteer]:
    """Volunteers of the scheme by their public ids; anything else is passed over."""
    if not keys:
        return []
    enlisted = Volunteer.objects.filter(enlistments__scheme=scheme, enlistments__until_day=None).distinct()
    return [volunteer for volunteer in enlisted if str(volunteer.public_id) in keys]


def _page(
    referral: Referral,
    found: queries.Look,
    form: PickForm,
    who: WhoForm,
    named: list[Volunteer],
    back: list[Volunteer],
    asked: set[str],
) -> dict[str, object]:
    volunteers = [person.volunteer for person in found.people]
    cards = queries.approved_cards(volunteers)
    before = queries.matches_before(volunteers, found.scheme)
    latest = queries.latest_list(referral)
    suggested = {str(person.volunteer.public_id) for person in found.people if not person.by_name}
    chosen = asked if form.is_bound else suggested | asked
    return presenters.page(referral, found, cards, before, chosen, today()) | {
        "form": form,
        "who": who,
        "referral": referral,
        "answers": presenters.answers(found, named),
        "searched": who.data.get("who", ""),
        "back": [str(volunteer.public_id) for volunteer in back],
        "latest": latest,
        "latest_outcome": presenters.outcome(latest, list(latest.cards.select_related("volunteer"))) if latest else "",
        "open_proposal": Proposal.objects.open().filter(referral=referral).select_related("volunteer").first(),
    }  # fmt: skip


@opens(Shortlist, LOOK)
def shortlist(request: Request, kept: Shortlist) -> HttpResponse:
    """A list as it was that day, and what the child answered."""
    cards = list(kept.cards.select_related("volunteer"))
    pictures = queries.approved_cards([card.volunteer_id for card in cards])
    shown = presenters.kept_list(kept, cards, pictures) | {
        "shortlist": kept,
        "child": kept.child,
        "newest": queries.latest_list(kept.referral) == kept,
        "proposals": Proposal.objects.filter(card__shortlist=kept).select_related("volunteer", "child"),
        "may_go_on": _may_go_on(kept, cards),
    }
    return render(request, "matching/shortlist.html", shown)


def _may_go_on(kept: Shortlist, cards: list[CardShown]) -> bool:
    """The child ranked somebody else who has not been asked, and nothing is open."""
    been = set(Proposal.objects.filter(card__shortlist=kept).values_list("volunteer", flat=True))
    left = [card for card in cards if card.rank and card.volunteer_id not in been]
    open_now = Proposal.objects.open().filter(child=kept.child_id, scheme=kept.scheme_id).exists()
    return bool(left) and not open_now and not queries.childs_no(kept)


@opens(Shortlist, LOOK)
def next_choice(request: Request, kept: Shortlist) -> HttpResponse:
    """Ask the child's next choice, after the one before did not come about."""
    form = Confirmation(request.POST) if request.method == "POST" else Confirmation()
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            proposal = propose_next(shortlist=kept, by=request.user, on=today())
            if proposal is None:
                messages.warning(
                    request, "None of the people chosen may be asked now. Look again with the child."
                )
                return redirect("matching:look", kept.referral.public_id)
            return redirect("matching:proposal", proposal.public_id)
    return render(
        request, "matching/next_choice.html", {"form": form, "shortlist": kept, "child": kept.child}
    )
