"""An open day for those who are invited: a young person, a volunteer, and the worker and carer of a child."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from kith.access.doors import Request, opens
from kith.access.policy import Permission
from kith.foundation.dates import now, today
from kith.matching import queries
from kith.matching.actions import open_days as deeds
from kith.matching.forms.open_day_choices import ChoicesForm, RoomForm
from kith.matching.forms.open_days import ComingForm, NoteForm
from kith.matching.models import ChildGuest, OpenDayPair, VolunteerGuest
from kith.matching.presenters.cards import about_them
from kith.matching.presenters.open_days import days, mine
from kith.matching.presenters.open_days.results import whole_name
from kith.matching.states import ASKED, GuestStatus

ANSWER = Permission.ANSWER_INVITATION


@opens(ChildGuest, ANSWER)
def invitation(request: Request, guest: ChildGuest) -> HttpResponse:
    """A young person: would I like to come; and afterwards, how it came out."""
    form = ComingForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            said = "yes" if form.yes else "no"
            deeds.answer_child(guest=guest, said=said, by=request.user, at=now())
            return redirect("matching:my_open_day", guest.public_id)
    day = guest.open_day
    if (
        day.is_listening
        and guest.status == GuestStatus.CAME
        and not guest.heard
        and guest.shares_with is None
    ):
        return redirect("matching:my_open_day_choice", guest.public_id)
    ahead = day.is_planned and day.ends_at > now() and guest.status in ASKED
    told: dict[str, Any] = {
        "guest": guest,
        "day": day,
        "when": days.when_words(day),
        "form": form,
        "may_answer": ahead,
        "came": guest.status == GuestStatus.CAME,
        "told": mine.how_it_came_out(guest)
        if guest.status == GuestStatus.CAME and not day.is_planned
        else [],
        "may_choose": day.is_listening and guest.status == GuestStatus.CAME and guest.shares_with is None,
        "going": _going(guest),
    }
    return render(request, "matching/my_open_day.html", told)


def _going(guest: ChildGuest) -> object:
    """The proposal that came of it, while they can still change their mind."""
    pairs = OpenDayPair.objects.filter(guest=guest, proposal__isnull=False).select_related("proposal")
    return next(
        (pair.proposal for pair in pairs.order_by("-pk") if pair.proposal and pair.proposal.is_open), None
    )


@opens(ChildGuest, Permission.CHOOSE)
def choice(request: Request, guest: ChildGuest) -> HttpResponse:
    """A young person says alone whom they liked, and may change it until it is closed."""
    if not guest.open_day.is_listening or guest.status != GuestStatus.CAME or guest.shares_with is not None:
        return redirect("matching:my_open_day", guest.public_id)
    met = queries.met_by(guest)
    form = ChoicesForm(request.POST if request.method == "POST" else None, met=met, guest=guest, own=True)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            deeds.hear(guest=guest, by=request.user, at=now(), **form.told())
            return redirect("matching:my_open_day", guest.public_id)
    cards = queries.approved_cards([each.volunteer_id for each in met])
    told = {
        "guest": guest,
        "form": form,
        "cards": days.cards_of_met(met, cards, form.field_of),
        "about_them": about_them(guest.scheme),
        "together": whole_name(guest) if guest.sharing.exists() else "",
    }
    return render(request, "matching/my_open_day_choice.html", told)


@opens(VolunteerGuest, ANSWER)
def volunteer(request: Request, guest: VolunteerGuest) -> HttpResponse:
    """A volunteer: can I come; and afterwards, for how many I have room."""
    told = mine.volunteer_page(guest, now())
    sent = request.POST if request.method == "POST" else None
    if told["may_say_room"]:
        most = queries.room_at(guest.open_day, [guest.volunteer], today())[guest.volunteer_id]
        room = RoomForm(sent, guest=guest, most=most)
        if sent is not None and room.is_valid():
            with room.refusals():
                deeds.say_afterwards(guest=guest, by=request.user, at=now(), **room.cleaned_data)
                messages.success(request, "Thank you for telling us.")
                return redirect("matching:my_open_day_volunteer", guest.public_id)
        return render(request, "matching/my_open_day_volunteer.html", told | {"form": room})
    form = ComingForm(sent)
    if sent is not None and form.is_valid():
        with form.refusals():
            deeds.answer_volunteer(guest=guest, yes=form.yes, by=request.user, at=now())
            messages.success(request, "Thank you for telling us.")
            return redirect("matching:my_open_day_volunteer", guest.public_id)
    return render(request, "matching/my_open_day_volunteer.html", told | {"form": form})


@opens(ChildGuest, Permission.SEE_INVITATION)
def told(request: Request, guest: ChildGuest) -> HttpResponse:
    """A worker or a carer: when and where, and how the child gets there. Whether is the child’s to say; whom, nobody’s to ask."""
    form = NoteForm(request.POST if request.method == "POST" else None, guest=guest)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            deeds.note_what_is_needed(guest=guest, by=request.user, at=now(), **form.cleaned_data)
            messages.success(request, "Written down. Thank you.")
            return redirect("matching:open_day_told", guest.public_id)
    day = guest.open_day
    shown = {
        "guest": guest,
        "day": day,
        "when": days.when_words(day),
        "form": form,
        "may_note": day.is_planned and day.ends_at > now() and guest.status in ASKED,
        "state": days.child_line(guest, [])["state"],
    }
    return render(request, "matching/open_day_told.html", shown)
