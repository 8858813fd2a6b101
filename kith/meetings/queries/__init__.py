"""Questions about meetings; each asks the database the same few times for one match or for thousands."""

from kith.meetings.queries.asking import is_asked, to_ask_about
from kith.meetings.queries.changes import Changed, changed_lately
from kith.meetings.queries.days_off import DayOff, DaysOff
from kith.meetings.queries.drafts import draft_of, drafts_of
from kith.meetings.queries.least import below_the_least, least_asked, plan_below_the_least
from kith.meetings.queries.money import Budget, budget_of, budgets, months_of
from kith.meetings.queries.over_matches import awaiting_word, last_kept, next_meetings, strips
from kith.meetings.queries.plans import Plan, may_swap_with, plans_ahead, stands_beside
from kith.meetings.queries.quiet import Quiet, quiet, with_reasons
from kith.meetings.queries.readers import feelings_readable, readable_notes
from kith.meetings.queries.signals import Sign, Signal, signals
from kith.meetings.queries.withheld import WithheldOften, withheld_often

__all__ = [
    "Budget",
    "Changed",
    "DayOff",
    "DaysOff",
    "Plan",
    "Quiet",
    "Sign",
    "Signal",
    "WithheldOften",
    "awaiting_word",
    "below_the_least",
    "budget_of",
    "budgets",
    "changed_lately",
    "draft_of",
    "drafts_of",
    "feelings_readable",
    "is_asked",
    "last_kept",
    "least_asked",
    "may_swap_with",
    "months_of",
    "next_meetings",
    "plan_below_the_least",
    "plans_ahead",
    "quiet",
    "readable_notes",
    "signals",
    "stands_beside",
    "strips",
    "to_ask_about",
    "with_reasons",
    "withheld_often",
]
