"""References from the staff's side: whom to ask, who has answered, and for those who vet, what was said."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from kith.access.doors import Request, opens
from kith.access.policy import Permission
from kith.foundation.dates import today
from kith.foundation.forms import Confirmation
from kith.recruitment import actions
from kith.recruitment.alike import answers_of
from kith.recruitment.applying.sections import referees_of
from kith.recruitment.models import Application, Reference
from kith.recruitment.presenters.reader import Reader, address_of, named
from kith.recruitment.presenters.references import answered, cards, questions_and_answers, referees_named
from kith.recruitment.queries import checklist
from kith.recruitment.refusals import CannotAsk
from kith.recruitment.vetting.reference_forms import AskForReference, VerifyReference
from kith.recruitment.views.checks import latest_application
from kith.recruitment.views.common import refuse_about_themself

P = Permission


@opens(Application, P.RECORD_CHECK)
def references(request: Request, application: Application) -> HttpResponse:
    """Who was asked, how it stands with each, and how to ask somebody else."""
    refuse_about_themself(request, application.volunteer)
    reader = Reader(request.user, application, today())
    rows = Reference.objects.of(application.volunteer, application.scheme).unread()
    asked = list(rows.order_by("-asked_on", "-pk"))
    items = checklist(application.volunteer, application.scheme, today())
    item = next((item for item in items if item.requirement.key == "reference"), None)
    told = {
        "application": application,
        "volunteer": application.volunteer,
        "item": item,
        "still": max(item.requirement.count - item.have, 0) if item else 0,
        "cards": cards(asked, reader, today()),
        "named": referees_named(application, asked),
        "may_vet": reader.may(P.RECORD_VETTING),
        "who_reads": named(reader.who(P.RECORD_VETTING), "a vetting officer"),
        "back_url": address_of(application),
        "back_text": application.volunteer.name,
    }
    return render(request, "recruitment/references.html", told)


@opens(Application, P.RECORD_CHECK)
def ask_for_reference(request: Request, application: Application) -> HttpResponse:
    """Write to somebody: one whom they named in their form with one press, or anybody once it is typed."""
    refuse_about_themself(request, application.volunteer)
    named = _named(application, request.POST.get("referee") or request.GET.get("referee"))
    if request.method == "POST":
        form = AskForReference(named if "referee" in request.POST else request.POST)
    else:
        form = AskForReference(initial=named)
    back = reverse("recruitment:references", args=[application.public_id])
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.ask_for_reference(
                application=application, by=request.user, on=today(), **form.cleaned_data
            )
            messages.success(request, "The letter is on its way. If nobody answers, we write again.")
            return redirect(back)
    told = {"form": form, "application": application, "volunteer": application.volunteer, "back_url": back}
    return render(request, "recruitment/ask_for_reference.html", told)


def _named(application: Application, number: str | None) -> dict[str, str]:
    """What is typed for one of those whom they named in their form; nothing for anybody else."""
    found = referees_of(answers_of(application))
    place = int(number) - 1 if number and number.isdecimal() else -1
    return found[place] if 0 <= place < len(found) else {}


@opens(Reference, P.RECORD_CHECK)
@require_POST
def ask_again(request: Request, reference: Reference) -> HttpResponse:
    """Open a new link for somebody who has not answered in time."""
    refuse_about_themself(request, reference.volunteer)
    application = latest_application(reference.volunteer, reference.scheme)
    try:
        actions.ask_again(reference=reference, by=request.user, on=today())
    except CannotAsk as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "A new letter is on its way.")
    return redirect("recruitment:references", application.public_id)


@opens(Reference, P.RECORD_CHECK)
def take_back_reference(request: Request, reference: Reference) -> HttpResponse:
    """Ask this person no more."""
    refuse_about_themself(request, reference.volunteer)
    application = latest_application(reference.volunteer, reference.scheme)
    back = reverse("recruitment:references", args=[application.public_id])
    form = Confirmation(request.POST) if request.method == "POST" else Confirmation()
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.take_back_reference(reference=reference, by=request.user, on=today())
            messages.success(request, "Taken back. The link opens nothing any more.")
            return redirect(back)
    told = {"form": form, "reference": reference, "volunteer": reference.volunteer, "back_url": back}
    return render(request, "recruitment/take_back_reference.html", told)


@opens(Reference, P.RECORD_VETTING)
def read_reference(request: Request, reference: Reference) -> HttpResponse:
    """What was answered, and making sure from whom it is. Read by those who record vetting, by nobody else."""
    refuse_about_themself(request, reference.volunteer)
    volunteer = reference.volunteer
    application = latest_application(volunteer, reference.scheme)
    form = (
        VerifyReference(request.POST, first_name=volunteer.first_name)
        if request.method == "POST"
        else VerifyReference(first_name=volunteer.first_name)
    )
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.verify_reference(reference=reference, by=request.user, on=today(), **form.told())
            messages.success(request, "Verified. It is in the vetting file.")
            return redirect("recruitment:references", application.public_id)
    told = {
        "form": form,
        "reference": reference,
        "volunteer": volunteer,
        "answers": questions_and_answers(reference),
        "is_answered": answered(reference),
        "same_surname": volunteer.last_name.casefold() in reference.name.casefold().split(),
        "back_url": reverse("recruitment:references", args=[application.public_id]),
        "back_text": "References",
    }
    return render(request, "recruitment/read_reference.html", told)
