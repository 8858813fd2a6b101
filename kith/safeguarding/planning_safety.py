"""Asking for a safety plan, agreeing it, reading it and ending it."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.dates import LONDON, months_after
from kith.foundation.errors import Cannot
from kith.messages.actions import send
from kith.people.models import Child, Involvement, Volunteer
from kith.safeguarding.safety_plans import SafetyLine, SafetyPlan
from kith.schemes.models import Scheme

Agreed = SafetyPlan.Agreed
MOST_MONTHS = 12


class CannotPlanSafety(Cannot):
    """The plan cannot be agreed or ended as asked. `field` is the box it is about."""

    def __init__(self, words: str, field: str = "") -> None:
        super().__init__(words)
        self.field = field


@transaction.atomic
def ask_for_plan(
    *, child: Child, volunteer: Volunteer, scheme: Scheme, kind: str, by: User, at: datetime
) -> SafetyPlan:
    """A volunteer would like to do something for which there is no plan yet; asked twice, it is asked once."""
    on = at.astimezone(LONDON).date()
    asked = SafetyPlan.objects.asked().filter(child=child, volunteer=volunteer, scheme=scheme, kind=kind)
    if already := asked.first():
        return already
    plan = SafetyPlan.objects.create(
        child=child, volunteer=volunteer, scheme=scheme, kind=kind, asked_on=on, created_by=by
    )
    audit.record(Kind.SAFETY_PLAN_ASKED, about=plan, by=by, on=on, what=str(kind))
    near = Involvement.objects.open_on(on).filter(child=child, part=Involvement.Part.COORDINATOR)
    for each in near.exclude(user=None).select_related("user").order_by("pk"):
        send(to=each.user, event="something new", about=plan, link=reverse("web:home"), at=at)
    return plan


@transaction.atomic
def agree_plan(
    *,
    child: Child,
    volunteer: Volunteer,
    scheme: Scheme,
    kind: str,
    lines: Sequence[tuple[str, str]],
    agreed_with: Collection[str],
    until: date,
    by: User,
    at: datetime,
) -> SafetyPlan:
    """A plan is agreed; the one before it ends, and the volunteer is told that there is something to read."""
    on = at.astimezone(LONDON).date()
    _check(lines, agreed_with, until, on)
    before = SafetyPlan.objects.select_for_update(of=("self",)).filter(
        child=child, volunteer=volunteer, scheme=scheme, kind=kind, ended_on=None
    )
    for old in before:
        old.ended_on, old.ended_by = on, by
        old.save(update_fields=["ended_on", "ended_by"])
    plan = SafetyPlan.objects.create(
        child=child,
        volunteer=volunteer,
        scheme=scheme,
        kind=kind,
        agreed_on=on,
        agreed_with=[key.value for key in Agreed if key.value in agreed_with],
        until_day=until,
        created_by=by,
    )
    SafetyLine.objects.bulk_create(
        SafetyLine(plan=plan, could_happen=could.strip(), we_do=do.strip()) for could, do in lines
    )
    audit.record(Kind.SAFETY_PLAN_AGREED, about=plan, by=by, on=on, what=str(kind), lines=len(lines))
    if volunteer.user:
        send(
            to=volunteer.user,
            event="something new",
            about=plan,
            link=reverse("safeguarding:my_safety"),
            at=at,
        )
    return plan


def _check(lines: Sequence[tuple[str, str]], agreed_with: Collection[str], until: date, on: date) -> None:
    if not lines:
        raise CannotPlanSafety(
            "Write at least one thing that could happen, and what you do about it.", "could_1"
        )
    if Agreed.VOLUNTEER not in agreed_with:
        raise CannotPlanSafety(
            "Talk it through with the volunteer first: they are the one who is there.", "agreed_with"
        )
    if not {Agreed.CARER, Agreed.WORKER} & set(agreed_with):
        raise CannotPlanSafety("The carer or the worker must have agreed, too.", "agreed_with")
    if until <= on:
        raise CannotPlanSafety("Choose a day that is still to come.", "until")
    if until > months_after(on, MOST_MONTHS):
        raise CannotPlanSafety("Look at it again within a year.", "until")


@transaction.atomic
def end_plan(*, plan: SafetyPlan, by: User, on: date) -> SafetyPlan:
    """The plan holds no more, or what was asked for is not to be."""
    if plan.ended_on:
        raise CannotPlanSafety("This plan has ended already.")
    plan.ended_on, plan.ended_by = on, by
    plan.save(update_fields=["ended_on", "ended_by"])
    audit.record(Kind.SAFETY_PLAN_ENDED, about=plan, by=by, on=on)
    return plan


@transaction.atomic
def read_plan(*, plan: SafetyPlan, by: User, on: date) -> SafetyPlan:
    """The volunteer has read it and says so."""
    if plan.read_on is None:
        plan.read_on = on
        plan.save(update_fields=["read_on"])
        audit.record(Kind.SAFETY_PLAN_READ, about=plan, by=by, on=on)
    return plan
