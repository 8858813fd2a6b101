"""The life of a meeting."""

from django.db import models

from kith.foundation.lifecycle import Lifecycle
from kith.matching.states import MatchStatus

MEETING_GOES_ON = (MatchStatus.ACTIVE, MatchStatus.ENDING)


class Status(models.TextChoices):
    PLANNED = "planned", "Planned"
    KEPT = "kept", "They met"
    MOVED = "moved", "Moved"
    MISSED = "missed", "Did not happen"
    WITHHELD = "withheld", "Withheld"
    CALLED_OFF = "called off", "Called off"


NOT_KEPT = (Status.MOVED, Status.MISSED, Status.WITHHELD)
SAID = (Status.KEPT, Status.MOVED, Status.MISSED, Status.WITHHELD, Status.CALLED_OFF)
MEETING = Lifecycle(
    "meeting",
    Status,
    {
        "keep": (Status.PLANNED, Status.KEPT),
        "move": (Status.PLANNED, Status.MOVED),
        "miss": (Status.PLANNED, Status.MISSED),
        "withhold": (Status.PLANNED, Status.WITHHELD),
        "call off": (Status.PLANNED, Status.CALLED_OFF),
        "put right": (SAID, Status.PLANNED),
    },
)
