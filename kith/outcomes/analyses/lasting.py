"""How long matches last, how they end, whether lasting goes with reaching goals, and how meetings go from month to month."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from kith.foundation.dates import months_after
from kith.outcomes.analyses.section import Section, Table, told
from kith.outcomes.facts import CHOICE, DIED, MONTH, PLANNED, UNPLANNED, MatchFact, SchemeFacts
from kith.science import spc, survival
from kith.science.disclosure import THRESHOLD
from kith.science.results import Audience, Basis, CannotTell, Result, in_fives
from kith.science.results.words import number, percent
from kith.science.spc import Chart
from kith.science.survival import Followed, Lasting, Length
from kith.science.survival.telling import EndingShares

WORDS = {
    PLANNED: "end with a planned goodbye",
    CHOICE: "end because the young person chose so, which is no failure",
    UNPLANNED: "end without a planned goodbye",
    DIED: "end because one of the two died",
}
MOST_MONTHS = 36
LANDMARK, AFTER = 12.0, 24.0


def dates_basis(
    facts: SchemeFacts,
    count: int,
    followed: int | None = None,
    window: str = "until the day of the report",
    people: str = "matches",
) -> Basis:
    """For what Kith knows from its own dates, where nobody was asked."""
    return Basis(
        eligible=count,
        with_baseline=count,
        followed_up=count if followed is None else followed,
        window=window,
        instrument="dates kept in Kith",
        informant="coordinators and volunteers, as it happened",
        on=facts.on,
        people=people,
    )


def sections(facts: SchemeFacts, audience: Audience) -> Iterator[Section]:
    lengths = [length_of(match, facts) for match in (*facts.matches, *facts.gone_over)]
    basis = dates_basis(facts, len(lengths))
    died = any(match.way == DIED for match in facts.matches)
    words = {kind: said for kind, said in WORDS.items() if died or kind != DIED}
    yield told(
        "lengths",
        "How long matches last",
        audience,
        lambda: survival.tell_lengths(lengths, basis, audience=audience),
        _lengths_table,
        lambda figure: _curve(figure, audience),
    )
    yield told(
        "endings",
        "How matches end",
        audience,
        lambda: survival.tell_endings(lengths, basis, audience=audience, words=words),
        _endings_table,
    )
    yield told(
        "landmark", "Do children do better whose matches last?", audience, lambda: _landmark(facts, audience)
    )
    yield told(
        "months",
        "Meetings from month to month",
        audience,
        lambda: _months(facts, audience),
        _months_table,
        _line,
    )


def length_of(match: MatchFact, facts: SchemeFacts) -> Length:
    """A match that was going on when the scheme came into Kith, or that came over from another, is watched from then."""
    watched = max(facts.scheme.opened_on, match.came_on or match.begun_on)
    lasted = match.months(facts.on)
    entered = max(0, (watched - match.begun_on).days) / MONTH
    return Length(lasted, match.way, min(entered, lasted - 0.01) if 0 < entered < lasted else 0.0)


def came_late(match: MatchFact) -> bool:
    """Came over from another scheme after the landmark: it is here only because it had lasted until then."""
    return match.came_on is not None and (match.came_on - match.begun_on).days / MONTH > LANDMARK


def _lengths_table(figure: Lasting) -> list[Table]:
    rows = tuple(
        (f"{number(time, 0)}", percent(staying), f"{percent(low)} to {percent(high)}", str(at_risk))
        for time, staying, low, high, at_risk in figure.points
    )
    return [Table(("Months", "Still together", "95% interval", "Watched then"), rows)]


def _curve(figure: Lasting, audience: Audience) -> dict[str, object]:
    """Steps where each ending is known; outside straight lines between what is told, which hide on which day anybody ended."""
    points = [[time, 100 * staying] for time, staying, *_ in figure.points]
    low = [[time, 100 * low] for time, _, low, *_ in figure.points]
    high = [[time, 100 * high] for time, _, _, high, _ in figure.points]
    start = [] if points and points[0][0] == 0 else [[0.0, 100.0]]
    return {
        "kind": "steps" if audience is Audience.INSIDE else "line",
        "across": "Months since they began",
        "up": "Still together, in 100",
        "right": max([figure.until, 1.0]),
        "top": 100.0,
        "line": start + points,
        "band": [start + low, start + high],
    }


def _endings_table(figure: EndingShares) -> list[Table]:
    rows = tuple(
        (WORDS[kind].capitalize(), percent(its.value), f"{percent(its.low)} to {percent(its.high)}")
        for kind, its in figure.shares.items()
    )
    return [Table((f"Within {figure.by:g} months", "Estimate", "95% interval"), rows)]


def _landmark(facts: SchemeFacts, audience: Audience) -> Result[survival.Landmark]:
    reached: dict[int, float] = {}
    begun = {match.pk: match.begun_on for match in facts.matches}
    for goal in facts.goals:
        if goal.reached_on:
            after = (goal.reached_on - begun[goal.match]).days / MONTH
            reached[goal.match] = min(after, reached.get(goal.match, after))
    children = [
        Followed(
            ended=match.months(facts.on) if match.ended_on else None,
            watched=(facts.on - match.begun_on).days / MONTH,
            reached=reached.get(match.pk),
        )
        for match in facts.matches
        if match.goals_on and not came_late(match)
    ]
    if not children:
        raise CannotTell(
            "Nobody in this scheme has goals, so there is nothing to set beside how long matches last."
        )
    figure = survival.landmark(children, at=LANDMARK, until=AFTER)
    fair = figure.still_open.whole + figure.ended.whole
    basis = dates_basis(
        facts, len(children), fair, "from 12 to 24 months after the start", "children with goals"
    )
    return survival.tell_landmark(figure, basis, outcome="reached a goal of their own", audience=audience)


def whole_months(facts: SchemeFacts) -> list[tuple[date, int]]:
    """Meetings kept in each whole month, from the first match on, at most three years back."""
    if not facts.matches:
        return []
    first = min(match.came_on or match.begun_on for match in (*facts.matches, *facts.gone_over))
    month = max(first, months_after(facts.on, -MOST_MONTHS)).replace(day=1)
    if first.day != 1 and month == first.replace(day=1):
        month = months_after(month, 1)
    counted = Counter(day.replace(day=1) for day in facts.kept)
    found = []
    while months_after(month, 1) <= facts.on + timedelta(days=1):
        found.append((month, counted[month]))
        month = months_after(month, 1)
    return found


def _months(facts: SchemeFacts, audience: Audience) -> Result[Chart]:
    months = whole_months(facts)
    few = audience is Audience.OUTSIDE and any(0 < count < THRESHOLD for _, count in months)
    if few:
        raise CannotTell("In some months so few meetings were kept that telling would point at somebody.")
    basis = dates_basis(facts, len(facts.matches), window="each whole month")
    values = [float(count if audience is Audience.INSIDE else in_fives(count)) for _, count in months]
    return spc.tell(values, basis, what="Meetings kept each month", audience=audience, least=0)


def _months_table(figure: Chart) -> list[Table]:
    rows = tuple((str(place), number(value, 0)) for place, value in enumerate(figure.values, 1))
    return [Table(("Month", "Meetings kept"), rows)]


def _line(figure: Chart) -> dict[str, object]:
    return {
        "kind": "line",
        "across": "Months",
        "up": "Meetings kept",
        "right": float(max(2, len(figure.values))),
        "top": max([*figure.values, figure.high, 1.0]),
        "line": [[float(place), value] for place, value in enumerate(figure.values, 1)],
        "levels": [["ordinary, from", figure.low], ["average", figure.centre], ["to", figure.high]],
    }
