"""How long the lists and pages of recruitment take among 30,000 volunteers with 300,000 rows of what was checked.

All of them lie in the reach of the one who reads, which no scheme's do: what holds here holds anywhere. Once on SQLite,
once on PostgreSQL where this machine has one.
"""

import os
from collections.abc import Iterator

from bench.figures import Figure
from bench.timing import P95, on_both

VOLUNTEERS = 30_000
NIGHT = 60  # seconds, promised of the nightly look at what runs out
LOOK = "by night: tell of what runs out"


def measure() -> Iterator[Figure]:
    """The figures one by one, as they come."""
    size = str(int(os.environ.get("BENCH_VOLUNTEERS", VOLUNTEERS)))
    yield from on_both("bench.pages", size, promised=_promised)


def _promised(name: str, unit: str) -> float | None:
    if unit == "ms":
        return P95
    return NIGHT if name == LOOK else None
