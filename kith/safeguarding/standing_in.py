"""A safeguarding lead is away, and somebody else leads from one day to another."""

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.urls import reverse

from kith.access.actions import end_role, give_role
from kith.access.models import Membership, User
from kith.access.roles import Role
from kith.foundation.dates import LONDON, moment
from kith.foundation.errors import Cannot
from kith.messages.actions import send
from kith.safeguarding.guards_seen import may_stand_in, stand_ins

LONGEST = timedelta(days=92)
MORNING = time(8)


class CannotStandIn(Cannot):
    """Nobody can stand in as asked. `field` is the box it is about."""

    def __init__(self, words: str, field: str = "") -> None:
        super().__init__(words)
        self.field = field


@transaction.atomic
def stand_in(
    *, held: Membership, user: User, from_day: date, until_day: date, by: User, at: datetime
) -> Membership:
    """Somebody leads beside the lead who is away: concerns come to both, and what waits unread is theirs to read."""
    on = at.astimezone(LONDON).date()
    if from_day < on:
        raise CannotStandIn("Choose today or a day to come.", "from_day")
    if until_day <= from_day:
        raise CannotStandIn("The last day cannot come before the first.", "last_day")
    if until_day - from_day > LONGEST:
        raise CannotStandIn(
            "For longer than three months ask your administrator for another lead.", "last_day"
        )
    if user not in may_stand_in(held, on):
        raise CannotStandIn(f"{user.name} leads there already, or does not work there.", "user")
    for each in stand_ins(held, on):
        if each.user == user and each.from_day < until_day and (each.until_day or until_day) > from_day:
            raise CannotStandIn(f"{user.name} stands in on some of these days already.", "user")
    place = held.scheme or held.organisation
    assert place is not None
    made = give_role(user=user, role=Role.SAFEGUARDING_LEAD, place=place, by=by, on=from_day, until=until_day)
    begins = max(at, moment(from_day, MORNING))
    send(to=user, event="something new", about=None, link=reverse("safeguarding:concerns"), at=begins)
    return made


@transaction.atomic
def end_stand_in(*, membership: Membership, by: User, on: date) -> Membership:
    """The lead is back sooner."""
    return end_role(membership=membership, by=by, on=on)
