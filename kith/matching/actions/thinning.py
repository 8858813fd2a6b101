"""What was said of each child and volunteer goes when its time is over. That it was, its counts and its hashes stay.

Rounds lose their lines, open days what was said at them, short lists what they said of volunteers. What a child saw and
said of the cards before them is the child’s, and stays with their story.
"""

from datetime import date, datetime

from django.db import transaction

from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.dates import LONDON
from kith.foundation.holding import hold
from kith.matching.models import (
    CardShown,
    CouldNot,
    OpenDay,
    OpenDayChoice,
    OpenDayPair,
    Round,
    RoundPair,
    Shortlist,
    Siblings,
)
from kith.matching.queries.keeping import (
    days_kept_long_enough,
    kept_long_enough,
    last_day_gone,
    lists_kept_long_enough,
)
from kith.schemes.models import Scheme

AT_ONCE = 500  # short lists in one transaction


def thin_what_is_old(*, at: datetime) -> int:
    """Each night: all that has been kept for as long as its scheme says. How many rounds, days and lists there were."""
    on = at.astimezone(LONDON).date()
    gone = last_day_gone(on)
    rounds, days, lists = kept_long_enough(on, gone), days_kept_long_enough(on, gone), 0
    for asked in rounds:
        thin(asked=asked, on=on)
    for open_day in days:
        thin_day(open_day=open_day, on=on)
    for scheme, until in gone.items():
        forget_what_was_settled(scheme=scheme, until=until, on=on)
        lists += thin_lists(scheme=scheme, until=until, on=on)
    return len(rounds) + len(days) + lists


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
def thin_day(*, open_day: OpenDay, on: date) -> OpenDay:
    """Who came stays, and the proposals that began there; whom each liked or could not be there for goes.

    A day that nobody brought to its end is over by it. What safeguarding leads settled is theirs to keep.
    """
    hold(open_day)
    if open_day.may("leave it at that"):
        open_day.move("leave it at that", by=None, on=on, reason="kept long enough")
    choices, _ = OpenDayChoice.objects.filter(guest__open_day=open_day).delete()
    CouldNot.objects.filter(guest__open_day=open_day).delete()
    OpenDayPair.objects.filter(working__open_day=open_day, proposal=None).delete()
    open_day.pins.all().delete()
    open_day.workings.update(asked={})
    open_day.children.update(transport="", needs="", comes_with="", shares_with=None, anyone_else=False)
    open_day.volunteers.update(words="")
    open_day.thinned_on = on
    open_day.save(update_fields=["thinned_on"])
    audit.record(Kind.OPEN_DAY_THINNED, about=open_day, by=None, on=on, choices=choices)
    return open_day


def thin_lists(*, scheme: Scheme, until: date, on: date) -> int:
    """All short lists of a scheme up to a day, a few hundred in a transaction. How many there were."""
    due = lists_kept_long_enough(scheme, until)
    for first in range(0, len(due), AT_ONCE):
        _thin_some(scheme, due[first : first + AT_ONCE], on)
    return len(due)


@transaction.atomic
def _thin_some(scheme: Scheme, lists: list[int], on: date) -> None:
    """What the child saw and said stays; why a volunteer was on a list or not, and who was not shown, goes."""
    cards = CardShown.objects.filter(shortlist__in=lists)
    unseen, _ = (cards.filter(on_cards=False) | cards.filter(shortlist__shown_on=None)).delete()
    cards.update(reasons=[], cautions=[], miles=None)
    Shortlist.objects.filter(pk__in=lists).update(why_not={}, worth_knowing=[], thinned_on=on)
    audit.record(Kind.LISTS_THINNED, about=scheme, by=None, on=on, lists=len(lists), unseen=unseen)


@transaction.atomic
def forget_what_was_settled(*, scheme: Scheme, until: date, on: date) -> int:
    """Pairs that were lifted, and brothers and sisters who no longer wanted to share, up to a day."""
    pairs, _ = RoundPair.objects.filter(scheme=scheme, lifted_on__lte=until).delete()
    families, _ = Siblings.objects.filter(scheme=scheme, ended_on__lte=until).delete()
    if pairs or families:
        audit.record(Kind.ROUND_THINNED, about=scheme, by=None, on=on, pairs=pairs, families=families)
    return pairs + families
