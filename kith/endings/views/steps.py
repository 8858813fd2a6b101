"""The steps of an ending: one click for most, a page where something is to be written down."""

from django.http import HttpResponse
from django.shortcuts import render

from kith.access.doors import Request, opens
from kith.access.policy import Permission
from kith.endings import actions, presenters
from kith.endings.forms import AgainForm, ContactAnswerForm, ContactForm, SkipForm, StepWords, TellForm
from kith.endings.models import Ending, EndingStep
from kith.endings.views.common import frame, onwards, posted, whose_coordinator
from kith.foundation.dates import today

PLAN = Permission.PLAN_ENDING


@opens(EndingStep, PLAN)
def step(request: Request, step: EndingStep) -> HttpResponse:
    """Done, put back, or left out with a reason."""
    deed = request.POST.get("deed", "") if request.method == "POST" else ""
    if deed == "undo":
        actions.undo_step(step=step, by=request.user, on=today())
        return onwards(request, step.ending, "It is open again.")
    do_form = StepWords(request.POST) if deed == "do" else StepWords()
    skip_form = SkipForm(request.POST) if deed == "skip" else SkipForm()
    form = {"do": do_form, "skip": skip_form}.get(deed)
    if form and form.is_valid():
        with form.refusals():
            deed_for = actions.do_step if deed == "do" else actions.skip_step
            deed_for(step=step, by=request.user, on=today(), **form.cleaned_data)
            return onwards(request, step.ending, "Done." if deed == "do" else "Left out.")
    (line,) = [one for one in presenters.step_lines(step.ending, today()) if one.step == step]
    page = {"step": step, "line": line, "do_form": do_form, "skip_form": skip_form, "form": form}
    return render(request, "endings/step.html", frame(step.ending) | page)


@opens(Ending, PLAN)
def tell(request: Request, ending: Ending) -> HttpResponse:
    """When and how the child was told, in what words they took it."""
    match, day = ending.match, today()
    form = TellForm(posted(request), match=match, on=day, coordinator=request.user.first_name)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.tell(
                ending=ending,
                told_on=form.cleaned_data["told_on"],
                told_how=form.told_how(),
                child_words=form.cleaned_data["child_words"],
                by=request.user,
                on=day,
            )
            return onwards(request, ending, f"Written down: {match.child.name} has been told.")
    return render(request, "endings/tell.html", frame(ending) | {"form": form})


@opens(Ending, PLAN)
def contact(request: Request, ending: Ending) -> HttpResponse:
    """Who said what about staying in touch, and what is agreed."""
    deed = request.POST.get("deed", "") if request.method == "POST" else ""
    on = today()
    answer_form = ContactAnswerForm(request.POST if deed == "answer" else None, ending=ending, on=on)
    agree_form = ContactForm(request.POST) if deed == "agree" else ContactForm()
    form = {"answer": answer_form, "agree": agree_form}.get(deed)
    if form and form.is_valid():
        said = form.cleaned_data
        with form.refusals():
            if deed == "agree":
                actions.agree_contact(ending=ending, contact=said["contact"], by=request.user, on=today())
                return onwards(request, ending, "It is agreed.")
            yes = said["yes"] == "yes"
            actions.answer_contact(
                ending=ending, who=said["who"], yes=yes, words=said["words"], by=request.user, on=today()
            )
            answer_form = ContactAnswerForm(ending=ending, on=on)
            form = None
    page = {
        "form": form,
        "answer_form": answer_form,
        "agree_form": agree_form,
        "rows": presenters.contact_rows(ending, today()),
    }
    return render(request, "endings/contact.html", frame(ending) | page)


@opens(Ending, PLAN)
def again(request: Request, ending: Ending) -> HttpResponse:
    """After a pause: would they like somebody again?"""
    match = ending.match
    form = AgainForm(posted(request), match=match, on=today())
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            wanted = form.cleaned_data["wanted"] == "yes"
            told = {
                "words": form.cleaned_data["words"],
                "lift_pause": bool(form.cleaned_data.get("lift_pause")),
            }
            actions.hear_again(ending=ending, wanted=wanted, by=request.user, on=today(), **told)
            name = match.child.name
            said = (
                f"{name} waits again. Look for somebody when you are ready."
                if wanted
                else f"{name}’s referral is closed."
            )
            return onwards(request, ending, said)
    page = {"form": form, "coordinator": whose_coordinator(match)}
    return render(request, "endings/again.html", frame(ending) | page)
