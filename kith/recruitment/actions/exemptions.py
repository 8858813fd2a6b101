"""Excusing somebody from something for a time, and what somebody does beyond being there."""

from datetime import date

from django.db import transaction

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.dates import day_words, months_after
from kith.people.models import Volunteer
from kith.recruitment.actions.common import not_about_themself
from kith.recruitment.models import Application, Duty, Exemption
from kith.recruitment.queries import holdings
from kith.recruitment.refusals import CannotExcuse, CannotGive
from kith.recruitment.vetting.checklist import stand
from kith.recruitment.vetting.policies import required_by
from kith.recruitment.vetting.requirements import DRIVING, DUTIES
from kith.schemes.models import Scheme

LONGEST_MONTHS = 12


@transaction.atomic
def excuse(
    *, volunteer: Volunteer, scheme: Scheme, kind: str, reason: str, until: date, by: User, on: date
) -> Exemption:
    """Let somebody do without one thing until a day, for a reason. Never by their recruiter."""
    not_about_themself(volunteer, by, CannotExcuse)
    _is_not_their_recruiter(volunteer, scheme, by)
    requirement = next((each for each in required_by(scheme, on) if each.key == kind), None)
    if requirement is None:
        raise CannotExcuse(f"{scheme} does not ask for that.", "kind")
    if requirement.fixed:
        raise CannotExcuse(
            f"Nobody is excused from this: {requirement.words.lower()} keeps children safe.", "kind"
        )
    if not reason.strip():
        raise CannotExcuse("Say why they can do without it, and what is done instead.", "reason")
    if until <= on:
        raise CannotExcuse(f"The last day must be after {day_words(on)}.", "until")
    if until > months_after(on, LONGEST_MONTHS):
        raise CannotExcuse(f"Nobody is excused for longer than {LONGEST_MONTHS} months.", "until")
    exemption = Exemption.objects.create(
        volunteer=volunteer,
        scheme=scheme,
        kind=kind,
        reason=reason.strip(),
        from_day=on,
        until_day=until,
        created_by=by,
    )
    audit.record(Kind.EXEMPTED, about=exemption, by=by, on=on, requirement=kind)
    return exemption


def _is_not_their_recruiter(volunteer: Volunteer, scheme: Scheme, by: User) -> None:
    if Application.objects.filter(volunteer=volunteer, scheme=scheme, recruiter=by).exists():
        raise CannotExcuse(
            f"Somebody other than you must decide: you are {volunteer.first_name}’s recruiter."
        )


@transaction.atomic
def end_exemption(*, exemption: Exemption, by: User, on: date) -> Exemption:
    """From now they need it like everybody else."""
    if exemption.ended_on or exemption.until_day < on:
        raise CannotExcuse("This has already ended.")
    exemption.ended_on, exemption.ended_by = on, by
    exemption.save(update_fields=["ended_on", "ended_by"])
    audit.record(Kind.EXEMPTION_ENDED, about=exemption, by=by, on=on, requirement=exemption.kind)
    return exemption


@transaction.atomic
def give_duty(*, volunteer: Volunteer, scheme: Scheme, duty: str, by: User, on: date) -> Duty:
    """From now they do this as well, if what is asked for it is there."""
    not_about_themself(volunteer, by, CannotGive)
    if duty not in DUTIES:
        raise CannotGive("Choose what they do.", "duty")
    if Duty.objects.open_on(on).filter(volunteer=volunteer, scheme=scheme, duty=duty).exists():
        raise CannotGive(f"{volunteer.first_name} does this already.", "duty")
    held = holdings([(volunteer.pk, scheme)], on)[volunteer.pk, scheme.pk]
    lacking = [
        sentence
        for requirement in required_by(scheme, on)
        if requirement.before == DRIVING and duty in requirement.duties
        if (
            sentence := stand(requirement, held.checks, on, held.exempt_until.get(requirement.key)).obstacle(
                volunteer.first_name
            )
        )
    ]
    if lacking:
        raise CannotGive(" ".join(lacking), "duty")
    given = Duty.objects.create(volunteer=volunteer, scheme=scheme, duty=duty, from_day=on, created_by=by)
    audit.record(Kind.DUTY_CHANGED, about=volunteer, by=by, on=on, duty=duty, step="given")
    return given


@transaction.atomic
def end_duty(*, duty: Duty, by: User, on: date) -> None:
    """They do this no more, from now."""
    duty.until_day = max(on, duty.from_day)
    duty.save(update_fields=["until_day"])
    audit.record(Kind.DUTY_CHANGED, about=duty.volunteer, by=by, on=on, duty=duty.duty, step="ended")
