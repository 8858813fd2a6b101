"""What every journey begins with: a clock that can be moved on, the cast, and the worker that runs beside the pages."""

from collections.abc import Callable
from datetime import date, time
from typing import Any

import pytest
from django.core.cache import cache
from playwright.sync_api import BrowserContext

from tests.journeys.people import Cast, Clock, assemble


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Everything in Kith asks Django's clock, so moving that one moves time for the whole house."""
    clock = Clock(date(2026, 11, 24), time(10))
    monkeypatch.setattr("django.utils.timezone.now", clock.now)
    return clock


@pytest.fixture
def cast(
    live_server: Any, new_context: Callable[..., BrowserContext], sign_in: Callable[..., None], clock: Clock
) -> Cast:
    """Northbridge pays Alongside for its visitors; whoever works there has an account, and nothing has happened yet."""
    cache.clear()  # how often strangers have knocked
    return assemble(new_context, sign_in, clock, live_server.url)
