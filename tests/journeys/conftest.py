"""What every journey begins with: the cast, on a clock that can be moved on."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from playwright.sync_api import BrowserContext

from tests.clock import Clock
from tests.journeys.people import Cast, assemble


@pytest.fixture
def cast(
    live_server: Any, new_context: Callable[..., BrowserContext], sign_in: Callable[..., None], clock: Clock
) -> Cast:
    """Northbridge pays Alongside for its visitors; whoever works there has an account, and nothing has happened yet."""
    cache.clear()  # how often strangers have knocked
    return assemble(new_context, sign_in, clock, live_server.url)
