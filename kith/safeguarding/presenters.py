"""A concern as the lead reads it, and the numbers to ring now."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef
from django.urls import reverse

from kith.access.models import Membership, User
from kith.access.policy import Permission
from kith.access.roles import Role
from kith.foundation.dates import LONDON, count_words, weekday_words
from kith.people.models import Child, Opening
from kith.safeguarding.clock import decide_by, moment_words
from kith.safeguarding.models import Concern, ConcernEntry
from kith.safeguarding.readers import chasers_for, leads_for
from kith.safeguarding.states import Status

MOST_UNREAD = 20


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
    volunteers = [concern.volunteer, *(each.volunteer for each in concern.accused.all())]
    names = [concern.child.name] if concern.child else []
    names += [volunteer.first_name for volunteer in dict.fromkeys(volunteers) if volunteer]
    return (
        " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
        or concern.about_name
        or "Nobody named"
    )


def line(concern: Concern, at: datetime) -> ConcernLine:
    """How a concern stands at a moment: late when its first decision is."""
    undecided = concern.status in (Status.RAISED, Status.READ)
    hours = int((at - concern.raised_at).total_seconds() // 3600)
    waited = count_words(hours, "hour") if hours < 48 else f"{hours // 24} days"
    return ConcernLine(
        concern=concern,
        url=reverse("safeguarding:concern", args=[concern.public_id]),
        about=about_whom(concern),
        raised=moment_words(concern.raised_at),
        waits=(f"no decision for {waited}" if hours else "no decision yet")
        if undecided
        else concern.get_status_display().lower(),
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
    told_again = ConcernEntry.objects.filter(concern=OuterRef("pk"), kind=ConcernEntry.Kind.TOLD_AGAIN)
    anywhere = Concern.objects.filter(Exists(told_again), status=Status.RAISED).values_list("pk", flat=True)
    if not (unread := list(anywhere)):
        return []
    rows = Concern.objects.reachable_by(manager, Permission.CHASE_CONCERN).filter(pk__in=unread)
    rows = rows.select_related("scheme__provider").order_by("raised_at", "pk")[:MOST_UNREAD]
    return [
        UnreadLine(
            concern.reference,
            concern.get_urgency_display(),
            moment_words(concern.raised_at),
            leads_for(concern, at),
        )
        for concern in rows
        if manager in chasers_for(concern, at)
    ]


TOLD_FOR = timedelta(days=60)
AS_A_CHILD_READS = {
    Role.SAFEGUARDING_LEAD: "somebody whose job it is to keep you safe",
    Role.MANAGER: "a manager",
    Role.COORDINATOR: "a coordinator",
}
FOUND = {
    "": "Somebody else is checking that it was right.",
    Opening.Finding.RIGHT: "Somebody else has checked, and it was right.",
    Opening.Finding.AVOIDABLE: "Somebody else has checked. It need not have happened, and we are sorry.",
    Opening.Finding.WRONG: "Somebody else has checked. It should not have happened, and we are sorry.",
}


def looked_in_an_emergency(child: Child, on: date) -> list[str]:
    """What a young person reads, from the morning after, of whoever opened their file: the day and as what, no name."""
    rows = Opening.objects.filter(child=child).select_related("scheme").order_by("-at", "-pk")
    told = []
    for opening in rows:
        day = opening.at.astimezone(LONDON).date()
        if on - TOLD_FOR <= day < on:
            told.append(
                f"On {weekday_words(day)} {_as_what(opening, day)} looked at what we know about you, to help "
                f"quickly. They could see it for an hour. {FOUND[opening.finding]}"
            )
    return told


def _as_what(opening: Opening, day: date) -> str:
    held = set(Membership.objects.open_on(day).filter(user=opening.created_by).values_list("role", flat=True))
    return next((words for role, words in AS_A_CHILD_READS.items() if role in held), "somebody")
