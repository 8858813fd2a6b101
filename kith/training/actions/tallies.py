"""Counting what volunteers lack: at once for those whom a deed touches, for everybody by night or when a course changes."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from kith.people.models import Enlistment
from kith.schemes.models import Scheme
from kith.training.judging import Ground, ground_in, standings
from kith.training.models import Tally

AT_A_TIME = 2_000


@transaction.atomic
def count_lacking(*, volunteers: Iterable[int], on: date) -> None:
    """Of these volunteers, in every scheme to which they have offered themselves."""
    rows = Enlistment.objects.serving_on(on).filter(volunteer__in=list(volunteers))
    listed = list(rows.select_related("scheme__provider", "volunteer"))
    _count(listed, ground_in({row.scheme_id: row.scheme for row in listed}.values(), on))


def count_everybody(*, on: date) -> int:
    """Everybody, some at a time, so that nobody waits for all of it. Returns how many were counted."""
    ground = ground_in(Scheme.objects.open_on(on).select_related("provider"), on)
    open_now = Enlistment.objects.serving_on(on).filter(scheme__in=[scheme.pk for scheme in ground.schemes])
    keys = list(open_now.order_by("pk").values_list("pk", flat=True))
    for begun in range(0, len(keys), AT_A_TIME):
        some = Enlistment.objects.filter(pk__in=keys[begun : begun + AT_A_TIME])
        with transaction.atomic():
            _count(list(some.select_related("scheme__provider", "volunteer")), ground)
    return len(keys)


def _count(enlisted: list[Enlistment], ground: Ground) -> None:
    found = standings(enlisted, ground)
    Tally.objects.bulk_create(
        [
            Tally(
                enlistment=each.enlistment,
                lacks=len(each.missing(ground.on)),
                first_end=each.first_end(ground.on),
                on=ground.on,
            )
            for each in found
        ],
        update_conflicts=True,
        unique_fields=["enlistment"],
        update_fields=["lacks", "first_end", "on"],
    )
