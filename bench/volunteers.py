"""How long the lists and pages of recruitment take among 30,000 volunteers with 300,000 rows of what was checked.

All of them lie in the reach of the one who reads, which no scheme's do: what holds here holds anywhere. Once on SQLite,
once on PostgreSQL where this machine has one.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.figures import Figure

VOLUNTEERS = 30_000
P95 = 300  # milliseconds, promised of every list and page
NIGHT = 60  # seconds, promised of the nightly look at what runs out
LOOK = "by night: tell of what runs out"
PROJECT = Path(__file__).resolve().parents[1]
RUN = [sys.executable, "-m", "bench.pages", str(int(os.environ.get("BENCH_VOLUNTEERS", VOLUNTEERS)))]


def measure() -> Iterator[Figure]:
    """The figures one by one, as they come."""
    yield from _on("SQLite", RUN)
    if any(Path("/usr/lib/postgresql").glob("*/bin/initdb")):
        yield from _on("PostgreSQL", [sys.executable, str(PROJECT / "tools" / "pg.py"), "--", *RUN])


def _on(database: str, command: list[str]) -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as place:
        plain = {name: value for name, value in os.environ.items() if not name.startswith("KITH_")}
        environment = plain | {"KITH_MODE": "test", "KITH_DATA_DIR": place}
        process = subprocess.Popen(command, env=environment, cwd=PROJECT, stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        for line in process.stdout:
            yield _figure(database, json.loads(line))
        if process.wait():
            raise RuntimeError(f"The pages on {database} ended with {process.returncode}.")


def _figure(database: str, told: dict[str, float | str]) -> Figure:
    unit, name = str(told["unit"]), str(told["name"])
    promised = P95 if unit == "ms" else NIGHT if name == LOOK else None
    asked = f", {told['queries']} queries" if told["queries"] else ""
    p95 = " p95" if unit == "ms" else ""
    return Figure(f"{database}: {name}{p95}{asked}", float(told["value"]), unit, at_most=promised)
