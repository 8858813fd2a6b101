"""A clock for tests in a browser, where time goes on while they run: a Tuesday in term time, whatever the day is outside."""

from datetime import date, datetime, time, timedelta
from time import monotonic

import pytest

from kith.foundation.dates import moment


class Clock:
    """A clock that runs as clocks do, and can be moved on."""

    def __init__(self, day: date, at: time) -> None:
        self.moves_to(day, at)

    def moves_to(self, day: date, at: time = time(10)) -> None:
        self.set_to, self.set_when = moment(day, at), monotonic()

    def passes(self, time: timedelta) -> None:
        self.set_to += time

    def now(self) -> datetime:
        return self.set_to + timedelta(seconds=monotonic() - self.set_when)

    def today(self) -> date:
        return self.now().date()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Everything in Kith asks Django's clock, so moving that one moves time for the whole house."""
    clock = Clock(date(2026, 11, 24), time(10))
    monkeypatch.setattr("django.utils.timezone.now", clock.now)
    return clock
