"""What old rounds said of each child goes when its time is over. That there was a round, its counts and hashes stay."""

from datetime import date, datetime

from django.db import transaction

from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.dates import LONDON
from kith.foundation.holding import hold
from kith.matching.models import Round, RoundPair, Siblings
from kith.matching.queries.keeping import kept_long_enough, last_day_gone
from kith.schemes.models import Scheme


def thin_old_rounds(*, at: datetime) -> int:
    """Each night: every round that has been kept for as long as its scheme says. How many there were."""
    on = at.astimezone(LONDON).date()
    due = kept_long_enough(on)
    for asked in due:
        thin(asked=asked, on=on)
    for scheme, gone in last_day_gone(on).items():
        forget_what_was_settled(scheme=scheme, until=gone, on=on)
    return len(due)


@transaction.atomic
def thin(*, asked: Round, on: date) -> Round:
    """Nobody is named in it any more, by name or by key; a round left open so long is finished by it."""
    hold(asked)
    if asked.is_open:
        asked.move("finish", by=None, on=on, reason="kept long enough")
    lines, _ = asked.lines.all().delete()
    asked.volunteers.all().delete()
    asked.asked, asked.notes, asked.thinned_on = "", [], on
    asked.save(update_fields=["asked", "notes", "thinned_on"])
    audit.record(Kind.ROUND_THINNED, about=asked, by=None, on=on, lines=lines)
    return asked


@transaction.atomic
def forget_what_was_settled(*, scheme: Scheme, until: date, on: date) -> int:
    """Pairs that were lifted, and brothers and sisters who no longer wanted to share, up to a day."""
    pairs, _ = RoundPair.objects.filter(scheme=scheme, lifted_on__lte=until).delete()
    families, _ = Siblings.objects.filter(scheme=scheme, ended_on__lte=until).delete()
    if pairs or families:
        audit.record(Kind.ROUND_THINNED, about=scheme, by=None, on=on, pairs=pairs, families=families)
    return pairs + families
