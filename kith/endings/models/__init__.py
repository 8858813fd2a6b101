"""All of this room’s nouns: an ending and its steps, what a child keeps, what comes after, what was asked, which road."""

from kith.endings.models.after import ContactAnswer, FollowOn, GoesOnTo, LookBack
from kith.endings.models.asks import Ask
from kith.endings.models.endings import BY_DEATH, TELL_VOLUNTEER, Ending, EndingChange, EndingStep
from kith.endings.models.erasing import Erasing, KeptLonger, MemoriesOffered
from kith.endings.models.keeping import Certificate, Keepsake, Letter
from kith.endings.models.periods import KeepingPeriod
from kith.endings.models.roads import Move, Road

__all__ = [
    "BY_DEATH",
    "TELL_VOLUNTEER",
    "Ask",
    "Certificate",
    "ContactAnswer",
    "Ending",
    "EndingChange",
    "EndingStep",
    "Erasing",
    "FollowOn",
    "GoesOnTo",
    "KeepingPeriod",
    "Keepsake",
    "KeptLonger",
    "Letter",
    "LookBack",
    "MemoriesOffered",
    "Move",
    "Road",
]
