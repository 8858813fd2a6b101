"""Erases many applicants whose time is over, as the night does, and prints how long it takes: one JSON line a figure.

Run by `bench.volunteers` in a process of its own, on a database of its own: `python -m bench.erasing 30000`.
"""

import sys
from collections.abc import Iterator
from datetime import date, timedelta
from time import perf_counter
from typing import Any

from bench.timing import begin, gather_statistics, tell, tell_time

TWO_YEARS = timedelta(days=800)
KINDS = ("identity", "right to volunteer", "self-declaration", "reference", "reference")


def main(size: int) -> None:
    begin()
    from kith.foundation.dates import now, today
    from kith.recruitment.actions.erasing import A_BATCH, erase_due
    from kith.recruitment.models import Application

    tell_time("applicants who have gone were made in", lambda: make(size, today()))
    gather_statistics()
    began, longest, gone = perf_counter(), 0.0, 0
    while True:
        before = perf_counter()
        erased = erase_due(at=now(), most=A_BATCH)
        longest = max(longest, perf_counter() - before)
        gone += erased
        if not erased:
            break
    tell(f"erasing {gone:,} applicants, {A_BATCH} in a transaction", perf_counter() - began, "s")
    tell("the longest of its transactions", longest, "s")
    if Application.objects.exists():
        raise RuntimeError(f"{Application.objects.count()} applications are left.")


def make(size: int, today: date) -> None:
    """As many as asked, each declined two years ago, with a form, five checks, a letter and how they came there."""
    from bench.crowd import Crowd, pour
    from kith.people.models import Enlistment, Volunteer
    from kith.recruitment.models import Answers, Application, ApplicationChange, Check, Letter
    from kith.schemes.models import Organisation

    day = today - TWO_YEARS
    crowd = Crowd(size, today)
    crowd.provider = Organisation.objects.create(kind=Organisation.Kind.PROVIDER, name="Alongside")
    crowd.schemes = list(crowd._schemes())
    pour(Volunteer, crowd._volunteers())
    crowd.ids = list(Volunteer.objects.order_by("pk").values_list("pk", flat=True))
    pour(Enlistment, crowd._enlistments())
    over: dict[str, Any] = {"status": "declined", "received_on": day, "at_step_since": day}
    pour(
        Application,
        (
            Application(volunteer_id=volunteer, scheme=crowd._scheme_of(place), **over)
            for place, volunteer in enumerate(crowd.ids)
        ),
    )
    files = list(Application.objects.order_by("pk").values_list("pk", "volunteer", "scheme"))
    step: dict[str, Any] = {
        "step": "decline",
        "from_status": "applied",
        "to_status": "declined",
        "reason": "time",
    }
    pour(ApplicationChange, (ApplicationChange(of_id=pk, on=day, **step) for pk, _, _ in files))
    pour(Check, _checks(files, day))
    pour(Answers, (Answers(application_id=pk, said="{}", begun_on=day) for pk, _, _ in files))
    told: dict[str, Any] = {"kind": "declined", "how": "paper", "words": "Thank you.", "on": day}
    pour(Letter, (Letter(application_id=pk, **told) for pk, _, _ in files))


def _checks(files: list[tuple[int, int, int]], day: date) -> Iterator[Any]:
    from kith.recruitment.models import Check

    for _, volunteer, scheme in files:
        for kind in KINDS:
            yield Check(volunteer_id=volunteer, scheme_id=scheme, kind=kind, on=day)


if __name__ == "__main__":
    main(int(sys.argv[1]))
