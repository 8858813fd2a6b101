"""Which requirements a scheme asks for on a day: those of the version of its policy that is in force. Writes nothing."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from kith.recruitment.models import Policy, PolicyLine
from kith.recruitment.vetting.requirements import BY_KEY, RECORD, REQUIREMENTS, VET, Requirement, usual_for
from kith.schemes.models import Scheme

Lists = dict[int, list[Requirement]]  # scheme → what it asks for
Versions = dict[int, dict[date, list[PolicyLine]]]  # scheme → the day a version began → what it asked for
NUMBERS = {1: "a reference", 2: "two references", 3: "three references", 4: "four references"}
PLACE = {requirement.key: place for place, requirement in enumerate(REQUIREMENTS)}


def required_by(scheme: Scheme, on: date) -> list[Requirement]:
    """What this scheme asks for that day, in the order in which it is usually done."""
    return lists_of([scheme], on)[scheme.pk]


def lists_of(schemes: Iterable[Scheme], on: date) -> Lists:
    """The same for many schemes, in one question to the database."""
    wanted = list(schemes)
    return in_force(wanted, versions_of(wanted, on))


def versions_of(schemes: Iterable[Scheme], on: date) -> Versions:
    """Every version that these schemes have agreed and that had begun by that day, in one question."""
    agreed = Policy.objects.applied_on(on).filter(scheme__in=[scheme.pk for scheme in schemes])
    versions: Versions = {}
    for line in PolicyLine.objects.filter(policy__in=agreed).select_related("policy"):
        if line.policy.from_day:
            versions.setdefault(line.policy.scheme_id, {}).setdefault(line.policy.from_day, []).append(line)
    return versions


def in_force(schemes: Iterable[Scheme], versions: Versions) -> Lists:
    """Of the versions that had begun, what the latest of each scheme asks for; of a scheme without one, what is usual."""
    return {
        scheme.pk: as_requirements(began[max(began)])
        if (began := versions.get(scheme.pk))
        else usual_for(scheme)
        for scheme in schemes
    }


def begins_between(schemes: Iterable[int], after: date, until: date) -> list[tuple[int, date]]:
    """Scheme id and day of each version that comes into force after one day and by another, in one question."""
    rows = Policy.objects.applied_on(until).filter(scheme__in=list(schemes), from_day__gt=after)
    found = rows.order_by("scheme", "from_day").values_list("scheme", "from_day")
    return [(scheme, begins) for scheme, begins in found if begins]


def as_requirements(lines: Iterable[PolicyLine]) -> list[Requirement]:
    """The lines of one version as what the checklist knows; a kind that Kith no longer knows asks for nothing."""
    known = [line for line in lines if line.kind in BY_KEY]
    return [as_requirement(line) for line in sorted(known, key=lambda line: PLACE[line.kind])]


def as_requirement(line: PolicyLine) -> Requirement:
    plain = BY_KEY[line.kind]
    return replace(
        plain,
        count=line.count,
        months=line.months,
        before=line.before,
        duties=tuple(line.duties),
        recorded_by=VET if line.recorded_by == PolicyLine.RecordedBy.VETTING else RECORD,
        evidence=line.evidence,
        documents=tuple(line.documents),
        modules=tuple(line.modules),
        needs=NUMBERS.get(line.count, plain.needs) if line.kind == "reference" else plain.needs,
    )


def as_line(requirement: Requirement, policy: Policy) -> PolicyLine:
    """A requirement as a line of a version that is being written."""
    by = PolicyLine.RecordedBy
    return PolicyLine(
        policy=policy,
        kind=requirement.key,
        count=requirement.count,
        months=requirement.months,
        before=requirement.before,
        duties=list(requirement.duties),
        recorded_by=by.VETTING if requirement.recorded_by == VET else by.STAFF,
        evidence=requirement.evidence,
        documents=list(requirement.documents),
        modules=list(requirement.modules),
    )
