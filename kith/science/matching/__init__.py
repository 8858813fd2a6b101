"""Matching children with volunteers: led by the child, explained in words, proved.

    outcome = open_day({"asha": [["ben"], ["carol", "dee"]]}, {"ben": 1, "carol": 2, "dee": 1}, seed=20261121)
    outcome = matching_round(referrals, volunteers, rules, mode="child_choice", seed=20261121)
    outcome.matches; outcome.unmatched
    why(outcome, "asha"); why_not(outcome, "asha", "ben")
    verify(outcome).holds; record(outcome)

One child's short list, and the people, wishes and hard rules, are those of `kith.science.fit` and can be had from here
too. A scheme needs nothing beyond Python; `kith.science.matching.nation` does the same for a nation with NumPy.
docs/methods/matching.md tells the method, docs/formats/match-json.md the file that `kith match` reads.
"""

from kith.science.fit import (
    Kind,
    Pool,
    Referral,
    Refusal,
    Rules,
    Shortlist,
    Suggestion,
    Volunteer,
    Weights,
    Wish,
    shortlist,
)
from kith.science.matching.audits import (
    Finding,
    Verdict,
    check,
    check_feasible,
    check_places,
    check_stable,
    check_total_fit,
    verify,
)
from kith.science.matching.changes import Change, changes, what_if
from kith.science.matching.errors import CannotMatch
from kith.science.matching.explain import Why, WhyNot, disappointments, why, why_not
from kith.science.matching.outcome import Certificate, Loser, Outcome
from kith.science.matching.priority import Priority
from kith.science.matching.record import Record, record
from kith.science.matching.rounds import Choices, Mode, Round
from kith.science.matching.scarcity import scarce
from kith.science.matching.settle import matching_round, open_day, settle

__all__ = [
    "CannotMatch",
    "Certificate",
    "Change",
    "Choices",
    "Finding",
    "Kind",
    "Loser",
    "Mode",
    "Outcome",
    "Pool",
    "Priority",
    "Record",
    "Referral",
    "Refusal",
    "Round",
    "Rules",
    "Shortlist",
    "Suggestion",
    "Verdict",
    "Volunteer",
    "Weights",
    "Why",
    "WhyNot",
    "Wish",
    "changes",
    "check",
    "check_feasible",
    "check_places",
    "check_stable",
    "check_total_fit",
    "disappointments",
    "matching_round",
    "open_day",
    "record",
    "scarce",
    "settle",
    "shortlist",
    "verify",
    "what_if",
    "why",
    "why_not",
]
