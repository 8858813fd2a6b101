"""Pages ask the clock: in this room's tests it stands at nine in the morning of the day on which they take place."""

from collections.abc import Callable
from datetime import date, time

import pytest

from kith.foundation.dates import moment
from kith.matching.tests.factories import AFTERWARDS, DAY


@pytest.fixture
def set_the_clock(monkeypatch) -> Callable[[date], None]:
    """Put Django's own clock to nine in the morning of a day."""

    def to(day: date) -> None:
        at = moment(day, time(9))
        monkeypatch.setattr("django.utils.timezone.now", lambda: at)

    return to


@pytest.fixture(autouse=True)
def nine_in_the_morning(set_the_clock):
    set_the_clock(DAY)


@pytest.fixture
def afterwards(set_the_clock):
    """The day after the first meeting."""
    set_the_clock(AFTERWARDS)
