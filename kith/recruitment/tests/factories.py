"""Applications, checks and approved volunteers for tests, made by the room's own deeds."""

from datetime import date, timedelta
from itertools import count
from typing import Any

from django.db.models import Q

from kith.access.models import Membership, User
from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.people.models import Volunteer
from kith.recruitment.actions import plan_interview, receive_application, take_step, write_view
from kith.recruitment.actions.checks import write_down
from kith.recruitment.actions.panels import Decision, agree, decide, put_before, settle
from kith.recruitment.models import AgendaItem, Application, Approval, Check, Interviewer, Policy
from kith.recruitment.states import FORWARD
from kith.recruitment.vetting.documents import Seen
from kith.recruitment.vetting.evidence import CONNECTIONS, DRIVING_DOCUMENTS
from kith.recruitment.vetting.policies import as_line, required_by
from kith.recruitment.vetting.requirements import REQUIREMENTS
from kith.schemes.models import Scheme
from kith.schemes.tests.factories import a_scheme

NUMBER = count(1)
SEPTEMBER = date(2026, 9, 1)
INDEPENDENT = dict.fromkeys(CONNECTIONS, False)


def a_colleague(role: Role, scheme: Scheme, first_name: str) -> User:
    """The one of this role and name in the scheme, or at its provider."""
    held = Membership.objects.filter(Q(scheme=scheme) | Q(organisation=scheme.provider_id), role=role)
    already = held.filter(user__first_name=first_name).select_related("user").first()
    return already.user if already else a_member(role, scheme, first_name=first_name)


def an_application(
    first_name: str = "Ben",
    scheme: Scheme | None = None,
    recruiter: User | None = None,
    on: date = SEPTEMBER,
    status: str = "enquired",
    **about: Any,
) -> Application:
    """An application that has come as far as `status`; nothing is checked by that alone."""
    scheme = scheme or a_scheme()
    recruiter = recruiter or a_colleague(Role.COORDINATOR, scheme, "Rina")
    given: dict[str, Any] = {"last_name": "Ashworth", "born": date(1992, 3, 9), "postcode": "LS6 2AA"} | about
    given.setdefault("email", f"{first_name.lower()}.{next(NUMBER)}@mail.example")
    application = receive_application(
        scheme=scheme, first_name=first_name, recruiter=recruiter, by=recruiter, on=on, **given
    )
    if status == "ready":
        everything_checked(application.volunteer, scheme, on=on)
    for step, (_, target) in FORWARD.items():
        if application.status == status:
            break
        take_step(application=application, step=step, by=recruiter, on=on)
        assert application.status == target
    return application


def a_check(volunteer: Volunteer, scheme: Scheme, kind: str, on: date = SEPTEMBER, **given: Any) -> Check:
    """A check of any kind that comes out well unless told otherwise."""
    by = given.pop("by", None) or a_colleague(Role.VETTING_OFFICER, scheme, "Vera")
    return write_down(
        volunteer=volunteer, scheme=scheme, kind=kind, by=by, on=on, **(_usual(scheme, kind, on) | given)
    )


def _usual(scheme: Scheme, kind: str, on: date) -> dict[str, Any]:
    if kind == "reference":
        name = f"Referee {next(NUMBER)}"
        return {"given_by": name, "details": {"relation": "work", "worry": False}}
    if kind == "dbs":
        issued = (on - timedelta(days=30)).isoformat()
        details = {"level": scheme.check_level, "issued_on": issued}
        if scheme.check_level == "as fits the person":
            details["level"] = "enhanced"
        return {
            "number": f"{next(NUMBER):012d}",
            "details": details,
            "vetting_words": "It fits what they do.",
        }
    if kind == "identity":
        ends = on + timedelta(days=900)
        return {"documents": [Seen("passport", f"{next(NUMBER):09d}", ends), Seen("bank letter")]}
    if kind == "interview":
        return {"details": {"first": "Ida Nash", "second": "Ivor Penn"}}
    if kind == "overseas":
        return {"details": {"countries": [], "certificates": []}}
    if kind == "driving":
        until = (on + timedelta(days=300)).isoformat()
        return {"details": dict.fromkeys(DRIVING_DOCUMENTS, until)}
    return {"details": dict(INDEPENDENT)} if kind == "independence" else {}


