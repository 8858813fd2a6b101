"""The clock stands while these tests run: pages ask it, and what they say must not depend on when they are tested."""

from datetime import UTC, datetime

import pytest

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def the_clock_stands(monkeypatch):
    """A Tuesday morning in term time, the day that `day` names."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture(scope="module")
def rows_that_last(rows_that_last):
    """They are laid at the same hour."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.utils.timezone.now", lambda: NOW)
        yield
