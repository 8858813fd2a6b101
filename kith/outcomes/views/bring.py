"""A file of scores, read whole and saved whole; or every fault by line and column, and nothing saved."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from kith.access.doors import Request, may
from kith.access.policy import Permission
from kith.access.reach import schemes_for
from kith.foundation.dates import count_words, today
from kith.matching.models import Match
from kith.outcomes.actions.bringing import bring_scores, bring_terms
from kith.outcomes.bringing import read_file
from kith.outcomes.brought import Brought, Fault
from kith.outcomes.forms.bring import BringForm
from kith.outcomes.school_files import read_terms
from kith.schemes.models import Scheme

P = Permission
SHOWN = 100


@may(P.RECORD_MEASURE)
def bring(request: Request) -> HttpResponse:
    """Send a file; with a fault in it nothing is saved, and each is named."""
    schemes = schemes_for(request.user, P.RECORD_MEASURE, today()).open_on(today()).order_by("name")  # type: ignore[attr-defined]
    form = (
        BringForm(request.POST, request.FILES, schemes=schemes)
        if request.method == "POST"
        else BringForm(schemes=schemes)
    )
    faults: list[Fault] = []
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            brought = _read(request, form, form.chosen)
            faults = brought.faults
            if brought.is_well:
                messages.success(request, _save(request, form, brought))
                return redirect("outcomes:due")
            form.add_error("sent", f"{count_words(len(faults), 'fault')} in the file. Nothing was saved")
    context = {
        "form": form,
        "faults": faults[:SHOWN],
        "more": max(0, len(faults) - SHOWN),
        "any": bool(form.schemes),
    }
    return render(request, "outcomes/bring.html", context)


def _read(request: Request, form: BringForm, scheme: Scheme) -> Brought:
    content = form.cleaned_data["sent"].read()
    matches = list(
        Match.objects.reachable_by(request.user, P.RECORD_MEASURE).filter(scheme=scheme).with_people()
    )
    if form.cleaned_data["what"] == "terms":
        return read_terms(
            content, {m.child.authority_ref: m.child_id for m in matches if m.child.authority_ref}, today()
        )
    return read_file(content, scheme, matches, today())


def _save(request: Request, form: BringForm, brought: Brought) -> str:
    if form.cleaned_data["what"] == "terms":
        saved = bring_terms(brought=brought, scheme=form.chosen, by=request.user, on=today())
        return f"{count_words(saved, 'term')} of school sessions saved."
    saved = bring_scores(brought=brought, scheme=form.chosen, by=request.user, on=today())
    return f"{count_words(saved, 'form')} saved."
