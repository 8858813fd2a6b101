"""Inviting people, writing down what they say, and marking who came."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from kith.access.doors import Request, opens
from kith.access.policy import Permission
from kith.foundation.dates import count_words, now, today
from kith.foundation.forms import Confirmation, Form
from kith.matching import queries
from kith.matching.actions import open_days as deeds
from kith.matching.actions.open_days.telling import near, user_of
from kith.matching.forms.open_days import (
    ChildAnswerForm,
    ComingForm,
    InviteForm,
    WalkInForm,
)
from kith.matching.models import ChildGuest, OpenDay, VolunteerGuest
from kith.matching.presenters.open_days import days as presenters
from kith.matching.states import EXPECTED, MARKED
from kith.matching.views.open_days.days import RUN, back_to, step
from kith.referral.models import Referral

LOOK = Permission.LOOK_FOR_SOMEBODY


def _children_form(request: Request, day: OpenDay, form: type[InviteForm] = InviteForm) -> InviteForm:
    mine = Referral.objects.reachable_by(request.user, LOOK)
    rows = list(queries.children_to_invite(day, mine))
    hints = [_child_hint(row) for row in rows]
    names = [row.child.name for row in rows if row.child]
    return form(request.POST if request.method == "POST" else None, rows=rows, names=names, hints=hints)


def _child_hint(referral: Referral) -> str:
    age = referral.child.age_on(today()) if referral.child else None
    waited = f"waiting for {count_words(referral.days_waiting(today()), 'day')}"
    return f"{age}, {waited}" if age is not None else waited.capitalize()


def _volunteers_form(request: Request, day: OpenDay, form: type[InviteForm] = InviteForm) -> InviteForm:
    rows = queries.volunteers_to_invite(day, today())
    room = queries.room_at(day, rows, today())
    hints = [f"Room for {room[row.pk]}" for row in rows]
    data = request.POST if request.method == "POST" else None
    return form(data, rows=rows, names=[row.name for row in rows], hints=hints)


def _chosen(
    request: Request, day: OpenDay, form: InviteForm, deed: Callable[[], str], then: str, told: dict[str, str]
) -> HttpResponse:
    """Somebody is chosen from a list. `deed`: does it and says what was done; `then`: where to go from here."""
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            messages.success(request, deed())
            return redirect(then, day.public_id)
    shown = {"form": form, "nobody": not form.rows, **told, **back_to(day)}
    return render(request, "matching/open_day_invite.html", shown)


@opens(OpenDay, RUN)
def invite_children(request: Request, day: OpenDay) -> HttpResponse:
    """Children I look after who wait, longest first."""
    form = _children_form(request, day)

    def deed() -> str:
        made = deeds.invite_children(open_day=day, referrals=form.chosen, by=request.user, at=now())
        words = count_words(len(made), "child is", "children are")
        return f"{words} invited. Ask each of them whether they would like to come."

    told = {
        "heading": "Invite children", "button": "Invite them",
        "lead": "Their worker and carer hear that there is an invitation, no more. Ask each child yourself.",
        "empty": "No child you look after is waiting for this open day",
        "first": "Children stand here who wait in its schemes, have nobody on the way and are not invited yet.",
    }  # fmt: skip
    return _chosen(request, day, form, deed, "matching:open_day", told)


@opens(OpenDay, RUN)
def invite_volunteers(request: Request, day: OpenDay) -> HttpResponse:
    """Volunteers who may meet a child and have room."""
    form = _volunteers_form(request, day)

    def deed() -> str:
        made = deeds.invite_volunteers(open_day=day, volunteers=form.chosen, by=request.user, at=now())
        words = count_words(len(made), "volunteer is", "volunteers are")
        return f"{words} invited. They answer on their phone."

    told = {
        "heading": "Invite volunteers", "button": "Invite them",
        "lead": "Approved, with everything in date and room for a child. They answer on their phone, and see no list of children.",
        "empty": "No volunteer can be invited at the moment",
        "first": "Volunteers stand here who are approved in its schemes, have everything in date, have room, and are not invited yet.",
    }  # fmt: skip
    return _chosen(request, day, form, deed, "matching:open_day", told)


@opens(ChildGuest, RUN)
def child(request: Request, guest: ChildGuest) -> HttpResponse:
    """What a child said about coming, and what is needed."""
    form = ChildAnswerForm(request.POST if request.method == "POST" else None, guest=guest)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            deeds.answer_child(guest=guest, by=request.user, at=now(), **form.cleaned_data)
            messages.success(request, "Written down.")
            return redirect("matching:open_day", guest.open_day.public_id)
    ring = [
        (each.who, each.get_part_display(), getattr(each.worker or each.carer, "phone", ""), user_of(each))
        for each in near([guest], today()).get(guest.child_id, [])
    ]
    told = {"form": form, "guest": guest, "ring": ring, "may_take_back": guest.status in EXPECTED}
    return render(request, "matching/open_day_child.html", told | back_to(guest.open_day))


@opens(VolunteerGuest, RUN)
def volunteer(request: Request, guest: VolunteerGuest) -> HttpResponse:
    """The coordinator writes down what a volunteer said in a talk."""
    form = ComingForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            deeds.answer_volunteer(guest=guest, yes=form.yes, by=request.user, at=now())
            messages.success(request, "Written down.")
            return redirect("matching:open_day", guest.open_day.public_id)
    told = {"form": form, "guest": guest, "may_take_back": guest.status in EXPECTED}
    return render(request, "matching/open_day_volunteer.html", told | back_to(guest.open_day))


def _take_back(request: Request, guest: ChildGuest | VolunteerGuest, name: str) -> HttpResponse:
    form = Confirmation(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            deeds.take_back(guest=guest, by=request.user, at=now())
            messages.success(request, f"{name}’s invitation is taken back.")
            return redirect("matching:open_day", guest.open_day.public_id)
    lead = "They are told that something has changed. You can invite them again."
    heading = f"Take {name}’s invitation back?"
    return step(request, guest.open_day, form, heading, lead, "Take it back", warning=True)


@opens(ChildGuest, RUN)
def take_back_child(request: Request, guest: ChildGuest) -> HttpResponse:
    return _take_back(request, guest, guest.child.name)


@opens(VolunteerGuest, RUN)
def take_back_volunteer(request: Request, guest: VolunteerGuest) -> HttpResponse:
    return _take_back(request, guest, guest.volunteer.first_name)


# ------------------------------------------------------------------------------------- on the day


@opens(OpenDay, RUN)
def on_the_day(request: Request, day: OpenDay) -> HttpResponse:
    """Who is here: one press each, put back with one more."""
    there = (*EXPECTED, *MARKED, "not coming")
    children = day.children.reachable_by(request.user, RUN).filter(status__in=there).with_people()
    volunteers = day.volunteers.filter(status__in=there).with_people()
    by_name = sorted(children, key=lambda guest: (guest.status == "not coming", guest.child.name, guest.pk))
    by_first = sorted(
        volunteers, key=lambda guest: (guest.status == "not coming", guest.volunteer.first_name, guest.pk)
    )
    told = {
        "children": [presenters.child_line(guest, []) for guest in by_name],
        "volunteers": [presenters.volunteer_line(guest) for guest in by_first],
        "of_children": presenters.counts(by_name),
        "of_volunteers": presenters.counts(by_first),
        "may_mark": day.is_planned and day.day <= today(),
        "has_begun": day.has_begun(now()),
        **back_to(day),
    }
    return render(request, "matching/open_day_on_the_day.html", told)


def _mark(request: Request, guest: ChildGuest | VolunteerGuest) -> HttpResponse:
    form = Form(request.POST)
    said = request.POST.get("mark", "")
    with form.refusals():
        if said == "undo":
            deeds.unmark(guest=guest, by=request.user, at=now())
        elif said in ("came", "away"):
            deeds.mark(guest=guest, came=said == "came", by=request.user, at=now())
    for words in form.non_field_errors() if form.is_bound else ():
        messages.warning(request, str(words))
    return redirect("matching:open_day_on_the_day", guest.open_day.public_id)


@require_POST
@opens(ChildGuest, RUN)
def mark_child(request: Request, guest: ChildGuest) -> HttpResponse:
    """Here, not here, or put back."""
    return _mark(request, guest)


@require_POST
@opens(VolunteerGuest, RUN)
def mark_volunteer(request: Request, guest: VolunteerGuest) -> HttpResponse:
    """Here, not here, or put back."""
    return _mark(request, guest)


@opens(OpenDay, RUN)
def walk_in_child(request: Request, day: OpenDay) -> HttpResponse:
    """A child who waits has come without an invitation."""
    form = _children_form(request, day, WalkInForm)

    def deed() -> str:
        made = deeds.walk_in_child(open_day=day, referral=form.chosen[0], by=request.user, at=now())
        return f"{made.child.name} is on the list."

    told = {
        "heading": "A child has come without an invitation", "button": "Add them",
        "lead": "Only children who wait, and whom you look after.",
        "empty": "No other child you look after is waiting",
        "first": "A colleague can add a child they look after.",
    }  # fmt: skip
    return _chosen(request, day, form, deed, "matching:open_day_on_the_day", told)


@opens(OpenDay, RUN)
def walk_in_volunteer(request: Request, day: OpenDay) -> HttpResponse:
    """A volunteer has come without an invitation."""
    form = _volunteers_form(request, day, WalkInForm)

    def deed() -> str:
        made = deeds.walk_in_volunteer(open_day=day, volunteer=form.chosen[0], by=request.user, at=now())
        return f"{made.volunteer.first_name} is on the list."

    told = {
        "heading": "A volunteer has come without an invitation", "button": "Add them",
        "lead": "Only volunteers who may meet a child and have room.",
        "empty": "No other volunteer may be there at the moment",
        "first": "Thank whoever has come, and ring whoever vets volunteers.",
    }  # fmt: skip
    return _chosen(request, day, form, deed, "matching:open_day_on_the_day", told)
