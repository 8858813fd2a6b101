"""As many matches as a nation has, each with ten years of meetings and talks; a coordinator with 40, a manager with 2,000.

What matters is how many rows there are and how they are spread; nobody in it is anybody.
"""

from collections.abc import Iterable, Iterator
from datetime import date, time, timedelta
from itertools import islice
from typing import Any
from uuid import uuid4

from django.db import connection, models, transaction

from bench.crowd import AT_A_TIME, Crowd, pour
from kith.access.models import Membership, User
from kith.access.roles import Role
from kith.foundation.dates import moment
from kith.matching.models import Agreement, Match
from kith.meetings.models import Meeting
from kith.people.models import Child, Involvement, Volunteer
from kith.recruitment.models import Check, Exemption
from kith.recruitment.states import Status
from kith.recruitment.vetting.requirements import REQUIREMENTS
from kith.referral.models import Referral
from kith.support.models import Supervision

CASELOAD = 40
MANAGED = 2  # schemes
SQLITE_CACHE = 1_000_000  # KiB, so that the indices of random keys stay in memory while they grow
YEARS = timedelta(days=3650)
BECAME = ("kept",) * 8 + ("moved", "missed")
EVERY = 36  # days, so that a hundred meetings are ten years


def pour_plainly(model: type[models.Model], constant: dict[str, Any], rows: Iterable[dict[str, Any]]) -> None:
    """Many rows that differ in little, by the shortest way a database has; `bulk_create` takes five times as long."""
    fields = {field.attname: field for field in model._meta.concrete_fields if not field.primary_key}
    alike = model(**constant)
    kept = {
        name: field.get_db_prep_save(field.pre_save(alike, add=True), connection)
        for name, field in fields.items()
    }
    varying = iter(rows)
    sample = next(varying)
    names = [*(name for name in kept if name not in sample), *sample]
    shared = tuple(kept[name] for name in names if name not in sample)
    lines = (shared + tuple(row.values()) for row in _chained(sample, varying))
    table = connection.ops.quote_name(model._meta.db_table)
    columns = ", ".join(connection.ops.quote_name(str(fields[name].column)) for name in names)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as into:
                for line in lines:
                    into.write_row(line)
            return
        cursor.execute(f"PRAGMA cache_size = -{SQLITE_CACHE}")
        holes = ", ".join(["%s"] * len(names))
        with transaction.atomic():
            while some := list(islice(lines, AT_A_TIME)):
                cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({holes})", some)


