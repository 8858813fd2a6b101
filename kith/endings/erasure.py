"""Which records of matches are due to be erased, and what stands in the way of each."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from kith.endings.models import (
    Certificate,
    Ending,
    Erasing,
    Keepsake,
    KeptLonger,
    Letter,
    MemoriesOffered,
)
from kith.endings.retention import Period, kept_until, periods_of, usual
from kith.endings.states import Status
from kith.foundation.dates import LONDON, day_words, months_after
from kith.matching.models import Match
from kith.meetings.models import Expense
from kith.meetings.states import ExpenseStatus
from kith.people.models import Child
from kith.referral.models import Referral
from kith.safeguarding.models import Concern
from kith.safeguarding.states import Status as ConcernStatus
from kith.schemes.models import Scheme

Rows = Any  # endings, each with how far its record is on its way out
UNPAID = (ExpenseStatus.SENT, ExpenseStatus.APPROVED)
SOMETHING_ELSE = "Something else still needs it, and nobody need do anything."
"""Never that there is a concern: whoever reads this may not know of it."""


def kept(endings: "QuerySet[Ending]") -> Rows:
    """Those that have ended and whose record is there still, each with how far it is on its way out."""
    open_one = Erasing.objects.open().filter(ending=OuterRef("pk"))
    return endings.filter(status=Status.ENDED, match__erased_on=None, kept_until__isnull=False).annotate(
        is_held=Exists(KeptLonger.objects.standing().filter(ending=OuterRef("pk"))),
        is_said=Exists(open_one.filter(agreed_on=None)),
        is_agreed=Exists(open_one.filter(agreed_on__isnull=False)),
    )


def with_dates_of(scheme: Scheme) -> Rows:
    """Every record of a scheme that has a last day and is there still; sealed ones too, whose day is only never used."""
    rows = Ending.objects.filter(match__scheme=scheme, status=Status.ENDED, match__erased_on=None)
    return rows.filter(kept_until__isnull=False).select_related("match__child").order_by("pk")


@dataclass(frozen=True)
class Moves:
    """What another period would do to the records there are."""

    longer: int
    shorter: int
    due_at_once: int


def moves(scheme: Scheme, kind: str, period: Period, on: date) -> Moves:
    """Counted before anybody decides; sealed stories are in no count."""
    periods = periods_of(scheme) | {kind: period}
    days = [
        (ending.kept_until, kept_until(ending.match, ending.ended_on, periods))
        for ending in with_dates_of(scheme).filter(match__child__sealed=False).iterator()
    ]
    return Moves(
        longer=sum(1 for was, then in days if then > was),
        shorter=sum(1 for was, then in days if then < was),
        due_at_once=sum(1 for was, then in days if then < on <= was),
    )


def due(endings: "QuerySet[Ending]", on: date) -> Rows:
    """Kept until a day, and on that day too."""
    return kept(endings).filter(kept_until__lt=on)


def _groups(on: date) -> dict[str, Q]:
    """Where a record stands on its way out; each is in one group at most."""
    over, free = Q(kept_until__lt=on), Q(is_held=False)
    near = Q(kept_until__gte=on, kept_until__lt=months_after(on, usual()["months_ahead"]))
    return {
        "due": over & free & Q(is_said=False, is_agreed=False),
        "said": free & Q(is_said=True),
        "agreed": free & Q(is_agreed=True),
        "held": Q(is_held=True),
        "coming": near & free,
    }


def standing_as(endings: "QuerySet[Ending]", group: str, on: date) -> Rows:
    return kept(endings).filter(_groups(on)[group])


def counts(endings: "QuerySet[Ending]", on: date) -> dict[str, int]:
    """How many stand in each group, in one question."""
    groups = {group: Count("pk", filter=wanted) for group, wanted in _groups(on).items()}
    found: dict[str, int] = kept(endings).order_by().aggregate(**groups)
    return found


def goes_on(erasing: Erasing) -> date | None:
    """The first night in which it may go: somebody may still take it back until then."""
    days = timedelta(days=usual()["days_to_take_back"])
    return erasing.agreed_on + days if erasing.agreed_on else None


def ready_to_go(on: date) -> "QuerySet[Erasing]":
    """Agreed by two, and the days to take it back are over."""
    last = on - timedelta(days=usual()["days_to_take_back"])
    return Erasing.objects.open().filter(agreed_on__lte=last).order_by("agreed_on", "pk")


def is_near(ending: Ending, on: date) -> bool:
    """Near enough to its last day that the young person is asked, and may be handed what is kept for them."""
    return ending.kept_until is not None and ending.kept_until < months_after(on, usual()["months_ahead"])


def has_memories(ending: Ending) -> bool:
    return (
        Keepsake.objects.filter(match=ending.match_id).exists()
        or Letter.objects.filter(ending=ending).exists()
        or Certificate.objects.filter(ending=ending).exists()
    )


def offered(ending: Ending) -> MemoriesOffered | None:
    """What the young person said last when they were offered what is kept for them."""
    return ending.offers.order_by("-id").first()


def obstacles(ending: Ending, on: date) -> list[str]:
    """Sentences why a record may not be erased today; empty: it may."""
    return list(_obstacles(ending, on))


def _obstacles(ending: Ending, on: date) -> Iterator[str]:
    match = ending.match
    name = match.child.name
    if ending.status != Status.ENDED or ending.kept_until is None:
        yield "The two are still together: nothing is erased before an ending."
        return
    if ending.kept_until >= on:
        yield f"It is kept until {day_words(ending.kept_until)}, and on that day too."
    if match.child.sealed:
        yield "The story is sealed. A sealed story is never erased."
    for held in ending.kept_longer.standing().order_by("id"):
        yield f"It is held back: {held.get_reason_display().lower()}."
    if has_memories(ending) and offered(ending) is None and ending.kind != Ending.Kind.CHILD_DIED:
        yield f"Letters, pictures or words are kept for {name}: offer them first, and write down what {name} said."
    if Expense.objects.filter(match=match, status__in=UNPAID).exists():
        yield f"{match.volunteer.first_name} has an expense that is not settled. Pay it or send it back first."
    if _is_looked_into(match):
        yield SOMETHING_ELSE


def _is_looked_into(match: Match) -> bool:
    named = Q(volunteer=match.volunteer_id) | Q(accused__volunteer=match.volunteer_id)
    about = Q(child=match.child_id) | named
    return Concern.objects.filter(about).exclude(status=ConcernStatus.CLOSED).exists()


IN_USE = timedelta(days=365)
"""Whoever came into their own space within this time uses it still."""


def name_may_go(child: Child, on: date) -> bool:
    """Nobody here needs the child's name any more: no match, no referral, no concern, no register, not they themself."""
    comes_in = child.user.last_login if child.user else None
    needed: tuple[Any, ...] = (
        child.sealed or child.looked_after or child.in_latest_import,
        comes_in is not None and comes_in.astimezone(LONDON).date() > on - IN_USE,
        Match.objects.filter(child=child, erased_on=None).exists(),
        Referral.objects.open().filter(child=child).exists(),
        Concern.objects.filter(child=child).exists(),
    )
    return not any(needed)
