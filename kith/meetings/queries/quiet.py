"""Which matches have gone quiet, for how long, and why that may be: never a score, always a sentence."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import takewhile

from django.db.models import prefetch_related_objects

from kith.foundation.dates import count_words, day_words
from kith.matching.models import Agreement, Match
from kith.matching.states import MatchStatus
from kith.meetings import facts
from kith.meetings.models import Meeting
from kith.meetings.queries.days_off import DaysOff
from kith.meetings.queries.over_matches import Matches, day_begins, not_met_since, those
from kith.meetings.states import MEETING_GOES_ON, NOT_KEPT, Status
from kith.meetings.words import number_words, rhythm_words, who_words
from kith.science.rhythm import Away, Rhythm, gap_allowed, quiet_from

DEEDS = {Status.MOVED: "moved", Status.MISSED: "missed", Status.WITHHELD: "withheld"}
A_WEEK = 7  # no rhythm asks for more than a meeting a week
WORTH_TELLING = timedelta(days=180)


@dataclass
class Since:
    """What has happened, and not happened, since a match last met."""

    match: Match
    kept: date | None
    rhythm: Rhythm
    away: list[Away]
    meetings: list[Meeting] | None = None  # not fetched yet

    def not_counted(self, on: date) -> str:
        """Said only where days that are not counted lie within the time that is."""
        start = self.kept or self.match.begun_on
        within = [first for first, last in self.away if first <= on and last > start]
        if not within:
            return ""
        return "The break is not counted." if len(within) == 1 else "Breaks and days away are not counted."

    def days(self, on: date) -> int:
        """Days without a meeting; days of a pause are not counted."""
        start = self.kept or self.match.begun_on
        if not self.away:
            return max(0, (on - start).days)
        every_day = (start + timedelta(days=passed) for passed in range(1, (on - start).days + 1))
        return sum(1 for day in every_day if not any(first <= day <= last for first, last in self.away))


@dataclass(frozen=True)
class Quiet:
    """A match without a kept meeting for longer than was agreed: days so far, days allowed, and why it is here.

    Why is worked out once somebody reads it; `with_reasons` fetches beforehand what that takes, for several at once.
    """

    match: Match
    days: int
    allowed: int
    since: Since
    on: date

    @property
    def why(self) -> str:
        if self.since.meetings is None:
            with_reasons([self])
        return _why(self.since, self.on)


def quiet(matches: Matches, on: date, rules: facts.Rules | None = None) -> list[Quiet]:
    """The live matches that have gone quiet, longest beyond what was agreed first.

    A paused match is not quiet, and its pause counts for nobody; one that is winding down still may be. A new match
    is counted from the day it began. `rules` of their schemes, where somebody has them already.
    """
    rules = rules if rules is not None else facts.rules_of(matches, on)
    soonest = A_WEEK + min((own.quiet_after for own in rules.values()), default=0)
    kept = not_met_since(matches, on - timedelta(days=soonest))
    apart = [match for match in those(matches, kept) if match.status in MEETING_GOES_ON]
    going_on = _long_apart(apart, kept, rules, on)
    prefetch_related_objects(going_on, "child", "agreements", "changes")
    off = DaysOff(going_on, min((match.begun_on for match in going_on), default=on), on)
    found = []
    for match in going_on:
        own_rules = rules[match.scheme_id]
        rhythm = facts.rhythm_of(match, own_rules, match.begun_on, on)
        away = [*facts.pauses(match, until=on), *off.spans(match)]
        since = Since(match, kept.get(match.pk), rhythm, away)
        if on >= quiet_from(since.kept, rhythm, own_rules.quiet_after, since.away):
            allowed = gap_allowed(rhythm, own_rules.quiet_after)
            found.append(Quiet(match, since.days(on), allowed, since, on))
    return sorted(found, key=lambda each: each.days - each.allowed, reverse=True)


def with_reasons(found: Sequence[Quiet]) -> None:
    """What was not kept since these last met, what is planned, and who they are: the same few questions for all."""
    if not found:
        return
    prefetch_related_objects([each.match for each in found], "child", "volunteer", "scheme")
    rows = Meeting.objects.filter(
        match__in=[each.match.pk for each in found],
        status__in=[*NOT_KEPT, Status.PLANNED],
        at__gte=day_begins(found[0].on - WORTH_TELLING),
    )
    by_match: dict[int, list[Meeting]] = defaultdict(list)
    for meeting in rows.order_by("at"):
        by_match[meeting.match_id].append(meeting)
    for each in found:
        after = each.since.kept or each.match.begun_on
        each.since.meetings = [meeting for meeting in by_match[each.match.pk] if meeting.on() >= after]
        for meeting in each.since.meetings:
            meeting.match = each.match


def _long_apart(
    matches: list[Match], kept: dict[int, date | None], rules: facts.Rules, on: date
) -> list[Match]:
    """Those who have not met for longer than any turn of their rhythm allows; only at these one must look closely."""

    def days(match: Match) -> int:
        return (on - (kept[match.pk] or match.begun_on)).days

    matches = [match for match in matches if days(match) > A_WEEK + rules[match.scheme_id].quiet_after]
    turns: dict[int, list[tuple[int, str]]] = {}
    rows = Agreement.objects.filter(match__in=[match.pk for match in matches]).order_by("version")
    for pk, every, unit, stages in rows.values_list("match", "every", "unit", "stages"):
        turns[pk] = [(every, unit), *((row["every"], row["unit"]) for row in stages)]
    by_rules = {pk: [(row.every, str(row.unit)) for row in own.rhythm_rows()] for pk, own in rules.items()}

    def apart(match: Match) -> bool:
        own = turns.get(match.pk) or by_rules[match.scheme_id]
        allowed = min(_gap(every, unit) for every, unit in own) + rules[match.scheme_id].quiet_after
        return days(match) > allowed

    return [match for match in matches if apart(match)]


@cache
def _gap(every: int, unit: str) -> int:
    return gap_allowed(Rhythm(every, facts.UNITS[unit], date.min))


def _why(since: Since, on: date) -> str:
    sentences = [
        _how_long(since, on),
        since.not_counted(on),
        _unsaid(since, on),
        _what_became_of_the_last(since, on),
        "It is winding down." if since.match.status == MatchStatus.ENDING else "",
        _what_comes(since, on),
    ]
    return " ".join(sentence for sentence in sentences if sentence)


def _how_long(since: Since, on: date) -> str:
    days = count_words(since.days(on), "day")
    said = "they agreed on" if since.match.agreement else "the scheme’s rule is"
    rhythm = rhythm_words(since.rhythm)
    if since.kept is None:
        return f"They have not met in the {days} since they began; {said} {rhythm}."
    return f"No meeting for {days}; {said} {rhythm}."


def _unsaid(since: Since, on: date) -> str:
    """Perhaps they did meet, and nobody has said so."""
    unsaid = [
        meeting for meeting in since.meetings or () if meeting.status == Status.PLANNED and meeting.on() < on
    ]
    if not unsaid:
        return ""
    if len(unsaid) == 1:
        return f"Nobody has said how {day_words(unsaid[0].on())} went."
    return f"Nobody has said how {number_words(len(unsaid))} planned meetings went."


def _what_became_of_the_last(since: Since, on: date) -> str:
    """The last was withheld by the carer. The last two were moved by Mo."""
    latest_first = [
        meeting
        for meeting in reversed(since.meetings or ())
        if meeting.status != Status.PLANNED and meeting.on() <= on
    ]
    if not latest_first:
        return ""
    last = latest_first[0]
    alike = list(takewhile(lambda other: (other.status, other.who) == (last.status, last.who), latest_first))
    deed, who = DEEDS[Status(last.status)], who_words(last)
    how_many = "was" if len(alike) == 1 else f"{number_words(len(alike))} were"
    return f"The last {how_many} {deed} by {who}." if who else f"The last {how_many} {deed}."


def _what_comes(since: Since, on: date) -> str:
    ahead = [
        meeting for meeting in since.meetings or () if meeting.status == Status.PLANNED and meeting.on() >= on
    ]
    return f"The next is planned for {day_words(ahead[0].on())}." if ahead else "None is planned."
