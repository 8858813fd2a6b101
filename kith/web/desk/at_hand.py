"""What one person's desk is about, fetched once however many questions are asked of it."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import NamedTuple
from uuid import UUID

from django.db.models import QuerySet, prefetch_related_objects

from kith.access.models import User
from kith.access.policy import Permission, Reach
from kith.access.reach import grounds, may, scheme_ids_for
from kith.access.reading import Named
from kith.endings.models import Ask
from kith.foundation.seldom import seldom
from kith.matching.models import Match, Proposal
from kith.meetings import queries as meetings
from kith.meetings.facts import Rules, rules_of
from kith.meetings.models import Meeting
from kith.meetings.queries import Quiet, WithheldOften
from kith.meetings.queries.over_matches import Matches, day_begins, ids_of, rows_of, those
from kith.referral.models import Referral
from kith.schemes.models import Scheme

WEEK_AHEAD = timedelta(days=8)  # so that the same day of next week is among them
SELDOM_READ = ("created_at", "created_by", "referral", "proposal", "childs_word", "in_group", "goals_on")


class Planned(NamedTuple):
    """A meeting that is to come, or of which nobody has said yet what became of it."""

    match_id: int
    at: datetime
    key: UUID


def with_people(matches: Iterable[Match]) -> list[Match]:
    """The same matches with child, volunteer and scheme; nothing is asked of those that have them."""
    found = list(matches)
    prefetch_related_objects(found, "child", "volunteer", "scheme")
    return found


class AtHand:
    """Everything in one person's reach, at one moment."""

    def __init__(self, user: User, *, at: datetime, on: date):
        self.user, self.at, self.on = user, at, on
        self._schemes: dict[int, Scheme] = {}

    def may(self, permission: Permission) -> bool:
        return may(self.user, permission, self.on)

    def schemes(self, permission: Permission) -> Named:
        """Where this person has a right of a whole scheme, or a caseload there; for a filter."""
        return scheme_ids_for(self.user, permission, self.on)

    def schemes_with(self, permission: Permission) -> list[Scheme]:
        """The same, fetched once for all rights."""
        ids = self.schemes(permission)
        if not isinstance(ids, list):
            return list(Scheme.objects.filter(pk__in=ids))
        if missing := set(ids) - set(self._schemes):
            self._schemes |= Scheme.objects.in_bulk(missing)
        return [self._schemes[pk] for pk in ids]

    @cached_property
    def is_wide(self) -> bool:
        """A manager's desk: whole schemes, whose daily steps are somebody else's."""
        reaches = {ground.reach for ground in grounds(self.user, Permission.BEGIN_MATCH, self.on)}
        return reaches == {Reach.SCHEME}

    @cached_property
    def matches(self) -> Matches:
        """The live matches this person looks after, with what every question about them needs.

        A manager has thousands: theirs are bare, and whoever names some of them fetches people for those. They stay
        rows, so that other questions about them need not name each.
        """
        rows = Match.objects.reachable_by(self.user, Permission.BEGIN_MATCH, self.on).live()
        rows = rows.order_by("child__first_name", "pk")
        if self.is_wide:
            bare: Matches = rows.defer(*SELDOM_READ)
            return bare
        return list(rows.with_people().prefetch_related("agreements", "changes"))

    def those(self, ids: Iterable[int], field: str = "pk") -> list[Match]:
        """Those of the matches that are named, or whose child or volunteer is; whoever shows some fetches people."""
        return those(self.matches, ids, field)

    def of_matches(self, field: str) -> "QuerySet[Match, int]":
        """Their children, volunteers or schemes, for a filter."""
        return rows_of(self.matches).values_list(field, flat=True)

    @cached_property
    def how_many(self) -> int:
        return len(self.children) if isinstance(self.matches, QuerySet) else len(self.matches)

    @cached_property
    def children(self) -> list[int]:
        """The children of these matches: as often as they are in one."""
        return list(self.of_matches("child"))

    @cached_property
    def calm_matches(self) -> list[Match]:
        """The matches whose small steps are this person's own: none for a manager, none that is in trouble."""
        return [] if self.is_wide else [match for match in self.matches if match.pk not in self.in_trouble]

    @cached_property
    def watched(self) -> Matches:
        """The live matches of the schemes in which this person leads on safeguarding."""
        if not self.may(Permission.SEE_CONCERN):
            return []
        rows = Match.objects.reachable_by(self.user, Permission.SEE_MATCH, self.on).live()
        watched: Matches = rows.filter(scheme__in=self.schemes(Permission.SEE_CONCERN)).order_by(
            "child__first_name", "pk"
        )
        return watched

    @cached_property
    def withheld(self) -> dict[int, WithheldOften]:
        """Match id → the pattern of meetings that somebody kept from happening, worst first."""
        both = [
            *meetings.withheld_often(self.watched, self.on),
            *meetings.withheld_often(self.matches, self.on),
        ]
        often = {found.match.pk: found for found in both}
        with_people(found.match for found in often.values())
        return dict(sorted(often.items(), key=lambda pair: -len(pair[1].meetings)))

    @cached_property
    def rules(self) -> Rules:
        """Those in force in the schemes of these matches."""
        return rules_of(self.matches, self.on)

    @cached_property
    def quiet(self) -> dict[int, Quiet]:
        """Match id → for how long it has been quiet, and why that may be; longest beyond what was agreed first."""
        return {found.match.pk: found for found in meetings.quiet(self.matches, self.on, self.rules)}

    @cached_property
    def until(self) -> date:
        """The day with which this person's week ahead is over."""
        return self.on + WEEK_AHEAD

    @cached_property
    def planned(self) -> list[Planned]:
        """Every meeting of these matches that is planned by the end of the week, those that have gone by too; soonest first."""
        rows = Meeting.objects.awaiting_word(day_begins(self.until)).filter(match__in=ids_of(self.matches))
        return [Planned(*row) for row in rows.order_by("at", "pk").values_list("match", "at", "public_id")]

    @cached_property
    def asks(self) -> list[Ask]:
        """What young people have asked and nobody has answered, oldest first."""
        rows = Ask.objects.reachable_by(self.user, Permission.PLAN_ENDING, self.on).unanswered()
        return seldom(rows.select_related("child", "match__volunteer").order_by("on", "pk"))

    @cached_property
    def proposals(self) -> list[Proposal]:
        """Those within reach that are still on their way."""
        rows = Proposal.objects.reachable_by(self.user, Permission.SEE_PROPOSAL, self.on).open()
        return seldom(rows.with_people().prefetch_related("approvals"))

    @cached_property
    def awaiting(self) -> list[int]:
        """The referrals of children who wait for somebody, where it is this person who looks."""
        rows = Referral.objects.reachable_by(self.user, Permission.LOOK_FOR_SOMEBODY, self.on)
        return list(rows.awaiting_match().order_by().values_list("pk", flat=True))

    @cached_property
    def in_trouble(self) -> set[int]:
        """The matches that stand on the desk already, because they are quiet or their meetings are withheld."""
        return set(self.withheld) | set(self.quiet)