def _chained(first: dict[str, Any], others: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    yield first
    yield from others


def a_key() -> Any:
    """A public id as the database keeps it."""
    key = uuid4()
    return key if connection.vendor == "postgresql" else key.hex


class World(Crowd):
    """So many matches, each with an agreement and its history, in thirty schemes of one provider."""

    def __init__(self, size: int, each: int, today: date) -> None:
        super().__init__(size, today)
        self.each, self.meetings = each, size * each

    def status_of(self, place: int) -> Status:
        return Status.APPROVED

    def make(self) -> User:
        manager = super().make()
        later = self.today + timedelta(days=400)
        Check.objects.exclude(until=None).exclude(volunteer_id__in=self.ids[::10]).update(until=later)
        self.pairs = [(file.volunteer_id, file.scheme_id) for file in self.files]
        excused = {"reason": "measured", "from_day": self.today, "until_day": later}
        pour_plainly(Exemption, excused, self._excused())
        pour(Child, (Child(first_name="Child", born=self._born(number)) for number in range(self.size)))
        self.children = list(Child.objects.order_by("pk").values_list("pk", flat=True))
        pour(Referral, self._referrals())
        pour(Match, self._matches())
        self.matches = list(Match.objects.order_by("pk").values_list("pk", flat=True))
        pour(Agreement, map(self._agreement, self.matches))
        pour_plainly(Meeting, {"place": "the library", "planned_on": self.today}, self._history())
        self._people()
        pour_plainly(Supervision, {"how": "phone"}, self._talks())
        return manager

    def _excused(self) -> Iterator[dict[str, Any]]:
        """Nine in ten may meet on every day of the plan; the crowd's own checks leave out training and who referees are."""
        for place, (volunteer, scheme) in enumerate(self.pairs):
            for requirement in REQUIREMENTS if place % 10 else ():
                yield {
                    "public_id": a_key(), "volunteer_id": volunteer, "scheme_id": scheme, "kind": requirement.key
                }  # fmt: skip

    def _born(self, number: int) -> date:
        return self.today - timedelta(days=365 * (9 + number % 8))

    def _referrals(self) -> Iterator[Referral]:
        for child, (_, scheme) in zip(self.children, self.pairs, strict=True):
            yield Referral(
                reference=f"B-{child}", scheme_id=scheme, child_id=child, received_on=self.today - YEARS,
                source="social worker", why="Somebody of their own.", status="matched",
            )  # fmt: skip

    def _matches(self) -> Iterator[Match]:
        referrals = Referral.objects.order_by("pk").values_list("pk", flat=True)
        for child, (volunteer, scheme), referral in zip(self.children, self.pairs, referrals, strict=True):
            yield Match(
                child_id=child, volunteer_id=volunteer, scheme_id=scheme, referral_id=referral,
                begun_on=self.today - YEARS, status="active",
            )  # fmt: skip

    def _agreement(self, match: int) -> Agreement:
        return Agreement(
            match_id=match, version=1, on=self.today - YEARS, every=2, unit="week",
            stages=[{"until": 3, "every": 1, "unit": "week"}], weekday=match % 7, usual_time=time(14),
            where="the library", contact="Through the scheme", confidentiality="Between us.",
            how_it_will_end="Well.", child_agreed_on=self.today, volunteer_agreed_on=self.today,
            not_on_bank_holidays=match % 2 == 0,
        )  # fmt: skip

    def _history(self) -> Iterator[dict[str, Any]]:
        """Of each match a meeting about every five weeks, the last within the last fortnight."""
        moments: dict[date, Any] = {}
        prepared = Meeting._meta.get_field("at").get_db_prep_save
        for match in self.matches:
            last = self.today - timedelta(days=1 + (self.today.weekday() - 1 - match) % 7)
            for turn in range(self.each):
                day, status = last - timedelta(days=EVERY * turn // 7 * 7), BECAME[(match + turn) % 10]
                if day not in moments:
                    moments[day] = prepared(moment(day, time(14)), connection)
                kept = status == "kept"
                yield {
                    "public_id": a_key(), "match_id": match, "at": moments[day],
                    "status": status, "minutes": 120 if kept else None, "who": "" if kept else "child",
                    "reason": "" if kept else "ill",
                }  # fmt: skip

    def _people(self) -> None:
        """Whoever looks after the matches of the schemes in which the manager is, forty each; a volunteer with an account."""
        some = self.schemes[:MANAGED]
        self.manager_of_some = self._staff("a-manager", Role.MANAGER, *some)
        managed = list(Match.objects.filter(scheme__in=some).order_by("pk"))
        groups = [managed[first : first + CASELOAD] for first in range(0, len(managed), CASELOAD)]
        staff = [self._staff(f"c{number}", Role.COORDINATOR, *some) for number in range(len(groups))]
        pour(
            Involvement,
            (
                Involvement(
                    child_id=match.child_id, user=user, part=Involvement.Part.COORDINATOR,
                    from_day=self.today - YEARS, opened_by_act="bench",
                )
                for user, group in zip(staff, groups, strict=True)
                for match in group
            ),
        )  # fmt: skip
        self.managed, self.coordinator, self.match = managed, staff[0], managed[0]
        self.volunteer = self._staff("a-volunteer", Role.VOLUNTEER, some[0])
        Volunteer.objects.filter(pk=self.match.volunteer_id).update(user=self.volunteer)

    def _staff(self, name: str, role: Role, *schemes: Any) -> User:
        user = User.objects.create_user(f"{name}@example.org", first_name=name, last_name="Bench")
        for scheme in schemes:
            Membership.objects.create(user=user, role=role, scheme=scheme, from_day=self.today - YEARS)
        return user

    def _talks(self) -> Iterator[dict[str, Any]]:
        """Every eight weeks for ten years in the schemes that are looked at; one in ten is due."""
        prepared = Supervision._meta.get_field("on").get_db_prep_save
        days = {
            since: [
                prepared(self.today - timedelta(days=56 * turn + since), connection) for turn in range(65)
            ]
            for since in (20, 90)
        }
        for place, match in enumerate(self.managed):
            for day in days[20 if place % 10 else 90]:
                yield {
                    "public_id": a_key(), "volunteer_id": match.volunteer_id, "scheme_id": match.scheme_id,
                    "match_id": match.pk, "on": day,
                }  # fmt: skip
