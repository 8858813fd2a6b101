"""Who is out alone with a young person, by when they should be heard of, and who is told when they are not."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from kith.access.models import Membership, User
from kith.access.roles import Role
from kith.foundation.dates import LONDON, time_words
from kith.meetings.models import Meeting
from kith.meetings.states import Status
from kith.people.models import Involvement, Restriction
from kith.schemes.models import Scheme
from kith.support.models import LoneVisit, LoneWish, OnCall

BEFORE = timedelta(hours=3)
AFTER = timedelta(hours=12)
LOOK_BACK = timedelta(hours=24)
SLIP = timedelta(minutes=10)


def home_by(meeting: Meeting, minutes: int) -> datetime:
    """By when a volunteer says that they are home: so long after the meeting's planned end."""
    return meeting.at + timedelta(minutes=meeting.minutes_planned + minutes)


def may_press(meeting: Meeting, at: datetime) -> bool:
    """From a few hours before to the evening after, while the meeting stands as planned or was kept."""
    stands = meeting.status in (Status.PLANNED, Status.KEPT)
    return stands and meeting.at - BEFORE <= at <= meeting.at + AFTER


def may_take_back(visit: LoneVisit, at: datetime) -> bool:
    """The last press was a slip: within some minutes."""
    pressed = visit.home_at or visit.there_at
    return pressed is not None and at - pressed <= SLIP


def wishing() -> "QuerySet[LoneWish, Any]":
    """The volunteers who would like it."""
    return LoneWish.objects.filter(wanted=True).values("volunteer")


def overdue(at: datetime) -> list[Meeting]:
    """Meetings of volunteers who wanted it, in schemes that offer it, of which nothing was heard by the agreed time.

    Who said that they are there is asked after too when the match ended or was stopped meanwhile.
    """
    there = LoneVisit.objects.filter(there_at__isnull=False)
    rows = Meeting.objects.filter(
        Q(status=Status.PLANNED) | Q(status=Status.CALLED_OFF, pk__in=there.values("meeting")),
        how=Meeting.How.TWO,
        at__gt=at - LOOK_BACK,
        at__lt=at,
        match__volunteer__in=wishing(),
    )
    heard = LoneVisit.objects.filter(Q(home_at__isnull=False) | Q(told_at__isnull=False))
    rows = rows.exclude(pk__in=heard.values("meeting"))
    found = list(
        rows.select_related("match__scheme", "match__child", "match__volunteer").order_by("at", "pk")
    )
    on = at.astimezone(LONDON).date()
    rules = {scheme: scheme.rules_on(on) for scheme in {meeting.match.scheme for meeting in found}}
    return [
        meeting
        for meeting in found
        if rules[meeting.match.scheme].lone_visits
        and at >= home_by(meeting, rules[meeting.match.scheme].home_within)
    ]


def whom_to_tell(meeting: Meeting, on: date) -> list[User]:
    """Whoever is on call for the scheme; else the child's coordinators; else the managers; else the leads.

    Only who works there today, and nobody who is kept from the child; nor whoever is out, for some who volunteer work
    here as well.
    """
    child, scheme = meeting.match.child, meeting.match.scheme
    kept = set(Restriction.objects.open_on(on).filter(child=child).values_list("user", flat=True))
    kept.add(meeting.match.volunteer.user_id or 0)
    able = [user for user in may_be_on_call(scheme, on) if user.pk not in kept]
    chosen = OnCall.objects.filter(scheme=scheme).values_list("user", flat=True)
    near = Involvement.objects.open_on(on).filter(child=child, part=Involvement.Part.COORDINATOR)
    held = _held(scheme, on)
    for ids in (
        chosen,
        near.values_list("user", flat=True),
        held.filter(role=Role.MANAGER).values_list("user", flat=True),
        held.filter(role=Role.SAFEGUARDING_LEAD).values_list("user", flat=True),
    ):
        wanted = set(ids)
        if told := [user for user in able if user.pk in wanted]:
            return told
    return []


def may_be_on_call(scheme: Scheme, on: date) -> list[User]:
    """Coordinators, managers and leads of a scheme or its provider, by name."""
    users = User.objects.filter(pk__in=_held(scheme, on).values("user"), is_active=True)
    return list(users.order_by("first_name", "last_name", "pk"))


def _held(scheme: Scheme, on: date) -> "QuerySet[Membership, Any]":
    roles = (Role.COORDINATOR, Role.MANAGER, Role.SAFEGUARDING_LEAD)
    there = Q(scheme=scheme) | Q(organisation=scheme.provider_id)
    return Membership.objects.open_on(on).filter(there, role__in=roles)


def on_call_of(schemes: Iterable[Scheme], on: date) -> dict[int, User]:
    """By scheme: who is on call and still works there."""
    chosen = OnCall.objects.filter(scheme__in=list(schemes)).select_related("scheme", "user")
    return {each.scheme_id: each.user for each in chosen if each.user in may_be_on_call(each.scheme, on)}


@dataclass(frozen=True)
class Lone:
    """What stands on a volunteer's phone around a meeting."""

    meeting: Meeting
    visit: LoneVisit | None
    home_by: str
    hears: str
    may_take_back: bool


def lone_now(user: User, at: datetime) -> Lone | None:
    """The meeting around which this volunteer may press now, if they wish it and their scheme offers it."""
    rows = Meeting.objects.filter(
        status__in=(Status.PLANNED, Status.KEPT),
        how=Meeting.How.TWO,
        at__gt=at - AFTER,
        at__lt=at + BEFORE,
        match__volunteer__user=user,
        match__volunteer__in=wishing(),
    )
    meeting = rows.select_related("match__scheme", "match__child", "match__volunteer").order_by("at").first()
    if meeting is None:
        return None
    rules = meeting.match.scheme.rules_on(at.astimezone(LONDON).date())
    if not rules.lone_visits:
        return None
    visit = LoneVisit.objects.filter(meeting=meeting).select_related("settled_by").first()
    due = time_words(home_by(meeting, rules.home_within).astimezone(LONDON))
    told = whom_to_tell(meeting, at.astimezone(LONDON).date())
    hears = " or ".join(user.first_name for user in told) or "somebody"
    return Lone(meeting, visit, due, hears, bool(visit and may_take_back(visit, at)))


def offered_to(user: User, on: date) -> bool:
    """Whether a scheme in which this person volunteers offers it."""
    schemes = Scheme.objects.filter(pk__in=user.memberships.open_on(on).values("scheme"))
    return any(scheme.rules_on(on).lone_visits for scheme in schemes)
