"""Which rounds have been kept for as long as their scheme says."""

from datetime import date

from kith.foundation.dates import months_after
from kith.matching.models import Round, RoundPlan
from kith.matching.rounds import KEPT
from kith.matching.states import RoundStatus
from kith.schemes.models import Scheme


def last_day_gone(on: date) -> dict[Scheme, date]:
    """Of each scheme, the last day of which nothing is kept any more. Two questions, however many there are."""
    months = dict(RoundPlan.objects.values_list("scheme", "keep_months"))
    schemes = Scheme.objects.order_by("pk")
    return {scheme: months_after(on, -months.get(scheme.pk, KEPT)) for scheme in schemes}


def kept_long_enough(on: date) -> list[Round]:
    """Oldest first; a round that is being worked out is left alone."""
    gone = last_day_gone(on)
    latest = max(gone.values(), default=on)
    rows = Round.objects.whole().exclude(status=RoundStatus.ASKED).filter(on__lte=latest)
    listed = rows.select_related("scheme").defer("asked").order_by("on", "pk")
    return [asked for asked in listed if asked.on <= gone[asked.scheme]]
