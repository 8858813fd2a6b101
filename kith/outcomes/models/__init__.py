"""The nouns of this room: measures in use and scores, goals, needs, words and pulses, and what a scheme makes of them."""

from kith.outcomes.models.asking import FormAsked
from kith.outcomes.models.goals import Goal, GoalChange, GoalStep
from kith.outcomes.models.measures import MeasureUse, NoMoreAsking, Score
from kith.outcomes.models.needs import Need
from kith.outcomes.models.schemes import (
    ComparisonPlace,
    OutcomeFocus,
    OutcomeReport,
    WaitingComparison,
)
from kith.outcomes.models.school import SchoolTerm
from kith.outcomes.models.words import Pulse, Words

__all__ = [
    "ComparisonPlace",
    "FormAsked",
    "Goal",
    "GoalChange",
    "GoalStep",
    "MeasureUse",
    "Need",
    "NoMoreAsking",
    "OutcomeFocus",
    "OutcomeReport",
    "Pulse",
    "SchoolTerm",
    "Score",
    "WaitingComparison",
    "Words",
]
