"""The life of a referral."""

from django.db import models

from kith.foundation.lifecycle import Lifecycle


class Status(models.TextChoices):
    RECEIVED = "received", "Received"
    QUESTIONED = "questioned", "Waiting for the referrer"
    ACCEPTED = "accepted", "Accepted"
    WAITING = "waiting", "Waiting for somebody"
    MATCHED = "matched", "Matched"
    DECLINED = "declined", "Declined"
    WITHDRAWN = "withdrawn", "Withdrawn"
    CLOSED = "closed", "Closed"


UNANSWERED = (Status.RECEIVED, Status.QUESTIONED)
OPEN = (*UNANSWERED, Status.ACCEPTED, Status.WAITING)
TAKEN_ON = (Status.ACCEPTED, Status.WAITING, Status.MATCHED)
REFERRAL = Lifecycle(
    "referral",
    Status,
    {
        "question": (Status.RECEIVED, Status.QUESTIONED),
        "answer": (Status.QUESTIONED, Status.RECEIVED),
        "accept": (UNANSWERED, Status.ACCEPTED),
        "decline": (UNANSWERED, Status.DECLINED),
        "wait": (Status.ACCEPTED, Status.WAITING),
        "match": ((Status.ACCEPTED, Status.WAITING), Status.MATCHED),
        "wait again": (Status.MATCHED, Status.WAITING),
        "withdraw": (OPEN, Status.WITHDRAWN),
        "close": (TAKEN_ON, Status.CLOSED),
    },
)
