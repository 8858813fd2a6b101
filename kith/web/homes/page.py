"""What a front door gives back: the words of a page, and by which right they may be seen."""

from dataclasses import dataclass, field
from typing import Any

from kith.access.policy import Permission


@dataclass(frozen=True)
class Page:
    """A template, its values, and the right by which they are shown; without one there is nothing to see."""

    template: str
    values: dict[str, Any] = field(default_factory=dict)
    permission: Permission | None = None
