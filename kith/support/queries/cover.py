"""Who holds what: a coordinator's children and matches, what is open with them, and how full a post is."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db.models import Q

from kith.access.models import Membership, User
from kith.access.policy import Permission
from kith.access.reach import grounds
from kith.access.roles import Role
from kith.foundation.dates import count_words, day_words
from kith.matching.models import Match, Proposal
from kith.matching.states import MatchStatus
from kith.meetings.facts import day_of, rules_on
from kith.meetings.presenters import when_words
from kith.meetings.queries import awaiting_word, next_meetings
from kith.people.models import Child, Involvement
from kith.referral.models import Referral
from kith.schemes.models import Scheme, SchemeRules
from kith.support.models import Cover, Covered, Post
from kith.support.models.cover import coordinators_within
from kith.support.queries.checkins import check_ins_due
from kith.support.queries.reviews import reviews_due
from kith.support.queries.supervision import supervision_due

COORDINATOR = Involvement.Part.COORDINATOR


def coordinators_for(user: Any, on: date) -> list[User]:
    """The coordinators whose cover and hand-overs somebody may arrange: themself, or those of their schemes."""
    wanted = Q(pk__in=[])
    for ground in grounds(user, Permission.ARRANGE_COVER, on):
        wanted |= Q(pk__in=coordinators_within(ground).values("pk"))
    return list(User.objects.filter(wanted).order_by("first_name", "last_name", "pk"))


def who_could_take(coordinators: Iterable[User], on: date) -> list[User]:
    """Colleagues who hold the role of coordinator that day in the same schemes or at the same providers."""
    held = Membership.objects.filter(role=Role.COORDINATOR, user__in=[user.pk for user in coordinators])
    schemes = Scheme.objects.filter(
        Q(pk__in=held.values("scheme")) | Q(provider__in=held.values("organisation"))
    )
    return list(role_holders(schemes, on).order_by("first_name", "last_name", "pk"))


def role_holders(schemes: Any, on: date) -> Any:
    """Those who are coordinators of any of these schemes that day."""
    held = Membership.objects.open_on(on).filter(role=Role.COORDINATOR)
    providers = Scheme.objects.filter(pk__in=schemes).values("provider")
    places = Q(scheme__in=schemes) | Q(organisation__in=providers)
    return User.objects.filter(pk__in=held.filter(places).values("user"), is_active=True)


def caseload(coordinator: User, on: date, *, own: bool = False) -> list[Involvement]:
    """The children a coordinator is near that day; `own`: without those whom they only cover."""
    rows = Involvement.objects.open_on(on).of(COORDINATOR).filter(user=coordinator)
    if own:
        rows = rows.exclude(pk__in=Covered.objects.values("involvement"))
    return list(rows.select_related("child").order_by("child__first_name", "pk"))


def without_role(children: Iterable[Child], coordinator: User, on: date) -> list[Child]:
    """Those of the children whom no scheme serves in which this person is a coordinator that day."""
    found = list(children)
    serving: dict[int, set[int]] = defaultdict(set)
    rows = Involvement.objects.open_on(on).of(Involvement.Part.SCHEME).filter(child__in=found)
    for child, scheme in rows.values_list("child", "scheme"):
        serving[child].add(scheme)
    held = Membership.objects.open_on(on).filter(role=Role.COORDINATOR, user=coordinator)
    mine = set(
        Scheme.objects.filter(
            Q(pk__in=held.values("scheme")) | Q(provider__in=held.values("organisation"))
        ).values_list("pk", flat=True)
    )
    return [child for child in found if not serving[child.pk] & mine]


def covers_around(coordinators: Iterable[User], on: date, stands_in: User | None = None) -> list[Cover]:
    """Covers that are on or coming, of these coordinators, and those in which somebody stands in; the soonest first."""
    theirs = Q(coordinator__in=[user.pk for user in coordinators])
    rows = Cover.objects.not_over(on).filter(theirs | Q(covered_by=stands_in) if stands_in else theirs)
    return list(rows.select_related("coordinator", "covered_by").order_by("from_day", "pk"))


def open_things(matches: list[Match], at: datetime) -> dict[int, list[str]]:
    """Match id → what is open with it, in sentences: what the next one to hold it must know of."""
    on, said = day_of(at), defaultdict[int, list[str]](list)
    for meeting in awaiting_word(matches, at):
        said[meeting.match_id].append(f"Nobody has said how {when_words(meeting)} went.")
    for pk, meeting in next_meetings(matches, at).items():
        said[pk].append(f"They meet next on {when_words(meeting)}.")
    for talk in supervision_due(matches, on):
        said[talk.match_id].append(f"Supervision was due on {day_words(talk.due_on)}.")
    for ask in check_ins_due(matches, on):
        said[ask.match.pk].append(f"{ask.name} should be asked how it goes.")
    for review in reviews_due(matches, on):
        said[review.match.pk].append(f"A review was due on {day_words(review.due_on)}.")
    resting = {MatchStatus.PAUSED: "It is paused.", MatchStatus.ENDING: "It is winding down."}
    for match in matches:
        if words := resting.get(MatchStatus(match.status)):
            said[match.pk].append(words)
    return said


def waits_where(children: Iterable[Child]) -> dict[int, str]:
    """Child id → for whom nobody has been found yet, and in which scheme."""
    rows = Referral.objects.awaiting_match().filter(child__in=[child.pk for child in children])
    return {row.child_id: f"Waits for somebody in {row.scheme}." for row in rows.select_related("scheme")}


def proposals_open(children: Iterable[Child]) -> dict[int, int]:
    """Child id → how many proposals for them are under way."""
    counted: dict[int, int] = defaultdict(int)
    rows = Proposal.objects.open().filter(child__in=[child.pk for child in children])
    for child in rows.values_list("child", flat=True):
        counted[child] += 1
    return counted


# ------------------------------------------------------------------------------------------- how much


@dataclass(frozen=True)
class Load:
    """How many live matches somebody holds, beside what their post holds well by the schemes' own measure."""

    coordinator: User
    matches: int
    covering: int
    share: Decimal
    holds: int

    @property
    def beyond(self) -> int:
        return max(0, self.matches - self.holds)

    @property
    def why(self) -> str:
        """A sentence, never a judgement."""
        post = "a full post" if self.share == 1 else f"{self.share.normalize():f} of a post"
        said = f"{count_words(self.matches, 'match', 'matches')} in {post}, which holds {self.holds} well."
        if self.covering:
            said += f" {self.covering} of them while somebody is away."
        return said


