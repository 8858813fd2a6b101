"""Makes as many matches as a nation has, with ten years of meetings, plans ahead for all, and opens pages: one JSON line each.

Run by `bench.meetings` in a process of its own, on a database of its own: `python -m bench.together 30000 100`.
"""

import json
import os
import sys
from collections.abc import Iterator
from datetime import date, time, timedelta
from time import perf_counter
from typing import Any

import django

TIMES, WARM = 20, 2
CASELOAD = 40


def main(size: int, each: int) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "kith.config.settings"
    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from bench.meetings import P95, PLANNING

    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    began = perf_counter()
    world = World(size, each)
    world.make()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    tell("the world was made in", perf_counter() - began, "s")
    plan(PLANNING)
    for name, user, address in world.pages():
        times = sorted(_timed(user, address))
        p95 = times[int(len(times) * 0.95)][0] * 1000
        tell(f"{name} p95", p95, "ms", P95, max(asked for _, asked in times))


def tell(name: str, value: float, unit: str, at_most: float | None = None, queries: int = 0) -> None:
    told = {"name": name, "value": value, "unit": unit, "at_most": at_most, "queries": queries}
    print(json.dumps(told), flush=True)


def plan(limit: float) -> None:
    """The night, and the night after it, when hardly anything is left to do."""
    from kith.foundation.dates import now
    from kith.meetings.actions import plan_everything_ahead

    for name, at_most in (("planning eight weeks for everybody", limit), ("the night after", limit)):
        began = perf_counter()
        run = plan_everything_ahead(at=now())
        tell(name, perf_counter() - began, "s", at_most)
        tell(f"… matches, {name}", run.done, "matches")
        tell(f"… meetings planned, {name}", run.planned, "meetings")
        tell(f"… matches held back, {name}", run.held_back, "matches")


def _timed(user: Any, address: str) -> Iterator[tuple[float, int]]:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(SERVER_NAME="localhost")
    client.force_login(user)
    for turn in range(TIMES + WARM):
        with CaptureQueriesContext(connection) as asked:
            began = perf_counter()
            answer = client.get(address)
            taken = perf_counter() - began
        if answer.status_code != 200:
            raise RuntimeError(f"{address} answered {answer.status_code}.")
        if turn >= WARM:
            yield taken, len(asked)


