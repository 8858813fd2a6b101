"""Concerns, which stand above everything else, for the one who decides about them."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Exists, OuterRef
from django.urls import reverse

from kith.access.policy import Permission
from kith.foundation.dates import count_words
from kith.safeguarding.clock import OFFICER, moment_words, next_close_of_day
from kith.safeguarding.models import Concern, ConcernEntry
from kith.safeguarding.presenters import about_whom, unread_lines
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


def officer(desk: AtHand) -> Iterator[Need]:
    """Allegations of which the designated officer has not been told, and nobody has written down why not."""
    rows = Concern.objects.reachable_by(desk.user, Permission.SEE_CONCERN, desk.on).filter(is_allegation=True)
    told = ConcernEntry.objects.filter(concern=OuterRef("pk"), kind__in=OFFICER)
    open_ones = rows.exclude(status="closed").filter(~Exists(told)).select_related("child", "volunteer")
    for concern in open_ones.order_by("raised_at", "pk"):
        due = next_close_of_day(concern.raised_at)
        yield Need(
            f"Tell the designated officer of the allegation about {about_whom(concern)}",
            f"Within one working day: {'it was to be' if desk.at > due else 'that is'} by {moment_words(due)}.",
            "Write down that you did",
            reverse("safeguarding:concern", args=[concern.public_id]),
            NOW,
        )


def unread(desk: AtHand) -> Iterator[Need]:
    """For managers: a concern waits for a lead. Whom to ring is on its page, what it is is not."""
    if not desk.may(Permission.CHASE_CONCERN):
        return
    found = unread_lines(desk.user, desk.at)
    if found:
        yield Need(
            "A concern waits and no safeguarding lead has read it",
            f"Raised {found[0].raised}. You cannot read it; you can reach somebody who may.",
            "See whom to ring",
            reverse("safeguarding:not_read"),
            NOW,
        )


def _since(waited: timedelta) -> str:
    hours = int(waited.total_seconds() // 3600)
    if hours < 1:
        return "less than an hour ago"
    return f"{count_words(hours, 'hour') if hours < 48 else count_words(hours // 24, 'day')} ago"
