"""Questions the case files ask across rooms, in a constant number of queries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from kith.access.models import User
from kith.access.policy import Permission
from kith.endings.models import Ending
from kith.foundation.dates import count_words
from kith.matching.models import Match
from kith.meetings.models import Meeting
from kith.meetings.queries.over_matches import day_begins
from kith.people.models import Child
from kith.referral.models import Referral
from kith.referral.states import OPEN, Status
from kith.schemes.models import Scheme

SHORTEST_REFERENCE = 3


def named(words: str, *paths: str) -> Q:
    """The condition that every word typed stands somewhere in one of these columns."""
    wanted = Q()
    for word in words.split():
        here = Q()
        for path in paths:
            here |= Q(**{f"{path}__icontains": word})
        wanted &= here
    return wanted


def children_named(rows: "QuerySet[Child]", words: str) -> "QuerySet[Child]":
    """Children by part of a name, or by the authority's reference or its beginning."""
    found = named(words, "first_name", "known_as", "last_name")
    if len(words) >= SHORTEST_REFERENCE:
        found |= Q(authority_ref__istartswith=words)
    return rows.filter(found)


@dataclass
class ChildLine:
    """A child in a list: with whom, or where they are on the way."""

    child: Child
    age: int | None
    match: Match | None = None
    referral: Referral | None = None

    def standing(self, on: date) -> str:
        if self.match:
            status = {"paused": ", on a break", "ending": ", winding down"}.get(self.match.status, "")
            return f"With {self.match.volunteer.first_name} for {self.match.length(on)}{status}"
        if self.referral:
            days = count_words(self.referral.days_waiting(on), "day")
            waits = self.referral.status in (Status.ACCEPTED, Status.WAITING)
            return f"Waiting for {days}" if waits else f"Referred {days} ago"
        return "Nobody yet"

    @property
    def scheme(self) -> Scheme | None:
        row = self.match or self.referral
        return row.scheme if row else None


def child_lines(children: Sequence[Child], *, reader: User, on: date) -> list[ChildLine]:
    """One line a child, with their live match and open referral where the reader may see them."""
    lines = {child.pk: ChildLine(child, child.age_on(on)) for child in children}
    matches = Match.objects.reachable_by(reader, Permission.SEE_MATCH, on).live()
    for match in matches.filter(child__in=list(lines)).with_people().order_by("begun_on"):
        lines[match.child_id].match = match
    referrals = Referral.objects.reachable_by(reader, Permission.SEE_REFERRAL, on)
    open_now = referrals.filter(child__in=list(lines), status__in=OPEN).select_related("scheme", "child")
    for referral in open_now.order_by("received_on"):
        lines[referral.child_id].referral = referral
    return list(lines.values())


def meetings_left(endings: Iterable[Ending], at: datetime) -> dict[int, int]:
    """Match id → how many meetings are still planned until the last day, for those that wind down; one query."""
    last_days = {
        ending.match_id: ending.last_day for ending in endings if ending.is_winding_down and ending.last_day
    }
    if not last_days:
        return {}
    until = day_begins(max(last_days.values()) + timedelta(days=1))
    left = dict.fromkeys(last_days, 0)
    for meeting in Meeting.objects.ahead(at).filter(match__in=list(last_days), at__lt=until):
        left[meeting.match_id] += meeting.on() <= last_days[meeting.match_id]
    return left
