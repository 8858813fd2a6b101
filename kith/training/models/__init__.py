"""All of this room's nouns: what is taught, when, and who has done it."""

from kith.training.models.completions import Completion, CompletionQuerySet, Told
from kith.training.models.courses import Course, CourseVersion
from kith.training.models.finishes import Finish, FinishChange, FinishQuerySet
from kith.training.models.sessions import Booking, BookingChange, BookingQuerySet, Session, SessionChange
from kith.training.models.tallies import Tally

__all__ = [
    "Booking",
    "BookingChange",
    "BookingQuerySet",
    "Completion",
    "CompletionQuerySet",
    "Course",
    "CourseVersion",
    "Finish",
    "FinishChange",
    "FinishQuerySet",
    "Session",
    "SessionChange",
    "Tally",
    "Told",
]