class World:
    """So many matches, each with an agreement and its history; a coordinator with a caseload, a volunteer, a manager."""

    def __init__(self, size: int, each: int) -> None:
        from kith.foundation.dates import today

        self.size, self.each, self.today = size, each, today()

    def make(self) -> None:
        from bench.crowd import Crowd, pour
        from kith.matching.models import Agreement, Match
        from kith.meetings.models import Meeting
        from kith.people.models import Child, Volunteer
        from kith.recruitment.models import Approval, Check, Exemption
        from kith.referral.models import Referral

        self.crowd = Crowd(self.size * 10 // 7 + 10, self.today)
        self.manager = self.crowd.make()
        later = self.today + timedelta(days=400)
        Check.objects.exclude(until=None).exclude(volunteer_id__in=self.crowd.ids[::10]).update(until=later)
        approved = Approval.objects.order_by("pk").values_list("volunteer_id", "scheme_id")[: self.size]
        self.pairs = list(approved)
        pour(Exemption, self._excused(Exemption))
        pour(Child, (Child(first_name="Child", born=self._born(n)) for n in range(self.size)))
        children = list(Child.objects.order_by("pk").values_list("pk", flat=True))
        begun = self.today - timedelta(days=3650)
        rows = zip(children, self.pairs, strict=True)
        pour(
            Referral,
            (
                Referral(
                    reference=f"B-{child}", scheme_id=scheme, child_id=child, received_on=begun,
                    source="social worker", why="Somebody of their own.",
                )
                for child, (_, scheme) in rows
            ),
        )  # fmt: skip
        referrals = list(Referral.objects.order_by("pk").values_list("pk", flat=True))
        pour(
            Match,
            (
                Match(
                    child_id=child, volunteer_id=volunteer, scheme_id=scheme, referral_id=referral,
                    begun_on=begun, status="active",
                )
                for child, (volunteer, scheme), referral in zip(children, self.pairs, referrals, strict=True)
            ),
        )  # fmt: skip
        self.matches = list(Match.objects.order_by("pk").values_list("pk", flat=True))
        pour(Agreement, map(self._agreement, self.matches))
        pour(Meeting, self._meetings(Meeting))
        self._people(Volunteer)

    def _excused(self, model: Any) -> Iterator[Any]:
        """Nine in ten may meet on every day of the plan; the crowd's own checks leave out training and who referees are."""
        from kith.recruitment.vetting.requirements import REQUIREMENTS

        over = self.today + timedelta(days=400)
        for place, (volunteer, scheme) in enumerate(self.pairs):
            for requirement in REQUIREMENTS if place % 10 else ():
                yield model(
                    volunteer_id=volunteer, scheme_id=scheme, kind=requirement.key, reason="measured",
                    from_day=self.today, until_day=over,
                )  # fmt: skip

    def _born(self, number: int) -> date:
        return self.today - timedelta(days=365 * (9 + number % 8))

    def _agreement(self, match: int) -> Any:
        from kith.matching.models import Agreement

        return Agreement(
            match_id=match, version=1, on=self.today - timedelta(days=3650), every=2, unit="week",
            stages=[{"until": 3, "every": 1, "unit": "week"}], weekday=match % 7, usual_time=time(14),
            where="the library", contact="Through the scheme", confidentiality="Between us.",
            how_it_will_end="Well.", child_agreed_on=self.today, volunteer_agreed_on=self.today,
            not_on_bank_holidays=match % 2 == 0,
        )  # fmt: skip

    def _meetings(self, model: Any) -> Iterator[Any]:
        from kith.foundation.dates import moment

        became = ("kept",) * 8 + ("moved", "missed")
        for match in self.matches:
            last = self.today - timedelta(days=1 + (self.today.weekday() - 1 - match) % 7)
            for turn in range(self.each):
                status = became[(match + turn) % 10]
                yield model(
                    match_id=match, at=moment(last - timedelta(days=36 * turn // 7 * 7), time(14)), status=status,
                    minutes=120 if status == "kept" else None, place="the library", planned_on=last,
                    who="child" if status != "kept" else "", reason="ill" if status != "kept" else "",
                )  # fmt: skip

    def _people(self, volunteers: Any) -> None:
        from kith.matching.models import Match
        from kith.people.actions import involve
        from kith.people.models import Involvement

        self.coordinator = self.crowd.recruiters[0]
        mine = Match.objects.filter(pk__in=self.matches[:CASELOAD]).select_related("child", "volunteer")
        for match in mine:
            involve(
                child=match.child, person=self.coordinator, part=Involvement.Part.COORDINATOR, by=None,
                on=self.today, act="bench",
            )  # fmt: skip
        self.match = mine[0]
        self.volunteer = self._user_of(self.match.volunteer)

    def _user_of(self, volunteer: Any) -> Any:
        from kith.access.models import Membership, User
        from kith.access.roles import Role

        user = User.objects.create_user("one@example.org", first_name="Ruth", last_name="Bench")
        Membership.objects.create(
            user=user, role=Role.VOLUNTEER, scheme_id=self.pairs[0][1], from_day=self.today
        )
        volunteer.user = user
        volunteer.save(update_fields=["user"])
        return user

    def pages(self) -> Iterator[tuple[str, Any, str]]:
        """Name, who opens it, where."""
        from django.urls import reverse

        from kith.meetings.models import Meeting

        calendar, plan = reverse("meetings:calendar"), reverse("meetings:plan", args=[self.match.public_id])
        past = calendar + f"?week={self.today - timedelta(days=2000)}"
        one = Meeting.objects.filter(match=self.match).first()
        assert one is not None
        yield "the calendar of a coordinator with 40 matches", self.coordinator, calendar
        yield "the calendar of a manager of everybody", self.manager, calendar
        yield "the same, five years ago", self.manager, past
        yield "what nobody has told of, a manager", self.manager, calendar + "?show=unsaid"
        yield "planning a meeting", self.coordinator, plan
        yield "one meeting", self.coordinator, reverse("meetings:meeting", args=[one.public_id])
        yield "a volunteer’s meetings", self.volunteer, reverse("meetings:my_meetings")
        yield "a volunteer’s money", self.volunteer, reverse("meetings:money", args=[self.match.public_id])
        yield "expenses of a manager", self.manager, reverse("meetings:expenses")
        yield "ideas", self.volunteer, reverse("meetings:ideas")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
