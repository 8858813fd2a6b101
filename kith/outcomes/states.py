"""The life of a goal."""

from django.db import models

from kith.foundation.lifecycle import Lifecycle


class Status(models.TextChoices):
    OPEN = "open", "Going on"
    REACHED = "reached", "Reached"
    DROPPED = "dropped", "Let go"


GOAL = Lifecycle(
    "goal",
    Status,
    {
        "reach": (Status.OPEN, Status.REACHED),
        "drop": (Status.OPEN, Status.DROPPED),
        "take up again": ((Status.REACHED, Status.DROPPED), Status.OPEN),
    },
)
