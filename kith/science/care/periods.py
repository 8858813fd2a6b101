"""Periods of care: episodes that follow one another without a break."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from kith.science.care.ages import birthday

SHORT_BREAKS = frozenset({"V3", "V4"})
"""Legal statuses of a planned series of short breaks: such children live at home and are left out of counts of
children in care (DfE, Children looked after in England, methodology)."""

STARTED = "S"
"""The reason for a new episode that begins a period of care (SSDA903, RNE)."""

GOES_ON = "X1"
"""The reason an episode ended that says the next began the same day (SSDA903, REC)."""

CARE_ENDS_AT = 18
"""Nobody is looked after from their 18th birthday on (Children Act 1989, s.22 and s.105)."""


@dataclass(frozen=True, slots=True)
class Episode:
    """One row of a child's history: from `began` up to, not including, `ended` (None while open).

    The codes are the return's: RNE in `reason_begun`, REC in `reason_ended`, LS, PLACE; '' where not known. `site`
    tells two homes of the same kind apart (a URN or a postcode, never shown); '' where not known.
    """

    began: date
    ended: date | None = None
    reason_begun: str = ""
    reason_ended: str = ""
    legal_status: str = ""
    placement: str = ""
    site: str = ""

    @property
    def is_short_break(self) -> bool:
        return self.legal_status in SHORT_BREAKS


@dataclass(frozen=True, slots=True)
class Period:
    """An unbroken time in care: from `began` up to, not including, `ended` (None while it lasts).

    `beginning_known` is false where the first episode is not marked as a start: care began earlier, in a return that
    was not read. `by_age` is true where the file says no end, or a later one, and the 18th birthday ends it: that day may lie
    ahead.
    """

    began: date
    ended: date | None
    beginning_known: bool
    reason_ended: str = ""
    by_age: bool = False

    def contains(self, day: date) -> bool:
        return self.began <= day and (self.ended is None or day < self.ended)


_Dated = TypeVar("_Dated", bound=Episode)


def in_order(episodes: Iterable[_Dated]) -> list[_Dated]:
    """By beginning; of two that begin together the one that ends first comes first, an open one last."""
    return sorted(
        episodes,
        key=lambda episode: (
            episode.began,
            episode.ended or date.max,
            episode.reason_begun != STARTED,
            episode.reason_ended,
            episode.placement,
            episode.site,
            episode.legal_status,
        ),
    )


def periods_of_care(
    episodes: Iterable[Episode], *, dob: date | None = None, short_breaks: bool = False
) -> list[Period]:
    """The child's periods of care, oldest first; they never overlap.

    An episode goes on with the period before it when it begins on or before that period's last day's morrow (the end
    of one is the beginning of the next), unless the earlier one says that care ended and the later that it started
    again. With `dob` no period runs past the 18th birthday, whatever the file leaves open. Short breaks (V3, V4) are
    left out unless asked for. An episode that ends before it begins is nobody's day and is passed over.

    It misleads where the file has gaps that never were: two periods are then shown for one.
    Source: register page 1.4.1 and 1.4.2, after the SSDA903 guide's definition of a period of care.
    """
    until = birthday(dob, CARE_ENDS_AT) if dob else date.max
    periods: list[Period] = []
    for episode in in_order(episodes):
        if (episode.is_short_break and not short_breaks) or not _counts(episode, until):
            continue
        last = periods[-1] if periods else None
        if last is not None and _goes_on(last, episode):
            periods[-1] = _longer(last, episode)
        else:
            periods.append(_first(episode))
    return [_cut(period, until) for period in periods]


def looked_after_on(
    episodes: Iterable[Episode], day: date, *, dob: date | None = None, short_breaks: bool = False
) -> bool:
    """Was the child looked after on that day? See `periods_of_care` for what counts."""
    if dob and day >= birthday(dob, CARE_ENDS_AT):
        return False
    return any(
        episode.began <= day
        and (episode.ended is None or day < episode.ended)
        and (short_breaks or not episode.is_short_break)
        for episode in episodes
    )


def days_looked_after(periods: Sequence[Period], *, since: date, before: date) -> int:
    """How many days from `since` up to, not including, `before` fall in the periods."""
    days = 0
    for period in periods:
        first = max(period.began, since)
        last = min(period.ended or before, before)
        days += max(0, (last - first).days)
    return days


def _counts(episode: Episode, until: date) -> bool:
    """Does the episode hold at least one day?"""
    return episode.began < until and (episode.ended is None or episode.began < episode.ended)


def _goes_on(period: Period, episode: Episode) -> bool:
    if period.ended is None or episode.began < period.ended:
        return True
    if episode.began > period.ended:
        return False
    ended_for_good = period.reason_ended not in ("", GOES_ON)
    return not (ended_for_good and episode.reason_begun == STARTED)


def _first(episode: Episode) -> Period:
    return Period(
        began=episode.began,
        ended=episode.ended,
        beginning_known=episode.reason_begun == STARTED,
        reason_ended=episode.reason_ended if episode.ended else "",
    )


def _longer(period: Period, episode: Episode) -> Period:
    if period.ended is None or (episode.ended is not None and episode.ended <= period.ended):
        return period
    return Period(
        began=period.began,
        ended=episode.ended,
        beginning_known=period.beginning_known,
        reason_ended=episode.reason_ended if episode.ended else "",
    )


def _cut(period: Period, until: date) -> Period:
    if until == date.max or (period.ended is not None and period.ended <= until):
        return period
    return Period(period.began, until, period.beginning_known, period.reason_ended, by_age=True)
