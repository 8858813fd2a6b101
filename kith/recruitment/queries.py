"""Questions about who may meet a child, what they lack, and who can do something about it."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from kith.access.models import Membership, User
from kith.access.policy import POLICY, Permission, Reach
from kith.people.models import Volunteer
from kith.recruitment.models import Application, Approval, Check, CheckQuerySet, Suspension
from kith.recruitment.states import ON_THE_WAY
from kith.recruitment.vetting.checklist import ChecklistItem, met, stand
from kith.recruitment.vetting.requirements import LAPSING_DAYS, required_by
from kith.schemes.models import Contract, Scheme

Pair = tuple[int, int]  # ids of a volunteer and a scheme


def checklist(volunteer: Volunteer, scheme: Scheme, on: date) -> list[ChecklistItem]:
    """What the scheme asks of the volunteer, in its usual order, and how each stands that day."""
    checks = list(Check.objects.standing().of(volunteer, scheme).unread())
    return [stand(requirement, checks, on) for requirement in required_by(scheme)]


def checklists(applications: Iterable[Application], on: date) -> dict[Pair, list[ChecklistItem]]:
    """The checklists of many applications, in one question to the database. Their schemes are already fetched."""
    listed = list(applications)
    checks: dict[Pair, list[Check]] = {}
    found = Check.objects.standing().filter(
        volunteer__in={row.volunteer_id for row in listed}, scheme__in={row.scheme_id for row in listed}
    )
    for check in found.unread():
        checks.setdefault((check.volunteer_id, check.scheme_id), []).append(check)
    return {
        (row.volunteer_id, row.scheme_id): [
            stand(requirement, checks.get((row.volunteer_id, row.scheme_id), []), on)
            for requirement in required_by(row.scheme)
        ]
        for row in listed
    }


def gaps(volunteer: Volunteer, scheme: Scheme, on: date) -> list[str]:
    """What the checklist still lacks, a sentence each."""
    return [
        sentence
        for item in checklist(volunteer, scheme, on)
        if (sentence := item.obstacle(volunteer.first_name))
    ]


def obstacles(volunteer: Volunteer, scheme: Scheme, on: date) -> list[str]:
    """Why the volunteer may not meet a child in the scheme that day, a sentence each. None: they may."""
    found = []
    if not approvals_open(scheme, on).filter(volunteer=volunteer).exists():
        found.append(f"{volunteer.first_name} is not approved for {scheme}.")
    if is_suspended(volunteer, on):
        found.append(f"{volunteer.first_name} is suspended and meets no child for now.")
    return found + gaps(volunteer, scheme, on)


def is_suspended(volunteer: Volunteer, on: date) -> bool:
    return Suspension.objects.open_on(on).filter(volunteer=volunteer).exists()


def approvals_open(scheme: Scheme, on: date) -> "QuerySet[Approval]":
    return Approval.objects.open_on(on).filter(scheme=scheme)


def cleared_volunteers(scheme: Scheme, on: date) -> "QuerySet[Volunteer]":
    """Those who may meet a child in the scheme that day: approved, not suspended, everything in date."""
    theirs: CheckQuerySet = Check.objects.filter(volunteer=OuterRef("pk"), scheme=scheme)
    approved = approvals_open(scheme, on).filter(volunteer=OuterRef("pk"))
    suspended = Suspension.objects.open_on(on).filter(volunteer=OuterRef("pk"))
    cleared = Volunteer.objects.filter(Q(Exists(approved)), ~Q(Exists(suspended)))
    for requirement in required_by(scheme):
        cleared = cleared.filter(met(requirement, theirs, on))
    return cleared


def lapsing_checks(schemes: Iterable[Scheme], on: date, days: int = LAPSING_DAYS) -> CheckQuerySet:
    """What has run out or will within so many days, soonest first, for everybody approved or on the way."""
    wanted = schemes if isinstance(schemes, QuerySet) else list(schemes)
    approved = Approval.objects.open_on(on).filter(volunteer=OuterRef("volunteer"), scheme=OuterRef("scheme"))
    on_the_way = Application.objects.filter(
        volunteer=OuterRef("volunteer"), scheme=OuterRef("scheme"), status__in=ON_THE_WAY
    )
    return (
        Check.objects.filter(Q(Exists(approved)) | Q(Exists(on_the_way)), scheme__in=wanted)
        .latest_on(on)
        .filter(passed=True, until__lte=on + timedelta(days=days))
        .select_related("volunteer", "scheme")
        .unread()
        .order_by("until", "pk")
    )


def council_of(scheme: Scheme, on: date) -> str:
    """The council or councils whose children the scheme is for, by the contracts in force."""
    names = Contract.objects.open_on(on).filter(scheme=scheme).values_list("commissioner__name", flat=True)
    return " or ".join(sorted(set(names))) or "the council that looks after the children"


def who_may(permission: Permission, scheme: Scheme, on: date) -> list[User]:
    """The people whose role lets them do something in this scheme, by name."""
    roles = [role for role, reach in POLICY[permission].items() if reach >= Reach.CASELOAD]
    held = (
        Membership.objects.open_on(on)
        .filter(Q(scheme=scheme) | Q(organisation=scheme.provider_id), role__in=roles, user__is_active=True)
        .select_related("user")
        .order_by("user__first_name", "user__last_name")
    )
    return list({membership.user_id: membership.user for membership in held}.values())
