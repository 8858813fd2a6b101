"""A concern as the lead reads it, and the numbers to ring now."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse

from kith.foundation.dates import LONDON, day_words, time_words
from kith.safeguarding.models import Concern
from kith.safeguarding.states import Status

RING_NOW = (
    ("999", "if somebody is in danger this minute"),
    ("0800 1111", "Childline, free, day and night"),
    ("0808 800 5000", "NSPCC helpline, for adults worried about a child"),
)
FIRST_DECISION = {
    Concern.Urgency.NOW: timedelta(hours=1),
    Concern.Urgency.TODAY: timedelta(hours=8),
    Concern.Urgency.SOON: timedelta(days=5),
}


@dataclass(frozen=True)
class ConcernLine:
    """One concern in the list: about whom, how soon, how long it has waited."""

    concern: Concern
    url: str
    about: str
    raised: str
    waits: str
    late: bool


def moment_words(at: datetime) -> str:
    local = at.astimezone(LONDON)
    return f"{day_words(local.date())}, {time_words(local)}"


def about_whom(concern: Concern) -> str:
    names = [concern.child.name] if concern.child else []
    names += [concern.volunteer.first_name] if concern.volunteer else []
    return " and ".join(names) or "Nobody named"


def line(concern: Concern, at: datetime) -> ConcernLine:
    """How a concern stands at a moment: late when its first decision is."""
    due = concern.raised_at + FIRST_DECISION[Concern.Urgency(concern.urgency)]
    undecided = concern.status in (Status.RAISED, Status.READ)
    hours = int((at - concern.raised_at).total_seconds() // 3600)
    waited = f"{hours} hours" if hours < 48 else f"{hours // 24} days"
    return ConcernLine(
        concern=concern,
        url=reverse("safeguarding:concern", args=[concern.public_id]),
        about=about_whom(concern),
        raised=moment_words(concern.raised_at),
        waits=f"no decision for {waited}" if undecided else concern.get_status_display().lower(),
        late=undecided and at > due,
    )
