"""Hand-made worlds to count: children who were referred, wait, have somebody, and how that went."""

from datetime import date, datetime, time, timedelta
from itertools import count
from typing import Any

from kith.endings.models import Ending
from kith.foundation.dates import moment
from kith.matching.models import Match
from kith.meetings.tests.factories import a_meeting, an_agreement
from kith.people.models import Child, Volunteer
from kith.people.tests.factories import a_child
from kith.recruitment.models import Application, Approval
from kith.referral.models import Referral, ReferralChange
from kith.referral.states import Status
from kith.register.models import CareSummary, Offer, PathwayPoint
from kith.reporting import actions
from kith.reporting.facts import gather
from kith.reporting.figures import quarter
from kith.reporting.gate import INSIDE, Gate
from kith.reporting.models import Run
from kith.reporting.quarters import Span, quarter_of
from kith.reporting.report import Report
from kith.schemes.models import Contract, Organisation, Scheme
from kith.schemes.tests.factories import a_contract, a_scheme
from kith.support.models import Supervision

NUMBER = count(1)
AUTUMN = quarter_of(date(2026, 8, 1))  # July to September 2026
BEFORE = date(2026, 1, 10)
AFTERWARDS = moment(date(2026, 10, 5), time(9))
OF = {
    "scheme": "Northbridge visitors",
    "provider": "Alongside",
    "commissioner": "Northbridge",
    "places": "40",
}


def a_paid_scheme(name: str = "Northbridge visitors", **fields: Any) -> Contract:
    return a_contract(a_scheme(name), **fields)


def referred(contract: Contract, on: date, *steps: tuple[str, date], child: Child | None = None) -> Referral:
    """A referral that took these steps: (status reached, day)."""
    child = child or a_child(authority=contract.commissioner)
    status = steps[-1][0] if steps else Status.RECEIVED
    referral = Referral.objects.create(
        reference=f"T{next(NUMBER):07d}",
        scheme=contract.scheme,
        authority=contract.commissioner,
        child=child,
        received_on=on,
        source="social worker",
        why="Somebody of their own.",
        status=status,
    )
    was = str(Status.RECEIVED)
    for reached, day in steps:
        ReferralChange.objects.create(
            of=referral, step="step", from_status=was, to_status=reached, on=day, by=None
        )
        was = reached
    return referral


def waits(contract: Contract, since: date = BEFORE, child: Child | None = None) -> Referral:
    return referred(contract, since, (Status.ACCEPTED, since), (Status.WAITING, since), child=child)


def together(
    contract: Contract,
    begun_on: date = BEFORE,
    ended_on: date | None = None,
    child: Child | None = None,
    agreed: dict[str, Any] | None = None,
    **about: Any,
) -> Match:
    """A match with an agreement of every other Saturday, begun long before the quarter."""
    child = child or a_child(authority=contract.commissioner, **about)
    volunteer = Volunteer.objects.create(first_name=f"V{next(NUMBER)}", last_name="Ash")
    referral = referred(
        contract, begun_on, (Status.ACCEPTED, begun_on), (Status.MATCHED, begun_on), child=child
    )
    match = Match.objects.create(
        child=child,
        volunteer=volunteer,
        scheme=contract.scheme,
        referral=referral,
        begun_on=begun_on,
        ended_on=ended_on,
        status="ended" if ended_on else "active",
    )
    if agreed is None or agreed:
        an_agreement(match, **(agreed or {}))
    return match


def ended(contract: Contract, kind: str = "completed", planned: bool = True, on: date | None = None) -> Match:
    """A match that ended within the quarter."""
    day = on or AUTUMN.from_day + timedelta(days=40)
    match = together(contract, begun_on=min(BEFORE, day), ended_on=day)
    Ending.objects.create(match=match, kind=kind, planned=planned, begun_on=day, ended_on=day, status="ended")
    return match


def saturdays(number: int) -> list[date]:
    """So many Saturdays of the quarter, every other week from its first."""
    return [date(2026, 7, 4) + timedelta(weeks=2 * place) for place in range(number)]


def met(match: Match, *days: date, status: str = "kept", **fields: Any) -> None:
    for day in days:
        a_meeting(match, day, status=status, **fields)


def moved(match: Match, day: date, to: date) -> None:
    """A meeting that was moved, and kept on its new day."""
    new = a_meeting(match, to, status="kept")
    a_meeting(match, day, status="moved", who="child", reason="school", moved_to=new)


def supervised(match: Match, on: date, next_on: date | None = None) -> Supervision:
    return Supervision.objects.create(
        volunteer=match.volunteer, scheme=match.scheme, match=match, on=on, how="phone", next_on=next_on
    )


def approved(scheme: Scheme, from_day: date = BEFORE, until_day: date | None = None) -> Approval:
    volunteer = Volunteer.objects.create(first_name=f"V{next(NUMBER)}", last_name="Oak")
    application = Application.objects.create(
        volunteer=volunteer, scheme=scheme, received_on=BEFORE, at_step_since=BEFORE, status="approved"
    )
    application.changes.create(
        step="approve", from_status="ready", to_status="approved", on=from_day, by=None
    )
    return Approval.objects.create(
        volunteer=volunteer, scheme=scheme, application=application, age_from=8, age_to=17,
        from_day=from_day, until_day=until_day,
    )  # fmt: skip


def counted(contract: Contract, gate: Gate = INSIDE, span: Span = AUTUMN) -> Report:
    """The report as one gate lets it through."""
    return quarter(gather(contract, span), gate, OF)


def a_run(contract: Contract, span: Span = AUTUMN, at: datetime = AFTERWARDS) -> Run:
    return actions.make_report(
        contract=contract, from_day=span.from_day, until_day=span.until_day, by=None, at=at
    )


def looked_after(authority: Organisation, born: date = date(2014, 2, 3), **fields: Any) -> Child:
    """A child on the register, in care since long before."""
    child = a_child(authority=authority, born=born)
    given = {"period_began": date(2024, 1, 1), "worked_out_on": BEFORE} | fields
    CareSummary.objects.create(child=child, **given)
    return child


def answered(child: Child, answer: str = Offer.Answer.ACCEPTED, on: date = BEFORE) -> Offer:
    point = PathwayPoint.objects.create(
        child=child, kind=PathwayPoint.Kind.REVIEW, on=on, key=f"review {next(NUMBER)}"
    )
    return Offer.objects.create(point=point, child=child, answer=answer, asked="talk", on=on)


def a_fair_scheme(name: str = "Northbridge visitors") -> Contract:
    """Enough of everything for every figure to be shown, and a few small numbers in between."""
    contract = a_paid_scheme(name)
    for place in range(24):
        match = together(contract, gender="MF"[place % 2], born=date(2012 + place % 3, 5, 1))
        met(match, *saturdays(6 if place % 3 else 5))
        if place % 4 == 0:
            met(match, saturdays(7)[6], status="missed", who="child", reason="ill")
        supervised(match, AUTUMN.until_day - timedelta(days=20))
    for place in range(13):
        waits(contract, AUTUMN.from_day + timedelta(days=place))
    for place in range(12):
        ended(contract, "completed" if place < 6 else "volunteer left", planned=place < 6)
    for _ in range(18):
        approved(contract.scheme)
    return contract
