"""The life of a concern."""

from django.db import models

from kith.foundation.lifecycle import Lifecycle


class Status(models.TextChoices):
    RAISED = "raised", "Raised"
    READ = "read", "Read"
    DECIDED = "decided", "Decided"
    CLOSED = "closed", "Closed"


CONCERN = Lifecycle(
    "concern",
    Status,
    {
        "read": (Status.RAISED, Status.READ),
        "decide": ((Status.RAISED, Status.READ, Status.DECIDED), Status.DECIDED),
        "close": (Status.DECIDED, Status.CLOSED),
        "reopen": (Status.CLOSED, Status.DECIDED),
    },
)
