"""Matches that are ready to end, and endings at any point, made by the room's own deeds."""

from datetime import date, timedelta
from typing import Any

from kith.access.models import User
from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.endings import actions
from kith.endings.models import Ending
from kith.endings.queries import earliest_last_day
from kith.foundation.dates import today
from kith.matching.actions import record_wishes
from kith.matching.models import Match
from kith.meetings.tests.factories import SEPTEMBER
from kith.meetings.tests.factories import a_match as two_together
from kith.people.actions import involve
from kith.people.models import Involvement, Volunteer
from kith.people.tests.factories import a_worker, with_account
from kith.recruitment.tests.factories import (
    an_application,
    an_approved_volunteer,
    approved_by_two,
    everything_checked,
)
from kith.referral import actions as referrals
from kith.referral.models import Referral
from kith.referral.states import Status
from kith.schemes.models import Scheme
from kith.schemes.tests.factories import a_provider, a_scheme

TUESDAY = date(2026, 11, 24)
SATURDAY = date(2026, 11, 28)


def a_match(
    child: Any = "Ana", volunteer: Any = "Ruth", scheme: Scheme | None = None, **fields: Any
) -> Match:
    """Two people together by a referral that a coordinator took on; the volunteer may meet a child."""
    scheme = scheme or a_scheme()
    coordinator = fields.pop("coordinator", None) or a_member(Role.COORDINATOR, scheme, first_name="Priya")
    begun_on = fields.pop("begun_on", SEPTEMBER)
    if isinstance(volunteer, str):
        volunteer = who_may_meet(volunteer, scheme, begun_on - timedelta(days=30))
    match = two_together(child, volunteer, scheme, coordinator, begun_on=begun_on, **fields)
    Referral.objects.filter(pk=match.referral_id).update(status=Status.MATCHED, coordinator=coordinator)
    match.referral.refresh_from_db()
    return match


def who_may_meet(first_name: str, scheme: Scheme, on: date) -> Volunteer:
    """An approved volunteer with an account, everything checked that day."""
    volunteer = an_approved_volunteer(first_name, scheme, on=on)
    if volunteer.user is None:
        volunteer.user = a_member(Role.VOLUNTEER, scheme, first_name=first_name)
        volunteer.save(update_fields=["user"])
    return volunteer


def coordinator_of(match: Match) -> User:
    coordinator = match.referral.coordinator
    assert coordinator is not None
    return coordinator


def a_young_person(match: Match) -> User:
    """The child's own account."""
    return match.child.user or with_account(match.child)


def a_worker_near(match: Match) -> User:
    """A social worker with an account, near the child."""
    return near_as_worker(match, a_member(Role.WORKER, match.child.authority, first_name="Nia"))


def near_as_worker(match: Match, user: User) -> User:
    part = Involvement.Part.SOCIAL_WORKER
    involve(child=match.child, person=a_worker(user=user), part=part, by=None, on=match.begun_on, act="test")
    return user


def an_ending(match: Match | None = None, on: date = TUESDAY, **given: Any) -> Ending:
    """A planned ending, winding down from that day, with the earliest last day unless told."""
    match = match or a_match()
    given = {"kind": Ending.Kind.COMPLETED, "last_day": earliest_last_day(match, on)} | given
    return actions.begin_ending(match=match, by=coordinator_of(match), on=on, **given)


def an_ending_now(match: Match | None = None, **given: Any) -> Ending:
    """A planned ending begun today, for pages, which ask the clock."""
    return an_ending(match, on=today(), **given)


def a_match_today(child: Any = "Ana", volunteer: Any = "Ruth", **fields: Any) -> Match:
    """Begun two months ago by the clock, for pages."""
    return a_match(child, volunteer, begun_on=today() - timedelta(days=61), **fields)


def everything_done(ending: Ending, on: date, but: tuple[str, ...] = ()) -> None:
    """Every open step left out with a reason, but those named."""
    for step in ending.steps.open():
        if step.key not in but:
            actions.skip_step(step=step, why="not this time", by=coordinator_of(ending.match), on=on)


def leavers(match: Match, approves: bool = True) -> tuple[Scheme, User]:
    """Another provider's scheme for care leavers, which has approved the volunteer; and who coordinates there."""
    scheme = a_scheme("Leavers", provider=a_provider("Onwards"), child_age_from=5, child_age_to=25)
    if approves:
        application = an_application("Ruth", scheme, on=match.begun_on, status="ready")
        application.volunteer = match.volunteer
        application.save()
        everything_checked(match.volunteer, scheme, on=match.begun_on)
        approved_by_two(application, on=match.begun_on)
    return scheme, a_member(Role.COORDINATOR, scheme, first_name="Omar")


def back_again(match: Match) -> Referral:
    """The two are over and so is the referral; the child is referred anew, and has said what they would like."""
    by, on = coordinator_of(match), today()
    ending = actions.end_unplanned(match=match, kind="placement move", by=by, on=on - timedelta(days=40))
    actions.hear_again(ending=ending, wanted=False, by=by, on=on - timedelta(days=39))
    referral = referrals.refer(
        source="social worker", why="She is back.", by=None, on=on, scheme=match.scheme, child=match.child,
        child_knows=True, child_answer="yes", referrer_email="nia@example.org",
    )  # fmt: skip
    referrals.accept(referral=referral, scheme=match.scheme, coordinator=by, by=by, on=on)
    record_wishes(
        referral=referral, learnt="talk", words="Ruth, please.", to_do=[], wishes=[], free_days=["saturday"],
        travel_miles=30, by=by, on=on,
    )  # fmt: skip
    match.child.refresh_from_db()
    return referral
