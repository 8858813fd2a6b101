"""A match begins with an agreement; the agreement is read, printed, and written anew; a match rests and goes on."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from kith.access.doors import Request, opens
from kith.access.policy import Permission
from kith.access.reach import may as has
from kith.foundation.dates import today
from kith.matching import actions, drafts
from kith.matching.forms import AgreementForm, BeginForm, PauseForm, ResumeForm
from kith.matching.models import Match, Proposal
from kith.matching.presenters import agreements as presenters
from kith.matching.presenters.proposals import title

BEGIN = Permission.BEGIN_MATCH


@opens(Proposal, BEGIN)
def begin(request: Request, proposal: Proposal) -> HttpResponse:
    """The agreement, started from the scheme's rules; keeping it begins the match."""
    start = drafts.first_agreement(proposal, today())
    goals = proposal.scheme.goals != proposal.scheme.Goals.OFF
    if request.method == "POST":
        form = BeginForm(request.POST, start=start, latest=today(), goals=goals)
    else:
        form = BeginForm(start=start, latest=today(), goals=goals)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            match = actions.begin(proposal=proposal, by=request.user, on=today(), **form.told())
            messages.success(request, f"{match.name} have begun. Print the agreement for both of them.")
            return redirect("matching:agreement", match.public_id)
    shown = {
        "form": form,
        "heading": f"{title(proposal)} agree how it goes",
        "lead": "Read it together, change every line that is not theirs, and say how it will end before it begins.",
        "button": "Begin the match",
        "back_url": proposal.public_id,
        "proposal": proposal,
    }
    return render(request, "matching/agree.html", shown)


@opens(Match, Permission.SEE_MATCH)
def agreement(request: Request, match: Match) -> HttpResponse:
    """What was agreed, now and before."""
    latest = match.agreement
    shown = {
        "match": match,
        "agreement": latest,
        "lines": presenters.lines(latest) if latest else [],
        "signed": presenters.signed(latest, match) if latest else [],
        "earlier": presenters.versions(match),
        "may_change": has(request.user, BEGIN) and match.is_live,
    }
    return render(request, "matching/agreement.html", shown)


@opens(Match, Permission.SEE_MEETINGS)
def agreement_print(request: Request, match: Match) -> HttpResponse:
    """One sheet for each of the two, and for whoever else is part of the plan."""
    latest = match.agreement
    shown = {
        "match": match,
        "lines": presenters.lines(latest) if latest else [],
        "signed": presenters.signed(latest, match) if latest else [],
    }
    return render(request, "matching/agreement_print.html", shown)


@opens(Match, BEGIN)
def revise(request: Request, match: Match) -> HttpResponse:
    """A new version, started from the one in force."""
    start = drafts.current_agreement(match)
    if request.method == "POST":
        form = AgreementForm(request.POST, start=start, latest=today())
    else:
        form = AgreementForm(start=start, latest=today())
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.revise_agreement(match=match, by=request.user, on=today(), **form.told())
            messages.success(request, "Written down. The version before is kept.")
            return redirect("matching:agreement", match.public_id)
    shown = {
        "form": form,
        "heading": f"{match.name} agree anew",
        "lead": "Change what has changed. Both say again on which day they agreed.",
        "button": "Keep this version",
        "match": match,
    }
    return render(request, "matching/agree.html", shown)


@opens(Match, BEGIN)
def pause(request: Request, match: Match) -> HttpResponse:
    """Let a match rest for a while."""
    form = PauseForm(request.POST) if request.method == "POST" else PauseForm()
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            said = form.cleaned_data
            actions.pause(
                match=match, reason=said["reason"], words=said["words"], by=request.user, on=today()
            )
            messages.success(request, f"{match.name} are taking a break.")
            return redirect("matching:agreement", match.public_id)
    lead = "Tell both of them yourself, and say when you will talk about going on."
    shown = {
        "form": form,
        "match": match,
        "heading": f"A break for {match.name}",
        "lead": lead,
        "button": "Pause the match",
    }
    return render(request, "matching/rest.html", shown)


@opens(Match, BEGIN)
def resume(request: Request, match: Match) -> HttpResponse:
    """A match goes on after a break."""
    form = ResumeForm(request.POST) if request.method == "POST" else ResumeForm()
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.resume(match=match, words=form.cleaned_data["words"], by=request.user, on=today())
            messages.success(request, f"{match.name} go on.")
            return redirect("matching:agreement", match.public_id)
    lead = "The volunteer’s papers are looked at again. Then plan the next meeting."
    shown = {"form": form, "match": match, "heading": f"{match.name} go on", "lead": lead, "button": "Go on"}
    return render(request, "matching/rest.html", shown)
