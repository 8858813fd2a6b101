"""Letters: the volunteer writes on the phone, the coordinator writes for them and gives; the young person reads."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kith.access.doors import Request, may, opens
from kith.access.policy import Permission
from kith.endings import actions
from kith.endings.forms import LetterForm
from kith.endings.models import Ending, Letter
from kith.endings.views.common import frame, onwards, posted, whose_coordinator
from kith.foundation.dates import today
from kith.foundation.forms import Confirmation
from kith.matching.models import Match

DESK, PHONE = "layouts/base.html", "layouts/phone.html"


@opens(Ending, Permission.WRITE_LETTER)
def letter(request: Request, ending: Ending) -> HttpResponse:
    """Write a letter. Who will read it stands above the box."""
    match = ending.match
    is_volunteer = match.volunteer.user_id == request.user.pk
    before = list(ending.letters.filter(created_by=request.user) if is_volunteer else ending.letters.all())
    begun = next((one for one in before if one.given_on is None), None)
    form = LetterForm(posted(request), initial=_to_go_on_with(match, begun))
    form.fields["signed"].help_text = _how_to_sign(match.volunteer.first_name, match.child.name, is_volunteer)
    form.fields["words"].label = "Your letter" if is_volunteer else "The letter"
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.write_letter(ending=ending, by=request.user, on=today(), **form.cleaned_data)
            if is_volunteer:
                messages.success(request, "Thank you. Your letter is kept. You can still write it anew.")
                return redirect("endings:letter", ending.public_id)
            return onwards(request, ending, "The letter is kept. Give it when the time is right.")
    page = frame(ending) | {
        "layout": PHONE if is_volunteer else DESK,
        "is_volunteer": is_volunteer,
        "form": form,
        "coordinator": whose_coordinator(match),
        "begun": begun,
        "before": [one for one in before if one != begun],
    }
    if is_volunteer:
        page |= {"back_url": "/", "back_text": "Home"}
    return render(request, "endings/letter.html", page)


def _to_go_on_with(match: Match, begun: Letter | None) -> dict[str, str]:
    """What was written last and not given yet; else an empty page, signed."""
    return {"words": begun.words, "signed": begun.signed} if begun else {"signed": match.volunteer.first_name}


def _how_to_sign(volunteer: str, child: str, is_volunteer: bool) -> str:
    if is_volunteer:
        return f"As {child} knows you. No surname, no address."
    return f"{volunteer}, if these are {volunteer}’s words; otherwise your own name. No surname, no address."


@opens(Letter, Permission.PLAN_ENDING)
def give(request: Request, letter: Letter) -> HttpResponse:
    """Read it first; then it is the child's."""
    form = Confirmation(posted(request))
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.give_letter(letter=letter, by=request.user, on=today())
            return onwards(request, letter.ending, f"{letter.child.name} has {letter.signed}’s letter.")
    return render(request, "endings/give.html", frame(letter.ending) | {"letter": letter, "form": form})


@may(Permission.SEE_MY_SPACE)
def my_letters(request: Request) -> HttpResponse:
    """The letters that were given to a young person: theirs to read as often as they like."""
    letters = Letter.objects.reachable_by(request.user, Permission.SEE_MY_SPACE)
    found = list(letters.order_by("-given_on", "-id"))
    return render(request, "endings/my_letters.html", {"letters": found, "back_url": reverse("web:home")})
