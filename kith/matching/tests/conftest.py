"""Pages ask the clock: in this room's tests it stands at nine in the morning of the day on which they take place.

A road or an open day is laid once for all tests of a file, which says in a fixture of its own which one.
"""

from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import date, time

import pytest

from kith.foundation.dates import moment
from kith.matching.tests.factories import AFTERWARDS, DAY, Road
from kith.matching.tests.open_days import Event


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


@pytest.fixture(scope="module")
def rows_that_last(rows_that_last) -> Iterator[None]:
    """They are laid at the same hour."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.utils.timezone.now", lambda: moment(DAY, time(9)))
        yield


@pytest.fixture
def road(laid_road: Road, db) -> Road:
    return deepcopy(laid_road)


@pytest.fixture
def event(laid_event: Event, db) -> Event:
    return deepcopy(laid_event)


@pytest.fixture
def afterwards(set_the_clock):
    """The day after the first meeting."""
    set_the_clock(AFTERWARDS)
