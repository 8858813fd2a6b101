"""A concern as the lead reads it, and the numbers to ring now."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from kith.access.models import User
from kith.access.policy import Permission
from kith.safeguarding.actions import leads_for
from kith.safeguarding.clock import decide_by, moment_words
from kith.safeguarding.models import Concern, ConcernEntry
from kith.safeguarding.states import Status

MOST_UNREAD = 20
RING_NOW = (
    ("999", "if somebody is in danger this minute"),
    ("0800 1111", "Childline, free, day and night"),
    ("0808 800 5000", "NSPCC helpline, for adults worried about a child"),
)


@dataclass(frozen=True)
class ConcernLine:
    """One concern in the list: about whom, how soon, how long it has waited."""

    concern: Concern
    url: str
    about: str
    raised: str
    waits: str
    late: bool


def about_whom(concern: Concern) -> str:
    names = [concern.child.name] if concern.child else []
    names += [concern.volunteer.first_name] if concern.volunteer else []
    return " and ".join(names) or "Nobody named"


def line(concern: Concern, at: datetime) -> ConcernLine:
    """How a concern stands at a moment: late when its first decision is."""
    undecided = concern.status in (Status.RAISED, Status.READ)
    hours = int((at - concern.raised_at).total_seconds() // 3600)
    waited = f"{hours} hours" if hours < 48 else f"{hours // 24} days"
    return ConcernLine(
        concern=concern,
        url=reverse("safeguarding:concern", args=[concern.public_id]),
        about=about_whom(concern),
        raised=moment_words(concern.raised_at),
        waits=f"no decision for {waited}" if undecided else concern.get_status_display().lower(),
        late=undecided and at > decide_by(concern),
    )


@dataclass(frozen=True)
class UnreadLine:
    """What a manager may know of a concern that nobody has read: how soon, since when, and whom to ring."""

    reference: str
    urgency: str
    raised: str
    leads: list[User]


def unread_lines(manager: User, at: datetime) -> list[UnreadLine]:
    """Concerns that were told again, oldest first. Two questions more for each, and there are few or none."""
    rows = Concern.objects.reachable_by(manager, Permission.CHASE_CONCERN).filter(status=Status.RAISED)
    rows = (
        rows.filter(entries__kind=ConcernEntry.Kind.TOLD_AGAIN).distinct().select_related("scheme__provider")
    )
    return [
        UnreadLine(
            concern.reference,
            concern.get_urgency_display(),
            moment_words(concern.raised_at),
            leads_for(concern, at),
        )
        for concern in rows.order_by("raised_at", "pk")[:MOST_UNREAD]
    ]
