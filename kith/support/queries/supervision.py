"""When supervision is due for whom, and why: one way of asking, over one match or thousands."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any, NamedTuple

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, Window
from django.db.models.functions import JSONObject, RowNumber

from kith.foundation.dates import count_words, day_words, length_words, months_after
from kith.matching.models import Match
from kith.matching.states import LIVE_MATCH
from kith.meetings.facts import Rules, rules_of, rules_on
from kith.meetings.models import Meeting
from kith.meetings.queries.over_matches import Matches, day_begins, rows_of
from kith.meetings.states import Status
from kith.meetings.words import number_words
from kith.schemes.models import SchemeRules
from kith.support.models import Supervision

AFTER_A_MEETING = timedelta(days=7)
FOUR_WEEKS = 28
STILL_EARLY = timedelta(days=365)  # nobody is in their first few meetings after a year
ABOUT_IT = Q(match=OuterRef("pk"))  # in whichever scheme the match was then
ABOUT_NONE = Q(match=None, scheme=OuterRef("scheme"), volunteer=OuterRef("volunteer"))
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")


class Talk(NamedTuple):
    """When somebody was last talked with, and when again if that was agreed; later ones come after earlier ones."""

    on: date
    pk: int
    next_on: date | None


class Pair(NamedTuple):
    """What of a match says when its volunteer should be talked with: of thousands nobody reads more."""

    match_id: int
    scheme_id: int
    begun_on: date
    last: Talk | None

    def is_young(self, on: date) -> bool:
        return self.begun_on > on - STILL_EARLY


@dataclass(frozen=True)
class Due:
    """When the volunteer of a match should next be talked with, and why then: said once somebody reads it."""

    match_id: int
    due_on: date
    say: Callable[[], str]

    @property
    def why(self) -> str:
        return self.say()

    def is_due(self, on: date) -> bool:
        return self.due_on <= on


def supervision_due(matches: Matches, on: date, rules: Rules | None = None) -> list[Due]:
    """The live matches whose volunteer should have been talked with by this day, longest wait first.

    `rules` of their schemes, where somebody has them already.
    """
    rules = rules if rules is not None else rules_of(matches, on)
    pairs = _pairs(_perhaps_due(rows_of(matches), rules, on))
    return [due for due in _next(pairs, rules, on) if due.is_due(on)]


def supervision_next(matches: Matches, on: date) -> list[Due]:
    """Every live match with the day of its next supervision, soonest first.

    A talk belongs after each of the first meetings, then as agreed at the last one, else every four weeks while the
    match is young, and then on the scheme's rhythm.
    """
    return _next(_pairs(rows_of(matches)), rules_of(matches, on), on)


def _perhaps_due(rows: "QuerySet[Match]", rules: Rules, on: date) -> "QuerySet[Match]":
    """All that can be due: without a talk for as long as may ever lie between two, or since an agreed day, or new."""
    shortest = min((min(FOUR_WEEKS, own.supervision_days) for own in rules.values()), default=0)
    talks = Supervision.objects.filter(ABOUT_IT | ABOUT_NONE, volunteer=OuterRef("volunteer"))
    lately = talks.filter(on__gt=on - timedelta(days=shortest))
    new = Q(begun_on__gt=on - STILL_EARLY) & ~Exists(talks.filter(on__gte=on - AFTER_A_MEETING))
    return rows.filter(~Exists(lately) | Exists(lately.filter(next_on__lte=on)) | new)


def _next(pairs: list[Pair], rules: Rules, on: date) -> list[Due]:
    first_days = _first_kept_days(
        pairs, on, max((own.early_supervisions for own in rules.values()), default=0)
    )
    found = [
        min(
            _reasons_to_talk(pair, rules[pair.scheme_id], first_days[pair.match_id], on),
            key=lambda due: due.due_on,
        )
        for pair in pairs
    ]
    return sorted(found, key=lambda due: (due.due_on, due.match_id))


def _reasons_to_talk(pair: Pair, rules: SchemeRules, first_days: list[date], on: date) -> list[Due]:
    reasons = [_on_the_rhythm(pair, rules, on)]
    early = first_days[: rules.early_supervisions]
    for place, day in enumerate(early):
        if pair.last is None or pair.last.on < day:
            say = partial(_after_a_first_meeting, place, day, rules)
            reasons.append(Due(pair.match_id, day + AFTER_A_MEETING, say))
            break
    return reasons


def _after_a_first_meeting(place: int, day: date, rules: SchemeRules) -> str:
    nth = ORDINALS[place] if place < len(ORDINALS) else f"{place + 1}th"
    of_the_first = number_words(rules.early_supervisions)
    each = f"after each of the first {of_the_first}" if rules.early_supervisions > 1 else "after the first"
    return f"They met for the {nth} time on {day_words(day)}; a talk belongs {each}."


def _on_the_rhythm(pair: Pair, rules: SchemeRules, on: date) -> Due:
    last = pair.last
    since = last.on if last else pair.begun_on
    days = _days_between(pair.begun_on, rules, since)
    say = partial(_rhythm_says, pair, rules, days, on)
    if last is not None and last.next_on:
        return Due(pair.match_id, last.next_on, say)
    return Due(pair.match_id, since + timedelta(days=days), say)


def _days_between(begun_on: date, rules: SchemeRules, since: date) -> int:
    """Every four weeks at least while the match is young, then as seldom as the scheme says."""
    young = since < months_after(begun_on, rules.monthly_until)
    return min(FOUR_WEEKS, rules.supervision_days) if young else rules.supervision_days


def _rhythm_words(rules: SchemeRules, days: int) -> str:
    """Every 6 weeks; or every 4 weeks until month 6, where it thins out after that."""
    until = f" until month {rules.monthly_until}" if days < rules.supervision_days else ""
    return f"the rhythm is every {_weeks(days)}{until}"


def _rhythm_says(pair: Pair, rules: SchemeRules, days: int, on: date) -> str:
    rhythm, last = _rhythm_words(rules, days), pair.last
    if last is None:
        length = length_words(pair.begun_on, max(on, pair.begun_on))
        return f"They began {length} ago, and there has been no talk yet; {rhythm}."
    if last.next_on:
        return f"Agreed for {day_words(last.next_on)} at the last talk."
    return f"The last talk was {length_words(last.on, max(on, last.on))} ago; {rhythm}."


def _weeks(days: int) -> str:
    if days % 7:
        return count_words(days, "day")
    return "week" if days == 7 else count_words(days // 7, "week")


def latest_supervisions(matches: Matches) -> dict[int, Supervision]:
    """Match id → the latest talk with its volunteer: about this match, or about no match in particular."""
    latest = {pair.match_id: pair.last.pk for pair in _pairs(rows_of(matches)) if pair.last}
    found = Supervision.objects.in_bulk(set(latest.values()))
    return {match_id: found[pk] for match_id, pk in latest.items()}


def _pairs(rows: "QuerySet[Match]") -> list[Pair]:
    """The live ones of these, each with the latest talk, in one question."""
    live = rows.filter(status__in=LIVE_MATCH)
    told = live.annotate(about_it=_latest(ABOUT_IT), about_none=_latest(ABOUT_NONE))
    pairs = []
    for pk, scheme, begun_on, *both in told.values_list("pk", "scheme", "begun_on", "about_it", "about_none"):
        talks = [_as_talk(talk) for talk in both if talk]
        pairs.append(Pair(pk, scheme, begun_on, max(talks, default=None)))
    return pairs


def _latest(about: Q) -> Subquery:
    """As one value; of talks about the match and of those about none by itself, so that each finds its index."""
    talks = Supervision.objects.filter(about).order_by("-on", "-pk")
    return Subquery(talks.values(told=JSONObject(**{field: field for field in Talk._fields}))[:1])


def _as_talk(told: dict[str, Any]) -> Talk:
    again = told["next_on"]
    return Talk(date.fromisoformat(told["on"]), told["pk"], again and date.fromisoformat(again))


def _first_kept_days(pairs: list[Pair], on: date, how_many: int) -> dict[int, list[date]]:
    """Match id → the days of its first meetings, for matches young enough to be in them."""
    days: dict[int, list[date]] = defaultdict(list)
    young = [pair.match_id for pair in pairs if pair.is_young(on)]
    if not young:
        return days
    numbered = Meeting.objects.kept().filter(match__in=young, at__lt=day_begins(on + timedelta(days=1)))
    numbered = numbered.annotate(place_in_line=Window(RowNumber(), partition_by=F("match"), order_by="at"))
    for meeting in numbered.filter(place_in_line__lte=how_many).order_by("at"):
        days[meeting.match_id].append(meeting.on())
    return days


def suggested_next(match: Match, on: date) -> tuple[date, str]:
    """When to talk next after a talk on this day, and why then."""
    rules = rules_on([match.scheme_id], on)[match.scheme_id]
    kept = Meeting.objects.kept().filter(match=match).count()
    days = _days_between(match.begun_on, rules, on)
    settled = on + timedelta(days=days)
    if kept < rules.early_supervisions:
        coming = Meeting.objects.filter(
            match=match, status=Status.PLANNED, at__gte=day_begins(on + timedelta(days=1))
        ).first()
        if coming:
            after = coming.on() + AFTER_A_MEETING
            return min(
                after, settled
            ), f"Suggested because their next meeting is on {day_words(coming.on())}."
    return settled, f"Suggested because {_rhythm_words(rules, days)}."
