"""Asking a young person how it was: three faces, words only if they want, not now, stop asking me."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kith.access.doors import Request, may, opens
from kith.access.policy import Permission
from kith.foundation.dates import now, today
from kith.meetings import actions, presenters, queries
from kith.meetings.forms import WordsForm
from kith.meetings.models import Meeting
from kith.meetings.queries.reminding import REMINDER
from kith.meetings.views.common import safe_url
from kith.messages.actions import choose_letter, wants
from kith.people.models import Child

HOME = "/"
STOPPED = "OK. We won’t ask you again."
FACES = {"good": Meeting.Feeling.GOOD, "okay": Meeting.Feeling.OKAY, "not_great": Meeting.Feeling.NOT_GREAT}


@opens(Meeting, Permission.SAY_HOW_IT_WAS)
def how_it_was(request: Request, meeting: Meeting) -> HttpResponse:
    """Three faces; then, only if they want, words."""
    child, user, here = meeting.match.child, request.user, request.path
    if child.user_id != user.pk:
        raise Http404
    if request.method == "POST":
        answer = request.POST.get("answer", "")
        if answer == "not now":
            actions.put_off_saying(meeting=meeting, by=user, on=today())
            return redirect(HOME)
        if answer == "stop":
            actions.stop_asking(child=child, by=user, on=today())
            messages.success(request, STOPPED)
            return redirect(HOME)
        if face := FACES.get(request.POST.get("face", "")):
            actions.say_how_it_was(meeting=meeting, feeling=face, by=user, at=now())
            return redirect(here)
    form = WordsForm(request.POST) if request.method == "POST" and "words" in request.POST else WordsForm()
    if form.is_bound and form.is_valid():
        with form.refusals():
            words = form.cleaned_data["words"]
            actions.say_how_it_was(meeting=meeting, feeling=meeting.feeling, words=words, by=user, at=now())
            messages.success(request, "Thank you for telling us.")
            return redirect(HOME)
    form.fields["words"].initial = meeting.feeling_words
    context = {
        "meeting": meeting,
        "name": meeting.match.volunteer.first_name,
        "coordinator": presenters.coordinator_of(meeting.match, today()),
        "when": presenters.lately_words(meeting.on(), today()),
        "form": form,
        "asked": queries.is_asked(child, today()),
        "back_url": HOME,
        "safe_url": safe_url(meeting.match, "how it was"),
    }
    return render(request, "meetings/how_it_was.html", context)


@may(Permission.SAY_HOW_IT_WAS)
def asking(request: Request) -> HttpResponse:
    """Whether to be asked how it was: theirs to switch off and on."""
    child = (
        Child.objects.reachable_by(request.user, Permission.SAY_HOW_IT_WAS).filter(user=request.user).first()
    )
    if child is None:
        raise Http404
    if request.method == "POST":
        if letter := request.POST.get("letter"):
            choose_letter(event=REMINDER, wanted=letter == "yes", by=request.user, on=today())
            said = "OK. We will write the day before." if letter == "yes" else "OK. We won’t write."
            messages.success(request, said)
        elif request.POST.get("asked") == "yes":
            actions.ask_again(child=child, by=request.user, on=today())
            messages.success(request, "OK. We will ask you how it was.")
        else:
            actions.stop_asking(child=child, by=request.user, on=today())
            messages.success(request, STOPPED)
        return redirect(reverse("meetings:asking"))
    context = {
        "asked": queries.is_asked(child, today()),
        "writes": bool(request.user.email),
        "letter_comes": wants(request.user, REMINDER),
        "back_url": HOME,
    }
    return render(request, "meetings/asking.html", context)
