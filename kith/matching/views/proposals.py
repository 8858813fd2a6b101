"""Proposals: the list, one as a road of steps, and each step on a page of its own."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render

from kith.access.doors import Request, may, opens
from kith.access.policy import Permission
from kith.foundation.dates import now, today
from kith.foundation.forms import Confirmation
from kith.matching import actions, drafts, queries
from kith.matching.forms import AfterForm, CloseForm, FirstMeetingForm, SketchForm, Sought, YesNoForm
from kith.matching.models import Proposal
from kith.matching.presenters import proposals as presenters
from kith.matching.presenters import wishes as wish_presenters
from kith.matching.states import ProposalStatus
from kith.schemes.models import Scheme

SEE = Permission.SEE_PROPOSAL
OVER_SHOWN = 30


@may(SEE)
def listing(request: Request) -> HttpResponse:
    """What needs this person first; then what each of the others needs. Those that are over, on asking."""
    mine = Proposal.objects.reachable_by(request.user, SEE)
    schemes = Scheme.objects.filter(pk__in=mine.order_by().values("scheme"))
    form = Sought(request.GET, schemes=schemes)
    if scheme := form.asked.get("scheme"):
        mine = mine.filter(scheme=scheme)
    over = request.GET.get("over") == "yes"
    groups = (
        presenters.over(_over(mine), today())
        if over
        else presenters.lines(queries.needs(_open(mine), request.user, now()), today())
    )
    shown = {"groups": groups, "filter": form, "over": over, "some_schemes": schemes.count() > 1}
    return render(request, "matching/proposals.html", shown)


def _open(mine: "QuerySet[Proposal]") -> "QuerySet[Proposal]":
    rows = mine.open()  # type: ignore[attr-defined]
    return rows.select_related("child", "volunteer", "scheme").prefetch_related("approvals__by")


def _over(mine: "QuerySet[Proposal]") -> "QuerySet[Proposal]":
    ended = mine.filter(status__in=[ProposalStatus.MATCHED, ProposalStatus.CLOSED])
    return ended.select_related("child", "volunteer", "scheme").order_by("-pk")[:OVER_SHOWN]


@opens(Proposal, SEE)
def proposal(request: Request, row: Proposal) -> HttpResponse:
    """One proposal: how far it has come, and the one thing to do next."""
    shown = presenters.page(
        row,
        user=request.user,
        able=queries.who_can_approve(row, today()),
        still=queries.still_to_answer(row, today()),
        at=now(),
    )
    wish_list = queries.latest_wishes(row.referral)
    newer = row.is_open and row.card is not None and queries.wishes_are_newer(row.card.shortlist)
    return render(
        request,
        "matching/proposal.html",
        shown
        | {
            "proposal": row,
            "panel": wish_presenters.panel(wish_list) if wish_list else None,
            "newer_wishes": newer,
        },
    )


def _step(request: Request, row: Proposal, form: object, words: dict[str, object]) -> HttpResponse:
    shown = {"form": form, "proposal": row, "child": row.child, "volunteer": row.volunteer}
    return render(request, "matching/step.html", shown | words)


@opens(Proposal, Permission.LOOK_FOR_SOMEBODY)
def sketch(request: Request, row: Proposal) -> HttpResponse:
    """A few words for the volunteer, started from what the child likes."""
    start = row.sketch or drafts.sketch(row.child, queries.latest_wishes(row.referral), today())
    data = request.POST if request.method == "POST" else None
    form = SketchForm(data, proposal=row, start=start)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.set_sketch(proposal=row, sketch=form.cleaned_data["sketch"], by=request.user, on=today())
            messages.success(request, f"{row.volunteer.first_name} has been asked.")
            return redirect("matching:proposal", row.public_id)
    words: dict[str, object] = {
        "heading": f"A few words about {row.child.name}, without a name",
        "lead": _about_the_sketch(row),
        "button": f"Ask {row.volunteer.first_name}",
    }
    return _step(request, row, form, words)


def _about_the_sketch(row: Proposal) -> str:
    """What to bear in mind while writing it, the child's own wish foremost."""
    latest = queries.latest_wishes(row.referral)
    lead = (
        f"{row.volunteer.first_name} reads this and says yes or no. Change it until it sounds like a person."
    )
    if latest is None or not latest.keep_back:
        return lead
    return f"{lead} {row.child.name} asked that nobody tells them this: “{latest.keep_back}”"


