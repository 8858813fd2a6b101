"""Everything one may ask this room; each question lives with its noun."""

from kith.support.queries.agenda import spirits_falling
from kith.support.queries.checkins import ToAsk, asked_of, check_ins_due, check_ins_next
from kith.support.queries.cover import Load, coordinators_for, covers_around, loads
from kith.support.queries.readiness import is_invited, nudge
from kith.support.queries.reviews import ToReview, reviews_due, reviews_next
from kith.support.queries.stranded import stranded, stranded_children, uncovered
from kith.support.queries.supervision import (
    Due,
    latest_supervisions,
    suggested_next,
    supervision_due,
    supervision_next,
)
from kith.support.queries.thanks import ToThank, to_thank

__all__ = [
    "Due",
    "Load",
    "ToAsk",
    "ToReview",
    "ToThank",
    "asked_of",
    "check_ins_due",
    "check_ins_next",
    "coordinators_for",
    "covers_around",
    "is_invited",
    "latest_supervisions",
    "loads",
    "nudge",
    "reviews_due",
    "reviews_next",
    "spirits_falling",
    "stranded",
    "stranded_children",
    "suggested_next",
    "supervision_due",
    "supervision_next",
    "to_thank",
    "uncovered",
]
