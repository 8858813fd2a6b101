"""The cards: on a screen to look at together, on paper, and for the young person alone."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from kith.access.doors import Request, may, opens
from kith.access.models import User
from kith.access.policy import Permission
from kith.foundation.dates import now, today
from kith.foundation.errors import Cannot
from kith.foundation.forms import Confirmation
from kith.matching import queries
from kith.matching.actions import answer_first_meeting, choose, close, show_cards
from kith.matching.forms import CardsForm, MyAnswerForm
from kith.matching.models import CardShown, Proposal, Shortlist
from kith.matching.presenters import cards as presenters

LOOK, CHOOSE = Permission.LOOK_FOR_SOMEBODY, Permission.CHOOSE


def _on_the_table(shortlist: Shortlist) -> list[CardShown]:
    cards = shortlist.cards.filter(on_cards=True)
    return list(cards.select_related("volunteer", "shortlist__scheme", "shortlist__child"))


def _table(shortlist: Shortlist, cards: list[CardShown], form: CardsForm | None) -> dict[str, object]:
    approved = queries.approved_cards([card.volunteer_id for card in cards])
    off = queries.cannot_be_asked(cards, today())
    return {
        "shortlist": shortlist,
        "child": shortlist.child,
        "cards": presenters.shown(cards, approved, shortlist.wish_list, today(), form, off),
        "taken_off": [card.volunteer.first_name for card in cards if card.volunteer_id in off],
        "about_them": presenters.about_them(shortlist.scheme),
        "form": form,
    }


def _hear(form: CardsForm, shortlist: Shortlist, by: User) -> tuple[bool, Proposal | None]:
    """Whether the answer was kept, and the proposal that came of it."""
    kept, proposal = False, None
    with form.refusals():
        proposal = choose(shortlist=shortlist, by=by, on=today(), **form.told())
        kept = True
    return kept, proposal


@opens(Shortlist, LOOK)
def cards(request: Request, shortlist: Shortlist) -> HttpResponse:
    """To look at together: the child says, the coordinator taps, or the other way round."""
    if shortlist.is_answered:
        return redirect("matching:shortlist", shortlist.public_id)
    if shortlist.shown_on is None:
        try:
            show_cards(shortlist=shortlist, by=request.user, on=today())
        except Cannot as refusal:
            messages.warning(request, str(refusal))
            return redirect("matching:heard", shortlist.referral.public_id)
    table = _on_the_table(shortlist)
    form = CardsForm(request.POST, cards=table) if request.method == "POST" else CardsForm(cards=table)
    if request.method == "POST" and form.is_valid():
        kept, proposal = _hear(form, shortlist, request.user)
        if kept:
            _say_what_is_next(request, shortlist, proposal)
            if proposal is not None:
                return redirect("matching:proposal", proposal.public_id)
            return redirect("matching:shortlist", shortlist.public_id)
    shown = _table(shortlist, table, form) | {"newer_wishes": queries.wishes_are_newer(shortlist)}
    return render(request, "matching/cards.html", shown)


def _say_what_is_next(request: Request, shortlist: Shortlist, proposal: Proposal | None) -> None:
    name = shortlist.child.name
    if proposal is not None:
        messages.success(request, f"Written down. Next: a few words for {proposal.volunteer.first_name}.")
    elif shortlist.not_now:
        messages.success(request, f"Written down. Nobody is asked until {name} wants to look again.")
    elif shortlist.asked_for_others:
        messages.success(request, "Written down. Look again for others.")
    elif shortlist.cards.filter(rank__isnull=False).exists():
        messages.warning(
            request, f"Written down. Nobody {name} chose may be asked just now: look again together."
        )
    else:
        messages.success(request, "Written down.")


@opens(Shortlist, LOOK)
def cards_print(request: Request, shortlist: Shortlist) -> HttpResponse:
    """The cards on paper, to cut out and lay on a table."""
    return render(request, "matching/cards_print.html", _table(shortlist, _on_the_table(shortlist), None))


# ------------------------------------------------------------------------------------- My space


@may(CHOOSE)
def my_cards(request: Request) -> HttpResponse:
    """The newest cards, or how it stands with the ones chosen."""
    mine = Shortlist.objects.reachable_by(request.user, CHOOSE)
    shortlist = mine.filter(shown_on__isnull=False).order_by("-id").first()
    latest = mine.order_by("-id").first()
    if shortlist is None or (latest is not None and latest.look_again_on):
        return render(request, "matching/my_cards_none.html", {"promised": latest})
    return redirect("matching:my_choice", shortlist.public_id)


@opens(Shortlist, CHOOSE)
def my_choice(request: Request, shortlist: Shortlist) -> HttpResponse:
    """A young person chooses alone, at their own pace."""
    if shortlist.shown_on is None:
        return redirect("matching:my_cards")
    if shortlist.is_answered:
        return render(request, "matching/my_choice_made.html", _made(request.user, shortlist))
    table = _on_the_table(shortlist)
    form = CardsForm(request.POST, cards=table) if request.method == "POST" else CardsForm(cards=table)
    if request.method == "POST" and form.is_valid():
        kept, _ = _hear(form, shortlist, request.user)
        if kept:
            return redirect("matching:my_choice", shortlist.public_id)
    return render(request, "matching/my_cards.html", _table(shortlist, table, form))


def _made(user: User, shortlist: Shortlist) -> dict[str, object]:
    reachable = Proposal.objects.reachable_by(user, CHOOSE)
    mine = list(reachable.filter(card__shortlist=shortlist).select_related("volunteer").order_by("pk"))
    ranked = shortlist.cards.filter(rank__isnull=False).select_related("volunteer").order_by("rank")
    going = next((proposal for proposal in mine if proposal.is_open), None)
    return {
        "shortlist": shortlist,
        "told": presenters.how_it_stands(shortlist, mine, list(ranked)),
        "going": going,
        "to_answer": going if going and _may_answer(going) else None,
    }


def _may_answer(proposal: Proposal) -> bool:
    met = queries.need_of(proposal, now()) == queries.Need.AFTER_MEETING
    return met and not proposal.answers.filter(who="child").exists()


@opens(Proposal, CHOOSE)
def my_no(request: Request, proposal: Proposal) -> HttpResponse:
    """A young person changes their mind; nobody asks why, and the volunteer is not told whose no it was."""
    form = Confirmation(request.POST) if request.method == "POST" else Confirmation()
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            reason = Proposal.CloseReason.CHANGED_MIND
            close(
                proposal=proposal,
                closed_by=Proposal.ClosedBy.CHILD,
                reason=reason,
                by=request.user,
                on=today(),
            )
            return redirect("matching:my_cards")
    return render(request, "matching/my_no.html", {"form": form, "proposal": proposal})


@opens(Proposal, CHOOSE)
def my_answer(request: Request, proposal: Proposal) -> HttpResponse:
    """After the first meeting: would you like to meet again?"""
    form = MyAnswerForm(request.POST) if request.method == "POST" else MyAnswerForm()
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            answer_first_meeting(
                proposal=proposal, who="child", yes=form.yes, words=form.cleaned_data["words"],
                by=request.user, on=today(),
            )  # fmt: skip
            return redirect("matching:my_cards")
    return render(request, "matching/my_answer.html", {"form": form, "proposal": proposal})
