"""Between us and an applicant: the form, whose turn it is, letters, interviews, what they wrote."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from kith.access.doors import Request, may, opens
from kith.access.policy import Permission
from kith.foundation.dates import day_words, today
from kith.foundation.errors import Cannot
from kith.foundation.forms import Confirmation
from kith.recruitment import actions, letters
from kith.recruitment.alike import answers_of, homes_of
from kith.recruitment.keeping import keeping_for
from kith.recruitment.letter_forms import PlanInterview, WriteLetter, WriteView, questions
from kith.recruitment.models import Application, Interview, InterviewView, Letter
from kith.recruitment.presenters.answers import read_by_staff
from kith.recruitment.presenters.pipeline import right_to_write
from kith.recruitment.presenters.reader import Reader, address_of
from kith.recruitment.queries import who_may
from kith.recruitment.vetting.interviewers import trained_among
from kith.recruitment.views.common import refuse_about_themself, require

P = Permission


def _told(application: Application, **more: Any) -> dict[str, Any]:
    back = {"back_url": address_of(application), "back_text": application.volunteer.name}
    return {"application": application, "volunteer": application.volunteer, **back, **more}


def _deed(request: Request, application: Application, deed: Any, said: str) -> HttpResponse:
    """A deed of one click: done and said, or refused and said why."""
    try:
        deed(application=application, by=request.user, on=today())
    except Cannot as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said.format(name=application.volunteer.first_name))
    return redirect(address_of(application))


@opens(Application, P.RECORD_CHECK)
@require_POST
def send_form(request: Request, application: Application) -> HttpResponse:
    return _deed(request, application, actions.send_form, "{name} has been sent the form.")


@opens(Application, P.RECORD_CHECK)
@require_POST
def await_answer(request: Request, application: Application) -> HttpResponse:
    return _deed(request, application, actions.await_answer, "From today we wait for {name}.")


@opens(Application, P.RECORD_CHECK)
@require_POST
def answered(request: Request, application: Application) -> HttpResponse:
    return _deed(request, application, actions.note_answer, "{name} has answered. It is our turn.")


# ------------------------------------------------------------------------------- letters


@opens(Application, P.SEE_VOLUNTEER)
def write_letter(request: Request, application: Application, kind: str) -> HttpResponse:
    """A letter to begin with, to be made one's own; or a note that they were told otherwise."""
    if kind not in letters.USUAL:
        raise Http404
    refuse_about_themself(request, application.volunteer)
    reader = Reader(request.user, application, today())
    require(reader, right_to_write(kind), "You may not write this letter.", "A manager")
    until = day_words(keeping_for(application.scheme, today()).lapses_on(today(), today()))
    words = letters.draft(kind, application, sender=request.user.name, until=until)
    given = {"has_email": bool(application.volunteer.email)}
    form = (
        WriteLetter(request.POST, **given)
        if request.method == "POST"
        else WriteLetter(initial={"words": words}, **given)
    )
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            letter = actions.write_letter(
                application=application, kind=kind, by=request.user, on=today(), **form.cleaned_data
            )
            messages.success(
                request, f"{application.volunteer.first_name}: {letter.get_how_display().lower()}."
            )
            if letter.how == Letter.How.PAPER:
                return redirect("recruitment:read_letter", letter.public_id)
            return redirect(address_of(application))
    kind_words = Letter.Kind(kind).label
    return render(
        request,
        "recruitment/write_letter.html",
        _told(application, form=form, kind=kind, kind_words=kind_words),
    )


@may(P.SEE_VOLUNTEER)
def read_letter(request: Request, public_id: str) -> HttpResponse:
    """What they were written; to be read, or printed."""
    within = Application.objects.reachable_by(request.user, P.SEE_VOLUNTEER)
    rows = Letter.objects.filter(application__in=within, public_id=public_id)
    letter = rows.select_related(
        "application__volunteer", "application__scheme__provider", "created_by"
    ).first()
    if letter is None or letter.application.volunteer.user_id == request.user.pk:
        raise Http404
    return render(request, "recruitment/read_letter.html", _told(letter.application, letter=letter))


# ------------------------------------------------------------------------------- what they wrote


