"""A world of many volunteers, made by bulk inserts: as many as a nation has, all in the reach of one reader.

What matters is how many rows there are and how they are spread; nobody in it is anybody.
"""

import random
import uuid
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import islice
from typing import Any

from django.db import models

from kith.access.models import Membership, User
from kith.access.roles import Role
from kith.people.models import Enlistment, Volunteer
from kith.recruitment.models import Application, ApplicationChange, Approval, Check, Suspension
from kith.recruitment.states import FORWARD, Status
from kith.recruitment.vetting.requirements import REQUIREMENTS
from kith.schemes.actions import set_up_scheme
from kith.schemes.models import Organisation, Scheme

AT_A_TIME = 2_000
SCHEMES = 30
MOST = 12  # rows of somebody who has come all the way
MISSING = 0.03
LATE = 20  # days that something may have run out ago
FIRST = ("Ben", "Ruth", "Omar", "Grace", "Li", "Tom", "Ines", "Kwame", "Nora", "Hal", "Mia", "Sol")
LAST = (
    "Ashworth",
    "Vance",
    "Obi",
    "Marsh",
    "Farr",
    "Winter",
    "Rowe",
    "Bello",
    "Lind",
    "Adeyemi",
    "Okafor",
    "Price",
)
ON_THE_WAY = (
    (Status.ENQUIRED, 0),
    (Status.APPLIED, 1),
    (Status.INTERVIEWED, 2),
    (Status.CHECKING, 3),
    (Status.READY, 4),
)


def pour(model: type[models.Model], rows: Iterable[Any]) -> None:
    waiting = iter(rows)
    while some := list(islice(waiting, AT_A_TIME)):
        model._default_manager.bulk_create(some)


