"""Noticing what of training runs out, each once at each distance. Who is told, and how long before, lies above this room."""

from collections.abc import Callable, Collection
from datetime import date, timedelta

from django.db import transaction

from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.training.models import Told
from kith.training.queries import Ends, ending

Distance = Callable[[date, date], int]
"""How many days before its end, by today, something is told of; nought once it has run out."""


@transaction.atomic
def notice_ends(
    *, first: date, last: date, distance_of: Distance, on: date, also: Collection[int] = ()
) -> list[Ends]:
    """What ends between two days and is to be told today. The same day again, or a day that was missed, tells nothing twice.

    `also`: courses that are asked for though they are optional in themselves.
    """
    found = list(ending(on, first, last, also=also))
    days = {one: one.until - timedelta(days=distance_of(one.until, on)) for one in found}
    rows = Told.objects.filter(kind=Told.Kind.RUNS_OUT, day__in=set(days.values()))
    told = set(rows.values_list("volunteer", "about", "day"))
    new = [one for one in found if (one.volunteer_id, one.course, days[one]) not in told]
    once = {(one.volunteer_id, one.course, days[one]) for one in new}
    Told.objects.bulk_create(
        [
            Told(volunteer_id=volunteer, kind=Told.Kind.RUNS_OUT, about=course, day=day)
            for volunteer, course, day in sorted(once)
        ],
        batch_size=5_000,
    )
    if new:
        audit.record(Kind.LAPSES_TOLD, by=None, on=on, courses=len(new))
    return new
