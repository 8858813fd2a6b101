"""Who hears that the plan of a match has changed: the volunteer, the young person and whoever brings them."""

from datetime import date, time

from django.urls import reverse

from kith.access.models import User
from kith.foundation.dates import moment
from kith.matching.models import Match
from kith.meetings.models import Meeting
from kith.messages.actions import send
from kith.people.models import Involvement


def tell_both_sides(
    match: Match,
    *,
    about: Meeting,
    by: User | None,
    on: date,
    but: User | None = None,
    link: str = "",
) -> None:
    """Tell everybody who would otherwise stand there waiting, except whoever made the change."""
    link = link or reverse("meetings:meeting", args=[about.public_id])
    at = moment(on, time())
    for user in _both_sides(match, on):
        if user not in (by, but):
            send(to=user, event="meeting changed", about=about, link=link, at=at)


def _both_sides(match: Match, on: date) -> list[User]:
    carers = (
        Involvement.objects.reaching(on)
        .of(Involvement.Part.CARER)
        .filter(child=match.child_id, user__isnull=False)
        .select_related("user")
    )
    sides = [match.volunteer.user, match.child.user, *(carer.user for carer in carers)]
    return [user for user in sides if user is not None]


def tell_coordinators(match: Match, *, about: Meeting, by: User | None, on: date) -> None:
    """Tell whoever holds the match that something in it needs them."""
    link = reverse("meetings:meeting", args=[about.public_id])
    near = (
        Involvement.objects.open_on(on)
        .of(Involvement.Part.COORDINATOR)
        .filter(child=match.child_id, user__isnull=False)
        .select_related("user")
    )
    for coordinator in near:
        if coordinator.user != by:
            send(to=coordinator.user, event="something new", about=about, link=link, at=moment(on, time()))
