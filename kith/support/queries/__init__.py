"""Everything one may ask this room; each question lives with its noun."""

from kith.support.queries.checkins import ToAsk, check_ins_due, check_ins_next
from kith.support.queries.supervision import (
    Due,
    latest_supervisions,
    suggested_next,
    supervision_due,
    supervision_next,
)

__all__ = [
    "Due",
    "ToAsk",
    "check_ins_due",
    "check_ins_next",
    "latest_supervisions",
    "suggested_next",
    "supervision_due",
    "supervision_next",
]
