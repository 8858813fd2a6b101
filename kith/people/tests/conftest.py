"""The clock stands while these tests run: pages ask it, and what they say must not depend on when they are tested."""

from datetime import UTC, datetime

import pytest


@pytest.fixture(autouse=True)
def the_clock_stands(monkeypatch):
    """A Tuesday morning in term time, the day that `day` names."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2026, 11, 24, 9, 0, tzinfo=UTC))
