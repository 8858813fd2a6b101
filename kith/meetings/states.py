"""The life of a meeting."""

from django.db import models

from kith.foundation.lifecycle import Lifecycle


class Status(models.TextChoices):
    PLANNED = "planned", "Planned"
    KEPT = "kept", "They met"
    MOVED = "moved", "Moved"
    MISSED = "missed", "Did not happen"
    WITHHELD = "withheld", "Withheld"
    CALLED_OFF = "called off", "Called off"


HAPPENED_OR_NOT = (Status.KEPT, Status.MISSED, Status.WITHHELD)
MEETING = Lifecycle(
    "meeting",
    Status,
    {
        "keep": (Status.PLANNED, Status.KEPT),
        "move": (Status.PLANNED, Status.MOVED),
        "miss": (Status.PLANNED, Status.MISSED),
        "withhold": (Status.PLANNED, Status.WITHHELD),
        "call off": (Status.PLANNED, Status.CALLED_OFF),
        "put right": (HAPPENED_OR_NOT, Status.PLANNED),
    },
)
