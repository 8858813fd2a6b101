"""The life of a meeting, and of an expense."""

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


class ExpenseStatus(models.TextChoices):
    SENT = "sent", "Waits for a yes"
    APPROVED = "approved", "Approved"
    PAID = "paid", "Paid"
    SENT_BACK = "sent back", "Sent back"
    WITHDRAWN = "withdrawn", "Withdrawn"


COUNTS = (ExpenseStatus.SENT, ExpenseStatus.APPROVED, ExpenseStatus.PAID)
EXPENSE = Lifecycle(
    "expense",
    ExpenseStatus,
    {
        "approve": (ExpenseStatus.SENT, ExpenseStatus.APPROVED),
        "take approval back": (ExpenseStatus.APPROVED, ExpenseStatus.SENT),
        "send back": (ExpenseStatus.SENT, ExpenseStatus.SENT_BACK),
        "send again": (ExpenseStatus.SENT_BACK, ExpenseStatus.SENT),
        "withdraw": ((ExpenseStatus.SENT, ExpenseStatus.SENT_BACK), ExpenseStatus.WITHDRAWN),
        "pay": (ExpenseStatus.APPROVED, ExpenseStatus.PAID),
    },
)
