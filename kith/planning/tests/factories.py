"""Children who wait with wishes, and applications at every step, for tests of planning."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import count
from typing import Any

from kith.access.roles import Role
from kith.matching.tests.factories import DAY, wishes_for
from kith.people.models import Volunteer
from kith.people.tests.factories import a_child
from kith.recruitment.actions import decline, take_step, withdraw
from kith.recruitment.models import Application, ApplicationChange, Approval
from kith.recruitment.states import FORWARD
from kith.recruitment.tests.factories import (
    a_colleague,
    an_application,
    an_approved_volunteer,
    approved_by_two,
    everything_checked,
)
from kith.referral.models import Referral
from kith.referral.tests.factories import a_coordinator, an_accepted_referral
from kith.schemes.models import Scheme

NUMBER = count(1)
MUST_BE_A_MAN = ("must", "gender", "male")
SPEAKS_TIGRINYA = ("must", "language", "tigrinya")
MANY = ("Asmerom", "Biniam", "Dawit", "Efrem", "Filmon", "Goitom", "Henok", "Isaias", "Kidane", "Luul")


def somebody_waits(
    scheme: Scheme,
    *wishes: tuple[str, str, str],
    first_name: str = "Dawit",
    on: date = DAY - timedelta(days=90),
    told: bool = True,
    coordinator: Any = None,
    **about: Any,
) -> Referral:
    """A child accepted into the scheme, with these wishes, or not asked yet."""
    coordinator = coordinator or a_coordinator(scheme)
    child = a_child(first_name, **({"languages": ["tigrinya", "english"]} | about))
    referral = an_accepted_referral(scheme=scheme, coordinator=coordinator, child=child, on=on)
    if told:
        wishes_for(
            referral,
            wishes=list(wishes),
            to_do=[],
            words="",
            on=max(on, DAY - timedelta(days=60)),
            travel_miles=25,
        )
    return referral


def boys_wait(scheme: Scheme, number: int, *wishes: tuple[str, str, str], **about: Any) -> list[Referral]:
    coordinator = a_coordinator(scheme)
    return [
        somebody_waits(scheme, *wishes, first_name=MANY[place % len(MANY)], coordinator=coordinator, **about)
        for place in range(number)
    ]


def is_ready(scheme: Scheme, first_name: str = "Ben", **about: Any) -> Volunteer:
    return an_approved_volunteer(first_name, scheme, **({"gender": "M", "languages": ["english"]} | about))


def comes(
    scheme: Scheme,
    until: str = "enquired",
    on: date = date(2026, 9, 1),
    days: Iterable[int] = (10, 10, 10, 10),
    heard: str = "poster",
    ended: str = "",
    reason: str = "time",
    **about: Any,
) -> Application:
    """Somebody who enquires and goes on, so many days at each step; at the end perhaps approved, declined or gone."""
    application = an_application(f"Vol{next(NUMBER)}", scheme, on=on, heard=heard, **about)
    by, day, pauses = application.recruiter, on, iter(days)
    for step, (_, target) in FORWARD.items():
        if application.status == until:
            break
        day += timedelta(days=next(pauses, 10))
        if target == "ready":
            everything_checked(application.volunteer, scheme, on=day)
        take_step(application=application, step=step, by=by, on=day)
    if ended:
        _ends(application, ended, reason, day + timedelta(days=next(pauses, 10)))
    return application


def _ends(application: Application, ended: str, reason: str, on: date) -> None:
    manager = a_colleague(Role.MANAGER, application.scheme, "Mona")
    if ended == "approved":
        approved_by_two(application, by=manager, on=on, age_from=8, age_to=17)
    elif ended == "declined":
        decline(application=application, reason=reason, words="", by=manager, on=on)
    else:
        withdraw(application=application, reason=reason, words="", by=manager, on=on)


def many_came(
    scheme: Scheme,
    number: int,
    until: str = "enquired",
    ended: str = "",
    reason: str = "",
    on: date = date(2026, 6, 1),
    days: int = 10,
    heard: str = "poster",
    **about: Any,
) -> None:
    """So many alike, as rows: what the deeds would have left, so many days at each step, without the deeds."""
    volunteers = [
        Volunteer.objects.create(
            first_name=f"Many{next(NUMBER)}", last_name="Came", **({"gender": "M"} | about)
        )
        for _ in range(number)
    ]
    for volunteer in volunteers:
        row = Application.objects.create(
            volunteer=volunteer,
            scheme=scheme,
            received_on=on,
            heard=heard,
            at_step_since=on,
            status="enquired",
        )
        steps = [(step, *move) for step, move in FORWARD.items()]
        reached = next((place for place, step in enumerate(steps, 1) if step[2] == until), 0)
        taken = [(step, str(was), str(to), "") for step, was, to in steps[:reached]]
        if ended:
            step = {"approved": "approve", "declined": "decline", "withdrawn": "withdraw"}[ended]
            taken.append((step, until, ended, reason))
        for place, (step, was, to, why) in enumerate(taken, 1):
            day = on + timedelta(days=days * place)
            ApplicationChange.objects.create(
                of=row, step=step, from_status=was, to_status=to, on=day, reason=why
            )
            Application.objects.filter(pk=row.pk).update(status=to, at_step_since=day)
        if ended == "approved":
            Approval.objects.create(
                volunteer=volunteer, scheme=scheme, application=row, age_from=8, age_to=17, from_day=day
            )