@opens(Application, P.SEE_VETTING)
def declaration(request: Request, application: Application) -> HttpResponse:
    """What they declared, for those who vet; and where they have lived."""
    refuse_about_themself(request, application.volunteer)
    answers = answers_of(application)
    if answers is None or answers.sent_on is None:
        raise Http404
    abroad = [home for home in homes_of(application) if not home.get("postcode")]
    parts = list(read_by_staff(answers, sealed=True))
    return render(
        request,
        "recruitment/declaration.html",
        _told(application, answers=answers, parts=parts, abroad=abroad),
    )


# ------------------------------------------------------------------------------- interviews


@opens(Application, P.RECORD_CHECK)
def plan_interview(request: Request, application: Application) -> HttpResponse:
    """Which two, and when."""
    refuse_about_themself(request, application.volunteer)
    colleagues = [
        each
        for each in who_may(P.RECORD_CHECK, application.scheme, today())
        if each.pk != application.volunteer.user_id
    ]
    trained = trained_among(colleagues, application.scheme, today())
    mine = {"first": str(request.user.public_id)} if request.user.pk in trained else {}
    given: dict[str, Any] = {"colleagues": colleagues, "trained": trained}
    form = (
        PlanInterview(request.POST, **given)
        if request.method == "POST"
        else PlanInterview(initial=mine, **given)
    )
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            interview = actions.plan_interview(
                application=application, by=request.user, on=today(), **form.cleaned_data
            )
            messages.success(
                request, f"{application.volunteer.first_name} meets two of you on {day_words(interview.on)}."
            )
            return redirect(address_of(application))
    return render(
        request, "recruitment/plan_interview.html", _told(application, form=form, too_few=len(trained) < 2)
    )


def _interview(request: Request, public_id: str, right: Permission) -> Interview:
    within = Application.objects.reachable_by(request.user, right)
    rows = Interview.objects.filter(application__in=within, public_id=public_id)
    interview = rows.select_related("application__volunteer", "application__scheme").first()
    if interview is None or interview.application.volunteer.user_id == request.user.pk:
        raise Http404
    return interview


@may(P.SEE_VOLUNTEER)
def interview(request: Request, public_id: str) -> HttpResponse:
    """One's own view, written before the other's is read; both for those who vet."""
    interview = _interview(request, public_id, P.SEE_VOLUNTEER)
    application = interview.application
    reader = Reader(request.user, application, today())
    views = list(interview.views.select_related("interviewer"))
    mine = next((view for view in views if view.interviewer_id == request.user.pk), None)
    if mine is None and not reader.vets and not reader.may(P.RECORD_CHECK):
        raise PermissionDenied("Only the two who were there, and those who vet, read this.")
    may_write = bool(mine and not mine.written_on and not interview.called_off_on)
    form = WriteView(request.POST) if request.method == "POST" else WriteView()
    if request.method == "POST" and may_write and form.is_valid():
        with form.refusals():
            actions.write_view(interview=interview, by=request.user, on=today(), **form.told())
            messages.success(request, "Your view is written down.")
            return redirect(address_of(application))
    must_write_first = may_write  # nobody reads the other's view before their own is down
    shown = [
        _view_words(view)
        for view in views
        if view.written_on and not must_write_first and (reader.vets or view == mine)
    ]
    told = _told(
        application,
        interview=interview,
        who=" and ".join(view.interviewer.name for view in views),
        form=form,
        may_write=may_write,
        shown=shown,
        waits_for=[view.interviewer.name for view in views if not view.written_on],
        may_call_off=interview.settled_on is None
        and not interview.called_off_on
        and reader.may(P.RECORD_CHECK),
    )
    return render(request, "recruitment/interview.html", told)


def _view_words(view: InterviewView) -> dict[str, Any]:
    asked = dict(questions())
    return {
        "who": view.interviewer.name,
        "leaning": view.get_leaning_display(),
        "met": [(asked.get(key, key), value) for key, value in view.met.items()],
        "words": view.words,
    }


@may(P.RECORD_CHECK)
@require_POST
def call_off_interview(request: Request, public_id: str) -> HttpResponse:
    interview = _interview(request, public_id, P.RECORD_CHECK)
    form = Confirmation(request.POST)
    if form.is_valid():
        try:
            actions.call_off_interview(interview=interview, by=request.user, on=today())
            messages.success(request, "The interview is called off.")
        except Cannot as refusal:
            messages.error(request, str(refusal))
    return redirect(address_of(interview.application))
