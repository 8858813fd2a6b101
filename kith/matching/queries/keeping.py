"""Which rounds, open days and short lists have been kept for as long as their scheme says."""

from datetime import date, time, timedelta

from django.db.models import Max

from kith.foundation.dates import moment, months_after
from kith.matching.models import OpenDay, Round, RoundPlan, Shortlist
from kith.matching.rounds import KEPT
from kith.matching.states import RoundStatus
from kith.referral.models import Referral
from kith.schemes.models import Scheme

A_DAY = timedelta(days=1)

Gone = dict[Scheme, date]
"""Of each scheme, the last day of which nothing is kept any more."""


def last_day_gone(on: date) -> Gone:
    """Two questions, however many schemes there are."""
    months = dict(RoundPlan.objects.values_list("scheme", "keep_months"))
    schemes = Scheme.objects.order_by("pk")
    return {scheme: months_after(on, -months.get(scheme.pk, KEPT)) for scheme in schemes}


def kept_for(open_day: OpenDay) -> int:
    """Months: a day of several schemes is kept as long as the one of them that keeps longest."""
    months = dict(RoundPlan.objects.values_list("scheme", "keep_months"))
    return max(months.get(scheme.pk, KEPT) for scheme in open_day.schemes.all())


def kept_long_enough(on: date, gone: Gone) -> list[Round]:
    """Oldest first; a round that is being worked out is left alone."""
    rows = (
        Round.objects.whole().exclude(status=RoundStatus.ASKED).filter(on__lte=max(gone.values(), default=on))
    )
    listed = rows.select_related("scheme").defer("asked").order_by("on", "pk")
    return [asked for asked in listed if asked.on <= gone[asked.scheme]]


def days_kept_long_enough(on: date, gone: Gone) -> list[OpenDay]:
    """Oldest first."""
    after = moment(max(gone.values(), default=on) + A_DAY, time.min)
    rows = OpenDay.objects.whole().filter(begins_at__lt=after).prefetch_related("schemes")
    return [
        each
        for each in rows.order_by("begins_at", "pk")
        if each.day <= min(gone[its] for its in each.schemes.all())
    ]


def lists_kept_long_enough(scheme: Scheme, until: date) -> list[int]:
    """The ids of its short lists up to a day; the newest of a child who still waits is left alone."""
    waits = Referral.objects.awaiting_match().filter(scheme=scheme)
    newest = (
        Shortlist.objects.filter(referral__in=waits).order_by().values("referral").annotate(last=Max("pk"))
    )
    old = Shortlist.objects.whole().filter(scheme=scheme, on__lte=until)
    return list(old.exclude(pk__in=newest.values("last")).order_by("pk").values_list("pk", flat=True))