def loads(coordinators: Iterable[User], on: date) -> list[Load]:
    """Each coordinator's matches that day, the fullest post first; three questions, however many they are."""
    people = list(coordinators)
    rows = Involvement.objects.open_on(on).of(COORDINATOR).filter(user__in=[user.pk for user in people])
    covered = set(
        Covered.objects.filter(involvement__in=rows.values("pk")).values_list("involvement", flat=True)
    )
    children: dict[int, dict[int, bool]] = defaultdict(dict)
    for pk, who, child in rows.values_list("pk", "user", "child"):
        children[who][child] = children[who].get(child, True) and pk in covered
    live: dict[int, list[int]] = defaultdict(list)
    for child, scheme in (
        Match.objects.live().filter(child__in=rows.values("child")).values_list("child", "scheme")
    ):
        live[child].append(scheme)
    rules = rules_on({scheme for schemes in live.values() for scheme in schemes}, on)
    shares = _shares(people, on)
    found = []
    for user in people:
        schemes = [scheme for child in children[user.pk] for scheme in live[child]]
        covering = sum(len(live[child]) for child, only in children[user.pk].items() if only)
        measure = _measure([rules[scheme].matches_per_post for scheme in schemes])
        share = shares.get(user.pk, Decimal(1))
        found.append(Load(user, len(schemes), covering, share, int(measure * Fraction(share))))
    return sorted(found, key=lambda load: (-load.beyond, -load.matches, load.coordinator.first_name))


def _measure(limits: list[int]) -> Fraction:
    """What one full post holds of such a mix of matches: each takes one part in its scheme's limit of a post."""
    if not limits:
        return Fraction(SchemeRules._meta.get_field("matches_per_post").default)
    return Fraction(len(limits)) / sum(Fraction(1, limit) for limit in limits)


def _shares(people: list[User], on: date) -> dict[int, Decimal]:
    shares: dict[int, Decimal] = defaultdict(Decimal)
    rows = Post.objects.open_on(on).filter(coordinator__in=[user.pk for user in people])
    for user, share in rows.values_list("coordinator", "share"):
        shares[user] += share
    return dict(shares)


def sets_post_of(by: User, coordinator: User, on: date) -> bool:
    """Nobody makes their own post larger or smaller, unless they are the manager as well."""
    return by.pk != coordinator.pk or Role.MANAGER in by.roles_on(on)
