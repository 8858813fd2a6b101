"""Questions about meetings; each asks the database the same few times for one match or for thousands."""

from kith.meetings.queries.asking import is_asked, to_ask_about
from kith.meetings.queries.over_matches import awaiting_word, last_kept, next_meetings, strips
from kith.meetings.queries.plans import Plan, plans_ahead
from kith.meetings.queries.quiet import Quiet, quiet
from kith.meetings.queries.readers import feelings_readable, readable_notes
from kith.meetings.queries.withheld import WithheldOften, withheld_often

__all__ = [
    "Plan",
    "Quiet",
    "WithheldOften",
    "awaiting_word",
    "feelings_readable",
    "is_asked",
    "last_kept",
    "next_meetings",
    "plans_ahead",
    "quiet",
    "readable_notes",
    "strips",
    "to_ask_about",
    "withheld_often",
]
