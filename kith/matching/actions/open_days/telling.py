"""Who hears of an open day, in letters that name neither a child nor what it is for."""

from collections.abc import Iterable
from datetime import date, datetime

from django.urls import reverse

from kith.access.models import User
from kith.foundation.dates import LONDON
from kith.matching.models import ChildGuest, OpenDay, VolunteerGuest
from kith.matching.states import EXPECTED
from kith.messages.actions import send
from kith.people.models import Involvement

NEAR = tuple(part for part in Involvement.Part if part not in (
    Involvement.Part.SCHEME, Involvement.Part.COORDINATOR, Involvement.Part.VOLUNTEER, Involvement.Part.TEACHER,
))  # fmt: skip


def day_of(at: datetime) -> date:
    return at.astimezone(LONDON).date()


def near(guests: Iterable[ChildGuest], on: date) -> dict[int, list[Involvement]]:
    """Child id → their worker and their carer of that day. One query, however many children."""
    rows = Involvement.objects.open_on(on).filter(
        child__in=[guest.child_id for guest in guests], part__in=NEAR
    )
    found: dict[int, list[Involvement]] = {}
    for row in rows.select_related("user", "worker__user", "carer__user").order_by("pk"):
        found.setdefault(row.child_id, []).append(row)
    return found


def user_of(involvement: Involvement) -> User | None:
    person = involvement.worker or involvement.carer
    return involvement.user or (person.user if person else None)


def tell_children(guests: Iterable[ChildGuest], event: str, *, at: datetime) -> None:
    """The young person, their worker and their carer, those of them who have an account; the others are rung."""
    listed = list(guests)
    around = near(listed, day_of(at))
    for guest in listed:
        if guest.child.user is not None:
            page = reverse("matching:my_open_day", args=[guest.public_id])
            send(to=guest.child.user, event=event, about=guest, link=page, at=at)
        told = {user.pk: user for each in around.get(guest.child_id, []) if (user := user_of(each))}
        for user in told.values():
            page = reverse("matching:open_day_told", args=[guest.public_id])
            send(to=user, event=event, about=guest, link=page, at=at)


def tell_volunteers(guests: Iterable[VolunteerGuest], event: str, *, at: datetime) -> None:
    for guest in guests:
        if guest.volunteer.user is not None:
            page = reverse("matching:my_open_day_volunteer", args=[guest.public_id])
            send(to=guest.volunteer.user, event=event, about=guest, link=page, at=at)


def tell_all(open_day: OpenDay, event: str, *, at: datetime) -> int:
    """Everybody who is invited or comes; whoever said no is left in peace."""
    children = list(open_day.children.filter(status__in=EXPECTED).select_related("child__user"))
    volunteers = list(open_day.volunteers.filter(status__in=EXPECTED).select_related("volunteer__user"))
    tell_children(children, event, at=at)
    tell_volunteers(volunteers, event, at=at)
    return len(children) + len(volunteers)
