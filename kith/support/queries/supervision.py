"""When supervision is due for whom, and why: one way of asking, over one match or thousands."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import NamedTuple

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, Window
from django.db.models.functions import RowNumber

from kith.foundation.dates import count_words, day_words, length_words, months_after
from kith.matching.models import Match
from kith.meetings.facts import rules_of, rules_on
from kith.meetings.models import Meeting
from kith.meetings.queries.over_matches import Matches, day_begins, rows_of
from kith.meetings.states import Status
from kith.meetings.words import number_words
from kith.schemes.models import SchemeRules
from kith.support.models import Supervision

AFTER_A_MEETING = timedelta(days=7)
FOUR_WEEKS = 28
STILL_EARLY = timedelta(days=365)  # nobody is in their first few meetings after a year
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")


class Talk(NamedTuple):
    """When somebody was last talked with, and when again if that was agreed."""

    on: date
    next_on: date | None


@dataclass(frozen=True)
class Due:
    """When the volunteer of a match should next be talked with, and why then: said once somebody reads it."""

    match: Match
    due_on: date
    say: Callable[[], str]

    @property
    def why(self) -> str:
        return self.say()

    def is_due(self, on: date) -> bool:
        return self.due_on <= on


def supervision_due(matches: Matches, on: date) -> list[Due]:
    """The live matches whose volunteer should have been talked with by this day, longest wait first."""
    if not isinstance(matches, QuerySet):
        return [due for due in supervision_next(matches, on) if due.is_due(on)]
    rules = rules_of(matches, on)
    perhaps = [match for match in _perhaps_due(matches, rules, on) if match.is_live]
    return [due for due in _next(perhaps, rules, on) if due.is_due(on)]


def _perhaps_due(matches: "QuerySet[Match]", rules: dict[int, SchemeRules], on: date) -> "QuerySet[Match]":
    """All that can be due: without a talk for as long as may ever lie between two, or since an agreed day, or new.

    In no order: to put thousands in order by name takes longer than to find the few.
    """
    shortest = min((min(FOUR_WEEKS, own.supervision_days) for own in rules.values()), default=0)
    talks = _talks_of_a_match().order_by()
    lately = talks.filter(on__gt=on - timedelta(days=shortest))
    new = Q(begun_on__gt=on - STILL_EARLY) & ~Exists(talks.filter(on__gte=on - AFTER_A_MEETING))
    return matches.order_by().filter(~Exists(lately) | Exists(lately.filter(next_on__lte=on)) | new)


def supervision_next(matches: Matches, on: date) -> list[Due]:
    """Every live match with the day of its next supervision, soonest first.

    A talk belongs after each of the first meetings, then as agreed at the last one, else every four weeks while the
    match is young, and then on the scheme's rhythm. Whoever names some of them fetches people for those: there may be
    thousands.
    """
    live = [match for match in matches if match.is_live]
    return _next(live, rules_of(live, on), on)


def _next(live: list[Match], rules: dict[int, SchemeRules], on: date) -> list[Due]:
    latest = _latest_talks(live)
    first_days = _first_kept_days(
        live, on, max((own.early_supervisions for own in rules.values()), default=0)
    )
    found = [
        min(
            _reasons_to_talk(match, rules[match.scheme_id], latest.get(match.pk), first_days[match.pk], on),
            key=lambda due: due.due_on,
        )
        for match in live
    ]
    return sorted(found, key=lambda due: (due.due_on, due.match.pk))


def _reasons_to_talk(
    match: Match, rules: SchemeRules, last: Talk | None, first_days: list[date], on: date
) -> list[Due]:
    reasons = [_on_the_rhythm(match, rules, last, on)]
    early = first_days[: rules.early_supervisions]
    for place, day in enumerate(early):
        if last is None or last.on < day:
            say = partial(_after_a_first_meeting, place, day, rules)
            reasons.append(Due(match, day + AFTER_A_MEETING, say))
            break
    return reasons


def _after_a_first_meeting(place: int, day: date, rules: SchemeRules) -> str:
    nth = ORDINALS[place] if place < len(ORDINALS) else f"{place + 1}th"
    of_the_first = number_words(rules.early_supervisions)
    each = f"after each of the first {of_the_first}" if rules.early_supervisions > 1 else "after the first"
    return f"They met for the {nth} time on {day_words(day)}; a talk belongs {each}."


def _on_the_rhythm(match: Match, rules: SchemeRules, last: Talk | None, on: date) -> Due:
    since = last.on if last else match.begun_on
    days = _days_between(match, rules, since)
    say = partial(_rhythm_says, match, rules, days, last, on)
    if last is not None and last.next_on:
        return Due(match, last.next_on, say)
    return Due(match, since + timedelta(days=days), say)


def _days_between(match: Match, rules: SchemeRules, since: date) -> int:
    """Every four weeks at least while the match is young, then as seldom as the scheme says."""
    young = since < months_after(match.begun_on, rules.monthly_until)
    return min(FOUR_WEEKS, rules.supervision_days) if young else rules.supervision_days


def _rhythm_words(rules: SchemeRules, days: int) -> str:
    """Every 6 weeks; or every 4 weeks until month 6, where it thins out after that."""
    until = f" until month {rules.monthly_until}" if days < rules.supervision_days else ""
    return f"the rhythm is every {_weeks(days)}{until}"


def _rhythm_says(match: Match, rules: SchemeRules, days: int, last: Talk | None, on: date) -> str:
    rhythm = _rhythm_words(rules, days)
    if last is None:
        length = length_words(match.begun_on, max(on, match.begun_on))
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
    pairs = _latest(matches)
    found = Supervision.objects.in_bulk(set(pairs.values()))
    return {match_id: found[latest] for match_id, latest in pairs.items()}


def _latest_talks(matches: Matches) -> dict[int, Talk]:
    """The same, of each only its days: of thousands nobody reads the words."""
    pairs = _latest(matches)
    rows = Supervision.objects.filter(pk__in=set(pairs.values())).order_by()
    days = {pk: Talk(on, next_on) for pk, on, next_on in rows.values_list("pk", "on", "next_on")}
    return {match_id: days[latest] for match_id, latest in pairs.items()}


def _latest(matches: Matches) -> dict[int, int]:
    rows = rows_of(matches).annotate(latest=Subquery(_talks_of_a_match().values("pk")[:1]))
    return {pk: latest for pk, latest in rows.values_list("pk", "latest") if latest is not None}


def _talks_of_a_match() -> "QuerySet[Supervision]":
    """Of the match a question is about, the latest first: about it, in whichever scheme it was then, or about no match
    in particular."""
    about_none = Q(match=None, scheme=OuterRef("scheme"))
    talks = Supervision.objects.filter(Q(match=OuterRef("pk")) | about_none, volunteer=OuterRef("volunteer"))
    return talks.order_by("-on", "-pk")


def _first_kept_days(matches: list[Match], on: date, how_many: int) -> dict[int, list[date]]:
    """Match id → the days of its first meetings, for matches young enough to be in them."""
    young = [match.pk for match in matches if match.begun_on > on - STILL_EARLY]
    numbered = Meeting.objects.kept().filter(match__in=young, at__lt=day_begins(on + timedelta(days=1)))
    numbered = numbered.annotate(place_in_line=Window(RowNumber(), partition_by=F("match"), order_by="at"))
    days: dict[int, list[date]] = defaultdict(list)
    for meeting in numbered.filter(place_in_line__lte=how_many).order_by("at"):
        days[meeting.match_id].append(meeting.on())
    return days


def suggested_next(match: Match, on: date) -> tuple[date, str]:
    """When to talk next after a talk on this day, and why then."""
    rules = rules_on([match.scheme_id], on)[match.scheme_id]
    kept = Meeting.objects.kept().filter(match=match).count()
    days = _days_between(match, rules, on)
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
