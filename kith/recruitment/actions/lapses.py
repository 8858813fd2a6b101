"""The nightly look at what runs out: each check is noticed once at each distance, by the policy then in force.

Who is told lies above this room, where matches are known.
"""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.recruitment.models import LapseNotice
from kith.recruitment.vetting.lapses import Lapse, running_out
from kith.schemes.models import Scheme

DISTANCES = (7, 30, 60)  # days before
GONE = 0  # it has run out
FURTHEST = timedelta(days=60)
LATEST = timedelta(days=14)  # what ran out longer ago than this is no news: the desk shows it
IN_ONE_QUESTION = 500


@transaction.atomic
def notice_lapses(*, on: date) -> list[Lapse]:
    """What is to be told tonight. The same night again, or a night that was missed, tells nothing twice."""
    schemes = Scheme.objects.open_on(on).order_by("pk")
    found = list(running_out(schemes, on, on + FURTHEST, since=on - LATEST))
    noticed = _noticed(found, on)
    new = [lapse for lapse in found if (*lapse.key, distance_of(lapse.until, on)) not in noticed]
    LapseNotice.objects.bulk_create(
        [
            LapseNotice(
                about_check_id=lapse.check_id,
                about_exemption_id=lapse.exemption_id,
                days=distance_of(lapse.until, on),
                on=on,
            )
            for lapse in new
        ],
        batch_size=5_000,
    )
    if new:
        audit.record(Kind.LAPSES_TOLD, by=None, on=on, checks=len(new))
    return new


def distance_of(until: date, on: date) -> int:
    """The distance that a day has come within: 60, 30 or 7 days, or 0 when it has passed."""
    if until < on:
        return GONE
    return next(days for days in DISTANCES if until <= on + timedelta(days=days))


def _noticed(found: list[Lapse], on: date) -> set[tuple[int, int, int]]:
    """What has been told already: which check or exemption, at which distance."""
    rows = LapseNotice.objects.filter(on__gt=on - FURTHEST - LATEST - timedelta(days=1))
    if len(found) <= IN_ONE_QUESTION:
        checks, exemptions = zip(*(lapse.key for lapse in found), strict=True) if found else ((), ())
        rows = LapseNotice.objects.filter(Q(about_check__in=checks) | Q(about_exemption__in=exemptions))
    told = rows.values_list("about_check_id", "about_exemption_id", "days")
    return {(check or 0, exemption or 0, days) for check, exemption, days in told}
