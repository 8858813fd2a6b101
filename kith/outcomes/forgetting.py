"""What becomes of measures and words when the time of a match is over: numbers stay, and words that were shared for good."""

from django.db.models import Q

from kith.foundation.forgetting import Goes, Stays, Thinned, tell
from kith.matching.models import Match
from kith.outcomes.models import (
    ComparisonPlace,
    FormAsked,
    Goal,
    GoalChange,
    GoalStep,
    Need,
    NoMoreAsking,
    Pulse,
    SchoolTerm,
    Score,
    Words,
)
from kith.people.models import Child

NOT_SHARED = Q(for_map=False, for_report=False) | Q(withdrawn_on__isnull=False)
COUNTED = "numbers without words: the outcomes are counted from them"


tell(
    Match,
    [
        Stays(Score, "match", COUNTED),
        Thinned(
            FormAsked,
            "match",
            "that somebody was asked to fill in a form; who it was goes",
            empty=("name", "email"),
            codes=("wave",),
        ),
        Thinned(Goal, "match", "that there was a goal, of what kind; its words go", empty=("words",)),
        Thinned(
            GoalChange,
            "of__match",
            "when a goal was reached",
            empty=("words",),
            codes=("step", "from_status", "to_status", "reason"),
        ),
        Stays(GoalStep, "goal__match", COUNTED),
        Stays(Need, "match", COUNTED),
        Stays(Pulse, "match", COUNTED),
        Goes(
            Words, "match", "what the child said, but what they gave for a report or the map", only=NOT_SHARED
        ),
    ],
)
tell(
    Child,
    [
        Stays(NoMoreAsking, "child", COUNTED),
        Stays(ComparisonPlace, "child", COUNTED),
        Stays(SchoolTerm, "child", COUNTED),
    ],
)
