"""Whom a new version of a scheme's list would touch, and what each of them will lack on the day it begins."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from kith.people.models import Volunteer
from kith.recruitment.models import Application, Approval, Policy
from kith.recruitment.queries import courses_in, holdings, judged
from kith.recruitment.states import ON_THE_WAY
from kith.recruitment.vetting.checklist import Held
from kith.recruitment.vetting.policies import as_requirements
from kith.recruitment.vetting.requirements import FIRST_MEETING, Requirement, usual_for
from kith.schemes.models import Scheme


@dataclass(frozen=True)
class Affected:
    """One volunteer, and the requirements that they would lack by the new list and not by the old."""

    volunteer: Volunteer
    is_approved: bool
    lacks: tuple[Requirement, ...]

    @property
    def may_meet_nobody(self) -> bool:
        return self.is_approved and any(each.is_due_by(FIRST_MEETING) for each in self.lacks)


def affected_by(policy: Policy, from_day: date, on: date) -> list[Affected]:
    """Everybody approved or on the way who will lack something, those who meet children first, then by name."""
    scheme = policy.scheme
    new = as_requirements(policy.lines.all())
    old = _without(policy, scheme, from_day)
    people = list(_everybody(scheme, on))
    held = holdings([(person.pk, scheme) for person in people], from_day, courses_in([old, new]))
    found = []
    for person in people:
        lacks = _lacks(old, new, held[person.pk, scheme.pk], from_day)
        if lacks:
            found.append(Affected(person, person.is_approved, lacks))  # type: ignore[attr-defined]
    return sorted(found, key=lambda each: (not each.may_meet_nobody, each.volunteer.name))


def how_many_are_asked(scheme: Scheme, on: date) -> int:
    """How many volunteers a change of the list could affect."""
    return _everybody(scheme, on).count()


def _everybody(scheme: Scheme, on: date) -> "QuerySet[Volunteer]":
    approved = Approval.objects.open_on(on).filter(volunteer=OuterRef("pk"), scheme=scheme)
    coming = Application.objects.filter(volunteer=OuterRef("pk"), scheme=scheme, status__in=ON_THE_WAY)
    rows = Volunteer.objects.annotate(is_approved=Exists(approved))
    return rows.filter(Q(is_approved=True) | Q(Exists(coming))).order_by("first_name", "last_name", "pk")


def _without(policy: Policy, scheme: Scheme, day: date) -> list[Requirement]:
    """What would be asked that day if this version were not there."""
    others = Policy.objects.applied_on(day).filter(scheme=scheme).exclude(pk=policy.pk)
    latest = others.order_by("from_day").last()
    return as_requirements(latest.lines.all()) if latest else usual_for(scheme)


def _lacks(old: list[Requirement], new: list[Requirement], held: Held, day: date) -> tuple[Requirement, ...]:
    lacked = {item.requirement.key for item in judged(old, held, day) if not item.is_met}
    return tuple(
        item.requirement
        for item in judged(new, held, day)
        if not item.is_met and item.requirement.key not in lacked
    )


@dataclass(frozen=True)
class Coming:
    """Something that a scheme will ask of a volunteer from a day on, and that they do not have yet."""

    scheme: Scheme
    from_day: date
    requirement: Requirement


def coming_for(volunteer: Volunteer, schemes: Iterable[Scheme], on: date) -> list[Coming]:
    """What the versions ahead will ask of one volunteer as well, soonest first. Mostly there is none, and one question."""
    found = []
    for policy in Policy.objects.ahead_of(on).filter(scheme__in=list(schemes)).select_related("scheme"):
        scheme, day = policy.scheme, policy.from_day
        if day is None:
            continue
        old, new = _without(policy, scheme, day), as_requirements(policy.lines.all())
        held = holdings([(volunteer.pk, scheme)], day, courses_in([old, new]))
        lacks = _lacks(old, new, held[volunteer.pk, scheme.pk], day)
        found += [Coming(scheme, day, requirement) for requirement in lacks]
    return sorted(found, key=lambda each: each.from_day)
