"""Questions where a match comes to a fork: at seventeen, on its way to somebody else, and when a child is back."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from kith.access.models import Membership, User
from kith.access.policy import Permission, Reach, reach_of
from kith.access.roles import Role
from kith.endings.models import BY_DEATH, Ending, Move, Road
from kith.endings.states import Status
from kith.foundation.dates import months_after
from kith.matching.models import Match, Shortlist
from kith.matching.queries import places_left
from kith.recruitment.queries import approvals_open, obstacles
from kith.referral.models import Referral
from kith.referral.queries import age_misfit
from kith.referral.states import Status as ReferralStatus
from kith.schemes.models import Organisation, Scheme

FROM_AGE, OF_AGE = 17, 18
NEVER_AGAIN = (Ending.Kind.SAFETY, *BY_DEATH)


# ------------------------------------------------------------------------------------- seventeen


def turns_18_on(match: Match) -> date | None:
    return months_after(match.child.born, 12 * OF_AGE) if match.child.born else None


def must_choose(match: Match, on: date) -> bool:
    """A match that the law lets end with care, whose young person is seventeen or more."""
    age = match.child.age_on(on)
    return match.is_live and match.scheme.ends_when_care_ends and age is not None and age >= FROM_AGE


def at_the_crossroads(matches: Sequence[Match], on: date) -> list[tuple[Match, Road | None]]:
    """Of these live matches, those that must choose and do not end or move yet, with what was chosen. Three queries."""
    asked = [match for match in matches if must_choose(match, on)]
    ids = [match.pk for match in asked]
    ending = set(Ending.objects.standing().filter(match__in=ids).values_list("match", flat=True))
    moving = set(Move.objects.waiting().filter(match__in=ids).values_list("match", flat=True))
    roads: dict[int, Road] = {}
    for road in Road.objects.filter(match__in=ids).order_by("id"):
        roads[road.match_id] = road
    open_now = [match for match in asked if match.pk not in ending | moving]
    return sorted(
        ((match, roads.get(match.pk)) for match in open_now), key=lambda each: each[0].child.born or date.max
    )


def road_of(match: Match) -> Road | None:
    return Road.objects.filter(match=match).order_by("-id").first()


# ------------------------------------------------------------------------------------- over to somebody else


def why_not_over_to(match: Match, scheme: Scheme | None, authority: Organisation | None, on: date) -> str:
    """Why a match cannot go there, as a sentence; empty when it can."""
    if not match.is_live:
        return f"{match.name} have ended, so nobody can take them over."
    if match.child.sealed:
        return f"{match.child.name}’s story is sealed, so nobody there could read this. Ask your safeguarding lead."
    if authority is not None:
        return (
            f"{authority} looks after {match.child.name} already."
            if match.child.authority == authority
            else ""
        )
    if scheme is None or scheme == match.scheme:
        return "Choose another scheme."
    if misfit := age_misfit(match.child.name, match.child.born, scheme, on):
        return misfit
    if Match.objects.live().filter(child=match.child, scheme=scheme).exists():
        return f"{match.child.name} has somebody in {scheme} already."
    if missing := obstacles(match.volunteer, scheme, on):
        return f"{scheme} must approve {match.volunteer.first_name} first. {' '.join(missing)}"
    return _why_not_there(match, scheme, on)


def _why_not_there(match: Match, scheme: Scheme, on: date) -> str:
    """Approved there for a young person of this age, and with a place for one more."""
    name, age = match.volunteer.first_name, match.child.age_on(on)
    approval = approvals_open(scheme, on).filter(volunteer=match.volunteer).first()
    if approval and age is not None and not approval.age_from <= age <= approval.age_to:
        ages = f"ages {approval.age_from} to {approval.age_to}"
        return f"{scheme} has approved {name} for {ages}, and {match.child.name} is {age}."
    if not places_left([match.volunteer], scheme, on)[match.volunteer_id]:
        return f"{name} has no place left in {scheme}. They can approve {name} for one more first."
    return ""


def who_answers(move: Move, on: date) -> "QuerySet[User]":
    """Everybody who may say yes or no for the other side."""
    held = Membership.objects.open_on(on)
    right = Permission.TAKE_OVER_MATCH
    if move.to_scheme:
        roles = [role for role in Role if reach_of(role, right) == Reach.SCHEME]
        held = held.filter(
            Q(scheme=move.to_scheme) | Q(organisation=move.to_scheme.provider_id), role__in=roles
        )
    else:
        roles = [role for role in Role if reach_of(role, right) == Reach.AUTHORITY]
        held = held.filter(organisation=move.to_authority, role__in=roles)
    return User.objects.filter(pk__in=held.values("user"), is_active=True).order_by("pk")


def open_move(match: Match) -> Move | None:
    return Move.objects.waiting().filter(match=match).select_related("to_scheme", "to_authority").first()


# ------------------------------------------------------------------------------------- not over after all

DAYS_TO_TAKE_BACK = timedelta(days=7)


def why_not_back(ending: Ending, on: date) -> str:
    """Why the end of a match cannot be taken back as a mistake, as a sentence; empty when it can."""
    match = ending.match
    child, volunteer = match.child.name, match.volunteer
    if ending.status != Status.ENDED or ending.ended_on is None or match.erased_on:
        return "This has not ended, so there is nothing to take back."
    if ending.kind in NEVER_AGAIN:
        return "An end for safety or by a death is not taken back here. Talk with your safeguarding lead."
    if on - ending.ended_on > DAYS_TO_TAKE_BACK:
        return f"It ended more than a week ago. If {child} and {volunteer.first_name} begin again, that is a new match."
    if match.referral.status != ReferralStatus.MATCHED or _has_somebody_else(match):
        return f"{child} was asked about somebody new since. If they begin again, that is a new match."
    if missing := obstacles(volunteer, match.scheme, on):
        return " ".join(missing)
    if places_left([volunteer], match.scheme, on)[volunteer.pk] < 1:
        return f"{volunteer.first_name} has no place left: somebody else has it now."
    return ""


def _has_somebody_else(match: Match) -> bool:
    return Match.objects.live().filter(child=match.child, scheme=match.scheme, in_group=False).exists()


# ------------------------------------------------------------------------------------- back again


def before(referral: Referral) -> list[Match]:
    """Who was with this child in the scheme before, the latest first; never where it ended for safety."""
    if referral.child is None:
        return []
    over = Ending.objects.filter(
        status=Status.ENDED, match__child=referral.child, match__scheme=referral.scheme
    )
    fit = over.exclude(kind__in=NEVER_AGAIN).exclude(match__referral=referral).values("match")
    rows = Match.objects.filter(pk__in=fit).exclude(volunteer__died_on__isnull=False)
    return list(rows.with_people().order_by("-ended_on", "-pk"))


def why_not_again(referral: Referral, match: Match, on: date) -> str:
    """Why the two cannot be brought together again, as a sentence; empty when they can."""
    name = match.volunteer.first_name
    if match not in before(referral):
        return f"{match.child.name} and {name} cannot be asked again here."
    if missing := obstacles(match.volunteer, match.scheme, on):
        return " ".join(missing)
    return ""


def to_ask_first(referrals: Iterable[Referral]) -> dict[int, Match]:
    """Referral id → the match to offer first: of children who wait, were together with somebody, and have no list yet."""
    rows = [referral for referral in referrals if referral.child_id]
    listed = set(Shortlist.objects.filter(referral__in=rows).values_list("referral", flat=True))
    rows = [referral for referral in rows if referral.pk not in listed]
    over = Ending.objects.filter(status=Status.ENDED, match__child__in=[each.child_id for each in rows])
    over = over.exclude(kind__in=NEVER_AGAIN).exclude(match__volunteer__died_on__isnull=False)
    latest: dict[tuple[int, int], Match] = {}
    for ending in over.with_people().order_by("ended_on", "pk"):
        latest[ending.match.child_id, ending.match.scheme_id] = ending.match
    found = {each.pk: latest.get((each.child_id or 0, each.scheme_id or 0)) for each in rows}
    return {pk: match for pk, match in found.items() if match is not None and match.referral_id != pk}
