"""The life of an application. References, DBS and training run side by side: they are checks, not states."""

from django.db import models

from kith.foundation.lifecycle import Lifecycle


class Status(models.TextChoices):
    ENQUIRED = "enquired", "Enquired"
    APPLIED = "applied", "Applied"
    INTERVIEWED = "interviewed", "Interviewed"
    CHECKING = "checking", "Being checked"
    READY = "ready", "Ready for panel"
    APPROVED = "approved", "Approved"
    DECLINED = "declined", "Declined"
    WITHDRAWN = "withdrawn", "Withdrawn"


ON_THE_WAY = (Status.ENQUIRED, Status.APPLIED, Status.INTERVIEWED, Status.CHECKING, Status.READY)
APPLICATION = Lifecycle(
    "application",
    Status,
    {
        "apply": (Status.ENQUIRED, Status.APPLIED),
        "interview": (Status.APPLIED, Status.INTERVIEWED),
        "check": (Status.INTERVIEWED, Status.CHECKING),
        "put to panel": (Status.CHECKING, Status.READY),
        "approve": (Status.READY, Status.APPROVED),
        "decline": (ON_THE_WAY, Status.DECLINED),
        "withdraw": (ON_THE_WAY, Status.WITHDRAWN),
        "reopen": ((Status.DECLINED, Status.WITHDRAWN), Status.APPLIED),
    },
)
