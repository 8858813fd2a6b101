"""Opens the pages of recruitment among many volunteers, again and again, and prints how long each took: one JSON line a page.

Run by `bench.volunteers` in a process of its own, on a database of its own: `python -m bench.pages 30000`.
"""

import random
import sys
from collections.abc import Callable, Iterator
from typing import Any

from bench.timing import begin, gather_statistics, tell_page, tell_time


def main(size: int) -> None:
    begin()
    from bench.crowd import Crowd
    from kith.foundation.dates import today

    crowd = Crowd(size, today())
    tell_time("the world was made in", crowd.make)
    gather_statistics()
    for name, address in pages(crowd):
        tell_page(name, address, crowd.manager)
    for name, work in nights():
        tell_time(name, work)


def pages(crowd: Any) -> Iterator[tuple[str, str | Callable[[], str]]]:
    """The name of each page, and its address, or one drawn anew each time."""
    from django.urls import reverse

    from kith.recruitment.models import Application

    draw = random.Random(7)
    ids = [
        str(each)
        for each in Application.objects.order_by("pk").values_list("public_id", flat=True)[
            :: max(crowd.size // 400, 1)
        ]
    ]
    scheme = crowd.schemes[3].public_id
    listed = reverse("recruitment:volunteers")
    asked = {
        "the list of volunteers": "",
        "the list, everybody": "?group=all",
        "the list, approved, by name": "?group=approved&sort=name",
        "the list, suspended": "?group=suspended",
        "the list, one scheme": f"?group=all&scheme={scheme}",
        "the list, part of a name": "?group=all&words=vance7",
        "the list, something lapses soon": "?group=approved&lacks=lapsing",
        "the list, something has lapsed": "?group=approved&lacks=lapsed",
        "the list, without a DBS check": "?group=approved&lacks=dbs",
        "the list, without references": "?group=all&lacks=reference",
        "the list, a page far down": "?group=all&page=900",
    }
    for name, query in asked.items():
        yield name, listed + query
    yield "the board", reverse("recruitment:board")
    yield "an application", lambda: reverse("recruitment:application", args=[draw.choice(ids)])
    yield "reviews that are due", reverse("recruitment:reviews")
    yield "panels", reverse("recruitment:panels")
    yield "bringing in a list", reverse("recruitment:bring")


def nights() -> Iterator[tuple[str, Callable[[], Any]]]:
    """What runs by night over everybody."""
    from kith.foundation.schedules import SCHEDULES

    for name, schedule in SCHEDULES.items():
        if "lapse" in name or "runs out" in name or "erase" in name or "quiet" in name or "close who" in name:
            yield (
                f"by night: {name}",
                lambda deed=schedule.deed, erases="erase" in name: _until_done(deed, erases=erases),  # type: ignore[misc]
            )


def _until_done(deed: Callable[[Any], Any], *, erases: bool) -> None:
    """Once; what erases comes round every few minutes, and is let come round until nobody is left."""
    from kith.foundation.dates import now
    from kith.recruitment.actions import erase_due

    deed(now())
    while erases and erase_due(at=now()):
        pass


if __name__ == "__main__":
    main(int(sys.argv[1]))
