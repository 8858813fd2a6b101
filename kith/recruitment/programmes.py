"""Which other schemes of the provider somebody could be approved for at the same time, and what each still lacks.

What was checked for one scheme counts in another of the same provider, unless it is about something else there: another
council to be independent of, another level of certificate.
"""

from dataclasses import dataclass
from datetime import date

from kith.recruitment.models import Application, Approval, Check
from kith.recruitment.queries import Pair, council_of, holdings, judged
from kith.recruitment.states import ON_THE_WAY, Status
from kith.recruitment.vetting import certificates
from kith.recruitment.vetting.checklist import Held
from kith.recruitment.vetting.policies import lists_of
from kith.recruitment.vetting.requirements import FIRST_MEETING, Requirement
from kith.schemes.models import Scheme


@dataclass(frozen=True)
class Programme:
    """Another scheme, and why not yet, a sentence each."""

    scheme: Scheme
    lacking: list[str]


def programmes_for(application: Application, on: date) -> list[Programme]:
    """The other open schemes of the provider in which they are not approved yet."""
    volunteer, home = application.volunteer, application.scheme
    approved = Approval.objects.open_on(on).filter(volunteer=volunteer).values("scheme")
    rows = Scheme.objects.open_on(on).filter(provider=home.provider_id)
    others = list(rows.exclude(pk=home.pk).exclude(pk__in=approved))
    if not others:
        return []
    asked = lists_of(others, on)
    held = holdings([(volunteer.pk, scheme) for scheme in (home, *others)], on)
    open_there = dict(
        Application.objects.filter(volunteer=volunteer, scheme__in=others, status__in=ON_THE_WAY)
        .exclude(status=Status.READY)
        .values_list("scheme", "status")
    )
    return [
        Programme(scheme, [f"{volunteer.first_name} has an application there that is not ready yet."])
        if scheme.pk in open_there
        else Programme(scheme, _lacking(application, scheme, asked[scheme.pk], held, on))
        for scheme in others
    ]


def _lacking(
    application: Application, scheme: Scheme, asked: list[Requirement], held: dict[Pair, Held], on: date
) -> list[str]:
    volunteer, home = application.volunteer, application.scheme
    own, there = held[volunteer.pk, home.pk], held[volunteer.pk, scheme.pk]
    together = Held(
        checks=[*there.checks, *(check for check in own.checks if counts_in(check, home, scheme, on))],
        exempt_until=there.exempt_until,
        duties=own.duties | there.duties,
        modules={**own.modules, **there.modules},
        called=there.called,
    )
    lacking = [
        sentence
        for item in judged(asked, together, on)
        if item.requirement.is_due_by(FIRST_MEETING) and (sentence := item.obstacle(volunteer.first_name))
    ]
    age = volunteer.age_on(on)
    if age is not None and not scheme.volunteer_age_from <= age <= scheme.volunteer_age_to:
        lacking.append(
            f"It takes volunteers from {scheme.volunteer_age_from} to {scheme.volunteer_age_to}, and "
            f"{volunteer.first_name} is {age}."
        )
    return lacking


def counts_in(check: Check, home: Scheme, scheme: Scheme, on: date) -> bool:
    """Whether a check made for one scheme says the same in another."""
    if check.kind == "independence":
        return council_of(home, on) == council_of(scheme, on)
    if check.kind == "dbs" and check.details.get("level"):
        return check.details["level"] in certificates.levels_for(scheme)
    return True
