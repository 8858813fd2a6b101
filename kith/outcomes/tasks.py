"""Work that a page leaves behind or the clock brings: reusing the register, and large reports."""

from datetime import datetime

from kith.foundation.dates import LONDON
from kith.matching.models import Match
from kith.outcomes import actions
from kith.outcomes.models import MeasureUse
from kith.outcomes.queries.reuse import reusable_totals
from kith.schemes.models import Scheme


def reuse_register(due: datetime) -> None:
    """Each night: totals that the authority's return holds fill the waves they count for. One transaction a scheme."""
    on = due.astimezone(LONDON).date()
    using = MeasureUse.objects.open().filter(measure="sdq").values("scheme")
    for scheme in Scheme.objects.filter(pk__in=using):
        matches = Match.objects.filter(scheme=scheme, child__sealed=False).with_people()
        actions.reuse_totals(found=reusable_totals(matches, on), by=None, on=on)
