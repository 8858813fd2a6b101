"""How long it takes to plan ahead for the matches of a whole nation, and to open what shows ten years of meetings.

Once on SQLite, once on PostgreSQL where this machine has one. BENCH_MATCHES and BENCH_HISTORY make it smaller.
"""

import os
import sys
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from bench.figures import Figure
from bench.timing import P95, begin, gather_statistics, on_both, tell, tell_page, tell_time

MATCHES = 30_000
EACH = 100  # meetings of each match in ten years: three million
PLANNING = 120  # seconds, promised of planning the next weeks of everybody
PLANS = ("planning eight weeks for everybody", "the night after")


def measure() -> Iterator[Figure]:
    """The figures one by one, as they come."""
    size, each = os.environ.get("BENCH_MATCHES", MATCHES), os.environ.get("BENCH_HISTORY", EACH)
    yield from on_both("bench.meetings", str(size), str(each), promised=_promised)


def _promised(name: str, unit: str) -> float | None:
    if unit == "ms":
        return P95
    return PLANNING if name in PLANS else None


def main(size: int, each: int) -> None:
    begin()
    from bench.together import World
    from kith.foundation.dates import today

    world = World(size, each, today())
    tell_time("the world was made in", world.make)
    gather_statistics()
    tell("meetings in the database", world.meetings, "rows")
    for name in PLANS:
        _plan(name)
    gather_statistics()  # the pages of the next morning: PostgreSQL is no longer tidying up after the night
    for name, address, reader in pages(world):
        tell_page(name, address, reader)


def _plan(name: str) -> None:
    """One night; the one after it has hardly anything left to do."""
    from kith.foundation.dates import now
    from kith.meetings.actions import plan_everything_ahead
    from kith.meetings.models import PlanningRun

    tell_time(name, lambda: plan_everything_ahead(at=now()))
    run = PlanningRun.objects.latest("pk")
    tell(f"… matches, {name}", run.done, "matches")
    tell(f"… meetings planned, {name}", run.planned, "meetings")
    tell(f"… matches held back, {name}", run.held_back, "matches")


def pages(world: Any) -> Iterator[tuple[str, str, Any]]:
    """Name, address, and who opens it."""
    from django.urls import reverse

    from kith.meetings.models import Meeting

    calendar, plan = reverse("meetings:calendar"), reverse("meetings:plan", args=[world.match.public_id])
    one = Meeting.objects.filter(match=world.match).order_by("-at").first()
    assert one is not None
    meeting = reverse("meetings:meeting", args=[one.public_id])
    coordinator, manager, nation = world.coordinator, world.manager_of_some, world.manager
    desk, matches = reverse("web:home"), reverse("casefile:matches")
    yield "the desk of a coordinator with 40 matches", desk, coordinator
    yield "the desk of a manager with 2,000 matches", desk, manager
    yield "the matches of a coordinator", matches, coordinator
    yield "the matches of a manager", matches, manager
    yield "the story of a match", reverse("casefile:match", args=[world.match.public_id]), coordinator
    yield "the story of its child", reverse("casefile:child", args=[world.match.child.public_id]), coordinator
    yield "the calendar of a coordinator", calendar, coordinator
    yield "the calendar of a manager", calendar, manager
    yield "the calendar of a whole nation", calendar, nation
    yield "the same, five years ago", f"{calendar}?week={world.today - timedelta(days=2000)}", nation
    yield "what nobody has told of, a manager", calendar + "?show=unsaid", manager
    yield "planning a meeting", plan, coordinator
    yield "one meeting", meeting, coordinator
    yield "supervision of a manager", reverse("support:list"), manager
    yield "a volunteer’s meetings", reverse("meetings:my_meetings"), world.volunteer
    yield "a volunteer’s own calendar", reverse("meetings:series"), world.volunteer
    yield "a volunteer’s money", reverse("meetings:money", args=[world.match.public_id]), world.volunteer
    yield "expenses of a manager", reverse("meetings:expenses"), manager
    yield "ideas", reverse("meetings:ideas"), world.volunteer


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