def trained_to_interview(*colleagues: User, scheme: Scheme, on: date = SEPTEMBER) -> None:
    """Written down as trained from a year before a day, for three years."""
    for user in colleagues:
        Interviewer.objects.create(
            provider=scheme.provider,
            user=user,
            training="Safer recruitment, two days",
            trained_on=on - timedelta(days=365),
            until=on + timedelta(days=700),
        )


def an_interview_held(application: Application, on: date = SEPTEMBER) -> Check:
    """Two trained people have talked with them, and both said yes."""
    first = a_colleague(Role.COORDINATOR, application.scheme, "Rina")
    second = a_colleague(Role.VETTING_OFFICER, application.scheme, "Vera")
    trained_to_interview(first, second, scheme=application.scheme, on=on)
    interview = plan_interview(
        application=application, first=first, second=second, held_on=on, by=first, on=on
    )
    for each in (first, second):
        write_view(interview=interview, leaning="yes", met={}, words="", by=each, on=on)
    return Check.objects.filter(volunteer=application.volunteer, kind="interview").latest("pk")


def a_policy(scheme: Scheme, *more: str, from_day: date = date(2026, 1, 1), **changed: Any) -> Policy:
    """A version in force that asks for the usual and for more; `changed`: values of the lines named in `more`."""
    policy = Policy.objects.create(
        scheme=scheme,
        version=Policy.objects.filter(scheme=scheme).count() + 1,
        status="agreed",
        from_day=from_day,
    )
    for requirement in REQUIREMENTS:
        if requirement.wanted(scheme) or requirement.key in more:
            line = as_line(requirement, policy)
            for name, value in changed.items() if requirement.key in more else ():
                setattr(line, name, value)
            line.save()
    return policy


def everything_checked(
    volunteer: Volunteer, scheme: Scheme, on: date = SEPTEMBER, but: tuple[str, ...] = ()
) -> None:
    """Every requirement of the scheme met on a day, but those named."""
    by = a_colleague(Role.VETTING_OFFICER, scheme, "Vera")
    for requirement in required_by(scheme, on):
        if requirement.key not in but:
            for _ in range(requirement.count):
                a_check(volunteer, scheme, requirement.key, on=on, by=by)


def approved_by_two(
    application: Application, by: User | None = None, on: date = SEPTEMBER, **terms: Any
) -> Approval:
    """A panel of that day reads it, one decides, another agrees, the letter goes."""
    scheme = application.scheme
    by = by or a_colleague(Role.MANAGER, scheme, "Mona")
    usual = {"age_from": scheme.child_age_from, "age_to": scheme.child_age_to, "places": 1} | terms
    outcome = "approve with conditions" if usual.get("conditions") else "approve"
    item = AgendaItem.objects.open().filter(application=application).first() or put_before(
        panel=None, application=application, by=application.recruiter or by, on=on
    )
    decide(item=item, decision=Decision(outcome, **usual), by=by, on=on)
    agree(item=item, by=a_colleague(Role.SAFEGUARDING_LEAD, scheme, "Grace"), on=on)
    settle(item=item, by=by, on=on)
    application.refresh_from_db()
    return Approval.objects.get(application=application, scheme=scheme)


def an_approved_volunteer(
    first_name: str = "Ben", scheme: Scheme | None = None, on: date = SEPTEMBER, places: int = 1, **about: Any
) -> Volunteer:
    """Somebody who has come all the way and may meet a child."""
    application = an_application(first_name, scheme, on=on, status="ready", **about)
    approved_by_two(application, on=on, places=places)
    return application.volunteer
