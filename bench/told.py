"""A made-up nation in the database: a hundred schemes of three hundred matches, each with all that its report counts.

`python -m bench.told SCHEMES`, run by `bench.outcomes`: makes the records, then every report by `kith outcomes --all`.
"""

import contextlib
import io
import sys
from time import perf_counter

from bench.timing import begin, gather_statistics, tell, tell_time

MATCHES, AT_A_PROVIDER = 300, 5
PRESETS = ("independent-visiting", "goal-mentoring", "leaving-care-mentoring")


def main(schemes: int) -> None:
    """A line a figure."""
    begin()
    from kith.foundation.dates import today
    from kith.outcomes.models import OutcomeReport
    from kith.outcomes.tests.many import a_full_scheme
    from kith.schemes.models import Scheme
    from kith.schemes.tests.factories import a_provider, a_scheme

    began = perf_counter()
    for place in range(schemes):
        provider = a_provider(f"Provider {place // AT_A_PROVIDER:03}")
        scheme = a_scheme(f"Scheme {place:03}", PRESETS[place % len(PRESETS)], provider=provider)
        a_full_scheme(scheme, MATCHES, today(), seed=place)
    tell("making the records", perf_counter() - began, "s")
    gather_statistics()
    tell_time(f"kith outcomes NAME ({MATCHES} matches)", lambda: _one("Scheme 000"))
    tell_time(f"kith outcomes --all ({MATCHES * schemes:,} matches)", _all)
    tell("reports made", OutcomeReport.objects.ready().count(), "reports")
    if OutcomeReport.objects.ready().count() != Scheme.objects.count():
        raise RuntimeError("Some scheme has no report.")


def _one(name: str) -> None:
    from kith.outcomes.command import run_outcomes

    with contextlib.redirect_stdout(io.StringIO()):
        run_outcomes(scheme=name, inside=False, to_json=False)


def _all() -> None:
    from kith.outcomes.command import run_all

    with contextlib.redirect_stdout(io.StringIO()):
        run_all(to_json=False)


if __name__ == "__main__":
    main(int(sys.argv[1]))
