"""How often two people agreed to meet, which days that makes, and when it has gone quiet.

Pure dates: nothing here knows what day it is today, nor any holiday. Whoever asks brings the days when somebody is
away, school holidays or bank holidays for instance, as pairs of a first and a last day.
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum
from itertools import pairwise

from kith.science.care.ages import add_months

Away = tuple[date, date]
"""A first and a last day, both included."""


class Unit(StrEnum):
    WEEKS = "weeks"
    MONTHS = "months"


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Every so many weeks or months from `begins` on; on `weekday` (0 is Monday), or the weekday on which it begins.

    A rhythm in months keeps its place in the month: begun on a second Saturday, it stays on second Saturdays; begun
    on a fifth, it falls on the fourth where a month has no fifth.
    """

    every: int
    unit: Unit
    begins: date
    weekday: int | None = None
    at: time | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "unit", Unit(self.unit))
        if self.every < 1:
            raise ValueError("A rhythm needs at least one week or month between meetings.")
        if self.weekday is not None and not 0 <= self.weekday <= 6:
            raise ValueError("A weekday is a number from 0 (Monday) to 6 (Sunday).")

    @property
    def first(self) -> date:
        """The first day of the rhythm: the first such weekday from its beginning."""
        if self.weekday is None:
            return self.begins
        return self.begins + timedelta(days=(self.weekday - self.begins.weekday()) % 7)

    def words(self) -> str:
        if self.every == 1:
            return "every week" if self.unit is Unit.WEEKS else "every month"
        return f"every {self.every} {self.unit}"


def planned_days(rhythm: Rhythm, from_: date, until: date, away: Iterable[Away] = ()) -> list[date]:
    """The days of a rhythm from one day until another, both included, in order.

    A day on which somebody is away is left out; the days after it stay where they were. The days of a long stretch
    are the days of its parts put together, so plans may be made a month at a time.
    """
    spans = list(away)
    return [
        day for day in _days(rhythm, from_, until) if not any(first <= day <= last for first, last in spans)
    ]


