"""What the authority's yearly return holds already, so that nobody is asked for it twice."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kith.matching.models import Match
from kith.outcomes.models import MeasureUse, Score
from kith.outcomes.queries.due import due
from kith.register.models import YearMeasure

CARERS = ("carer", "parent")


@dataclass(frozen=True)
class Reusable:
    """A total that counts for a wave with no answer yet. The return does not say the day: the year's last one stands for it."""

    use: MeasureUse
    match: Match
    wave: str
    total: int
    on: date


def year_end(year: int) -> date:
    return date(year, 3, 31)


def totals_of(children: Iterable[int]) -> dict[int, list[tuple[date, int]]]:
    """Child id → the carers' totals that the register holds, by the last day of the year they were asked for."""
    found: dict[int, list[tuple[date, int]]] = defaultdict(list)
    rows = YearMeasure.objects.filter(child__in=list(children), sdq_total__isnull=False).order_by("year")
    for child, year, total in rows.values_list("child", "year", "sdq_total"):
        if total is not None:
            found[child].append((year_end(year), total))
    return found


def reusable_totals(matches: Iterable[Match], on: date) -> list[Reusable]:
    """One for each wave of a carer's SDQ that the register can fill, whether or not anybody was to be asked."""
    matches = list(matches)
    wanted = [one for one in due(matches, on) if one.use.measure == "sdq" and one.use.informant in CARERS]
    known = totals_of({one.match.child_id for one in wanted})
    taken = _taken({one.match.child_id for one in wanted})
    found = []
    for one in wanted:
        near = [
            (day, total)
            for day, total in known.get(one.match.child_id, [])
            if one.window.holds(day) and day <= on
        ]
        near = [
            (day, total)
            for day, total in near
            if (one.match.child_id, one.use.scheme_id, one.use.informant, day) not in taken
        ]
        if near:
            day, total = min(near, key=lambda each: abs((each[0] - one.window.around).days))
            taken.add((one.match.child_id, one.use.scheme_id, one.use.informant, day))
            found.append(Reusable(one.use, one.match, one.wave, total, day))
    return found


def _taken(children: set[int]) -> set[tuple[int, int, str, date]]:
    rows = Score.objects.scored().filter(child__in=children, measure="sdq").order_by()
    return set(rows.values_list("child", "scheme", "informant", "on"))
