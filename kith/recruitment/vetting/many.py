"""The judgement of the checklist over thousands at once, for a list of everybody.

`checklist.met` looks at one person after the other, which is right for a few; here all checks of a kind are looked at
once, and each person is looked up among those who have what is asked for.
"""

from datetime import date

from django.db.models import OuterRef, Q

from kith.foundation.among import Among
from kith.recruitment.models import Check, CheckQuerySet, Duty, Exemption
from kith.recruitment.vetting.checklist import counted, courses_done, enough, in_time
from kith.recruitment.vetting.requirements import Requirement

PAIR = ("volunteer", "scheme")


def met_among_many(requirement: Requirement, on: date) -> Q:
    """The condition that a requirement stands that day, for rows with a volunteer and a scheme."""
    exempt = Exemption.objects.open_on(on).filter(kind=requirement.key)
    if requirement.modules:
        return courses_done(requirement, OuterRef("volunteer"), OuterRef("scheme"), on) | Q(
            Among(*PAIR, rows=exempt.values(*PAIR))
        )
    stopped = Q(Among(*PAIR, rows=_stopped(requirement, on).values(*PAIR)))
    excused = Q(Among(*PAIR, rows=exempt.values(*PAIR))) & ~stopped
    return Q(Among(*PAIR, rows=_having(requirement, on).values(*PAIR))) | excused


def asked_of(requirement: Requirement, on: date) -> Q:
    """The condition that it is asked of somebody at all: some things only of those who drive."""
    if not requirement.duties:
        return Q()
    doing = Duty.objects.open_on(on).filter(duty__in=requirement.duties)
    return Q(Among(*PAIR, rows=doing.values(*PAIR)))


def _having(requirement: Requirement, on: date) -> CheckQuerySet:
    """Of each who has it, the check or checks that show it."""
    made = _made(requirement, on)
    if requirement.count == 1:
        return made.latest_on(on).filter(in_time(requirement, on), passed=True, complete=True)
    return counted(requirement, made, on, *PAIR).filter(enough(requirement), bad=0)


def _stopped(requirement: Requirement, on: date) -> CheckQuerySet:
    """What was found stands in the way: from this nobody is excused."""
    made = _made(requirement, on)
    if requirement.count == 1:
        return made.latest_on(on).filter(passed=False, complete=True)
    return made.filter(passed=False, complete=True)


def _made(requirement: Requirement, on: date) -> CheckQuerySet:
    return Check.objects.standing().filter(kind=requirement.key, on__lte=on)