def _days(rhythm: Rhythm, from_: date, until: date) -> Iterator[date]:
    first = rhythm.first
    if rhythm.unit is Unit.WEEKS:
        step = 7 * rhythm.every
        missed = max(0, -((first - from_).days // step))
        return _until(until, (first + timedelta(days=step * turn) for turn in _from(missed)))
    between = (from_.year - first.year) * 12 + from_.month - first.month
    months = (_same_place(first, rhythm.every * turn) for turn in _from(max(0, between // rhythm.every)))
    return (day for day in _until(until, months) if day >= from_)


def _from(start: int) -> Iterator[int]:
    while True:
        yield start
        start += 1


def _until(until: date, days: Iterator[date]) -> Iterator[date]:
    for day in days:
        if day > until:
            return
        yield day


def _same_place(first: date, months: int) -> date:
    """The day with the weekday of `first` and its place in the month, so many months later."""
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    start, length = monthrange(year, month + 1)
    day = 1 + (first.weekday() - start) % 7 + 7 * ((first.day - 1) // 7)
    return date(year, month + 1, day if day <= length else day - 7)


# --------------------------------------------------------------------------------------------- in stages


@dataclass(frozen=True, slots=True)
class Turn:
    """One stage as it is agreed: every so many weeks or months, until a month of the match; the last has no end."""

    every: int
    unit: Unit
    until_month: int | None = None


def in_stages(
    turns: Sequence[Turn], begins: date, weekday: int | None = None, at: time | None = None
) -> list[Rhythm]:
    """Rhythms one after another, each holding from its beginning until the next begins.

    Months count from the day on which it all begins, so that a stage stays where it is when it is written down anew.
    """
    rhythms, months = [], 0
    for turn in turns:
        if turn.until_month is not None and turn.until_month <= months:
            raise ValueError("The months of stages go up: 3, then 6.")
        rhythms.append(Rhythm(turn.every, turn.unit, add_months(begins, months), weekday, at))
        months = turn.until_month if turn.until_month is not None else months
    return rhythms


def rhythm_on(stages: Sequence[Rhythm], day: date) -> Rhythm:
    """The stage that holds on a day; before the first, the first."""
    begun = [rhythm for rhythm in stages if rhythm.begins <= day]
    return begun[-1] if begun else stages[0]


def days_in_stages(
    stages: Sequence[Rhythm], from_: date, until: date, away: Iterable[Away] = ()
) -> list[date]:
    """The days of rhythms one after another. Where one gives way to the next, no gap is longer than the earlier asks."""
    spans = list(away)
    days: list[date] = []
    for place, rhythm in enumerate(stages):
        over = stages[place + 1].begins - timedelta(days=1) if place + 1 < len(stages) else until
        days += planned_days(rhythm, max(from_, rhythm.begins), min(until, over), spans)
    return days


def falls_below(rhythm: Rhythm, least: Rhythm) -> bool:
    """Whether a rhythm promises less than the least that somebody pays for: its longest gap is the longer one."""
    return gap_allowed(rhythm) > gap_allowed(least)


# --------------------------------------------------------------------------------------------- gone quiet


def gap_allowed(rhythm: Rhythm, grace_days: int = 0) -> int:
    """The most days that may lie between two meetings on this rhythm, holidays apart, and the grace on top.

    In months it is the longest gap the calendar can make: 35 days for every month, 63 for every other one. Two days
    of the same weekday and place in the month lie at most six days farther apart than their months.
    """
    if rhythm.unit is Unit.WEEKS:
        return 7 * rhythm.every + grace_days
    longest = max((_month(start + rhythm.every) - _month(start)).days for start in range(4 * 12))
    return 7 * ((longest + 6) // 7) + grace_days


def _month(number: int) -> date:
    """The first day of a month, counted from January 2000: four years hold every stretch of months there is."""
    return date(2000 + number // 12, number % 12 + 1, 1)


def quiet_from(last_kept: date | None, rhythm: Rhythm, grace_days: int, away: Iterable[Away] = ()) -> date:
    """The first day on which a match counts as quiet, if no meeting is kept before.

    Where none was ever kept, the waiting is counted from the rhythm's beginning. Days away do not count.
    """
    day = last_kept or rhythm.begins
    spans = list(away)
    left = gap_allowed(rhythm, grace_days)
    if not spans:
        return day + timedelta(days=max(0, left + 1))
    while left >= 0:
        day += timedelta(days=1)
        left -= not any(first <= day <= last for first, last in spans)
    return day


def is_quiet(
    last_kept: date | None, rhythm: Rhythm, grace_days: int, on: date, away: Iterable[Away] = ()
) -> bool:
    """Whether no meeting was kept within the agreed rhythm and its grace, as of a day."""
    return on >= quiet_from(last_kept, rhythm, grace_days, away)


# --------------------------------------------------------------------------------------------- what became of them


class State(StrEnum):
    """What became of a meeting; NONE stands for a week without any."""

    KEPT = "kept"
    MOVED = "moved"
    MISSED = "missed"
    WITHHELD = "withheld"
    PLANNED = "planned"
    NONE = "none"


PRECEDENCE = (State.KEPT, State.WITHHELD, State.MISSED, State.MOVED, State.PLANNED)
"""A week in which they met is a kept week. Otherwise the gravest shows: withheld, then missed, then moved;
one that is planned, or was and nobody has said what became of it, only where nothing else shows."""


def week_starts(until: date, weeks: int = 12) -> list[date]:
    """The Mondays of the weeks up to the one in which a day lies, oldest first."""
    monday = until - timedelta(days=until.weekday())
    return [monday - timedelta(weeks=back) for back in range(weeks - 1, -1, -1)]


def weeks_strip(meetings: Iterable[tuple[date, State | str]], until: date, weeks: int = 12) -> list[State]:
    """One state for each of the last weeks, oldest first; see PRECEDENCE. The last week shows what is planned to its end."""
    happened: dict[date, set[State]] = {}
    sunday = until + timedelta(days=6 - until.weekday())
    for day, state in meetings:
        if day <= (sunday if state == State.PLANNED else until):
            happened.setdefault(day - timedelta(days=day.weekday()), set()).add(State(state))
    return [_of_a_week(happened.get(monday, set())) for monday in week_starts(until, weeks)]


def _of_a_week(states: set[State]) -> State:
    return next((state for state in PRECEDENCE if state in states), State.NONE)


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many. No percentage: that is for `disclosure` to allow."""

    part: int
    whole: int


def kept_share(states: Iterable[State | str]) -> Share:
    """Meetings kept of those that were due: kept, missed or withheld.

    A moved meeting is not due on its old day; its new day counts for itself. It misleads when meetings are not
    planned before they happen, for then nothing is ever missed.
    """
    seen = [State(state) for state in states]
    kept = seen.count(State.KEPT)
    return Share(kept, kept + seen.count(State.MISSED) + seen.count(State.WITHHELD))


def longest_gap(kept: Sequence[date], from_: date, until: date) -> int:
    """The most days in a row, from one day until another, between one meeting kept and the next, ends included."""
    days = [from_, *sorted(day for day in kept if from_ <= day <= until), until]
    return max(((later - earlier).days for earlier, later in pairwise(days)), default=0)
