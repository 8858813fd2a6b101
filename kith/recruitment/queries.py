"""Questions about who may meet a child, what they lack, and who can do something about it."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from kith.access.models import Membership, User
from kith.access.policy import POLICY, Permission, Reach
from kith.people.models import Volunteer
from kith.recruitment.models import (
    Application,
    Approval,
    Check,
    CheckQuerySet,
    Duty,
    Exemption,
    Suspension,
)
from kith.recruitment.states import ON_THE_WAY
from kith.recruitment.vetting.checklist import ChecklistItem, Held, met, stand, stand_by_modules
from kith.recruitment.vetting.policies import lists_of, required_by
from kith.recruitment.vetting.requirements import DRIVING, FIRST_MEETING, LAPSING_DAYS, Requirement
from kith.schemes.models import Contract, Scheme
from kith.training.models import Completion
from kith.training.queries import called_and_yearly, first_years_of, held_by, later_of

Pair = tuple[int, int]  # ids of a volunteer and a scheme
NAMED_ONE_BY_ONE = 500  # more than so many volunteers are read with their whole scheme


def checklist(volunteer: Volunteer, scheme: Scheme, on: date) -> list[ChecklistItem]:
    """What the scheme asks of the volunteer, in its usual order, and how each stands that day."""
    return standings([(volunteer.pk, scheme)], on)[volunteer.pk, scheme.pk]


def checklists(applications: Iterable[Application], on: date) -> dict[Pair, list[ChecklistItem]]:
    """The checklists of many applications, in a few questions to the database. Their schemes are already fetched."""
    return standings([(row.volunteer_id, row.scheme) for row in applications], on)


def standings(pairs: Iterable[tuple[int, Scheme]], on: date) -> dict[Pair, list[ChecklistItem]]:
    """How many volunteers stand, each in a scheme, by what the scheme asks that day."""
    wanted = list(pairs)
    asked = lists_of([scheme for _, scheme in wanted], on)
    held = holdings(wanted, on, courses_in(asked.values()))
    return {
        (volunteer, scheme.pk): judged(asked[scheme.pk], held[volunteer, scheme.pk], on)
        for volunteer, scheme in wanted
    }


def judged(requirements: Iterable[Requirement], held: Held, on: date) -> list[ChecklistItem]:
    """A list as it stands for what somebody has; what is not asked of them is left out."""
    return [_judged(requirement, held, on) for requirement in requirements if held.is_asked_for(requirement)]


def _judged(requirement: Requirement, held: Held, on: date) -> ChecklistItem:
    exempt_until = held.exempt_until.get(requirement.key)
    if requirement.modules:
        return stand_by_modules(requirement, held.modules, on, exempt_until, held.called)
    return stand(requirement, held.checks, on, exempt_until)


def courses_in(lists: Iterable[Iterable[Requirement]]) -> set[int]:
    """The courses that these lists ask for."""
    return {course for asked in lists for requirement in asked for course in requirement.modules}


def holdings(
    pairs: Iterable[tuple[int, Scheme]], on: date, courses: Collection[int] = ()
) -> dict[Pair, Held]:
    """What each volunteer has in a scheme that day: three questions, however many they are; a fourth about courses."""
    held = {(volunteer, scheme.pk): Held() for volunteer, scheme in pairs}
    about: dict[str, set[int]] = {"scheme__in": {scheme for _, scheme in held}}
    if len(held) <= NAMED_ONE_BY_ONE:
        about["volunteer__in"] = {volunteer for volunteer, _ in held}
    for check in Check.objects.standing().filter(**about).unread():
        if (pair := (check.volunteer_id, check.scheme_id)) in held:
            held[pair].checks.append(check)
    for exempt in Exemption.objects.open_on(on).filter(**about).defer("reason"):
        if (pair := (exempt.volunteer_id, exempt.scheme_id)) in held:
            so_far = held[pair].exempt_until.get(exempt.kind, exempt.until_day)
            held[pair].exempt_until[exempt.kind] = max(so_far, exempt.until_day)
    for duty in Duty.objects.open_on(on).filter(**about):
        if (pair := (duty.volunteer_id, duty.scheme_id)) in held:
            held[pair].duties.add(duty.duty)
    if courses:
        add_courses(held, courses, about.get("volunteer__in"), on)
    return held


def add_courses(
    held: dict[Pair, Held], courses: Collection[int], volunteers: set[int] | None, on: date
) -> None:
    """The courses each has done that day, among these: of these volunteers, or of everybody."""
    rows = Completion.objects.filter(version__course__in=courses)
    if volunteers is not None:
        rows = rows.filter(volunteer__in=volunteers)
    done = held_by(rows, on)
    told = called_and_yearly(courses, on)
    called = {course: name for course, (name, _) in told.items()}
    yearly = {course for course, (_, is_yearly) in told.items() if is_yearly}
    first_years = first_years_of({volunteer for volunteer, _ in held}, on) if yearly else {}
    for (volunteer, scheme), theirs in held.items():
        theirs.called = called
        theirs.modules = {course: one.until for course, one in done.get(volunteer, {}).items()}
        if last := first_years.get((volunteer, scheme)):
            for course in yearly:
                theirs.modules[course] = later_of(theirs.modules.get(course, last), last)


def gaps(volunteer: Volunteer, scheme: Scheme, on: date, before: str = FIRST_MEETING) -> list[str]:
    """What must be there by a step and is not, a sentence each; unless told otherwise, all but what driving asks."""
    return [
        sentence
        for item in checklist(volunteer, scheme, on)
        if item.requirement.is_due_by(before) and (sentence := item.obstacle(volunteer.first_name))
    ]


def obstacles(volunteer: Volunteer, scheme: Scheme, on: date) -> list[str]:
    """Why the volunteer may not meet a child in the scheme that day, a sentence each. None: they may."""
    found = []
    if not approvals_open(scheme, on).filter(volunteer=volunteer).exists():
        found.append(f"{volunteer.first_name} is not approved for {scheme}.")
    if is_suspended(volunteer, on):
        found.append(f"{volunteer.first_name} is suspended and meets no child for now.")
    return found + gaps(volunteer, scheme, on)


def obstacles_to_driving(volunteer: Volunteer, scheme: Scheme, on: date) -> list[str]:
    """Why the volunteer may not drive a child in the scheme that day. None: they may."""
    drives = Duty.objects.open_on(on).filter(volunteer=volunteer, scheme=scheme, duty=DRIVING).exists()
    found = [] if drives else [f"{volunteer.first_name} does not drive young people."]
    return found + [
        sentence
        for item in checklist(volunteer, scheme, on)
        if item.requirement.before == DRIVING and (sentence := item.obstacle(volunteer.first_name))
    ]


def is_suspended(volunteer: Volunteer, on: date) -> bool:
    return Suspension.objects.open_on(on).filter(volunteer=volunteer).exists()


def approvals_open(scheme: Scheme, on: date) -> "QuerySet[Approval]":
    return Approval.objects.open_on(on).filter(scheme=scheme)


def cleared_volunteers(scheme: Scheme, on: date) -> "QuerySet[Volunteer]":
    """Those who may meet a child in the scheme that day: approved, not suspended, everything in date."""
    theirs: CheckQuerySet = Check.objects.filter(volunteer=OuterRef("pk"), scheme=scheme)
    exemptions = Exemption.objects.filter(volunteer=OuterRef("pk"), scheme=scheme)
    duties = Duty.objects.open_on(on).filter(volunteer=OuterRef("pk"), scheme=scheme)
    approved = approvals_open(scheme, on).filter(volunteer=OuterRef("pk"))
    suspended = Suspension.objects.open_on(on).filter(volunteer=OuterRef("pk"))
    cleared = Volunteer.objects.filter(Q(Exists(approved)), ~Q(Exists(suspended)))
    for requirement in required_by(scheme, on):
        if requirement.is_due_by(FIRST_MEETING):
            stands = met(requirement, theirs, exemptions, on, scheme=scheme)
            if requirement.duties:
                stands |= ~Q(Exists(duties.filter(duty__in=requirement.duties)))
            cleared = cleared.filter(stands)
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
        .filter(passed=True, complete=True, until__lte=on + timedelta(days=days))
        .select_related("volunteer", "scheme")
        .unread()
        .order_by("until", "pk")
    )


def left_on(applications: Iterable[int], on: date) -> dict[int, date]:
    """Of those that led to an approval which has ended: the day on which it did."""
    days: dict[int, set[date | None]] = {}
    rows = Approval.objects.filter(application__in=list(applications))
    for application, until in rows.values_list("application", "until_day"):
        days.setdefault(application, set()).add(until)
    return {
        application: max(day for day in ends if day)
        for application, ends in days.items()
        if all(day and day <= on for day in ends)
    }


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
