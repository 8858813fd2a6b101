"""Opens the pages of recruitment among many volunteers, again and again, and prints how long each took: one JSON line a page.

Run by `bench.volunteers` in a process of its own, on a database of its own: `python -m bench.pages 30000`.
"""

import json
import os
import random
import sys
from collections.abc import Callable, Iterator
from time import perf_counter
from typing import Any

import django

TIMES = 20
WARM = 2


def main(size: int) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "kith.config.settings"
    django.setup()
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    from bench.crowd import Crowd
    from kith.foundation.dates import today

    began = perf_counter()
    crowd = Crowd(size, today())
    crowd.make()
    _statistics()
    tell("the world was made in", perf_counter() - began, "s", 0)
    for name, addresses in pages(crowd):
        measured = sorted(_timed(crowd, addresses))
        times = [seconds for seconds, _ in measured]
        tell(name, times[int(len(times) * 0.95)] * 1000, "ms", max(queries for _, queries in measured))
    for name, work in nights():
        began = perf_counter()
        work()
        tell(name, perf_counter() - began, "s", 0)


def tell(name: str, value: float, unit: str, queries: int) -> None:
    print(json.dumps({"name": name, "value": value, "unit": unit, "queries": queries}), flush=True)


def _statistics() -> None:
    """What a database that has lived for a while knows about its tables."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def pages(crowd: Any) -> Iterator[tuple[str, Callable[[int], str]]]:
    """The name of each page, and the address to open the nth time."""
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
        yield name, lambda turn, query=query: listed + query  # type: ignore[misc]
    yield "the board", lambda turn: reverse("recruitment:board")
    yield "an application", lambda turn: reverse("recruitment:application", args=[draw.choice(ids)])
    yield "reviews that are due", lambda turn: reverse("recruitment:reviews")
    yield "panels", lambda turn: reverse("recruitment:panels")
    yield "bringing in a list", lambda turn: reverse("recruitment:bring")


def _timed(crowd: Any, address: Callable[[int], str]) -> Iterator[tuple[float, int]]:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(SERVER_NAME="localhost")
    client.force_login(crowd.manager)
    for turn in range(TIMES + WARM):
        place = address(turn)
        with CaptureQueriesContext(connection) as asked:
            began = perf_counter()
            answer = client.get(place)
            taken = perf_counter() - began
        if answer.status_code != 200:
            raise RuntimeError(f"{place} answered {answer.status_code}.")
        if turn >= WARM:
            yield taken, len(asked)


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
