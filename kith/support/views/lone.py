"""Being out alone: the volunteer's presses and their switch, what was not heard, and who is on call."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from kith.access.doors import Request, may, opens
from kith.access.policy import Permission
from kith.access.reach import schemes_for
from kith.foundation.dates import now, today
from kith.foundation.forms import Form
from kith.meetings.models import Meeting
from kith.people.models import Child, Involvement, Volunteer, named_of
from kith.safeguarding.readers import leads_of
from kith.schemes.models import Scheme
from kith.support import actions
from kith.support.models import LoneVisit, LoneWish
from kith.support.queries import lone as queries

P = Permission
NOBODY, NEAREST = "nobody", "The child’s coordinator"


class HeardFrom(Form):
    """How somebody heard from them."""

    words = forms.CharField(
        label="How did you hear from them?",
        max_length=300,
        error_messages={"required": "Write how you heard from them"},
    )

    def __init__(self, typed: Any = None, *, visit: LoneVisit):
        super().__init__(typed)
        match = visit.meeting.match
        if match.volunteer.died_on:  # nobody can hear from them: what counts is the child
            words, child = self.fields["words"], match.child.name
            words.label = f"Where is {child}, and who is with them?"
            words.error_messages["required"] = f"Write where {child} is"


class ChooseOnCall(Form):
    """Who hears for one scheme."""

    def __init__(self, *args: object, people: list[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["user"] = forms.ChoiceField(
            label="Who is on call?",
            choices=[("", "Choose somebody"), *people, (NOBODY, NEAREST)],
            error_messages={"required": "Choose who is on call"},
        )


@opens(Meeting, P.RECORD_MEETING)
@require_POST
def press(request: Request, meeting: Meeting) -> HttpResponse:
    """One press: I am there, I am home, or that was a slip."""
    what, at = request.POST.get("what", ""), now()
    if meeting.match.volunteer.user_id != request.user.pk:
        raise Http404
    if what == "slip":
        actions.take_press_back(meeting=meeting, by=request.user, at=at)
        messages.success(request, "Taken back.")
    else:
        actions.press(meeting=meeting, home=what == "home", by=request.user, at=at)
        messages.success(
            request, "Good to know that you are home." if what == "home" else "Have a good time."
        )
    return redirect("web:home")


@may(P.CHECK_IN_ALONE)
def alone(request: Request) -> HttpResponse:
    """Whether I would like to say when I am there and home again."""
    volunteer = Volunteer.objects.filter(user=request.user).first()
    if volunteer is None:
        raise Http404
    if request.method == "POST":
        wanted = request.POST.get("wanted") == "yes"
        actions.wish_lone(volunteer=volunteer, wanted=wanted, by=request.user, at=now())
        messages.success(request, "Switched on." if wanted else "Switched off.")
        return redirect("support:alone")
    wish = LoneWish.objects.filter(volunteer=volunteer).first()
    told = {
        "offered": queries.offered_to(request.user, today()),
        "wanted": bool(wish and wish.wanted),
        "back_url": reverse("web:home"),
        "back_text": "Home",
    }
    return render(request, "support/alone.html", told)


@opens(LoneVisit, P.SEE_LONE_VISIT)
def lone(request: Request, visit: LoneVisit) -> HttpResponse:
    """Nothing was heard of somebody: whom to ring, and how it was settled."""
    form = HeardFrom(request.POST if request.method == "POST" else None, visit=visit)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.settle_lone(visit=visit, words=form.cleaned_data["words"], by=request.user, at=now())
            messages.success(request, "Written down.")
            return redirect("web:home")
    match = visit.meeting.match
    child = Child.objects.reachable_by(request.user, P.SEE_CHILD).filter(pk=match.child_id)
    near_rows = named_of(match.child, today()).filter(part=Involvement.Part.COORDINATOR)
    told = {
        "visit": visit,
        "match": match,
        "due": queries.home_by(visit.meeting, match.scheme.rules_on(today()).home_within),
        "form": form,
        "may_read": child.exists(),
        "leads": leads_of(match.scheme, today()),
        "coordinators": [each.user for each in near_rows if each.user != request.user],
        "safe_url": f"{reverse('safeguarding:raise')}?volunteer={match.volunteer.public_id}",
        "back_url": reverse("web:home"),
        "back_text": "Desk",
    }
    return render(request, "support/lone.html", told)


@may(P.KEEP_ON_CALL)
def on_call(request: Request) -> HttpResponse:
    """Who hears for each scheme that offers it."""
    on = today()
    schemes = [
        s for s in schemes_for(request.user, P.KEEP_ON_CALL).order_by("name") if s.rules_on(on).lone_visits
    ]
    chosen = queries.on_call_of(schemes, on)
    rows = [(scheme, chosen.get(scheme.pk, NEAREST)) for scheme in schemes]
    return render(request, "support/on_call.html", {"rows": rows})


@may(P.KEEP_ON_CALL)
def choose_on_call(request: Request, public_id: UUID) -> HttpResponse:
    """Choose who hears for one scheme."""
    scheme: Scheme | None = schemes_for(request.user, P.KEEP_ON_CALL).filter(public_id=public_id).first()
    if scheme is None:
        raise Http404
    people = {str(user.public_id): user for user in queries.may_be_on_call(scheme, today())}
    names = [(key, user.name) for key, user in people.items()]
    form = (
        ChooseOnCall(request.POST, people=names) if request.method == "POST" else ChooseOnCall(people=names)
    )
    if request.method == "POST" and form.is_valid():
        user = people.get(form.cleaned_data["user"])
        if user:
            actions.put_on_call(scheme=scheme, user=user, by=request.user, at=now())
        else:
            actions.take_off_call(scheme=scheme, by=request.user, at=now())
        messages.success(request, f"{user.name if user else NEAREST} is on call.")
        return redirect("support:on_call")
    back = {"back_url": reverse("support:on_call"), "back_text": "On call"}
    return render(request, "support/choose_on_call.html", {"form": form, "scheme": scheme, **back})
