"""Spans of days, and the quarters of the year that reports are made for: January to March, April to June, and so on."""

from dataclasses import dataclass
from datetime import date, timedelta

from kith.foundation.dates import day_words, months_after

MONTHS = 3


@dataclass(frozen=True, order=True)
class Span:
    """From one day until another; both count."""

    from_day: date
    until_day: date

    def __post_init__(self) -> None:
        if self.until_day < self.from_day:
            raise ValueError("A span ends after it begins.")

    def __contains__(self, day: date) -> bool:
        return self.from_day <= day <= self.until_day

    def touches(self, other: "Span") -> bool:
        """Whether some day lies in both."""
        return self.from_day <= other.until_day and other.from_day <= self.until_day

    @property
    def is_quarter(self) -> bool:
        return self == quarter_of(self.from_day)

    @property
    def words(self) -> str:
        """July to September 2026, or the two days where it is no quarter."""
        if self.is_quarter:
            return f"{self.from_day:%B} to {self.until_day:%B %Y}"
        return f"{day_words(self.from_day)} to {day_words(self.until_day)}"

    @property
    def slug(self) -> str:
        """For the name of a file: 2026-07-to-09, or the two days."""
        if self.is_quarter:
            return f"{self.from_day:%Y-%m}-to-{self.until_day:%m}"
        return f"{self.from_day:%Y-%m-%d}-to-{self.until_day:%Y-%m-%d}"


def quarter_of(day: date) -> Span:
    """The quarter in which a day lies."""
    begins = date(day.year, day.month - (day.month - 1) % MONTHS, 1)
    return Span(begins, months_after(begins, MONTHS) - timedelta(days=1))


def quarter_before(span: Span) -> Span:
    return quarter_of(span.from_day - timedelta(days=1))


def last_whole_quarter(on: date) -> Span:
    """The latest quarter that is over on a day."""
    return quarter_before(quarter_of(on))


def whole_quarters(on: date, since: date, most: int) -> list[Span]:
    """The quarters that are over on a day and touch or follow `since`, latest first, at most so many."""
    found: list[Span] = []
    span = last_whole_quarter(on)
    while len(found) < most and span.until_day >= since:
        found.append(span)
        span = quarter_before(span)
    return found


def span_from(from_day: date | None, until_day: date | None, on: date) -> Span:
    """The span somebody asked for; what they left open is filled from the quarters."""
    if from_day is None and until_day is None:
        return last_whole_quarter(on)
    if until_day is None and from_day is not None:
        return Span(from_day, quarter_of(from_day).until_day)
    if until_day is not None and from_day is None:
        return Span(quarter_of(until_day).from_day, until_day)
    assert from_day is not None
    assert until_day is not None
    return Span(from_day, until_day)
