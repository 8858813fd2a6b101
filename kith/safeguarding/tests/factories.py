"""Concerns for tests."""

from datetime import UTC, datetime
from typing import Any

from kith.safeguarding.actions import raise_concern
from kith.safeguarding.models import Concern

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def a_concern(**fields: Any) -> Concern:
    given: dict[str, Any] = {
        "by": None,
        "at": NOON,
        "urgency": "today",
        "words": "Bruises on both arms.",
    } | fields
    return raise_concern(**given)