@opens(Proposal, Permission.LOOK_FOR_SOMEBODY)
def volunteer_answer(request: Request, row: Proposal) -> HttpResponse:
    """The coordinator writes down what the volunteer said in a talk."""
    form = YesNoForm(request.POST) if request.method == "POST" else YesNoForm()
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            words = form.cleaned_data["words"]
            actions.volunteer_answers(proposal=row, yes=form.yes, words=words, by=request.user, on=today())
            if form.yes:
                messages.success(request, "Written down. Now two people look at it.")
                return redirect("matching:proposal", row.public_id)
            return _after_a_no(request, row)
    heading = f"What did {row.volunteer.first_name} say?"
    lead = f"They were told: “{row.sketch}”"
    return _step(request, row, form, {"heading": heading, "lead": lead, "button": "Write it down"})


def _after_a_no(request: Request, row: Proposal) -> HttpResponse:
    following = Proposal.objects.open().filter(referral=row.referral_id).select_related("volunteer").first()
    if following is not None:
        name = following.volunteer.first_name
        messages.success(
            request, f"Written down. {row.child.name} chose {name} next: write a few words for {name}."
        )
        return redirect("matching:proposal", following.public_id)
    messages.success(request, f"Written down. Talk with {row.child.name} about looking again.")
    return redirect("matching:look", row.referral.public_id)


@opens(Proposal, Permission.APPROVE_PROPOSAL)
def approve(request: Request, row: Proposal) -> HttpResponse:
    """The last look before a name is told: papers, places, and who else must look."""
    form = Confirmation(request.POST) if request.method == "POST" else Confirmation()
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.approve(proposal=row, by=request.user, on=today())
            done = row.status == ProposalStatus.APPROVED
            messages.success(
                request,
                "Approved by two people. Names are open now." if done else "Approved. One more is needed.",
            )
            return redirect("matching:proposal", row.public_id)
    able = queries.who_can_approve(row, today())
    shown = {
        "form": form,
        "proposal": row,
        "title": presenters.title(row),
        "obstacles": queries.in_the_way(row, today()),
        "places_left": queries.places_left([row.volunteer], row.scheme, today())[row.volunteer_id],
        "given": row.approvals.select_related("by").order_by("pk"),
        "others": [user.name for user in able if user != request.user],
        "may_approve": request.user in able and row.status == ProposalStatus.ANSWERED,
    }
    return render(request, "matching/approve.html", shown)


@opens(Proposal, Permission.BEGIN_MATCH)
def first_meeting(request: Request, row: Proposal) -> HttpResponse:
    """When and where; carer and worker are heard."""
    about: dict[str, Any] = {
        "proposal": row,
        "able": queries.who_can_accompany(row, today()),
        "by": request.user,
    }
    form = FirstMeetingForm(request.POST, **about) if request.method == "POST" else FirstMeetingForm(**about)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.plan_first_meeting(proposal=row, by=request.user, on=today(), **form.told())
            messages.success(request, "Planned. The volunteer is told that there is something new.")
            return redirect("matching:proposal", row.public_id)
    lead = f"Somewhere easy, an hour or so, and one of us is there. {row.child.name} can leave whenever they like."
    heading = f"When {row.child.name} and {row.volunteer.first_name} meet"
    return _step(request, row, form, {"heading": heading, "lead": lead, "button": "Plan it"})


@opens(Proposal, Permission.BEGIN_MATCH)
def after_meeting(request: Request, row: Proposal) -> HttpResponse:
    """What each of them said, asked one by one."""
    still = queries.still_to_answer(row, today())
    form = AfterForm(request.POST, still=still) if request.method == "POST" else AfterForm(still=still)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        with form.refusals():
            actions.answer_first_meeting(
                proposal=row, who=said["who"], yes=form.yes, words=said["words"], by=request.user, on=today()
            )
            messages.success(
                request, "Written down." if form.yes else "Written down. Nobody else is told whose no it was."
            )
            return redirect("matching:proposal", row.public_id)
    lead = "Ask each of them alone. Any no ends it, and nobody else is told whose."
    return _step(
        request, row, form, {"heading": "How was the first meeting?", "lead": lead, "button": "Write it down"}
    )


@opens(Proposal, SEE)
def close(request: Request, row: Proposal) -> HttpResponse:
    """End a proposal before it becomes a match."""
    form = CloseForm(request.POST) if request.method == "POST" else CloseForm()
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        with form.refusals():
            actions.close(
                proposal=row, closed_by=said["closed_by"], reason=said["reason"], words=said["words"],
                by=request.user, on=today(),
            )  # fmt: skip
            messages.success(request, "Closed. Nobody else is told whose no it was.")
            return redirect("matching:proposal", row.public_id)
    words: dict[str, object] = {
        "heading": "Close this proposal?",
        "lead": "It cannot be opened again: a later yes needs a new choice by the child.",
        "button": "Close it",
        "warning": True,
    }
    return _step(request, row, form, words)
