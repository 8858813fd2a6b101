"""How long the lists and pages of recruitment take among 30,000 volunteers with 300,000 rows of what was checked.

All of them lie in the reach of the one who reads, which no scheme's do: what holds here holds anywhere. And how long it
takes to erase as many applicants at once. Once on SQLite, once on PostgreSQL where this machine has one.
"""

import os
from collections.abc import Iterator

from bench.figures import Figure
from bench.timing import P95, on_both

VOLUNTEERS = 30_000
NIGHT = 60  # seconds, promised of the nightly look at what runs out
LONGEST_SET = 2  # seconds that one set of applicants may hold the database while they are erased
PROMISED = {"by night: tell of what runs out": NIGHT, "the longest of its transactions": LONGEST_SET}


def measure() -> Iterator[Figure]:
    """The figures one by one, as they come."""
    size = str(int(os.environ.get("BENCH_VOLUNTEERS", VOLUNTEERS)))
    yield from on_both("bench.pages", size, promised=_promised)
    yield from on_both("bench.erasing", size, promised=_promised)


def _promised(name: str, unit: str) -> float | None:
    return P95 if unit == "ms" else PROMISED.get(name)
