"""What an open day asks of those who run it, from the day itself to the yes; and of safeguarding leads before it."""

from collections.abc import Iterator

from django.db.models import Count, Q
from django.urls import reverse

from kith.access.policy import Permission
from kith.foundation.dates import weekday_words
from kith.matching.models import OpenDay, OpenDayCaution
from kith.matching.states import GuestStatus, OpenDayStatus
from kith.web.desk.at_hand import AtHand
from kith.web.desk.needs import CALM, NOW, SOON, Need, some

P = Permission
RUNNING = (OpenDayStatus.PLANNED, OpenDayStatus.LISTENING, OpenDayStatus.WORKED_OUT)


def open_days(desk: AtHand) -> Iterator[Need]:
    """Those that are today or over, and not agreed to yet; the oldest first. A manager’s daily steps are somebody else’s."""
    if desk.is_wide or not desk.may(P.RUN_OPEN_DAY):
        return
    unheard = Q(children__status=GuestStatus.CAME, children__heard="", children__shares_with=None)
    rows = OpenDay.objects.reachable_by(desk.user, P.RUN_OPEN_DAY, desk.on).filter(status__in=RUNNING)
    for day in rows.annotate(unheard=Count("children", filter=unheard)).order_by("begins_at", "pk"):
        if day.day <= desk.on:
            yield _need(day, desk)


def _need(day: OpenDay, desk: AtHand) -> Need:
    when = weekday_words(day.day)
    if day.status == OpenDayStatus.WORKED_OUT:
        page = reverse("matching:open_day_proposal", args=[day.public_id])
        why = f"From the open day on {when}. Nobody is told anything before you agree."
        return Need("Agree to who could be there for whom", why, "Look at it", page, SOON)
    if day.status == OpenDayStatus.LISTENING:
        page = reverse("matching:open_day", args=[day.public_id])
        unheard: int = getattr(day, "unheard", 0)
        if not unheard:
            return Need(
                "Everybody has been heard", f"From the open day on {when}.", "Work it out", page, SOON
            )
        who = some(unheard, "child has", "children have")
        return Need(
            f"{who} not said yet whom they liked",
            f"At the open day on {when}. Hear each of them alone.",
            "Hear them",
            page,
            SOON if (desk.on - day.day).days > 3 else CALM,
        )
    page = reverse("matching:open_day_on_the_day", args=[day.public_id])
    if day.ends_at > desk.at:
        return Need("The open day is today", f"{day.to_do}, {day.place}.", "Mark who came", page, NOW)
    why = "Until it is written down, nobody can say whom they liked."
    return Need(f"Who came to the open day on {when}?", why, "Say who came", page, SOON)


def cautions(desk: AtHand) -> Iterator[Need]:
    """Somebody at a day to come may have to be kept from a child there: one line, for those who lead on safeguarding."""
    if not desk.may(P.DECIDE_CONCERN):
        return
    rows = OpenDayCaution.objects.reachable_by(desk.user, P.DECIDE_CONCERN, desk.on).to_look_at(desk.at)
    if many := rows.count():
        yield Need(
            f"{some(many, 'person')} at an open day must be looked at",
            "They may be somebody whom a child there must be kept from. Nobody else has been told.",
            "Look at it",
            reverse("matching:open_day_cautions"),
            NOW,
        )
