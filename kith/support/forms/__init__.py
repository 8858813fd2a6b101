"""What a person may type in this room; each form lives with its noun."""

from kith.support.forms.allegation import AllegationForm
from kith.support.forms.supervision import SupervisionForm

__all__ = ["AllegationForm", "SupervisionForm"]
