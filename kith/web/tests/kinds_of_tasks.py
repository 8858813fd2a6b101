"""One of every kind of thing that can lie with one coordinator, made so that it stands on their desk today."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

from kith.access.models import User
from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.endings import actions as endings
from kith.endings.models import Ask
from kith.endings.tests.factories import a_match_today, an_ending_now
from kith.foundation.dates import now, today
from kith.matching.actions import record_wishes
from kith.matching.tests.factories import a_road
from kith.meetings.models import Expense
from kith.meetings.tests.factories import a_meeting
from kith.people.tests.factories import with_account
from kith.recruitment.actions.reviews import record_leaving
from kith.recruitment.models import Approval, Check, Suspension
from kith.recruitment.tests.factories import an_approved_volunteer
from kith.referral import actions as referrals
from kith.safeguarding.models import SafetyPlan
from kith.schemes.models import Scheme
from kith.schemes.tests.factories import a_provider, a_scheme
from kith.support.actions import begin_map, finish_map, moved, put_on_map
from kith.support.models import KeepTie, LoneVisit
from kith.web.tests.factories import a_talk, days_ago, two_together, withheld

Kind = Callable[[Scheme, User], Any]


def _asked(kind: str) -> Kind:
    def build(scheme: Scheme, coordinator: User) -> None:
        match = two_together(coordinator=coordinator, scheme=scheme)
        with_account(match.child)
        Ask.objects.create(child=match.child, match=match, kind=kind, words="Sundays?", on=days_ago(1))

    return build


def _a_match(**said: Any) -> Kind:
    return lambda scheme, coordinator: two_together(coordinator=coordinator, scheme=scheme, **said)


def unheard(scheme: Scheme, coordinator: User) -> None:
    meeting = a_meeting(two_together(coordinator=coordinator, scheme=scheme), today())
    LoneVisit.objects.create(meeting=meeting, told_at=now() - timedelta(hours=1))


def safety_plan(scheme: Scheme, coordinator: User) -> None:
    match = two_together(coordinator=coordinator, scheme=scheme)
    SafetyPlan.objects.create(
        child=match.child, volunteer=match.volunteer, scheme=scheme, kind="water", asked_on=days_ago(2)
    )


def suspended(scheme: Scheme, coordinator: User) -> None:
    match = two_together(coordinator=coordinator, scheme=scheme)
    a_meeting(match, today() + timedelta(days=3))
    Suspension.objects.create(volunteer=match.volunteer, reason="other", from_day=today())


def left(scheme: Scheme, coordinator: User) -> None:
    match = a_match_today(scheme=scheme, coordinator=coordinator)
    approval = Approval.objects.get(volunteer=match.volunteer)
    record_leaving(approval=approval, last_day=today(), why="moved", talk="held", by=coordinator, on=today())


def lapsing(scheme: Scheme, coordinator: User) -> None:
    dee = an_approved_volunteer("Dee", scheme, on=days_ago(1))
    Check.objects.filter(volunteer=dee, kind="dbs").update(until=today() + timedelta(days=6))
    two_together("Callum", dee, coordinator=coordinator, scheme=scheme)


def spirits(scheme: Scheme, coordinator: User) -> None:
    a_talk(two_together(coordinator=coordinator, scheme=scheme), days_ago(2), wellbeing="low")


def tie(scheme: Scheme, coordinator: User) -> None:
    match = two_together(coordinator=coordinator, scheme=scheme)
    drawn = begin_map(child=match.child, by=coordinator, on=days_ago(60))
    put_on_map(drawn=drawn, name="Nan Joy", ring=1, kind="family", keep=True, by=coordinator)
    finish_map(drawn=drawn, by=coordinator, on=days_ago(60))
    moved(child=match.child, moved_on=days_ago(40), by=coordinator, on=days_ago(40))
    KeepTie.objects.update(due_on=days_ago(1))


def held_back(scheme: Scheme, coordinator: User) -> None:
    withheld(two_together(coordinator=coordinator, scheme=scheme), 25, 11)


def repeated(scheme: Scheme, coordinator: User) -> None:
    match = two_together(coordinator=coordinator, scheme=scheme)
    for ago in (40, 26, 12):
        a_meeting(match, days_ago(ago), status="missed", who="child", reason="not today")


def untold(scheme: Scheme, coordinator: User) -> None:
    a_meeting(two_together(coordinator=coordinator, scheme=scheme), days_ago(4))


def expense(scheme: Scheme, coordinator: User) -> Expense:
    match = two_together(coordinator=coordinator, scheme=scheme)
    return Expense.objects.create(
        match=match,
        scheme=scheme,
        kind="activity",
        on=days_ago(2),
        words="Two swims",
        amount=Decimal(9),
        sent_on=days_ago(1),
    )


def ending(scheme: Scheme, coordinator: User) -> None:
    match = a_match_today(scheme=scheme, coordinator=coordinator)
    a_meeting(match, days_ago(3), status="kept")
    an_ending_now(match).steps.update(due_on=days_ago(2))


def after_an_ending(scheme: Scheme, coordinator: User) -> None:
    match = a_match_today(scheme=scheme, coordinator=coordinator)
    endings.end_unplanned(match=match, kind="placement move", by=coordinator, on=days_ago(2))


def died(scheme: Scheme, coordinator: User) -> None:
    """The scheme of another provider has written it down."""
    match = two_together("Pia", coordinator=coordinator, scheme=scheme)
    further = a_scheme("Leavers", provider=a_provider("Onwards"))
    omar = a_member(Role.COORDINATOR, further, first_name="Omar")
    other = a_match_today(match.child, "Ben", scheme=further, coordinator=omar)
    endings.child_died(match=other, by=omar, on=today())


def seventeen(scheme: Scheme, coordinator: User) -> None:
    scheme.ends_when_care_ends = True
    scheme.save()
    match = two_together(coordinator=coordinator, scheme=scheme)
    match.child.born = today() - timedelta(days=17 * 366)
    match.child.save()


def back_again(scheme: Scheme, coordinator: User) -> None:
    match = a_match_today(scheme=scheme, coordinator=coordinator)
    over = endings.end_unplanned(match=match, kind="placement move", by=coordinator, on=days_ago(40))
    endings.hear_again(ending=over, wanted=False, by=coordinator, on=days_ago(39))
    referral = referrals.refer(
        source="social worker", why="She is back.", by=None, on=today(), scheme=scheme, child=match.child,
        child_knows=True, child_answer="yes", referrer_email="nia@example.org",
    )  # fmt: skip
    referrals.accept(referral=referral, scheme=scheme, coordinator=coordinator, by=coordinator, on=today())
    record_wishes(
        referral=referral, learnt="talk", words="Ruth, please.", to_do=[], wishes=[], free_days=["saturday"],
        travel_miles=30, by=coordinator, on=today(),
    )  # fmt: skip


def proposal(scheme: Scheme, coordinator: User) -> None:
    a_road("Maya", scheme, volunteers=("Helen",), coordinator=coordinator).proposal("chosen", "Helen")


def waiting(scheme: Scheme, coordinator: User) -> None:
    a_road("Tariq", scheme, volunteers=(), coordinator=coordinator, on=days_ago(118))


OF_ONE: dict[str, Kind] = {
    "unheard": unheard,
    "died": died,
    "safety-plans": safety_plan,
    "suspended": suspended,
    "stopped": _asked("stop"),
    "left": left,
    "withheld": held_back,
    "quiet": _a_match(kept=60),
    "spirits": spirits,
    "lapsing": lapsing,
    "changes": _asked("change"),
    "ties": tie,
    "back-again": back_again,
    "proposals": proposal,
    "waiting": waiting,
    "seventeen": seventeen,
    "endings": ending,
    "patterns": repeated,
    "expenses": expense,
    "unsaid": untold,
    "supervision": _a_match(talked=None, days=200),
    "match-reviews": _a_match(reviewed=None),
    "check-ins": _a_match(asked=None),
    "thanks": _a_match(days=350),
}
"""By the desk’s own name of the kind."""
