"""Who could be there for this child, and why, in words.

    pool = Pool(volunteers)
    answer = shortlist(referral, pool, Rules(travel_miles=10), size=5, others=waiting)
    for person in answer.suggestions:
        print(person.first_name, person.reasons, person.cautions)
    why_not(referral, volunteer)

People and their wishes stand in `people`, the hard rules in `rules`, the order of those who fit in `order`, and the
words in `reasons`, `refusals`, `openings` and `scarcity`. docs/methods/fit.md tells the method.
"""

from kith.science.fit.openings import Opening
from kith.science.fit.people import Kind, Referral, Volunteer, Wish
from kith.science.fit.pool import Pool
from kith.science.fit.rules import CANNOT_BE_PROPOSED, RULES, Rule, Rules, Weights
from kith.science.fit.suggest import (
    Refusal,
    Shortlist,
    Suggestion,
    contradictions,
    first_reasons,
    fitting,
    fitting_each,
    look_at,
    shortlist,
    why_not,
)

__all__ = [
    "CANNOT_BE_PROPOSED",
    "RULES",
    "Kind",
    "Opening",
    "Pool",
    "Referral",
    "Refusal",
    "Rule",
    "Rules",
    "Shortlist",
    "Suggestion",
    "Volunteer",
    "Weights",
    "Wish",
    "contradictions",
    "first_reasons",
    "fitting",
    "fitting_each",
    "look_at",
    "shortlist",
    "why_not",
]
