"""Concerns, which stand above everything else, for the one who decides about them."""

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse

from kith.access.policy import Permission
from kith.foundation.dates import count_words
from kith.safeguarding.models import Concern
from kith.safeguarding.presenters import about_whom
from kith.web.desk.at_hand import AtHand
from kith.web.desk.needs import NOW, Need

URGENCY = {"now": 0, "today": 1, "soon": 2}


def concerns(desk: AtHand) -> Iterator[Need]:
    """Those without a first decision, the most urgent first, then the oldest."""
    rows = Concern.objects.reachable_by(desk.user, Permission.SEE_CONCERN, desk.on).without_decision()
    found = rows.select_related("child", "volunteer").order_by("raised_at", "pk")
    for concern in sorted(found, key=lambda concern: URGENCY[concern.urgency]):
        about = about_whom(concern) if concern.child or concern.volunteer else "somebody who is not named"
        yield Need(
            f"A concern about {about} waits for a first decision",
            f"{concern.get_urgency_display()}. Raised {_since(desk.at - concern.raised_at)}.",
            "Read it",
            reverse("safeguarding:concern", args=[concern.public_id]),
            NOW,
        )


def _since(waited: timedelta) -> str:
    hours = int(waited.total_seconds() // 3600)
    if hours < 1:
        return "less than an hour ago"
    return f"{count_words(hours, 'hour') if hours < 48 else count_words(hours // 24, 'day')} ago"
