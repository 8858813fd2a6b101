"""All of this room's nouns; each lives in the module of its kind."""

from kith.support.models.supervision import Supervision

__all__ = ["Supervision"]
