"""The week's letter: on Monday morning, to whoever has a desk on which the week asks for something."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse

from kith.access.models import Membership, User
from kith.access.policy import POLICY, Permission
from kith.foundation.dates import LONDON
from kith.messages.actions import send, wants
from kith.support.queries.digest import digest

LETTER = "the week"


def write_the_week(*, at: datetime) -> int:
    """One letter each, and none to whom the week asks nothing of. Returns how many were filed.

    The letter says nothing of what it is about; the page it leads to shows each only what is in their reach.
    """
    on = at.astimezone(LONDON).date()
    held = Membership.objects.open_on(on).filter(role__in=list(POLICY[Permission.SEE_DESK]))
    people = User.objects.filter(pk__in=held.values("user"), is_active=True).exclude(email=None)
    return sum(_write(user, at) for user in people.order_by("pk").iterator())


@transaction.atomic
def _write(user: User, at: datetime) -> bool:
    if not wants(user, LETTER) or not digest(user, at):
        return False
    return send(to=user, event=LETTER, link=reverse("support:week"), at=at) is not None
