"""Rows as the dates that `science.rhythm` reckons with: an agreement as a rhythm, pauses as days away."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from dateutil.relativedelta import relativedelta, weekday
from django.db.models import Exists, OuterRef, QuerySet

from kith.foundation.charts import Week
from kith.foundation.dates import LONDON
from kith.matching.models import Agreement, Match
from kith.meetings.states import Status
from kith.schemes.models import SchemeRules
from kith.science.rhythm import Away, Rhythm, State, Turn, Unit, in_stages, rhythm_on

Rules = dict[int, SchemeRules]  # scheme → those in force
UNITS = {"week": Unit.WEEKS, "month": Unit.MONTHS}
WEEKS = {
    State.KEPT: Week.KEPT,
    State.MOVED: Week.MOVED,
    State.MISSED: Week.MISSED,
    State.WITHHELD: Week.WITHHELD,
    State.PLANNED: Week.PLANNED,
    State.NONE: Week.NONE,
}
STATES = {
    Status.KEPT: State.KEPT,
    Status.MOVED: State.MOVED,
    Status.MISSED: State.MISSED,
    Status.WITHHELD: State.WITHHELD,
    Status.PLANNED: State.PLANNED,
}
FIFTH = 4
SURELY_FIFTH = 28


def day_of(at: datetime) -> date:
    """The day in London on which a moment lies."""
    return at.astimezone(LONDON).date()


def rules_on(schemes: Iterable[int], on: date) -> Rules:
    """Scheme id → its rules that day, in one query; before the first version, the first version."""
    return _in_force(SchemeRules.objects.filter(scheme__in=set(schemes)), on)


def _in_force(rows: "QuerySet[SchemeRules]", on: date) -> Rules:
    current: Rules = {}
    for rules in rows.order_by("from_day"):
        if rules.from_day <= on or rules.scheme_id not in current:
            current[rules.scheme_id] = rules
    return current


def rules_of(matches: "QuerySet[Match] | Sequence[Match]", on: date) -> Rules:
    """The same for the schemes of these matches, of which there may be thousands."""
    if not isinstance(matches, QuerySet):
        return rules_on((match.scheme_id for match in matches), on)
    theirs = matches.order_by().filter(scheme=OuterRef("scheme"))
    return _in_force(SchemeRules.objects.filter(Exists(theirs)), on)


def rhythm_of(match: Match, rules: SchemeRules, begins: date, on: date) -> Rhythm:
    """How often the two agreed to meet at that time; where no agreement is written yet, what the scheme's rules say."""
    if agreement := match.agreement:
        return rhythm_on(agreed_stages(agreement, match.begun_on, begins), on)
    age = match.child.age_on(on)
    last_row = rules.rhythm_rows()[-1]
    row = last_row if age is None else rules.rhythm_for(age=age, months_in=match.months_in(on))
    return Rhythm(row.every, UNITS[row.unit], begins)


def turns_of(agreement: Agreement) -> list[Turn]:
    """The stages of an agreement, the one without an end last."""
    early = [Turn(row["every"], UNITS[row["unit"]], row["until"]) for row in agreement.stages]
    return [*early, Turn(agreement.every, UNITS[agreement.unit])]


def agreed_stages(agreement: Agreement, begun_on: date, begins: date) -> list[Rhythm]:
    """The rhythms of an agreement from the day on which it holds, one after another.

    Their months count from the beginning of the match; those that were over by then are left out.
    """
    stages = in_stages(turns_of(agreement), begun_on, agreement.weekday, agreement.usual_time)
    first = rhythm_on(stages, begins)
    return [replace(first, begins=begins), *(stage for stage in stages if stage.begins > begins)]


def in_step(rhythm: Rhythm, with_day: date, from_: date) -> Rhythm:
    """The same rhythm, begun on or before a day, so that another day is one of its days.

    So a plan goes on from the meetings that are there, whichever fortnight or Saturday of the month they are on.
    """
    turns = 0
    begins = with_day
    last_of_month = rhythm.unit is Unit.MONTHS and with_day.day > SURELY_FIFTH
    while begins > from_ or (last_of_month and begins.day <= SURELY_FIFTH):
        turns += 1
        begins = _earlier(rhythm, with_day, turns)
    return Rhythm(rhythm.every, rhythm.unit, begins, weekday=rhythm.weekday, at=rhythm.at)


def _earlier(rhythm: Rhythm, day: date, turns: int) -> date:
    if rhythm.unit is Unit.WEEKS:
        return day - timedelta(weeks=rhythm.every * turns)
    place = (day.day - 1) // 7
    months = -rhythm.every * turns
    if place == FIFTH:
        return day + relativedelta(months=months, day=31, weekday=weekday(day.weekday())(-1))
    return day + relativedelta(months=months, day=1, weekday=weekday(day.weekday())(place + 1))


def pauses(match: Match, until: date) -> list[Away]:
    """The days on which the match was paused, which count for nobody; `changes` may be fetched beforehand."""
    spans: list[Away] = []
    began: date | None = None
    for change in match.changes.all():
        if change.to_status == "paused":
            began = change.on
        elif began is not None:
            spans.append((began, max(began, change.on - timedelta(days=1))))
            began = None
    return [*spans, (began, until)] if began is not None else spans
