"""Opens pages again and again on a database of their own, SQLite and then PostgreSQL, and gives the figures of both.

A measuring module is run in a process of its own, prints one JSON line a figure, and knows nothing of what was promised.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from math import ceil
from pathlib import Path
from time import perf_counter
from typing import Any

import django

from bench.figures import Figure

TIMES = 40
WARM = 2
P95 = 300  # milliseconds, promised of every list and page
PROJECT = Path(__file__).resolve().parents[1]
Promise = Callable[[str, str], float | None]
"""What was promised of a figure, by its name and its unit."""


def on_both(module: str, *arguments: str, promised: Promise) -> Iterator[Figure]:
    """The figures of a measuring module on SQLite, and on PostgreSQL where this machine has one."""
    run = [sys.executable, "-m", module, *arguments]
    yield from _on("SQLite", run, promised)
    if any(Path("/usr/lib/postgresql").glob("*/bin/initdb")):
        yield from _on("PostgreSQL", [sys.executable, str(PROJECT / "tools" / "pg.py"), "--", *run], promised)


def _on(database: str, command: list[str], promised: Promise) -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as place:
        plain = {name: value for name, value in os.environ.items() if not name.startswith("KITH_")}
        environment = plain | {"KITH_MODE": "test", "KITH_DATA_DIR": place}
        (Path(place) / "static").mkdir()
        process = subprocess.Popen(command, env=environment, cwd=PROJECT, stdout=subprocess.PIPE, text=True)
        try:
            yield from _figures(process, database, promised)
        finally:  # stopped half way: what measures is told so, and takes its database with it
            process.terminate()
            process.wait()
        if process.returncode:
            raise RuntimeError(f"{command[-2]} on {database} ended with {process.returncode}.")


def _figures(process: "subprocess.Popen[str]", database: str, promised: Promise) -> Iterator[Figure]:
    assert process.stdout is not None
    for line in process.stdout:
        told = json.loads(line)
        name, unit = str(told["name"]), str(told["unit"])
        asked = f", {told['queries']} queries" if told["queries"] else ""
        p95 = " p95" if unit == "ms" else ""
        yield Figure(f"{database}: {name}{p95}{asked}", told["value"], unit, promised(name, unit))
    process.wait()


# -- inside the process that measures


def begin() -> None:
    """An empty database with its tables."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "kith.config.settings"
    django.setup()
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)


def gather_statistics() -> None:
    """What a database that has lived for a while knows about its tables: PostgreSQL tidies them by itself within minutes."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def tell(name: str, value: float, unit: str, queries: int = 0) -> None:
    print(json.dumps({"name": name, "value": value, "unit": unit, "queries": queries}), flush=True)


def tell_time(name: str, work: Callable[[], object]) -> None:
    """How long one piece of work takes, in seconds."""
    began = perf_counter()
    work()
    tell(name, perf_counter() - began, "s")


def tell_page(name: str, address: str | Callable[[], str], reader: Any) -> None:
    """The 95th percentile of opening a page, or each time another one, and how many questions it asks at most.

    In a process as settled as the one that serves pages: what made the world is not looked through again.
    """
    from kith.config.serving import settle

    settle()
    measured = sorted(_opened(address, reader))
    times = [seconds for seconds, _ in measured]
    tell(name, times[ceil(len(times) * 0.95) - 1] * 1000, "ms", max(queries for _, queries in measured))


def _opened(address: str | Callable[[], str], reader: Any) -> Iterator[tuple[float, int]]:
    """Each time how long it took and how many questions were asked: they are counted, not written down."""
    from django.db import connection
    from django.test import Client

    client = Client(SERVER_NAME="localhost")
    client.force_login(reader)
    asked = 0

    def count(execute: Any, *question: Any) -> Any:
        nonlocal asked
        asked += 1
        return execute(*question)

    for turn in range(TIMES + WARM):
        place, asked = address if isinstance(address, str) else address(), 0
        with connection.execute_wrapper(count):
            began = perf_counter()
            answer = client.get(place)
            taken = perf_counter() - began
        if answer.status_code != 200:
            raise RuntimeError(f"{place} answered {answer.status_code}.")
        if turn >= WARM:
            yield taken, asked
