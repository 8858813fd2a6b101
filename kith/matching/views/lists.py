"""Short lists as they were kept, why somebody was not on one, and the child's next choice."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from kith.access.doors import Request, opens
from kith.access.policy import Permission
from kith.foundation.dates import today
from kith.foundation.forms import Confirmation
from kith.matching import queries
from kith.matching.actions import propose_next
from kith.matching.forms import WhoForm
from kith.matching.models import CardShown, Proposal, Shortlist
from kith.matching.presenters import looking as presenters
from kith.matching.queries.rounds import plan_of
from kith.referral.states import Status

LOOK = Permission.LOOK_FOR_SOMEBODY


@opens(Shortlist, LOOK)
def shortlist(request: Request, kept: Shortlist) -> HttpResponse:
    """A list as it was that day, and what the child answered."""
    cards = list(kept.cards.select_related("volunteer"))
    pictures = queries.approved_cards([card.volunteer_id for card in cards])
    who = WhoForm(request.GET)
    found = queries.named(kept.scheme, who.words, today())
    shown = presenters.kept_list(kept, cards, pictures) | {
        "shortlist": kept,
        "child": kept.child,
        "waits": kept.referral.status in (Status.ACCEPTED, Status.WAITING),
        "newest": queries.latest_list(kept.referral) == kept,
        "proposals": Proposal.objects.filter(card__shortlist=kept).select_related("volunteer", "child"),
        "may_go_on": _may_go_on(kept, cards),
        "who": who,
        "searched": who.words,
        "answers": presenters.why_not_then(kept, found, cards),
        "keeps": plan_of(kept.scheme).keep_months if kept.thinned_on else 0,
        "newer_wishes": queries.wishes_are_newer(kept),
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
