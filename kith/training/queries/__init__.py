"""What volunteers have done and lack, asked for many at once; and hours by topic."""

from kith.training.queries.ending import Ends, ending
from kith.training.queries.held import Held, done_in, good_versions, held, held_by, held_on
from kith.training.queries.hours import TopicHours, hours_by_topic
from kith.training.queries.lacking import (
    Lack,
    courses_taught_in,
    is_asked,
    lacking,
    required,
    still_to_come,
    volunteers_of,
)
from kith.training.queries.yearly import called_and_yearly, first_years_of, in_first_year, later_of

__all__ = [
    "Ends",
    "Held",
    "Lack",
    "TopicHours",
    "called_and_yearly",
    "courses_taught_in",
    "done_in",
    "ending",
    "first_years_of",
    "good_versions",
    "held",
    "held_by",
    "held_on",
    "hours_by_topic",
    "in_first_year",
    "is_asked",
    "lacking",
    "later_of",
    "required",
    "still_to_come",
    "volunteers_of",
]
