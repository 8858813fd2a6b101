"""Everything this room does; each deed lives with its noun."""

from kith.support.actions.allegation import CannotAccuse, allegation
from kith.support.actions.supervision import CannotSupervise, record_supervision, take_back

__all__ = ["CannotAccuse", "CannotSupervise", "allegation", "record_supervision", "take_back"]