class Crowd:
    """So many volunteers in the schemes of one provider, and a manager who sees them all."""

    def __init__(self, size: int, today: date, seed: int = 20261121) -> None:
        self.size, self.today, self.draw = size, today, random.Random(seed)

    def make(self) -> User:
        self.provider = Organisation.objects.create(kind=Organisation.Kind.PROVIDER, name="Alongside")
        self.schemes = list(self._schemes())
        self.manager = self._colleague("Sam", Role.MANAGER)
        self.recruiters = [self._colleague(name, Role.COORDINATOR) for name in FIRST]
        pour(Volunteer, self._volunteers())
        self.ids = list(Volunteer.objects.order_by("pk").values_list("pk", flat=True))
        pour(Enlistment, self._enlistments())
        pour(Application, self._applications())
        self.files = list(
            Application.objects.order_by("pk").only(
                "pk", "volunteer_id", "scheme_id", "status", "received_on"
            )
        )
        pour(ApplicationChange, self._changes())
        pour(Approval, self._approvals())
        pour(Check, self._checks())
        pour(Suspension, self._suspensions())
        return self.manager

    def _schemes(self) -> Iterator[Scheme]:
        for number in range(SCHEMES):
            preset = ("independent-visiting", "goal-mentoring", "allies")[number % 3]
            yield _a_scheme(self.provider, f"Scheme {number + 1}", preset, self.today - timedelta(days=3000))

    def _colleague(self, name: str, role: Role) -> User:
        user = User.objects.create_user(
            f"{name}.{role}@example.org".replace(" ", ""), first_name=name, last_name="Bench"
        )
        Membership.objects.create(
            user=user, role=role, organisation=self.provider, from_day=self.today - timedelta(days=900)
        )
        return user

    def _scheme_of(self, place: int) -> Scheme:
        return self.schemes[place % SCHEMES]

    def _volunteers(self) -> Iterator[Volunteer]:
        for number in range(self.size):
            yield Volunteer(
                first_name=self.draw.choice(FIRST),
                last_name=f"{self.draw.choice(LAST)}{number % 97}",
                born=self.today - timedelta(days=self.draw.randint(7_500, 25_000)),
                gender=self.draw.choice("FFFM"),
                email=f"v{number}@example.org",
                phone=f"07700 {number:06d}",
                postcode=f"LS{number % 17 + 1} 2AA",
            )

    def _enlistments(self) -> Iterator[Enlistment]:
        for place, volunteer in enumerate(self.ids):
            yield Enlistment(
                volunteer_id=volunteer,
                scheme=self._scheme_of(place),
                from_day=self.today - timedelta(days=self.draw.randint(30, 2000)),
            )

    def status_of(self, place: int) -> Status:
        """Seven in ten approved, two on the way, one gone: as in a scheme that has run for years."""
        kind = place % 10
        if kind < 7:
            return Status.APPROVED
        return (
            self.draw.choice(ON_THE_WAY)[0]
            if kind < 9
            else self.draw.choice((Status.DECLINED, Status.WITHDRAWN))
        )

    def _applications(self) -> Iterator[Application]:
        for place, volunteer in enumerate(self.ids):
            status = self.status_of(place)
            received = self.today - timedelta(days=self.draw.randint(30, 2000))
            yield Application(
                volunteer_id=volunteer,
                scheme=self._scheme_of(place),
                status=status,
                recruiter=self.draw.choice(self.recruiters),
                received_on=received,
                at_step_since=received + timedelta(days=self.draw.randint(0, 28)),
                heard="poster",
            )

    def _changes(self) -> Iterator[ApplicationChange]:
        reached = dict(ON_THE_WAY)
        for file in self.files:
            steps = list(FORWARD.items())[: reached.get(Status(file.status), 4)]
            for number, (step, (source, target)) in enumerate(steps):
                yield ApplicationChange(
                    of_id=file.pk,
                    step=step,
                    from_status=source,
                    to_status=target,
                    on=file.received_on + timedelta(days=7 * number),
                )

    def _approvals(self) -> Iterator[Approval]:
        for file in self.files:
            if file.status == Status.APPROVED:
                yield Approval(
                    volunteer_id=file.volunteer_id,
                    scheme_id=file.scheme_id,
                    application_id=file.pk,
                    age_from=8,
                    age_to=17,
                    places=2,
                    from_day=file.received_on + timedelta(days=28),
                    review_on=self.today + timedelta(days=self.draw.randint(-30, 335)),
                )

    def _checks(self) -> Iterator[Check]:
        """Some ten rows for each, fewer for whoever is on the way: some about to run out, some run out, some missing."""
        reached = {status: 4 + 2 * steps for status, steps in ON_THE_WAY}
        for file in self.files:
            for kind, months, turn in LINES[: reached.get(Status(file.status), MOST)]:
                if self.draw.random() < MISSING:
                    continue
                on = self.today - timedelta(days=self.draw.randint(5, 30 * (months or 40) + LATE))
                yield Check(
                    volunteer_id=file.volunteer_id,
                    scheme_id=file.scheme_id,
                    kind=kind,
                    on=on,
                    until=on + timedelta(days=30 * months) if months else None,
                    details={"relation": "work", "worry": False, "turn": turn} if kind == "reference" else {},
                    code="work" if kind == "reference" else "",
                    number_digest=uuid.uuid4().hex if kind == "dbs" else "",
                )

    def _suspensions(self) -> Iterator[Suspension]:
        for volunteer in self.ids[::300]:
            yield Suspension(
                volunteer_id=volunteer, reason="own wish", from_day=self.today - timedelta(days=9)
            )


def _lines() -> Sequence[tuple[str, int | None, int]]:
    """What is asked, in its order, and once more from the beginning: what is renewed leaves its earlier row."""
    once = [
        (requirement.key, requirement.months, turn)
        for requirement in REQUIREMENTS
        for turn in range(requirement.count)
    ]
    return once * 2


LINES = _lines()


def _a_scheme(provider: Organisation, name: str, preset: str, opened_on: date) -> Scheme:
    return set_up_scheme(provider=provider, preset=preset, name=name, by=None, on=opened_on)
