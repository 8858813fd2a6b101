"""The life of a report: made, then let out to the commissioner by a person, and perhaps replaced by a later one."""

from django.db import models

from kith.foundation.lifecycle import Lifecycle


class Status(models.TextChoices):
    MADE = "made", "Made"
    RELEASED = "released", "Released"
    REPLACED = "replaced", "Replaced"


LET_OUT = (Status.RELEASED, Status.REPLACED)
RUN = Lifecycle(
    "report",
    Status,
    {
        "release": (Status.MADE, Status.RELEASED),
        "replace": (Status.RELEASED, Status.REPLACED),
    },
)
