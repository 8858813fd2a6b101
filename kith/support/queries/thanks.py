"""Who has a day worth remembering, or would be glad of a word of thanks, and why."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Max, Q

from kith.foundation.dates import count_words, day_words, months_after
from kith.matching.models import Match
from kith.meetings.models import Meeting
from kith.meetings.queries.over_matches import Matches, day_begins
from kith.support.models import Thanks
from kith.support.queries.agenda import spirits_falling

AHEAD, LATELY = timedelta(days=30), timedelta(days=30)
LONG = timedelta(days=365)
ROUND = (10, 25, 50, 100, 150, 200, 300)
Occasion = Thanks.Occasion


@dataclass(frozen=True)
class ToThank:
    """A volunteer to thank: for what, why now, and on which day where there is one."""

    match: Match
    occasion: str
    why: str
    on: date | None = None


def to_thank(matches: Matches, on: date) -> list[ToThank]:
    """One line a match: an anniversary first, then a round number, a hard time, a year without a word."""
    live = [match for match in matches if match.is_live]
    thanked, counts = _last_thanked(live), _kept(live, on)
    falling = dict(spirits_falling(live, on))
    found = []
    for match in live:
        if (last := thanked.get((match.volunteer_id, match.scheme_id))) and last > on - LATELY:
            continue
        line = _anniversary(match, on) or _round(match, counts[match.pk])
        if line is None and match in falling:
            line = ToThank(match, Occasion.THROUGH, falling[match])
        if line is None and (last or match.begun_on) < on - LONG:
            since = (
                f"The last thanks were on {day_words(last)}." if last else "Nobody has thanked them here yet."
            )
            line = ToThank(match, Occasion.NOTHING, since)
        if line:
            found.append(line)
    return sorted(found, key=lambda line: (line.on is None, line.on or on, line.match.pk))


def anniversary(match: Match, on: date) -> tuple[date, int]:
    """The next day, today or later, on which they have been together for so many whole years."""
    years = max(1, on.year - match.begun_on.year)
    day = months_after(match.begun_on, 12 * years)
    return (day, years) if day >= on else (months_after(match.begun_on, 12 * (years + 1)), years + 1)


def _anniversary(match: Match, on: date) -> ToThank | None:
    day, years = anniversary(match, on)
    if day > on + AHEAD:
        return None
    why = f"On {day_words(day)} they will have known each other for {count_words(years, 'year')}."
    return ToThank(match, Occasion.YEAR, why, day)


def _round(match: Match, counted: tuple[int, int]) -> ToThank | None:
    before, now = counted
    reached = [number for number in ROUND if before < number <= now]
    if not reached:
        return None
    return ToThank(match, Occasion.MEETINGS, f"They have now met {reached[-1]} times.")


def _kept(matches: list[Match], on: date) -> dict[int, tuple[int, int]]:
    """Match id → how many meetings were kept up to a month ago, and up to today."""
    rows = Meeting.objects.kept().filter(
        match__in=[match.pk for match in matches], at__lt=day_begins(on + timedelta(days=1))
    )
    before = Count("pk", filter=Q(at__lt=day_begins(on - LATELY)))
    counted: dict[int, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for row in rows.order_by().values("match").annotate(before=before, now=Count("pk")):
        counted[row["match"]] = (row["before"], row["now"])
    return counted


def _last_thanked(matches: list[Match]) -> dict[tuple[int, int], date]:
    rows = Thanks.objects.filter(volunteer__in=[match.volunteer_id for match in matches]).order_by()
    latest = rows.values("volunteer", "scheme").annotate(last=Max("on"))
    return {(row["volunteer"], row["scheme"]): row["last"] for row in latest}
