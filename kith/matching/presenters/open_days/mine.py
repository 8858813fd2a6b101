"""An open day as a child and a volunteer read it: short words, first names, and nobody’s no."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from kith.access.models import User
from kith.foundation.dates import LONDON, time_words
from kith.matching.models import ChildGuest, OpenDayPair, VolunteerGuest
from kith.matching.presenters.open_days.days import when_words
from kith.matching.states import ASKED, GuestStatus, OpenDayStatus

Heard = ChildGuest.Heard


def for_young_person(user: User, *, at: datetime) -> list[dict[str, str]]:
    """What stands on the first page of My space about open days: at most a card or two."""
    rows = ChildGuest.objects.filter(child__user=user).with_people().order_by("-open_day__begins_at")[:3]
    return [card for guest in rows if (card := _child_card(guest, at))]


def _child_card(guest: ChildGuest, at: datetime) -> dict[str, str] | None:
    day = guest.open_day
    card = {"url": reverse("matching:my_open_day", args=[guest.public_id]), "when": ""}
    local = day.begins_at.astimezone(LONDON)
    when = f"{local:%A} {local.day} {local:%B}, {time_words(day.begins_at)}"
    if day.status == OpenDayStatus.PLANNED and guest.status in ASKED and day.ends_at > at:
        heading = "You are coming" if guest.status == GuestStatus.COMING else "Would you like to come?"
        if guest.status == GuestStatus.NOT_COMING:
            return None
        action = "" if guest.status == GuestStatus.COMING else "Have a look"
        return card | {
            "heading": heading,
            "words": day.to_do,
            "when": f"{when}, {day.place}",
            "action": action,
        }
    if (
        day.status == OpenDayStatus.CALLED_OFF
        and guest.status == GuestStatus.CALLED_OFF
        and day.begins_at > at
    ):
        return card | {"heading": "It is called off", "words": f"{day.to_do} on {when} is not happening. We will tell you when there is a new day.", "action": ""}  # fmt: skip
    if guest.status != GuestStatus.CAME:
        return None
    if day.status == OpenDayStatus.LISTENING and guest.shares_with_id is None:
        said = "You can still change it." if guest.heard else "Say whom you liked. Nobody there is told."
        return card | {"heading": "Whom did you like?", "words": said, "action": "Have another look" if guest.heard else "Choose"}  # fmt: skip
    return None


def how_it_came_out(guest: ChildGuest) -> list[str]:
    """After the coordinator has agreed: kind words, and what comes next. Before that, that we are thinking."""
    status = guest.open_day.status
    if status in (OpenDayStatus.LISTENING, OpenDayStatus.WORKED_OUT):
        return ["We have heard you.", "Now we see who can be there for whom. It takes a little while."]
    pair = (
        OpenDayPair.objects.filter(guest=guest, working__open_day=guest.open_day)
        .select_related("volunteer__volunteer", "proposal")
        .order_by("-working__number")
        .first()
    )
    if pair is not None and pair.proposal is not None and pair.volunteer is not None:
        name = pair.volunteer.volunteer.first_name
        if pair.proposal.is_open or pair.proposal.names_are_open:
            return [f"You liked {name}. We are asking {name}.", "You can still change your mind."]
        return [f"It can’t be {name} this time. It is nothing you did.", "We keep looking with you."]
    if guest.open_day.status == OpenDayStatus.OVER:
        return ["That was a while ago. We look with you again whenever you like."]
    if guest.heard == Heard.NOBODY:
        return ["You said nobody. That is fine.", "We keep looking with you."]
    if guest.heard == Heard.NOT_SURE:
        return ["You were not sure. That is fine.", "We will talk with you about what is next."]
    return [
        "This time there were more young people than places. It is nothing you did.",
        "You keep your place in line, and we look with you again soon.",
    ]


def for_volunteer(user: User, *, at: datetime) -> list[dict[str, str]]:
    """What stands on a volunteer’s first page about open days."""
    rows = (
        VolunteerGuest.objects.filter(volunteer__user=user)
        .with_people()
        .order_by("open_day__begins_at", "pk")
    )
    return [card for guest in rows if (card := _volunteer_card(guest, at))]


def _volunteer_card(guest: VolunteerGuest, at: datetime) -> dict[str, str] | None:
    day = guest.open_day
    card = {"url": reverse("matching:my_open_day_volunteer", args=[guest.public_id])}
    where = f"{when_words(day)}, {day.place}"
    if day.status == OpenDayStatus.PLANNED and day.ends_at > at:
        if guest.status == GuestStatus.INVITED:
            return card | {
                "heading": "Can you come to an open day?",
                "words": where,
                "action": "Read and answer",
            }
        if guest.status == GuestStatus.COMING:
            return card | {"heading": "You are coming to the open day", "words": where, "action": "Open"}
        if guest.status == GuestStatus.TAKEN_BACK:
            return card | {"heading": "The open day goes on without you", "words": "Your coordinator can tell you more.", "action": ""}  # fmt: skip
    if (
        day.status == OpenDayStatus.CALLED_OFF
        and guest.status == GuestStatus.CALLED_OFF
        and day.begins_at > at
    ):
        return card | {
            "heading": "The open day is called off",
            "words": f"It was to be on {where}.",
            "action": "",
        }
    if day.status == OpenDayStatus.LISTENING and guest.status == GuestStatus.CAME and guest.said_on is None:
        return card | {"heading": "Thank you for coming", "words": "For how many would you have room now?", "action": "Say so"}  # fmt: skip
    return None


def volunteer_page(guest: VolunteerGuest, at: datetime) -> dict[str, Any]:
    """The invitation as a volunteer reads it: never who else is invited."""
    day = guest.open_day
    ahead = day.status == OpenDayStatus.PLANNED and day.ends_at > at
    return {
        "guest": guest,
        "day": day,
        "when": when_words(day),
        "may_answer": ahead and guest.status in ASKED,
        "may_say_room": day.status == OpenDayStatus.LISTENING and guest.status == GuestStatus.CAME,
        "is_over": not ahead,
    }
