"""How long it takes to plan ahead for the matches of a whole nation, and to open what shows ten years of meetings.

Once on SQLite, once on PostgreSQL where this machine has one. BENCH_MATCHES and BENCH_HISTORY make it smaller.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.figures import Figure

MATCHES = 30_000
EACH = 100  # meetings of each match in ten years: three million
P95 = 300  # milliseconds, promised of calendar and lists
PLANNING = 120  # seconds, promised of planning the next weeks of everybody
PROJECT = Path(__file__).resolve().parents[1]
RUN = [
    sys.executable, "-m", "bench.together",
    os.environ.get("BENCH_MATCHES", str(MATCHES)), os.environ.get("BENCH_HISTORY", str(EACH)),
]  # fmt: skip


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
            told = json.loads(line)
            asked = f", {told['queries']} queries" if told["queries"] else ""
            yield Figure(f"{database}: {told['name']}{asked}", told["value"], told["unit"], told["at_most"])
        if process.wait():
            raise RuntimeError(f"The meetings on {database} ended with {process.returncode}.")
