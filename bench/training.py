"""How long the pages of training and planning take among 30,000 volunteers with 30,000 applications, all within one reach.

What holds here holds anywhere: no scheme’s staff have so many. Once on SQLite, once on PostgreSQL where there is one.
"""

import os
import sys
from collections.abc import Iterator

from bench.figures import Figure
from bench.timing import P95, begin, gather_statistics, on_both, tell, tell_page, tell_time

VOLUNTEERS = 30_000
NIGHT = 60  # seconds, promised of the nightly look at what runs out


def measure() -> Iterator[Figure]:
    """The figures one by one, as they come."""
    size = str(int(os.environ.get("BENCH_VOLUNTEERS", VOLUNTEERS)))
    yield from on_both("bench.training", size, promised=_promised)


def _promised(name: str, unit: str) -> float | None:
    if unit == "ms":
        return P95
    return NIGHT if name.startswith("by night") else None


def main(size: int) -> None:
    begin()
    from bench.trained import Trained
    from kith.foundation.dates import now, today
    from kith.foundation.schedules import SCHEDULES
    from kith.planning import tasks
    from kith.planning.models import Reckoning

    crowd = Trained(size, today())
    tell_time("the world was made in", crowd.make)
    gather_statistics()
    for name in ("count what volunteers lack", "tell of what runs out", "work out who is needed"):
        if name in SCHEDULES:
            tell_time(f"by night: {name}", lambda name=name: SCHEDULES[name].deed(now()))  # type: ignore[misc]
    latest = Reckoning.objects.latest("pk")
    tell_time("by night: the work of it", lambda: tasks.reckon.call(str(latest.public_id)))
    gather_statistics()
    commissioner = crowd.a_commissioner(today())
    for name, address in pages(crowd):
        tell_page(name, address, crowd.manager)
    tell_page("who is needed, for a commissioner", "/planning/", commissioner)
    tell("volunteers approved", crowd.approved, "people")


def pages(crowd: object) -> Iterator[tuple[str, str]]:
    """The name of each page and its address."""
    from kith.people.models import Volunteer
    from kith.training.models import Course, Session

    course = Course.objects.order_by("pk")[1].public_id
    scheme = crowd.schemes[3].public_id  # type: ignore[attr-defined]
    volunteer = Volunteer.objects.order_by("pk")[0].public_id
    yield "sessions", "/training/"
    yield "sessions that took place", "/training/?show=past"
    yield "courses", "/training/courses/"
    yield "a course", f"/training/courses/{course}/"
    yield "a session", f"/training/sessions/{Session.objects.order_by('pk')[250].public_id}/"
    yield "sign people up", f"/training/sessions/{Session.objects.order_by('pk')[250].public_id}/sign-up/"
    yield "who lacks what", "/training/lacking/"
    yield "who lacks what, page 300", "/training/lacking/?page=300"
    yield "who lacks what, runs out soon", "/training/lacking/?group=soon"
    yield "who lacks what, everybody", "/training/lacking/?group=all"
    yield "who lacks what, not approved", "/training/lacking/?group=new"
    yield "who lacks what, one course", f"/training/lacking/?course={course}"
    yield "who lacks what, one scheme", f"/training/lacking/?scheme={scheme}"
    yield "who lacks what, part of a name", "/training/lacking/?group=all&words=vance7"
    yield "a volunteer’s training", f"/training/volunteers/{volunteer}/"
    yield "who is needed", "/planning/"
    yield "who is needed, one scheme", f"/planning/?scheme={scheme}"
    yield "from enquiry to approval", "/planning/road/"
    yield "from enquiry to approval, all of it", "/planning/road/?period=all"
    yield "from enquiry to approval, one scheme", f"/planning/road/?period=all&scheme={scheme}"
    yield "where people come from", "/planning/sources/"
    yield "where people come from, all of it", "/planning/sources/?period=all"


if __name__ == "__main__":
    main(int(sys.argv[1]))
