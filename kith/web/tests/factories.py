"""Desks with matches on them, as of today: pages ask the clock."""

from datetime import date, timedelta
from typing import Any

from kith.access.models import User
from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.foundation.dates import today
from kith.matching.models import Match
from kith.meetings.tests.factories import a_match, a_meeting
from kith.referral.models import Referral
from kith.referral.states import Status
from kith.referral.tests.factories import a_paid_scheme
from kith.schemes.models import Scheme
from kith.support.models import CheckIn, MatchReview, Supervision


def days_ago(days: int) -> date:
    return today() - timedelta(days=days)


def a_coordinator(scheme: Scheme | None = None, first_name: str = "Amara") -> User:
    return a_member(Role.COORDINATOR, scheme or a_paid_scheme(), first_name=first_name)


def two_together(
    child: Any = "Ana",
    volunteer: Any = "Ruth",
    *,
    coordinator: User | None = None,
    scheme: Scheme | None = None,
    kept: int | None = 5,
    talked: int | None = 5,
    asked: int | None = 5,
    reviewed: int | None = 5,
    days: int = 120,
    **fields: Any,
) -> Match:
    """A match that needs nobody: they met, were talked with, asked and reviewed lately. None: that did not happen."""
    match = a_match(
        child,
        volunteer,
        scheme or a_paid_scheme(),
        coordinator,
        begun_on=days_ago(days),
        **fields,
    )
    Referral.objects.filter(pk=match.referral_id).update(status=Status.MATCHED)
    if kept is not None:
        a_meeting(match, days_ago(kept), status="kept")
    if talked is not None:
        a_talk(match, days_ago(talked))
    if asked is not None:
        day = days_ago(asked)
        CheckIn.objects.create(
            match=match, who="child", how="talk", asked_on=day, closed_on=day, outcome="declined"
        )
    if reviewed is not None:
        day, later = days_ago(reviewed), today() + timedelta(days=90)
        MatchReview.objects.create(
            match=match, due_on=day, begun_on=day, held_on=day, agreed="As before.", next_on=later
        )
    return match


def a_talk(match: Match, on: date, **said: Any) -> Supervision:
    given: dict[str, Any] = {"how": "phone", "minutes": 30, "agreed": "Same day as before."} | said
    return Supervision.objects.create(
        volunteer=match.volunteer, scheme=match.scheme, match=match, on=on, **given
    )


def withheld(match: Match, *days: int, who: str = "carer", **said: Any) -> None:
    """Meetings that somebody kept from happening, so many days ago."""
    for ago in days:
        given: dict[str, Any] = {"reason": "sanction", "reason_words": "he has been rude at home"} | said
        a_meeting(match, days_ago(ago), status="withheld", who=who, **given)
