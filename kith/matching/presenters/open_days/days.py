"""When and where an open day is, who comes, and the one thing to do next."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse

from kith.foundation.dates import count_words, day_words, time_words, weekday_words
from kith.foundation.sheets import Sheet
from kith.matching.models import ChildGuest, OpenDay, VolunteerGuest
from kith.matching.presenters.looking import TINTS
from kith.matching.states import GuestStatus, OpenDayStatus
from kith.people.models import Card, Involvement

TAGS = {
    GuestStatus.INVITED: "sun",
    GuestStatus.COMING: "teal",
    GuestStatus.CAME: "teal",
    GuestStatus.NOT_COMING: "quiet",
    GuestStatus.AWAY: "quiet",
    GuestStatus.TAKEN_BACK: "quiet",
    GuestStatus.CALLED_OFF: "quiet",
}
ORDER = [GuestStatus.COMING, GuestStatus.CAME, GuestStatus.INVITED, GuestStatus.AWAY, *GuestStatus]


def clock_words(open_day: OpenDay) -> str:
    return f"{time_words(open_day.begins_at)} to {time_words(open_day.ends_at)}"


def when_words(open_day: OpenDay) -> str:
    """Saturday 12 December, 2pm to 4:30pm."""
    return f"{weekday_words(open_day.day)}, {clock_words(open_day)}"


def row(open_day: Any, at: datetime) -> dict[str, Any]:
    """One line of the list; the day is counted, its schemes fetched."""
    return {
        "open_day": open_day,
        "url": reverse("matching:open_day", args=[open_day.public_id]),
        "clock": clock_words(open_day),
        "schemes": ", ".join(scheme.name for scheme in open_day.schemes.all()),
        "who": _who(open_day),
        "state": state_words(open_day, at),
    }


def _who(open_day: Any) -> str:
    if open_day.status in (OpenDayStatus.PLANNED, OpenDayStatus.CALLED_OFF):
        children, volunteers = open_day.children_expected, open_day.volunteers_expected
        ending = "invited" if open_day.is_planned else ""
    else:
        children, volunteers, ending = open_day.children_came, open_day.volunteers_came, "came"
    if not (children or volunteers):
        return "Nobody invited yet" if open_day.is_planned else ""
    both = f"{count_words(children, 'child', 'children')} and {count_words(volunteers, 'volunteer')}"
    return f"{both} {ending}".strip()


def state_words(open_day: OpenDay, at: datetime) -> str:
    if open_day.status != OpenDayStatus.PLANNED:
        return str(open_day.get_status_display())
    if open_day.ends_at <= at:
        return "Over: say who came"
    return "Today" if open_day.has_begun(at) else "To come"


def sheet(rows: Iterable[Any], at: datetime) -> Sheet:
    columns = ("Day", "Time", "Where", "Schemes", "Children", "Volunteers", "State")
    lines = []
    for each in rows:
        came = each.status not in (OpenDayStatus.PLANNED, OpenDayStatus.CALLED_OFF)
        children = each.children_came if came else each.children_expected
        volunteers = each.volunteers_came if came else each.volunteers_expected
        schemes = ", ".join(scheme.name for scheme in each.schemes.all())
        lines.append(
            (each.day, clock_words(each), each.place, schemes, children, volunteers, state_words(each, at))
        )
    return Sheet("Open days", columns, lines)


def child_line(guest: ChildGuest, around: list[Involvement]) -> dict[str, Any]:
    return {
        "guest": guest,
        "name": guest.child.name,
        "picture": guest.child.picture or "person",
        "state": guest.get_status_display()
        if guest.child_said or guest.status != GuestStatus.INVITED
        else "Not asked yet",
        "tint": TAGS[GuestStatus(guest.status)],
        "notes": [words for words in (guest.transport, guest.needs, _along(guest)) if words],
        "ring": [f"{each.who}, {each.get_part_display().lower()}" for each in around],
        "heard": heard_words(guest),
    }


def _along(guest: ChildGuest) -> str:
    return f"With {guest.comes_with}" if guest.comes_with else ""


def heard_words(guest: ChildGuest) -> str:
    """What a child said afterwards, in a word: never whom."""
    if guest.shares_with is not None:
        return f"Shares with {guest.shares_with.child.name}"
    return str(guest.get_heard_display())


def volunteer_line(guest: VolunteerGuest) -> dict[str, Any]:
    return {
        "guest": guest,
        "name": guest.volunteer.first_name,
        "full_name": guest.volunteer.name,
        "phone": guest.volunteer.phone,
        "state": guest.get_status_display(),
        "tint": TAGS[GuestStatus(guest.status)],
        "room": _room(guest),
        "words": guest.words,
    }


def _room(guest: VolunteerGuest) -> str:
    if guest.places is None:
        return "Not said: as many as approved for"
    return f"Room for {guest.places}" if guest.places else "No room just now"


def in_order(guests: Iterable[Any], name: Any) -> list[Any]:
    """Those who come first, then those who have not answered, then the others; each by first name."""
    return sorted(guests, key=lambda guest: (ORDER.index(GuestStatus(guest.status)), name(guest), guest.pk))


def counts(guests: Iterable[Any]) -> dict[str, int]:
    found = dict.fromkeys(("coming", "invited", "not_coming", "came", "away"), 0)
    for guest in guests:
        key = guest.status.replace(" ", "_")
        if key in found:
            found[key] += 1
    return found


def cards_of_met(
    met: list[VolunteerGuest], cards: dict[int, Card], fields: Any = None
) -> list[dict[str, Any]]:
    """Whom a child met, as they knew them there: a first name, a picture, their own words."""
    shown = []
    for place, each in enumerate(met):
        card, name = cards.get(each.volunteer_id), each.volunteer.first_name
        shown.append(
            {
                "name": name,
                "picture": card.picture if card else "person",
                "tint": TINTS[place % len(TINTS)],
                "words": card.words if card else f"You met {name} there.",
                "field": fields(each) if fields else None,
            }
        )
    return shown


def what_stays(open_day: OpenDay) -> list[tuple[str, str]]:
    """Of a day whose time is over: what came of it in numbers, and what a file taken away can be compared with."""
    working = open_day.workings.order_by("-number").first()
    if working is None:
        return []
    return [
        ("Children who chose", str(working.children)),
        ("Volunteers", f"{working.volunteers}, with {count_words(working.places, 'place')}"),
        ("Had somebody proposed", str(working.matched)),
        ("Seed of the lot", str(working.seed)),
        ("What was asked", working.inputs_hash),
        ("What came of it", working.result_hash),
    ]


def history(open_day: OpenDay) -> list[str]:
    """Its steps, with the day and by whom."""
    told = {
        "close the doors": "The doors were closed",
        "open the doors": "The doors were opened again",
        "work out": "It was worked out",
        "hear again": "Choices were opened again",
        "agree": "It was agreed",
        "call off": "It was called off",
        "leave it at that": "It was left at that",
    }
    return [
        f"{told[change.step]} on {day_words(change.on)}" + (f" by {change.by}" if change.by else "")
        for change in open_day.changes.select_related("by").order_by("pk")
    ]
