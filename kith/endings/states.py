"""The life of an ending."""

from django.db import models

from kith.foundation.lifecycle import Lifecycle


class Status(models.TextChoices):
    WINDING_DOWN = "winding down", "Winding down"
    ENDED = "ended", "Ended"
    CALLED_OFF = "called off", "Called off"


ENDING = Lifecycle(
    "ending",
    Status,
    {
        "end": (Status.WINDING_DOWN, Status.ENDED),
        "take back": (Status.ENDED, Status.WINDING_DOWN),
        "call off": (Status.WINDING_DOWN, Status.CALLED_OFF),
    },
)
