"""A volunteer's own page of a proposal: a sketch, a yes or no, and later a name and a day."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from kith.access.doors import Request, opens
from kith.access.policy import Permission
from kith.foundation.dates import now, today
from kith.matching import queries
from kith.matching.actions import answer_first_meeting, volunteer_answers
from kith.matching.forms import MyAnswerForm
from kith.matching.models import Proposal
from kith.matching.presenters import proposals as presenters
from kith.matching.queries import Need


@opens(Proposal, Permission.ANSWER_PROPOSAL)
def my_proposal(request: Request, proposal: Proposal) -> HttpResponse:
    """Read and answer. A no costs nothing; after the first meeting it is asked again."""
    need = queries.need_of(proposal, now())
    after = need == Need.AFTER_MEETING and not proposal.answers.filter(who="volunteer").exists()
    form = MyAnswerForm(request.POST) if request.method == "POST" else MyAnswerForm()
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["words"]
        with form.refusals():
            if after:
                answer_first_meeting(
                    proposal=proposal, who="volunteer", yes=form.yes, words=words, by=request.user, on=today()
                )
            else:
                volunteer_answers(proposal=proposal, yes=form.yes, words=words, by=request.user, on=today())
            messages.success(request, "Thank you for telling us.")
            return redirect("matching:my_proposal", proposal.public_id)
    rules = proposal.scheme.rules_on(today())
    age = proposal.child.age_on(today()) or proposal.scheme.child_age_from
    rhythm = rules.rhythm_for(age=age, months_in=0).words
    shown = presenters.for_volunteer(proposal, rhythm) | {"form": form, "proposal": proposal, "after": after}
    return render(request, "matching/my_proposal.html", shown)
