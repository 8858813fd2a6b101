"""What becomes of the support around a match when its time is over: that it was given is counted, what was said goes."""

from kith.foundation.forgetting import Goes, Stays, Thinned, tell
from kith.matching.models import Match
from kith.people.models import Child
from kith.support.models import (
    AskedLater,
    CheckIn,
    Covered,
    HandedOver,
    KeepTie,
    LoneVisit,
    MatchReview,
    NetworkMap,
    ReadinessAnswer,
    ReadinessList,
    Supervision,
    Thanks,
    Tie,
    Voice,
)

tell(
    Match,
    [
        Thinned(CheckIn, "match", "who was asked how it goes, and when; the words go", empty=("words",)),
        Goes(AskedLater, "match", "who was not to be asked for a while"),
        Thinned(
            MatchReview,
            "match",
            "when the match was reviewed; what was agreed goes",
            empty=("agreed",),
            demanded=("agreed",),
        ),
        Goes(Voice, "review__match", "what each said in a review"),
        Thinned(
            Supervision,
            "match",
            "when the volunteer was supervised; what was talked about goes",
            empty=("talked_about", "agreed"),
        ),
        Goes(Thanks, "match", "thanks to the volunteer for this match"),
        Goes(LoneVisit, "meeting__match", "who said that they were there, and home"),
    ],
)
tell(
    Child,
    [
        Goes(NetworkMap, "child", "the people around them, as they drew them"),
        Goes(Tie, "map__child", "the people on it"),
        Goes(KeepTie, "tie__map__child", "who was not to be lost to them"),
        Goes(ReadinessList, "child", "their own list for leaving care"),
        Goes(ReadinessAnswer, "list__child", "what stands on it"),
        Stays(HandedOver, "child", "from whom to whom the coordinating went: names no child"),
        Stays(Covered, "involvement__child", "who stood in for a coordinator: names no child"),
    ],
)
