"""Questions when a young person has died: who knows it, which matches it ends, who else has to hear of it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from kith.access.models import User
from kith.access.policy import Permission
from kith.endings.courses import Key
from kith.endings.models import Ending, EndingStep
from kith.matching.matches import MatchQuerySet
from kith.matching.models import Match, Proposal
from kith.matching.proposals import ProposalQuerySet
from kith.meetings.models import Meeting
from kith.meetings.queries.over_matches import day_begins
from kith.meetings.states import Status as MeetingStatus
from kith.people.models import Child
from kith.referral.models import Referral

ASKED_OF_THE_CHILD = tuple(set(Key) - {Key.SAFE, Key.PREPARE, Key.AROUND, Key.FAMILY, Key.SUMMARY})
"""The steps of any course that mean nothing once the young person is dead."""


@dataclass(frozen=True)
class Touched:
    """Whom somebody has to ring before it is written down, and what the deed ends."""

    matches: list[Match]
    proposals: list[Proposal]
    meetings: int

    def to_ring(self) -> list[str]:
        """The volunteers, each once."""
        people = [match.volunteer for match in self.matches] + [one.volunteer for one in self.proposals]
        return list({each.pk: each.first_name for each in people if each.died_on is None}.values())


def whom_it_touches(match: Match, by: User, on: date) -> Touched:
    """What is within reach; what is not is told to its own people and is not shown."""
    mine = within_reach(match.child, by).live()
    ahead = Meeting.objects.filter(match__in=mine, status=MeetingStatus.PLANNED, at__gte=day_begins(on))
    return Touched(list(mine), list(asked_for(match.child, by)), ahead.count())


def has_died(child: Child) -> bool:
    """Whether somebody who was near has written it down, for any match of theirs."""
    return bool(Ending.objects.standing().filter(kind=Ending.Kind.CHILD_DIED, match__child=child).exists())


def told_elsewhere() -> MatchQuerySet:
    """Matches that still live, of young people of whose death somebody wrote for another: their own people must end them."""
    dead = Ending.objects.standing().filter(kind=Ending.Kind.CHILD_DIED).values("match__child")
    return Match.objects.live().filter(child__in=dead)


def is_told_elsewhere(match: Match) -> bool:
    return bool(told_elsewhere().filter(pk=match.pk).exists())


def touched(child: Child) -> MatchQuerySet:
    """The matches that live, and those that are over and have steps left."""
    left = EndingStep.objects.open().filter(ending__match=OuterRef("pk"), ending__status="ended")
    live = Match.objects.live().values("pk")
    return Match.objects.filter(Q(pk__in=live) | Exists(left), child=child).with_people().order_by("pk")


def within_reach(child: Child, by: User) -> MatchQuerySet:
    """Of those, the ones that whoever writes it down may end."""
    return touched(child).reachable_by(by, Permission.PLAN_ENDING)


def waiting_for(child: Child, by: User) -> "QuerySet[Referral]":
    """Their referrals that are open, where this person looks for somebody."""
    return Referral.objects.open().filter(child=child).reachable_by(by, Permission.LOOK_FOR_SOMEBODY)


def asked_for(child: Child, by: User) -> ProposalQuerySet:
    """Volunteers who were asked, and whom somebody has to ring."""
    found = Proposal.objects.open().filter(child=child)
    return found.reachable_by(by, Permission.LOOK_FOR_SOMEBODY).select_related("volunteer").order_by("pk")
